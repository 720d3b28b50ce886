"""A measure, the stages it has gone through, the duties that follow with it, and the work it takes.

`Measure.topic` is the word that evidence and experience in the room of knowledge are filed under: the tie
goes by that word, so that knowledge needs to know no measure.
"""

import uuid
from functools import lru_cache

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible

from ..choices import DutyKind, DutyState, MeasureKind, Stage


@lru_cache(maxsize=2048)
def _page(public_id: uuid.UUID) -> str:
    # Pages over many measures ask for the same few hundred addresses again and again.
    return reverse("portfolio:measure", args=[public_id])


class Measure(Visible):
    """Something that can be introduced or done.

    `responsible` (or `responsible_name`, where the register does not have it) is who owns the measure in the
    world; `owner_organisation` is who keeps this description of it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(
        _("Short code"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9æøå]+(-[a-z0-9æøå]+)*$", _("Use small letters, digits and hyphens."))
        ],
        error_messages={"unique": _("Another measure has this code.")},
    )
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=20, choices=MeasureKind)
    responsible = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("Owner in the register"),
    )
    responsible_name = models.CharField(_("Owner in words"), max_length=200, blank=True)
    purpose = models.TextField(_("Purpose"), blank=True)
    services = models.CharField(_("Services it is for"), max_length=300, blank=True)
    topic = models.CharField(_("Filed in knowledge under"), max_length=80, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["name", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="measure_named", condition=~Q(name="") & ~Q(code="")),
            models.CheckConstraint(name="measure_known_kind", condition=Q(kind__in=MeasureKind.values)),
        ]
        indexes = [
            models.Index(name="measure_topic", fields=["topic"]),
            models.Index(name="measure_name", fields=["name"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return _page(self.public_id)

    @property
    def owner_words(self) -> str:
        """Who owns it, in words; empty where that is not known."""
        return self.responsible_name or (self.responsible.name if self.responsible else "")


class StageChange(models.Model):
    """A measure came to a stage; the newest counts.

    Where `began` is false it is only known that the measure stood so on that day, not since when.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(_("Stage"), max_length=20, choices=Stage)
    date = models.DateField(_("Day"))
    began = models.BooleanField(_("The stage began on this day"), default=True)
    note = models.TextField(_("Why, or what it rests on"), blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["measure_id", "-date", "-id"]
        constraints = [
            models.CheckConstraint(name="stagechange_known_stage", condition=Q(stage__in=Stage.values))
        ]
        indexes = [models.Index(name="stagechange_newest", fields=["measure", "-date", "-id"])]

    def __str__(self) -> str:
        return f"{self.stage} {self.date}"


class Duty(models.Model):
    """Whether somebody must use the measure, or must pay for it: two rows where it is both."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(_("Which duty"), max_length=10, choices=DutyKind)
    for_whom = models.CharField(_("For whom"), max_length=300)
    # Municipalities and what they are responsible for, general practitioners included; false for others.
    municipal = models.BooleanField(_("It concerns municipalities and their services"), default=True)
    state = models.CharField(_("Is there a duty?"), max_length=20, choices=DutyState)
    valid_from = models.DateField(_("From"), null=True, blank=True)
    legal_basis = models.CharField(_("Legal basis"), max_length=300, blank=True)
    note = models.CharField(_("What else is known"), max_length=500, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["measure_id", "-kind", "for_whom"]
        constraints = [
            models.CheckConstraint(
                name="duty_known_words",
                condition=Q(kind__in=DutyKind.values, state__in=DutyState.values) & ~Q(for_whom=""),
            ),
            models.UniqueConstraint(name="duty_once_for_each", fields=["measure", "kind", "for_whom"]),
        ]
        indexes = [models.Index(name="duty_state", fields=["kind", "state"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state} ({self.for_whom})"


class Effort(models.Model):
    """Hours that one profession typically spends on introducing the measure in one municipality."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="efforts")
    profession = models.CharField(_("Profession or role"), max_length=100)
    hours_low = models.PositiveIntegerField(_("Hours, at least"))
    hours_high = models.PositiveIntegerField(_("Hours, at most"))
    note = models.CharField(_("What it covers"), max_length=300, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["measure_id", "profession"]
        constraints = [
            models.UniqueConstraint(name="effort_once_a_profession", fields=["measure", "profession"]),
            models.CheckConstraint(
                name="effort_in_order",
                condition=Q(hours_high__gte=F("hours_low")) & ~Q(profession=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}: {self.hours_low}–{self.hours_high}"
