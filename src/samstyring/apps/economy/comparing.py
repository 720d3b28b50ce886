"""Two rules for one cost: which are compared, what each municipality would pay, and who wins and loses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .choices_national import Basis
from .models import NationalCost, SharingRule
from .queries.national import read_land, terms
from .sharing import Change, Place, Shared, changes, shared


@dataclass(frozen=True)
class Chosen:
    """The rule that the cost is shared by, and the one it is compared with; `in_use` says that the first is
    the one known to be in use."""

    before: SharingRule | None
    after: SharingRule | None
    in_use: bool


def choose(rules: Sequence[SharingRule], in_use: SharingRule | None, before: str, after: str) -> Chosen:
    """The rules that an address asks for. Without asking: the one in use, else by inhabitants, alone."""
    by_id = {str(rule.public_id): rule for rule in rules}
    # The rule in use may be one that the person cannot see.
    usual = next((rule for rule in rules if in_use and rule.pk == in_use.pk), None)
    first = by_id.get(before) or usual
    if first is None:
        first = next((rule for rule in rules if rule.basis == Basis.INHABITANTS), None)
    return Chosen(first, by_id.get(after), first is not None and first == usual)


@dataclass(frozen=True)
class Part:
    """What one municipality pays by one rule."""

    place: Place
    kroner: Decimal

    @property
    def each(self) -> Decimal | None:
        """That for each inhabitant; none where they are unknown."""
        return self.kroner / self.place.inhabitants if self.place.inhabitants else None


@dataclass(frozen=True)
class Comparison:
    """What each municipality pays by a rule, and what another would change.

    `before` and `after` say why where a rule cannot be reckoned. `year` is that of the inhabitants.
    """

    chosen: Chosen
    total: Decimal
    before: Shared | None
    after: Shared | None
    parts: list[Part] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    year: int = 0

    @property
    def lose(self) -> int:
        """How many would pay more."""
        return sum(one.more > 0 for one in self.changes)

    @property
    def win(self) -> int:
        """How many would pay less."""
        return sum(one.more < 0 for one in self.changes)

    @property
    def moved(self) -> Decimal:
        """How many kroner change hands."""
        return sum((one.more for one in self.changes if one.more > 0), start=Decimal(0))


def compare(cost: NationalCost, chosen: Chosen, total: Decimal) -> Comparison:
    """Share `total` by the rules chosen. Four queries."""
    rules = [rule for rule in (chosen.before, chosen.after) if rule]
    if not rules:
        return Comparison(chosen, total, None, None)
    land = read_land([cost.year], [cost.measure_id]).country(cost.year, cost.measure_id)
    before = shared(total, terms(chosen.before), land.places) if chosen.before else None
    after = shared(total, terms(chosen.after), land.places) if chosen.after else None
    found = changes(before, after, land.places) if before and after else []
    # Where one of the two cannot be reckoned, the other stands alone.
    alone = next((one for one in (before, after) if one and one.parts is not None), None)
    parts = [] if found or alone is None else _parts(alone, land.places)
    return Comparison(chosen, total, before, after, parts, found, land.year)


def _parts(alone: Shared, places: Sequence[Place]) -> list[Part]:
    found = [Part(place, alone.parts[place.pk]) for place in places] if alone.parts else []
    return sorted(found, key=lambda one: (-one.kroner, one.place.name))


def only_named(found: Comparison, text: str) -> list[Change] | list[Part]:
    """The municipalities whose name or number has the text."""
    asked = text.strip().casefold()

    def fits(place: Place) -> bool:
        return asked in place.name.casefold() or asked == place.number

    if found.changes:
        return [one for one in found.changes if fits(one.place)]
    return [one for one in found.parts if fits(one.place)]
