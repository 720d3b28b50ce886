"""What people have written for the summary of a consultation."""

from django.db.models import Max

from ..models import Consultation, SummaryText


def own_texts(consultation: Consultation) -> dict[str, SummaryText]:
    """The newest text of each section that has had one, by the section's key. One query."""
    newest = (
        SummaryText.objects.filter(consultation=consultation)
        .order_by()
        .values("section")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    rows = SummaryText.objects.filter(pk__in=newest).select_related("by")
    return {row.section: row for row in rows}
