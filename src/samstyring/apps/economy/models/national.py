"""What national solutions cost in a year, who shares it, how it grew, and what each municipality was charged.

An empty total is unknown, and is shown as unknown. Kroner are those of the year itself (nominal).
"""

import uuid
from fractions import Fraction

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.portfolio.models import Measure

from ..choices_national import SURENESS, SURENESS_VALUES, Sector
from .rules import SharingRule

FIRST_YEAR, LAST_YEAR = 2000, 2100
SURE = Q(state__in=["", *SURENESS_VALUES])

YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class NationalCost(Visible):
    """What a measure costs all payers together in a year; without a measure, what all of them cost.

    `adjustment` is the price adjustment of the year as a share (0.069 is 6.9 %).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="national_costs",
        verbose_name=_("Measure"),
    )
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    total = models.DecimalField(_("Total, kroner"), max_digits=15, decimal_places=2, null=True, blank=True)
    adjustment = models.DecimalField(
        _("Price adjustment of the year"), max_digits=7, decimal_places=5, null=True, blank=True
    )
    rule = models.ForeignKey(
        SharingRule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="costs",
        verbose_name=_("The rule that the municipalities’ part is shared by"),
    )
    note = models.TextField(_("What else is known"), blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    state = models.CharField(_("How sure"), max_length=12, choices=SURENESS, blank=True)

    class Meta(Visible.Meta):
        ordering = [F("measure__name").asc(nulls_first=True), "-year", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(
                name="nationalcost_once_a_year",
                fields=["measure", "year"],
                condition=Q(measure__isnull=False),
                violation_error_message=_("This year is entered already. Change what is there."),
            ),
            models.UniqueConstraint(
                name="nationalcost_whole_once_a_year",
                fields=["year"],
                condition=Q(measure=None),
                violation_error_message=_("This year is entered already. Change what is there."),
            ),
            models.CheckConstraint(
                name="nationalcost_year", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
            models.CheckConstraint(
                name="nationalcost_not_below_nothing",
                condition=Q(total=None) | Q(total__gte=0),
                violation_error_message=_("A total cannot be below 0."),
            ),
            models.CheckConstraint(
                name="nationalcost_total_has_source",
                condition=Q(total=None) | ~Q(source=""),
                violation_error_message=_("Say where the total was read."),
            ),
            models.CheckConstraint(name="nationalcost_known_words", condition=SURE),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id or '*'} {self.year}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("economy:national_cost", args=[self.public_id])


class SectorPart(models.Model):
    """What one sector pays: an exact share of the total, or kroner where those are known directly."""

    cost = models.ForeignKey(NationalCost, on_delete=models.CASCADE, related_name="parts")
    sector = models.CharField(_("Sector"), max_length=20, choices=Sector)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    amount = models.DecimalField(_("Kroner"), max_digits=15, decimal_places=2, null=True, blank=True)
    source = models.CharField(_("Source"), max_length=500, blank=True)
    state = models.CharField(_("How sure"), max_length=12, choices=SURENESS, blank=True)

    class Meta:
        ordering = ["cost_id", "sector"]
        constraints = [
            models.UniqueConstraint(name="sectorpart_once", fields=["cost", "sector"]),
            models.CheckConstraint(
                name="sectorpart_share_or_kroner",
                condition=Q(numerator__isnull=False, denominator__isnull=False, amount=None)
                | Q(numerator=None, denominator=None, amount__isnull=False),
            ),
            models.CheckConstraint(
                name="sectorpart_a_share",
                condition=Q(numerator=None) | Q(denominator__gt=0, numerator__lte=F("denominator")),
            ),
            models.CheckConstraint(name="sectorpart_amount", condition=Q(amount=None) | Q(amount__gte=0)),
            models.CheckConstraint(
                name="sectorpart_known_words", condition=Q(sector__in=Sector.values) & SURE
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector}: {self.share if self.share is not None else self.amount}"

    @property
    def share(self) -> Fraction | None:
        """The exact share of the total, where that is what is known."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)


class Growth(models.Model):
    """By how many kroner the cost rose from the year before, of one sector or (empty) of all together."""

    cost = models.ForeignKey(NationalCost, on_delete=models.CASCADE, related_name="growth")
    sector = models.CharField(_("Sector"), max_length=20, choices=Sector, blank=True)
    amount = models.DecimalField(_("Rose by, kroner"), max_digits=15, decimal_places=2)
    note = models.CharField(_("What else is known"), max_length=300, blank=True)
    source = models.CharField(_("Source"), max_length=500)
    state = models.CharField(_("How sure"), max_length=12, choices=SURENESS, blank=True)

    class Meta:
        ordering = ["cost_id", "sector"]
        constraints = [
            models.UniqueConstraint(name="growth_once_a_sector", fields=["cost", "sector"]),
            models.CheckConstraint(
                name="growth_known_words",
                condition=Q(sector__in=["", *Sector.values]) & SURE & ~Q(source=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector or '*'}: {self.amount}"


class UnitPrice(models.Model):
    """What one unit of a measure costs in a year, such as a month of membership."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="unit_prices")
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    unit = models.CharField(_("For what"), max_length=150)
    amount = models.DecimalField(_("Kroner"), max_digits=12, decimal_places=2)
    source = models.CharField(_("Source"), max_length=500)
    state = models.CharField(_("How sure"), max_length=12, choices=SURENESS, blank=True)

    class Meta:
        ordering = ["measure_id", "-year", "unit"]
        constraints = [
            models.UniqueConstraint(name="unitprice_once_a_year", fields=["measure", "year", "unit"]),
            models.CheckConstraint(
                name="unitprice_whole",
                condition=Q(amount__gte=0, year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
                & ~Q(unit="")
                & ~Q(source="")
                & SURE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}: {self.amount}"


class Payment(Visible):
    """What one municipality paid (or is told to pay) for a measure in a year, as it has entered it itself."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="payments", verbose_name=_("Who pays")
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="payments", verbose_name=_("Measure")
    )
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    amount = models.DecimalField(_("Kroner in the year"), max_digits=15, decimal_places=2)
    source = models.CharField(_("Source"), max_length=500)
    note = models.CharField(_("What else is known"), max_length=300, blank=True)

    class Meta(Visible.Meta):
        ordering = ["organisation_id", "measure_id", "-year"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(
                name="payment_once_a_year",
                fields=["organisation", "measure", "year"],
                violation_error_message=_("This year is entered already. Change what is there."),
            ),
            models.CheckConstraint(
                name="payment_whole",
                condition=Q(amount__gte=0, year__gte=FIRST_YEAR, year__lte=LAST_YEAR) & ~Q(source=""),
                violation_error_message=_("What is paid cannot be below 0, and needs a source."),
            ),
            models.CheckConstraint(
                name="payment_of_its_owner", condition=Q(owner_organisation=F("organisation"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.measure_id} {self.year}"
