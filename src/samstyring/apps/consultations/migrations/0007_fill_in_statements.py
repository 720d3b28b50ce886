"""What is there already: which submission each statement is from, and whether it counts."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def fill_in(apps, _schema):
    """Statements follow their reading."""
    statements = apps.get_model("consultations", "Statement").objects
    readings = apps.get_model("consultations", "Reading").objects.filter(pk=OuterRef("reading_id"))
    statements.update(
        submission_id=Subquery(readings.values("submission_id")),
        consultation_id=Subquery(readings.values("submission__consultation_id")),
        is_effective=Subquery(readings.values("is_current")),
        current_cited=Coalesce("cited", False),
    )


class Migration(migrations.Migration):
    dependencies = [("consultations", "0006_reviews_in_depth")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
