"""A measure's economy: its frame in time, its items, its curves of use, and effects without a price."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Visible
from samstyring.apps.knowledge.choices import BenefitClass
from samstyring.apps.knowledge.models import Evidence
from samstyring.apps.portfolio.models import Measure

from ..choices import Becomes, BudgetPart, Direction, Driver, Grounds, Party, Recurrence
from .numbers import kind_field, value_field, whole_number

LONGEST = 100
"""Years of a horizon: as in the engine."""


class Frame(models.Model):
    """From which year, and over how many, a measure is reckoned. `example` says that the amounts are
    invented."""

    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="economy_frame")
    start = models.PositiveSmallIntegerField(_("First year"))
    years = models.PositiveSmallIntegerField(_("Number of years"), default=10)
    example = models.BooleanField(_("The amounts are invented to show something"), default=False)
    note = models.TextField(_("About this economy"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="frame_start", condition=Q(start__gte=2000, start__lte=2100)),
            models.CheckConstraint(
                name="frame_horizon",
                condition=Q(years__gte=1, years__lte=LONGEST),
                violation_error_message=_("Choose a horizon of 1 to 100 years."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.start} + {self.years}"


class Curve(models.Model):
    """How the use of a measure grows; see the engine's `Adoption`. Shares are from 0 to 1, times in years."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="curves")
    name = models.CharField(_("Name of the curve"), max_length=120)
    ceiling_kind = kind_field(_("The share that it ends at"))
    ceiling_low = value_field(_("Lowest"))
    ceiling_mode = value_field(_("Most likely"))
    ceiling_high = value_field(_("Highest"))
    half_kind = kind_field(_("Years until half of that"))
    half_low = value_field(_("Lowest"))
    half_mode = value_field(_("Most likely"))
    half_high = value_field(_("Highest"))
    spread = models.DecimalField(_("Years from a tenth to nine tenths"), max_digits=6, decimal_places=2)
    delay = models.DecimalField(_("Years of delay"), max_digits=6, decimal_places=2, default=0)
    dropout = models.DecimalField(_("Share that stops each year"), max_digits=5, decimal_places=4, default=0)
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta:
        ordering = ["measure_id", "name"]
        constraints = [
            models.UniqueConstraint(name="curve_once", fields=["measure", "name"]),
            models.CheckConstraint(name="curve_named", condition=~Q(name="")),
            whole_number("ceiling", "curve_ceiling", unknown=False),
            whole_number("half", "curve_half", unknown=False),
            models.CheckConstraint(
                name="curve_ceiling_is_share",
                condition=~Q(ceiling_kind="log_normal")
                & (Q(ceiling_mode=None) | Q(ceiling_mode__lte=1))
                & (Q(ceiling_high=None) | Q(ceiling_high__lte=1)),
                violation_error_message=_("The share that a curve ends at must lie between 0 and 1."),
            ),
            models.CheckConstraint(
                name="curve_times",
                condition=Q(spread__gte=0, delay__gte=0, dropout__gte=0, dropout__lte=1),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Cap(Visible):
    """Items that save the same thing: together they save at most `most` natural units a unit of the driver.

    An empty `most` is unknown: then nothing is cut, and pages say that the items may overlap.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("What is saved"), max_length=120, unique=True)
    driver = models.CharField(_("Grows with"), max_length=20, choices=Driver)
    most = models.DecimalField(
        _("At most so many a year for each of them"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    source = models.CharField(_("Source"), max_length=500, blank=True)

    class Meta(Visible.Meta):
        ordering = ["name"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(name="cap_named", condition=~Q(name="") & Q(driver__in=Driver.values)),
            models.CheckConstraint(name="cap_not_negative", condition=Q(most=None) | Q(most__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Item(Visible):
    """One cost or benefit of a measure.

    It comes to driver × quantity × amount × share of use a year. `amount` is kroner a natural unit in prices
    of `price_year`; one that is unknown is shown so, with `who_knows`. Years are counted from the first of
    the frame, which is 1; an empty `last_year` goes on to the horizon. `holds_for` is the municipality or
    network that the item is about; empty is everybody. What is taken out keeps its row, so that it can be
    put back.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="economy_items")
    code = models.SlugField(max_length=60)
    name = models.CharField(_("Name"), max_length=200)
    direction = models.CharField(_("Cost or benefit"), max_length=10, choices=Direction)
    recurrence = models.CharField(_("When it falls due"), max_length=10, choices=Recurrence)
    party = models.CharField(_("Who pays or gains"), max_length=30, choices=Party)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Which organisation, in the register"),
    )
    organisation_name = models.CharField(_("Which organisation, in words"), max_length=200, blank=True)
    driver = models.CharField(_("Grows with"), max_length=20, choices=Driver, default=Driver.FIXED)
    quantity_kind = kind_field(_("Units for each of them"))
    quantity_low = value_field(_("Lowest, or P10"))
    quantity_mode = value_field(_("Most likely, or the one number"))
    quantity_high = value_field(_("Highest, or P90"))
    unit = models.CharField(_("Which unit"), max_length=80, blank=True)
    amount_kind = kind_field(_("Kroner for each unit"))
    amount_low = value_field(_("Lowest, or P10"))
    amount_mode = value_field(_("Most likely, or the one number"))
    amount_high = value_field(_("Highest, or P90"))
    price_year = models.PositiveSmallIntegerField(_("In prices of the year"), null=True, blank=True)
    who_knows = models.CharField(_("Who can fill in what is not known"), max_length=200, blank=True)
    curve = models.ForeignKey(
        Curve,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("Follows the use"),
    )
    first_year = models.PositiveSmallIntegerField(_("From year number"), default=1)
    last_year = models.PositiveSmallIntegerField(_("To year number"), null=True, blank=True)
    budget = models.CharField(
        _("Operating or investment"), max_length=12, choices=BudgetPart, default=BudgetPart.OPERATING
    )
    benefit_class = models.CharField(_("Kind of gain"), max_length=20, choices=BenefitClass, blank=True)
    becomes = models.CharField(_("What it becomes"), max_length=10, choices=Becomes, default=Becomes.MONEY)
    cap = models.ForeignKey(
        Cap,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("Saves the same as others"),
    )
    grounds = models.CharField(
        _("What the figure rests on"), max_length=12, choices=Grounds, default=Grounds.UNKNOWN
    )
    source = models.CharField(_("Source"), max_length=500, blank=True)
    evidence = models.ManyToManyField(
        Evidence, related_name="economy_items", blank=True, verbose_name=_("Evidence")
    )
    holds_for = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Holds only for"),
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    class Meta(Visible.Meta):
        ordering = ["measure_id", "-direction", "party", "name", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.UniqueConstraint(name="economyitem_code", fields=["measure", "code"]),
            models.CheckConstraint(
                name="economyitem_known_words",
                condition=~Q(name="")
                & Q(direction__in=Direction.values)
                & Q(recurrence__in=Recurrence.values)
                & Q(party__in=Party.values)
                & Q(driver__in=Driver.values)
                & Q(budget__in=BudgetPart.values)
                & Q(becomes__in=Becomes.values)
                & Q(grounds__in=Grounds.values)
                & Q(benefit_class__in=["", *BenefitClass.values]),
            ),
            whole_number("quantity", "economyitem_quantity"),
            whole_number("amount", "economyitem_amount"),
            models.CheckConstraint(
                name="economyitem_price_year",
                condition=Q(amount_kind="unknown") | Q(price_year__gte=1990, price_year__lte=2100),
                violation_error_message=_("Say in which year's prices the amount is given."),
            ),
            models.CheckConstraint(
                name="economyitem_years_in_order",
                condition=Q(first_year__gte=1)
                & (Q(last_year=None) | Q(last_year__gte=F("first_year"), last_year__lte=LONGEST)),
                violation_error_message=_("The last year is before the first."),
            ),
            models.CheckConstraint(
                name="economyitem_cost_is_no_gain",
                condition=Q(direction=Direction.BENEFIT) | Q(benefit_class="", becomes=Becomes.MONEY),
                violation_error_message=_("A cost is no kind of gain."),
            ),
        ]
        indexes = [models.Index(name="economyitem_in_use", fields=["measure", "removed_at"])]

    def __str__(self) -> str:
        return self.name

    @property
    def party_words(self) -> str:
        """Who pays or gains, with the organisation where one is named."""
        named = self.organisation_name or (self.organisation.name if self.organisation else "")
        return f"{self.get_party_display()}: {named}" if named else str(self.get_party_display())

    @property
    def is_known(self) -> bool:
        """Whether it can be reckoned: both numbers are there."""
        return self.amount_kind != "unknown" and self.quantity_kind != "unknown"


