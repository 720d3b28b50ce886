"""What people decided about a document as a whole, with what it was before, so that an act can be undone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .arrivals import Arrival
from .consultations import Submission, decided_by


class Decision(models.Model):
    """One act of a person on one document. Acts done on many documents at once share `act`.

    `before` and `after` hold the fields that changed. `number` counts the decisions on the document: an act
    can be undone as long as it is the last one there.
    """

    class Kind(models.TextChoices):
        SENDERS = "senders", _("Sender")
        STANCE = "stance", _("Stance")
        NO_REMARKS = "no_remarks", _("No remarks")
        VERSION = "version", _("Version")
        PERSONAL = "personal", _("Personal data")
        SET_ASIDE = "set_aside", _("Set aside")
        ENDORSEMENT = "endorsement", _("Joins another reply")

    act = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    # On a document, or on something that arrived and became none.
    submission = models.ForeignKey(Submission, null=True, on_delete=models.PROTECT, related_name="decisions")
    arrival = models.ForeignKey(Arrival, null=True, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    created = models.DateTimeField(auto_now_add=True)
    undone_by = decided_by()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="decision_number", fields=["submission", "number"]),
            models.CheckConstraint(name="decision_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="decision_on_one_thing",
                condition=Q(submission__isnull=False, arrival__isnull=True)
                | Q(submission__isnull=True, arrival__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
