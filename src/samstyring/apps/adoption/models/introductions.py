"""One measure in one municipality (or cooperation): where it stands, who decided it, and how it got there."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.portfolio.models import Measure

from ..choices import DECLINED, DecidedBy, Stand, Status


class Introduction(Visible):
    """What `organisation` does with `measure`: one row, whose earlier stands and statuses are its steps.

    One of a cooperation counts for its members. `owner_organisation` is `organisation` itself, so that those
    who hold a role there keep it. `counted` says whom or what the figures of use count.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="introductions", verbose_name=_("Measure")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="introductions", verbose_name=_("Where")
    )
    stand = models.CharField(_("Our stand"), max_length=20, choices=Stand, blank=True)
    stand_reason = models.TextField(_("Why we say so"), blank=True)
    status = models.CharField(_("Status"), max_length=20, choices=Status, blank=True)
    decided_by = models.CharField(_("Who decided"), max_length=20, choices=DecidedBy, blank=True)
    decided_on = models.DateField(_("Day of the decision"), null=True, blank=True)
    archive_reference = models.CharField(_("Archive reference"), max_length=100, blank=True)
    lead_office = models.CharField(_("Office that leads it"), max_length=200, blank=True)
    starts = models.DateField(_("From"), null=True, blank=True)
    ends = models.DateField(_("To"), null=True, blank=True)
    services = models.CharField(_("Services it is introduced in"), max_length=300, blank=True)
    counted = models.CharField(_("What use is counted in"), max_length=100, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["organisation_id", "measure_id", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(
                name="introduction_once",
                fields=["measure", "organisation"],
                violation_error_message=_("This measure is entered here already. Change what is there."),
            ),
            models.CheckConstraint(
                name="introduction_known_words",
                condition=Q(
                    stand__in=["", *Stand.values],
                    status__in=["", *Status.values],
                    decided_by__in=["", *DecidedBy.values],
                ),
            ),
            models.CheckConstraint(
                name="introduction_says_something",
                condition=~Q(stand="") | ~Q(status=""),
                violation_error_message=_("Choose a stand or a status."),
            ),
            models.CheckConstraint(
                name="introduction_no_has_reason",
                condition=~Q(stand__in=DECLINED) | ~Q(stand_reason=""),
                violation_error_message=_("Say why it is later or not relevant."),
            ),
            models.CheckConstraint(
                name="introduction_in_order",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gte=F("starts")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                name="introduction_decision_whole",
                condition=~Q(decided_by="") | Q(decided_on=None),
                violation_error_message=_("Say who decided, not only when."),
            ),
            models.CheckConstraint(
                name="introduction_not_relevant_is_not_used",
                condition=~Q(stand=Stand.NOT_RELEVANT) | Q(status__in=["", Status.ENDED]),
                violation_error_message=_("What is planned or in use cannot be “not relevant”."),
            ),
        ]
        indexes = [
            # All that is counted by measure, so that counting over all municipalities reads the index alone.
            models.Index(
                name="introduction_counted",
                fields=["measure", "status", "stand", "organisation", "visibility", "owner_organisation"],
            ),
            models.Index(name="introduction_of_place", fields=["organisation", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} in {self.organisation_id}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("adoption:introduction", args=[self.public_id])


class IntroductionStep(models.Model):
    """The stand and the status as they were from a day on; the newest is what the introduction says now."""

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="steps")
    day = models.DateField(_("Day"))
    stand = models.CharField(_("Our stand"), max_length=20, choices=Stand, blank=True)
    status = models.CharField(_("Status"), max_length=20, choices=Status, blank=True)
    reason = models.TextField(_("Why"), blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["introduction_id", "-day", "-id"]
        constraints = [
            models.CheckConstraint(
                name="introductionstep_known_words",
                condition=Q(stand__in=["", *Stand.values], status__in=["", *Status.values]),
            ),
            models.CheckConstraint(
                name="introductionstep_says_something", condition=~Q(stand="") | ~Q(status="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.stand} {self.status}".strip()
