"""The municipal sector's position on a case, and what municipalities said of it before it was agreed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation

from ..choices import PositionState, View
from .cases import Case


class Position(models.Model):
    """What the sector means, anchored before a national body meets; afterwards what was said beside it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="position")
    state = models.CharField(max_length=12, choices=PositionState, default=PositionState.PROPOSED)
    proposed = models.TextField(_("Proposed position"))
    comments_until = models.DateField(_("Comments by"), null=True, blank=True)
    agreed = models.TextField(_("Agreed position"), blank=True)
    agreed_by = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Agreed by"),
    )
    agreed_on = models.DateField(_("Agreed on"), null=True, blank=True)
    mandate = models.TextField(_("Mandate for the representatives"), blank=True)
    mandate_in = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("In which body they speak for it"),
    )
    said = models.TextField(_("What was said in the body"), blank=True)
    said_on = models.DateField(_("Said on"), null=True, blank=True)
    dropped_why = models.TextField(_("Why no position was agreed"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="position_known_state",
                condition=Q(state__in=PositionState.values) & ~Q(proposed=""),
            ),
            models.CheckConstraint(
                name="position_agreed_whole",
                condition=~Q(state=PositionState.AGREED)
                | Q(agreed_by__isnull=False, agreed_on__isnull=False) & ~Q(agreed="") & ~Q(mandate=""),
            ),
            models.CheckConstraint(
                name="position_said_after_agreed",
                condition=Q(said_on=None) | Q(said_on__gte=models.F("agreed_on")),
                violation_error_message=_("This is before the position was agreed."),
            ),
        ]

    def __str__(self) -> str:
        return self.proposed[:80]


class PositionComment(models.Model):
    """What one organisation thinks of the proposed position. A new one is a new row; the newest counts."""

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="comments")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="position_comments",
        verbose_name=_("On behalf of"),
    )
    view = models.CharField(_("What we think"), max_length=10, choices=View)
    text = models.TextField(_("In our words"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    # Of several by the same organisation the newest; the others stay as they were.
    counts = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["position_id", "id"]
        constraints = [
            models.CheckConstraint(name="positioncomment_known_view", condition=Q(view__in=View.values)),
            models.UniqueConstraint(
                name="positioncomment_one_counts",
                fields=["position", "organisation"],
                condition=Q(counts=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.view}"
