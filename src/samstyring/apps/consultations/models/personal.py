"""Personal data in a text: ranges that are held back from those who may not see them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .consultations import decided_by
from .ranges import range_constraints
from .readings import SourceText


class PersonalMark(models.Model):
    """A range of a text that may have to be held back. Held until a person has cleared it.

    The text itself is never changed: `queries.holding` hides the range when it is shown.
    """

    class Kind(models.TextChoices):
        NATIONAL_IDENTITY_NUMBER = "national_identity_number", _("National identity number")
        PHONE = "phone", _("Telephone number")
        EMAIL = "email", _("E-mail address")
        PERSON_NAME = "person_name", _("Name of a person")
        OTHER = "other", _("Other personal data")

    class State(models.TextChoices):
        HELD = "held", _("Held back")
        CLEARED = "cleared", _("Shown to everybody")

    source_text = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="personal_marks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.OTHER)
    found_by_program = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State, default=State.HELD)
    decided_by = decided_by()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["source_text_id", "start", "end"]
        constraints = [
            models.UniqueConstraint(name="personal_mark_once", fields=["source_text", "start", "end"]),
            models.CheckConstraint(
                name="personal_mark_state_known", condition=Q(state__in=["held", "cleared"])
            ),
            models.CheckConstraint(
                name="personal_mark_cleared_by_somebody",
                condition=Q(state="held") | Q(decided_by__isnull=False),
            ),
            *range_constraints("personal_mark"),
        ]
        indexes = [models.Index(name="personal_mark_held", fields=["source_text", "state"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}-{self.end}"
