"""What is reckoned with: parties, items and the values that they are multiplied with. Plain and frozen.

Money is kroner in the price year of the item. An item's amount in year t for municipality m is

    driver[m, t] × quantity × amount × share of use[t]

and is a cost or a benefit of one party.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from samstyring.engines.cost_benefit.adoption import Adoption
from samstyring.engines.cost_benefit.correlation import Correlation
from samstyring.engines.cost_benefit.distributions import Distribution, Fixed, Floats
from samstyring.engines.cost_benefit.errors import InvalidInput

NO_YEAR = 0
"""The price year of an amount for which none was given."""

LONGEST = 100
"""Years: beyond that the Norwegian rules give no rate that anybody should trust."""


class PartyClass(StrEnum):
    """Who pays or gains."""

    MUNICIPALITY = "municipality"
    HOSPITAL_TRUST = "hospital_trust"
    STATE = "state"
    CITIZEN = "citizen"
    SUPPLIER = "supplier"
    GENERAL_PRACTITIONER = "general_practitioner"


PUBLIC = frozenset({PartyClass.MUNICIPALITY, PartyClass.HOSPITAL_TRUST, PartyClass.STATE})
"""Parties that live on taxes: what they pay on balance costs more than itself (see `reckoning`)."""


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A class and, where it matters, the organisation: two trusts can stand on either side of one measure."""

    kind: PartyClass
    organisation: str = ""


class Direction(StrEnum):
    """Whether an item is paid or gained."""

    COST = "cost"
    BENEFIT = "benefit"


class Recurrence(StrEnum):
    """When an item falls due."""

    ONCE = "once"
    YEARLY = "yearly"


class BenefitClass(StrEnum):
    """The three kinds of gain of Norwegian practice (Direktoratet for forvaltning og økonomistyring)."""

    QUALITY = "quality"
    SAVED_TIME = "saved_time"
    AVOIDED_COST = "avoided_cost"


class Becomes(StrEnum):
    """What saved time becomes. Only money is in a budget; capacity is worth something to society."""

    MONEY = "money"
    CAPACITY = "capacity"
    NEITHER = "neither"


class Budget(StrEnum):
    """Which part of a municipality's budget an item stands in."""

    OPERATING = "operating"
    INVESTMENT = "investment"


@dataclass(frozen=True, slots=True)
class Item:
    """One cost or benefit.

    `driver` names the number it grows with ("inhabitants", "users", "fixed"); `quantity` is natural units a
    unit of the driver (visits avoided a user and year), `amount` kroner a natural unit in prices of
    `price_year`. `adoption` names the curve of use; without one the item falls due whether used or not.
    `first` and `last` are years after the start (0 is the first year); `last` None goes on to the horizon.
    `overlap` names a group of items that save the same thing, which has a common cap. `hours` are hours a
    natural unit by profession. Raises InvalidInput for what cannot be.
    """

    code: str
    name: str
    direction: Direction
    recurrence: Recurrence
    party: Party
    driver: str
    amount: Distribution
    price_year: int
    quantity: Distribution = field(default=Fixed(1.0))
    adoption: str | None = None
    first: int = 0
    last: int | None = None
    budget: Budget = Budget.OPERATING
    benefit_class: BenefitClass | None = None
    becomes: Becomes = Becomes.MONEY
    overlap: str | None = None
    hours: Mapping[str, Distribution] = field(default_factory=dict)
    source: str = ""
    certainty: str = ""

    def __post_init__(self) -> None:
        where = f"item {self.code}"
        if self.price_year == NO_YEAR:
            raise InvalidInput(
                f"{where}: price_year", "no_price_year", f"Say in which year's prices “{self.name}” is given."
            )
        if self.first < 0 or (self.last is not None and self.last < self.first):
            raise InvalidInput(
                f"{where}: last", "ends_before_it_starts", f"“{self.name}” ends before it starts."
            )
        if self.direction is Direction.COST and self.benefit_class is not None:
            raise InvalidInput(
                f"{where}: benefit_class", "cost_with_class", f"“{self.name}” is a cost and no kind of gain."
            )

    @property
    def sign(self) -> int:
        """+1 for a benefit, -1 for a cost."""
        return 1 if self.direction is Direction.BENEFIT else -1

    @property
    def variables(self) -> dict[str, Distribution]:
        """The uncertain numbers of the item by name, as correlations and results name them."""
        found = {f"{self.code}.amount": self.amount, f"{self.code}.quantity": self.quantity}
        return {name: value for name, value in found.items() if not value.is_certain}


