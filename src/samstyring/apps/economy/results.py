"""What a reckoning gives the pages: plain values, frozen, in kroner. Below zero is a loss."""

from dataclasses import dataclass, field
from uuid import UUID

SPREAD = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Spread:
    """P10, P50 and P90 of an uncertain sum."""

    low: float
    middle: float
    high: float

    @property
    def is_zero(self) -> bool:
        """Whether nothing falls here at all."""
        return not (self.low or self.middle or self.high)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """What a party pays and gains (expected kroner over all years and municipalities), and what is left."""

    party: str
    organisation: str
    pays: float
    gains: float
    net: Spread


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    """One municipality: what each class of party comes to because of it, and whether its own is a loss.

    `own` is the municipality itself. `by_party` has every class on which something falls. `unknown` names
    the items whose driver is unknown here: they are left out, so the sums are not whole.
    """

    pk: int
    public_id: UUID
    name: str
    inhabitants: int | None
    own: Spread
    loss: float
    by_party: dict[str, Spread]
    unknown: tuple[str, ...] = ()

    @property
    def each(self) -> float | None:
        """P50 an inhabitant; none where the inhabitants are unknown."""
        return self.own.middle / self.inhabitants if self.inhabitants else None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What one item comes to: signed kroner over all years and municipalities, and year by year.

    `years` is empty for an item under a cap: its part of each year is not kept. `missing` is in how many of
    the municipalities it is left out, since what it grows with is unknown there; `nowhere` says that it is in
    all of them, so that its total of nothing means nothing.
    """

    public_id: UUID
    measure_id: int
    name: str
    direction: str
    party: str
    organisation: str
    budget: str
    total: Spread
    years: tuple[Spread, ...]
    missing: int = 0
    nowhere: bool = False


@dataclass(frozen=True, slots=True)
class UnknownItem:
    """An item that cannot be reckoned, why, and who can fill it in (in words; may be empty)."""

    public_id: UUID
    name: str
    direction: str
    party: str
    why: str
    who_knows: str


@dataclass(frozen=True, slots=True)
class UnknownDriver:
    """Items left out in some municipalities, since what they grow with is unknown there."""

    item: str
    driver: str
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sway:
    """An uncertain number and how much the municipalities' sum goes with it, from -1 to 1."""

    item: str
    part: str
    correlation: float


@dataclass(frozen=True, slots=True)
class BreakEvenLine:
    """What an item's amount would have to be for the municipalities to break even at P50.

    `factor` and `amount` are empty where no amount of any size would do.
    """

    public_id: UUID
    item: str
    direction: str
    unit: str
    expected: float
    amount: float | None
    factor: float | None


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """The economy of a measure (or several) in one account, for some municipalities.

    `yearly` is the municipalities' own flow; `operating` and `investment` part it. `pay_back` is years at
    P10, P50 and P90, empty where it does not come within the horizon. `society` is everybody together with
    the cost of raising taxes, in society's account only. `assumptions` are sentences on what was supposed
    where a rate or an index is unknown.
    """

    account: str
    scenario: str
    start: int
    years: int
    draws: int
    total: Spread
    loss: float
    parties: tuple[PartyLine, ...]
    municipalities: tuple[MunicipalityLine, ...]
    items: tuple[ItemLine, ...]
    yearly: tuple[Spread, ...]
    operating: tuple[Spread, ...]
    investment: tuple[Spread, ...]
    pay_back: tuple[int | None, ...]
    never_paid_back: float
    sway: tuple[Sway, ...]
    break_even: tuple[BreakEvenLine, ...]
    hours: dict[str, tuple[float, ...]]
    society: Spread | None = None
    unknown_items: tuple[UnknownItem, ...] = ()
    unknown_drivers: tuple[UnknownDriver, ...] = ()
    not_counted: tuple[str, ...] = ()
    capped: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = field(default=())
    example: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing falls on anybody: no item counts, or each is unknown or holds nowhere."""
        return not any(line.pays or line.gains for line in self.parties)

    def of(self, municipality: int) -> MunicipalityLine | None:
        """The line of a municipality by its key."""
        return next((line for line in self.municipalities if line.pk == municipality), None)

    @property
    def calendar(self) -> list[int]:
        """The years that `yearly` stands for."""
        return list(range(self.start, self.start + self.years))
