"""Waves: a network or a cooperation introduces one measure in several municipalities together."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.portfolio.models import Measure

from ..choices import Progress
from .introductions import Introduction


class Wave(Visible):
    """A joint introduction. The owner is the network, which is a participant too: for its own hours."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name of the wave"), max_length=200)
    network = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="waves",
        verbose_name=_("Network or cooperation that runs it"),
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="waves", verbose_name=_("Measure")
    )
    about = models.TextField(_("About the wave"), blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["name", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="wave_named", condition=~Q(name="")),
            models.CheckConstraint(name="wave_owned", condition=Q(owner_organisation=F("network"))),
            models.UniqueConstraint(
                name="wave_name_once",
                fields=["network", "name"],
                violation_error_message=_("The network has a wave with this name already."),
            ),
        ]
        indexes = [models.Index(name="wave_of_measure", fields=["measure"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("adoption:wave", args=[self.public_id])


class WaveStep(models.Model):
    """A step that all participants take, and when. Empty days are not known yet; both days are in it."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(editable=False)
    name = models.CharField(_("What is done"), max_length=200)
    starts = models.DateField(_("From"), null=True, blank=True)
    ends = models.DateField(_("To"), null=True, blank=True)

    class Meta:
        ordering = ["wave_id", "position"]
        constraints = [
            models.UniqueConstraint(name="wavestep_position", fields=["wave", "position"]),
            models.UniqueConstraint(
                name="wavestep_name_once",
                fields=["wave", "name"],
                violation_error_message=_("The wave has a step with this name already."),
            ),
            models.CheckConstraint(name="wavestep_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="wavestep_in_order",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                violation_error_message=_("The period ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WaveParticipant(models.Model):
    """A municipality in a wave, or the network itself.

    `reason_outside` says why somebody is in it that is not in the network. One that has left is kept with
    its hours, counts in no sum, and can be taken back.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="wave_parts", verbose_name=_("Who takes part")
    )
    introduction = models.ForeignKey(
        Introduction, on_delete=models.SET_NULL, null=True, blank=True, related_name="wave_parts"
    )
    reason_outside = models.CharField(
        _("Why it takes part without being in the network"), max_length=300, blank=True
    )
    left = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["wave_id", "id"]
        constraints = [
            models.UniqueConstraint(
                name="waveparticipant_once",
                fields=["wave", "organisation"],
                violation_error_message=_("It is in the wave already."),
            )
        ]
        indexes = [models.Index(name="waveparticipant_of_place", fields=["organisation", "left"])]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.wave_id}"

    def get_absolute_url(self) -> str:
        """Where its steps are said."""
        return reverse("adoption:wave_participant", args=[self.wave.public_id, self.pk])


class StepProgress(models.Model):
    """How far a participant has come with a step, since `day`; a step without such a row is planned."""

    participant = models.ForeignKey(WaveParticipant, on_delete=models.CASCADE, related_name="progress")
    step = models.ForeignKey(WaveStep, on_delete=models.PROTECT, related_name="progress")
    state = models.CharField(max_length=10, choices=Progress)
    day = models.DateField()

    class Meta:
        ordering = ["participant_id", "step_id"]
        constraints = [
            models.UniqueConstraint(name="stepprogress_once", fields=["participant", "step"]),
            models.CheckConstraint(name="stepprogress_known_state", condition=Q(state__in=Progress.values)),
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.state}"