@dataclass(frozen=True, slots=True)
class Unpriced:
    """An effect without a price: -4 (very large loss) to +4 (very large gain), beside the sums, never in
    them.

    Raises InvalidInput where the step is none of the nine or the reason is missing.
    """

    name: str
    party: Party
    step: int
    reason: str

    def __post_init__(self) -> None:
        if self.step not in range(-4, 5):
            raise InvalidInput(f"effect {self.name}: step", "outside", "Choose a step from -4 to +4.")
        if not self.reason.strip():
            raise InvalidInput(f"effect {self.name}: reason", "no_reason", "Say why this step was chosen.")


@dataclass(frozen=True)
class Case:
    """Everything that one reckoning needs, apart from its rules.

    `drivers` maps a name to an array of shape (municipalities,) or (municipalities, years); NaN is unknown.
    The driver "fixed" is 1 for each and need not be given. `caps` maps an overlap group to the most natural
    units that can be saved, in the same shapes. Raises InvalidInput for a horizon outside 1 to 100 years,
    municipalities, items or arrays that do not fit together, and drivers or curves that nobody gave.
    """

    municipalities: tuple[str, ...]
    items: tuple[Item, ...]
    drivers: Mapping[str, Floats]
    start: int
    years: int
    curves: Mapping[str, Adoption] = field(default_factory=dict)
    caps: Mapping[str, Floats] = field(default_factory=dict)
    correlations: tuple[Correlation, ...] = ()
    unpriced: tuple[Unpriced, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.years <= LONGEST:
            raise InvalidInput(
                "years", "horizon", f"Choose a horizon of 1 to {LONGEST} years; {self.years} is not possible."
            )
        if len(set(self.municipalities)) != len(self.municipalities) or not self.municipalities:
            raise InvalidInput("municipalities", "not_once", "Name each municipality once, and at least one.")
        codes = [item.code for item in self.items]
        if len(set(codes)) != len(codes):
            twice = sorted({code for code in codes if codes.count(code) > 1})
            raise InvalidInput("items", "code_twice", f"Two items have the same code: {', '.join(twice)}.")
        for item in self.items:
            if item.driver != "fixed" and item.driver not in self.drivers:
                raise InvalidInput(
                    f"item {item.code}: driver",
                    "unknown_driver",
                    f"No figures were given for “{item.driver}”, which “{item.name}” grows with.",
                )
            if item.adoption is not None and item.adoption not in self.curves:
                raise InvalidInput(
                    f"item {item.code}: adoption",
                    "unknown_curve",
                    f"No curve of use is called “{item.adoption}”.",
                )
        for name, values in (*self.drivers.items(), *self.caps.items()):
            self._check_shape(name, np.asarray(values, dtype=float))

    def _check_shape(self, name: str, values: Floats) -> None:
        count = len(self.municipalities)
        if values.shape not in {(count,), (count, self.years)}:
            raise InvalidInput(
                f"driver {name}",
                "shape",
                f"“{name}” needs {count} figures, or {count} rows of {self.years} years; it has the shape "
                f"{values.shape}.",
            )
        if np.nanmin(values, initial=0.0) < 0:
            raise InvalidInput(f"driver {name}", "negative", f"“{name}” has figures below 0.")

    def driver(self, name: str) -> Floats:
        """The figures of a driver or cap: shape (municipalities,) or (municipalities, years)."""
        if name == "fixed" and name not in self.drivers:
            return np.ones(len(self.municipalities))
        return np.asarray(self.drivers[name], dtype=float)

    def unknown(self) -> dict[str, tuple[str, ...]]:
        """Codes of the items whose driver is unknown somewhere, with the municipalities where it is."""
        found = {}
        for item in self.items:
            values = self.driver(item.driver)
            missing = np.isnan(values) if values.ndim == 1 else np.isnan(values).any(axis=1)
            if missing.any():
                found[item.code] = tuple(np.asarray(self.municipalities)[missing].tolist())
        return found
