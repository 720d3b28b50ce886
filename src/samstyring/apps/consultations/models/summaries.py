"""What people wrote of their own for the summary of a consultation, a row each time they saved."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .consultations import Consultation


class SummaryText(models.Model):
    """A person's own text under one heading of the summary. The newest row of a section counts.

    The program's draft is made anew each time and never stored, so that the two never mix. An empty text
    takes the earlier one away.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="summary_texts")
    # `introduction`, `theme-staffing`: see summary.outline.
    section = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="summary_texts")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="summary_text_has_section", condition=~Q(section=""))]
        indexes = [models.Index(name="summary_text_section", fields=["consultation", "section", "id"])]

    def __str__(self) -> str:
        return self.section
