"""Needs tied to a measure: those that it is to meet, and wishes for what a running solution can do."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.needs.models import Need

from ..choices import TieKind, WishState
from .measures import Measure


class NeedTie(models.Model):
    """A need belongs to a measure, with the reason. Seen by whoever may see both."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="need_ties", verbose_name=_("Measure")
    )
    need = models.ForeignKey(
        Need, on_delete=models.CASCADE, related_name="measure_ties", verbose_name=_("Need")
    )
    kind = models.CharField(_("What the need is to the measure"), max_length=10, choices=TieKind)
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    day = models.DateField(_("Day"))

    class Meta:
        ordering = ["measure_id", "id"]
        constraints = [
            models.CheckConstraint(name="needtie_known_kind", condition=Q(kind__in=TieKind.values)),
            models.UniqueConstraint(
                name="needtie_once",
                fields=["measure", "need"],
                violation_error_message=_("This need is tied to the measure already."),
            ),
        ]
        indexes = [models.Index(name="needtie_kind", fields=["measure", "kind"])]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.measure_id}"


class WishAnswer(models.Model):
    """What the owner of the solution did about a wish, in words. The newest counts; none is changed."""

    tie = models.ForeignKey(NeedTie, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(_("What becomes of it"), max_length=20, choices=WishState)
    words = models.TextField(_("In words"))
    day = models.DateField(_("Day"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="wish_answers"
    )

    class Meta:
        ordering = ["tie_id", "-day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="wishanswer_known_state", condition=Q(state__in=WishState.values) & ~Q(words="")
            )
        ]
        indexes = [models.Index(name="wishanswer_newest", fields=["tie", "-day", "-id"])]

    def __str__(self) -> str:
        return f"{self.state} {self.day}"
