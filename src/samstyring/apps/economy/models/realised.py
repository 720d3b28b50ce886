"""What a measure was to give somewhere, by when, and what it came to."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.portfolio.models import Measure

from ..choices_national import Better


class PlannedBenefit(Visible):
    """A gain promised in one municipality, cooperation, county or network, and which office answers for it.

    `baseline` is the indicator's value before the measure; empty where nobody measured it. `withdrawn` says
    why the gain is no longer expected; empty as long as it is.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="planned_benefits", verbose_name=_("Where")
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="planned_benefits", verbose_name=_("Measure")
    )
    name = models.CharField(_("What is gained"), max_length=200)
    owner_office = models.CharField(_("Office that answers for it"), max_length=200)
    indicator = models.CharField(_("What is measured"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=60)
    better = models.CharField(_("Which way it should go"), max_length=10, choices=Better, default=Better.UP)
    baseline = models.DecimalField(
        _("Before the measure"), max_digits=15, decimal_places=3, null=True, blank=True
    )
    source = models.CharField(_("Source of the promise"), max_length=500, blank=True)
    withdrawn = models.CharField(_("Why it is no longer expected"), max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["organisation_id", "measure_id", "name", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(
                name="plannedbenefit_once",
                fields=["organisation", "measure", "name"],
                violation_error_message=_("This gain is entered here already. Change what is there."),
            ),
            models.CheckConstraint(
                name="plannedbenefit_whole",
                condition=~Q(name="")
                & ~Q(owner_office="")
                & ~Q(indicator="")
                & ~Q(unit="")
                & Q(better__in=Better.values),
            ),
            models.CheckConstraint(
                name="plannedbenefit_of_its_owner", condition=Q(owner_organisation=F("organisation"))
            ),
        ]
        indexes = [
            models.Index(name="plannedbenefit_of_measure", fields=["measure", "organisation"]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("economy:benefit", args=[self.public_id])


class BenefitDue(models.Model):
    """What the indicator is to have come to on a day."""

    benefit = models.ForeignKey(PlannedBenefit, on_delete=models.CASCADE, related_name="due")
    day = models.DateField(_("Due"))
    planned = models.DecimalField(_("Planned value"), max_digits=15, decimal_places=3)

    class Meta:
        ordering = ["benefit_id", "day"]
        constraints = [models.UniqueConstraint(name="benefitdue_once", fields=["benefit", "day"])]
        indexes = [models.Index(name="benefitdue_day", fields=["day"])]

    def __str__(self) -> str:
        return f"{self.day}: {self.planned}"


class BenefitMeasured(models.Model):
    """What the indicator had come to on a day, and where that was read."""

    benefit = models.ForeignKey(PlannedBenefit, on_delete=models.CASCADE, related_name="measured")
    day = models.DateField(_("Day"))
    value = models.DecimalField(_("Measured value"), max_digits=15, decimal_places=3)
    source = models.CharField(_("Source"), max_length=500)
    note = models.CharField(_("What else is known"), max_length=300, blank=True)

    class Meta:
        ordering = ["benefit_id", "day"]
        constraints = [
            models.UniqueConstraint(name="benefitmeasured_once", fields=["benefit", "day"]),
            models.CheckConstraint(
                name="benefitmeasured_has_source",
                condition=~Q(source=""),
                violation_error_message=_("Say where the value was read."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.value}"
