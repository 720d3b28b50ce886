"""What is reckoned with besides the items: rates and prices, figures of drivers, and scenarios."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.portfolio.models import Measure

from ..choices import AGES, Driver, NumberKind, ParameterState, Part
from .items import Item
from .numbers import kind_field, value_field, whole_number


class Parameter(models.Model):
    """A rate, a share, a unit price or an index: one figure with its source. An empty value is unknown.

    `scope` says for whom it holds ("national"), `year` of which year it is; 0 is of no year.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=80)
    scope = models.CharField(_("For whom it holds"), max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(_("Year"), default=0)
    name = models.CharField(_("What it is"), max_length=200)
    value = models.DecimalField(_("Value"), max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=80, blank=True)
    state = models.CharField(_("How sure"), max_length=12, choices=ParameterState)
    note = models.CharField(_("What else is known"), max_length=500, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["code", "scope", "year"]
        constraints = [
            models.UniqueConstraint(name="parameter_once", fields=["code", "scope", "year"]),
            models.CheckConstraint(
                name="parameter_known_state", condition=~Q(code="") & Q(state__in=ParameterState.values)
            ),
            models.CheckConstraint(
                name="parameter_missing_has_no_value",
                condition=Q(state=ParameterState.MISSING, value=None)
                | ~Q(state=ParameterState.MISSING) & Q(value__isnull=False),
            ),
            models.CheckConstraint(
                name="parameter_confirmed_has_source",
                condition=~Q(state=ParameterState.CONFIRMED) | ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.scope} {self.year or ''}".strip()


class DriverFigure(models.Model):
    """A figure that items grow with, in one municipality: recipients, employees, users of one measure.

    `measure` is set where the figure is about one measure only. The newest year counts.
    """

    municipality = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="driver_figures")
    driver = models.CharField(_("What is counted"), max_length=20, choices=Driver)
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, null=True, blank=True, related_name="driver_figures"
    )
    year = models.PositiveSmallIntegerField(_("Year"))
    value = models.DecimalField(_("Number"), max_digits=14, decimal_places=2)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["municipality_id", "driver", "-year"]
        constraints = [
            models.UniqueConstraint(
                name="driverfigure_once",
                fields=["municipality", "driver", "year"],
                condition=Q(measure=None),
            ),
            models.UniqueConstraint(
                name="driverfigure_once_a_measure",
                fields=["municipality", "driver", "measure", "year"],
                condition=Q(measure__isnull=False),
            ),
            models.CheckConstraint(
                name="driverfigure_known",
                condition=Q(driver__in=Driver.values)
                & ~Q(driver__in=[Driver.FIXED, *AGES])
                & Q(value__gte=0, year__gte=2000, year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.driver} {self.year}: {self.value}"


class Scenario(Visible):
    """The same measure under other assumptions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(_("Name"), max_length=120)
    note = models.TextField(_("What it supposes"), blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["measure_id", "name", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="scenario_named", condition=~Q(name="")),
            models.UniqueConstraint(
                name="scenario_once",
                fields=["measure", "owner_organisation", "name"],
                violation_error_message=_("You have a scenario with this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("economy:scenario", args=[self.public_id])


class Override(models.Model):
    """Another number for one part of an item in a scenario, said by a municipality, a network or the nation.

    An empty `organisation` is the nation, for everybody. A municipality's number goes before a network's, and
    that before the nation's.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="overrides")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="overrides")
    part = models.CharField(_("Which number"), max_length=10, choices=Part)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Holds for"),
    )
    value_kind = kind_field(_("The other number"), default=NumberKind.FIXED)
    value_low = value_field(_("Lowest, or P10"))
    value_mode = value_field(_("Most likely, or the one number"))
    value_high = value_field(_("Highest, or P90"))
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["scenario_id", "item_id", "part", "organisation_id"]
        constraints = [
            models.UniqueConstraint(
                name="override_once_each",
                fields=["scenario", "item", "part", "organisation"],
                condition=Q(organisation__isnull=False),
            ),
            models.UniqueConstraint(
                name="override_once_nation",
                fields=["scenario", "item", "part"],
                condition=Q(organisation=None),
            ),
            models.CheckConstraint(name="override_known_part", condition=Q(part__in=Part.values)),
            whole_number("value", "override_value", unknown=False),
        ]

    def __str__(self) -> str:
        return f"{self.scenario_id}: {self.item_id}.{self.part}"
