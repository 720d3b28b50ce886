"""What is there already has arrived, and counts as before."""

from django.db import migrations


def fill_in(apps, _schema):
    """Every document that is here already has arrived once, and says “no remarks” where its reading does."""
    submissions = apps.get_model("consultations", "Submission").objects
    arrivals = apps.get_model("consultations", "Arrival").objects
    arrivals.bulk_create(
        (
            arrivals.model(consultation_id=row.consultation_id, name=row.file_name, submission_id=row.pk)
            for row in submissions.order_by("pk")
        ),
        batch_size=500,
    )
    silent = submissions.filter(readings__is_current=True, readings__no_remarks=True)
    submissions.filter(pk__in=list(silent.values_list("pk", flat=True))).update(no_remarks=True)


class Migration(migrations.Migration):
    dependencies = [("consultations", "0003_findings_and_decisions")]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
