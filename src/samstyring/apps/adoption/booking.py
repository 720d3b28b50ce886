"""Hours over quarters: spreading, adding up, and who is over-booked. No database, no clock.

docs/methods/adoption.md says why it is reckoned so.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

# The profession that stands for all of them together.
ALL = ""


class Quarter(NamedTuple):
    """A quarter of a year, from 1 to 4; sorts by time."""

    year: int
    number: int

    @property
    def place(self) -> int:
        """Its number since year 0."""
        return self.year * 4 + self.number - 1

    @property
    def first_day(self) -> datetime.date:
        """The day it begins."""
        return datetime.date(self.year, self.number * 3 - 2, 1)


def quarter_at(place: int) -> Quarter:
    """The quarter with this number since year 0."""
    return Quarter(place // 4, place % 4 + 1)


def quarter_of(day: datetime.date) -> Quarter:
    """The quarter that a day is in."""
    return Quarter(day.year, (day.month - 1) // 3 + 1)


def between(first: Quarter, last: Quarter) -> list[Quarter]:
    """All quarters from the first to the last, both included; none where the last is before the first."""
    return [quarter_at(place) for place in range(first.place, last.place + 1)]


def spread(hours: int, count: int) -> list[int]:
    """Whole hours over `count` quarters: they sum to `hours`, and no two differ by more than one."""
    return [hours * (place + 1) // count - hours * place // count for place in range(count)]


@dataclass(frozen=True)
class Work:
    """Hours of one profession in one quarter of one wave, for one organisation; none is not said."""

    organisation: int
    quarter: Quarter
    profession: str
    planned: int | None
    spent: int | None
    wave: int = 0

    @property
    def booked(self) -> int:
        """What it takes: what is planned, or what was spent where that is more."""
        return max(self.planned or 0, self.spent or 0)

    @property
    def above_plan(self) -> bool:
        """More was spent than was planned."""
        return self.spent is not None and self.spent > (self.planned or 0)


@dataclass(frozen=True)
class Estimate:
    """What an introduction typically takes of a profession in a quarter, where nobody has planned hours."""

    organisation: int
    quarter: Quarter
    profession: str
    low: int
    high: int


@dataclass(frozen=True)
class Period:
    """The whole of a typical effort: hours at least and at most, over the days of an introduction."""

    organisation: int
    profession: str
    low: int
    high: int
    starts: datetime.date
    ends: datetime.date


def estimates(periods: Iterable[Period]) -> list[Estimate]:
    """Each effort spread evenly over the quarters that its period touches."""
    found = []
    for one in periods:
        quarters = between(quarter_of(one.starts), quarter_of(one.ends))
        if not quarters:
            continue
        lows, highs = spread(one.low, len(quarters)), spread(one.high, len(quarters))
        found += [
            Estimate(one.organisation, quarter, one.profession, low, high)
            for quarter, low, high in zip(quarters, lows, highs, strict=True)
        ]
    return found


@dataclass
class Booked:
    """All that is booked of a profession (or of all: no name) in a quarter, and what there is of it.

    `low` and `high` are typical efforts of introductions that nobody has planned hours for.
    """

    quarter: Quarter
    profession: str
    planned: int = 0
    spent: int | None = None
    work: int = 0
    low: int = 0
    high: int = 0
    capacity: int | None = None

    @property
    def least(self) -> int:
        """Booked hours at least."""
        return self.work + self.low

    @property
    def most(self) -> int:
        """Booked hours at most."""
        return self.work + self.high

    @property
    def over(self) -> bool:
        """More is booked than there is, also where introductions take as little as they can."""
        return self.capacity is not None and self.least > self.capacity

    @property
    def may_be_over(self) -> bool:
        """More may be booked than there is, if introductions take as much as they can."""
        return self.capacity is not None and not self.over and self.most > self.capacity

    @property
    def spare(self) -> int | None:
        """Hours that are surely left, never below nothing; none where capacity is not stated."""
        return None if self.capacity is None else max(self.capacity - self.most, 0)

    def add(self, work: Work) -> None:
        """Count hours of a wave."""
        self.planned += work.planned or 0
        self.work += work.booked
        if work.spent is not None:
            self.spent = (self.spent or 0) + work.spent

    def add_estimate(self, one: Estimate) -> None:
        """Count a typical effort."""
        self.low += one.low
        self.high += one.high


@dataclass
class Book:
    """What one organisation has booked, by quarter and profession, and for all professions together."""

    rows: dict[tuple[Quarter, str], Booked] = field(default_factory=dict)

    def row(self, quarter: Quarter, profession: str) -> Booked:
        """The row of a quarter and a profession; professions are the same whatever their case."""
        key = (quarter, profession.casefold())
        return self.rows.setdefault(key, Booked(quarter, profession))

    @property
    def in_order(self) -> list[Booked]:
        """The rows by quarter and profession, all together first."""
        return [self.rows[key] for key in sorted(self.rows)]

    def total(self, quarter: Quarter) -> Booked:
        """All professions together in a quarter."""
        return self.rows.get((quarter, ALL)) or Booked(quarter, ALL)

    @property
    def over(self) -> list[Booked]:
        """The rows where more is booked than there is, by quarter."""
        return [one for one in self.in_order if one.over]

    @property
    def may_be_over(self) -> list[Booked]:
        """The rows where more may be booked than there is, by quarter."""
        return [one for one in self.in_order if one.may_be_over]

    def spare(self, quarters: Iterable[Quarter]) -> int | None:
        """Hours that are surely left in the quarters; none where no capacity is stated for any of them.

        A quarter without a capacity for all professions counts those that are stated.
        """
        found = [left for one in quarters if (left := self._spare_in(one)) is not None]
        return sum(found) if found else None

    def _spare_in(self, quarter: Quarter) -> int | None:
        whole = self.total(quarter).spare
        if whole is not None:
            return whole
        found = [
            one.spare
            for (of, profession), one in self.rows.items()
            if of == quarter and profession != ALL and one.spare is not None
        ]
        return sum(found) if found else None


Capacities = Iterable[tuple[int, Quarter, str, int]]


def book(work: Iterable[Work], guessed: Iterable[Estimate], capacity: Capacities) -> dict[int, Book]:
    """The book of each organisation. `capacity` rows are (organisation, quarter, profession, hours)."""
    books: dict[int, Book] = defaultdict(Book)
    for one in work:
        for profession in (one.profession, ALL):
            books[one.organisation].row(one.quarter, profession).add(one)
    for effort in guessed:
        for profession in (effort.profession, ALL):
            books[effort.organisation].row(effort.quarter, profession).add_estimate(effort)
    for organisation, quarter, profession, hours in capacity:
        books[organisation].row(quarter, profession).capacity = hours
    return dict(books)
