"""What rests on somebody, month by month and kind by kind. No database, no clock."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MONTHS = 12
# The kinds in the order they are shown. The first two last on; they are told apart from what is done.
STANDING = ("seats", "networks")
DONE = ("introductions", "waves", "hearings", "meetings", "deadlines")
KINDS = (*STANDING, *DONE)


@dataclass(frozen=True)
class Item:
    """One thing that rests on somebody, from a day to a day, both included; none is without end that way."""

    kind: str
    what: str
    first: datetime.date | None
    last: datetime.date | None
    address: str = ""
    office: str = ""

    def is_in(self, month: datetime.date) -> bool:
        """Whether it is there in the month that begins on this day."""
        ends = next_month(month)
        return (self.first is None or self.first < ends) and (self.last is None or self.last >= month)


@dataclass(frozen=True)
class Month:
    """A month: how many things of each kind there are, and the items that have a day or a period in it."""

    first: datetime.date
    counts: dict[str, int]
    items: list[Item]

    @property
    def in_order(self) -> list[int]:
        """The numbers, by kind."""
        return [self.counts[kind] for kind in KINDS]

    @property
    def done(self) -> int:
        """All that is to be done, seats and networks apart."""
        return sum(self.counts[kind] for kind in DONE)


def next_month(first: datetime.date) -> datetime.date:
    """The first day of the month after."""
    return datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)


def firsts(today: datetime.date) -> list[datetime.date]:
    """The first days of the twelve months from this one on."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append(next_month(found[-1]))
    return found


def by_month(items: Iterable[Item], today: datetime.date) -> list[Month]:
    """The twelve months from this one on; an item counts in each month that it is in."""
    found = list(items)
    months = []
    for first in firsts(today):
        inside = [one for one in found if one.is_in(first)]
        counts = Counter(one.kind for one in inside)
        shown = [one for one in inside if one.kind not in STANDING]
        months.append(Month(first, {kind: counts[kind] for kind in KINDS}, shown))
    return months


@dataclass(frozen=True)
class Pressure:
    """How many things rest on one, and for how many people; none is unknown."""

    things: int
    inhabitants: int | None
    employee_years: float | None = None

    @property
    def per_thousand(self) -> float | None:
        """Things for each 1,000 inhabitants."""
        return self.things * 1000 / self.inhabitants if self.inhabitants else None

    @property
    def per_employee_years(self) -> float | None:
        """Things for each 100 employee-years."""
        return self.things * 100 / self.employee_years if self.employee_years else None


def median(values: Sequence[float]) -> float | None:
    """The one in the middle, or the mean of the two there; none of nothing."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
