"""The municipalities' order and the state's, joined and set against each other: plain values, no database.

A key is a measure's primary key, or a need's below zero where no measure is to meet the need. The
municipalities' order goes by points from their own lists (`needs.sector`); the state's by the first day of a
measure on the national roadmap, those without a day last, what is decided before what is planned or an idea.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samstyring.apps.needs import sector

from .choices import Certainty

SURE = {str(value): place for place, value in enumerate(Certainty.values)}


@dataclass(frozen=True)
class StateLine:
    """One line of the national edition, as it is ordered. `item` is the line's own key."""

    measure: int
    item: int
    starts: datetime.date | None
    certainty: str


@dataclass(frozen=True)
class Joined:
    """A thing of either order with its place in each, none where it is not there."""

    key: int
    municipal_place: int | None = None
    state_place: int | None = None
    points: int = 0
    lists: int = 0
    item: int | None = None


@dataclass(frozen=True)
class Difference:
    """A thing that both have. `apart` is how many places later the state has it, of those that both have."""

    key: int
    municipal: int
    state: int

    @property
    def apart(self) -> int:
        """Positive where it comes later in the state's order, negative where it comes earlier."""
        return self.state - self.municipal


def municipal_order(
    places: Iterable[tuple[int, int, int]], met_by: Mapping[int, Collection[int]]
) -> list[sector.Ranked]:
    """The municipalities' order of (need, list, place): needs that measures are to meet count for those.

    `met_by` has the measures of a need. Where one list has several needs of a measure, the highest counts.
    """
    by_key = ((key, whose, place) for need, whose, place in places for key in met_by.get(need) or (-need,))
    return [one for one in sector.drawn(by_key) if one.points]


def state_order(lines: Iterable[StateLine]) -> list[StateLine]:
    """The first line of each measure, in the state's order."""
    first: dict[int, StateLine] = {}
    for line in sorted(lines, key=_when):
        first.setdefault(line.measure, line)
    return list(first.values())


def _when(line: StateLine) -> tuple[datetime.date, int, int]:
    return line.starts or datetime.date.max, SURE.get(line.certainty, len(SURE)), line.item


def joined(
    municipal: Sequence[sector.Ranked],
    state: Sequence[StateLine],
    *,
    most: int,
    keep: Collection[int] = (),
) -> list[Joined]:
    """Both orders as one: the first `most` of the municipalities', all of the state's, those to `keep`."""
    ours = {one.need: (place, one) for place, one in enumerate(municipal, start=1)}
    theirs = {line.measure: (place, line) for place, line in enumerate(state, start=1)}
    keys = dict.fromkeys([*list(ours)[:most], *theirs, *keep])
    found = []
    for key in keys:
        our_place, ranked = ours.get(key, (None, None))
        their_place, line = theirs.get(key, (None, None))
        found.append(
            Joined(
                key,
                our_place,
                their_place,
                ranked.points if ranked else 0,
                ranked.lists if ranked else 0,
                line.item if line else None,
            )
        )
    return found


def differences(places: Iterable[tuple[int, int | None, int | None]]) -> list[Difference]:
    """Those with a place in both orders, of (key, municipal place, state's place), most apart first.

    The places are counted anew among them, so that what only one of the two has moves nothing.
    """
    both = [(key, ours, theirs) for key, ours, theirs in places if ours is not None and theirs is not None]
    by_ours = {one[0]: place for place, one in enumerate(sorted(both, key=lambda x: x[1]), start=1)}
    by_theirs = {one[0]: place for place, one in enumerate(sorted(both, key=lambda x: x[2]), start=1)}
    found = [Difference(key, by_ours[key], by_theirs[key]) for key, _ours, _theirs in both]
    return sorted(found, key=lambda one: (-abs(one.apart), one.municipal))