class ItemHours(models.Model):
    """Hours of a profession that one natural unit of an item takes (a cost) or frees (a benefit)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="hours")
    profession = models.CharField(_("Profession or role"), max_length=100)
    hours = models.DecimalField(_("Hours for each unit"), max_digits=10, decimal_places=3)

    class Meta:
        ordering = ["item_id", "profession"]
        constraints = [
            models.UniqueConstraint(name="itemhours_once", fields=["item", "profession"]),
            models.CheckConstraint(
                name="itemhours_not_negative", condition=Q(hours__gte=0) & ~Q(profession="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profession}: {self.hours}"


class Unpriced(Visible):
    """An effect without a price: from -4 (very large loss) to +4 (very large gain), with the reason."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="unpriced_effects")
    name = models.CharField(_("Effect"), max_length=200)
    party = models.CharField(_("For whom"), max_length=30, choices=Party)
    step = models.SmallIntegerField(_("How large, from -4 to +4"))
    reason = models.TextField(_("Why this step"))
    source = models.CharField(_("Source"), max_length=500, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Visible.Meta):
        ordering = ["measure_id", "-step", "name", "id"]
        constraints = [
            *Visible.Meta.constraints,
            models.CheckConstraint(
                name="unpriced_step",
                condition=Q(step__gte=-4, step__lte=4),
                violation_error_message=_("Choose a step from -4 to +4."),
            ),
            models.CheckConstraint(
                name="unpriced_with_reason",
                condition=~Q(name="") & ~Q(reason="") & Q(party__in=Party.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.step:+d}"


class ItemVersion(models.Model):
    """What an item was before a change: its fields as plain values, so that a change can be undone."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="versions")
    values = models.JSONField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["item_id", "-id"]
        indexes = [models.Index(name="itemversion_newest", fields=["item", "-id"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.made}"
