"""The sector's list drawn from municipalities' own lists, by points for places. No database.

Each list gives its first need `MOST` points, the next one fewer, and those below place `MOST` none: a Borda
count of the upper part of each list (de Borda, 1781, as told by Saari, "Decisions and Elections", 2001). All
municipalities count the same, whatever their size.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 10


@dataclass(frozen=True)
class Ranked:
    """A need on the sector's list: its points, how many lists it is on, and its best place there."""

    need: int
    points: int
    lists: int
    first_places: int
    best: int


def points_of(place: int) -> int:
    """What a place on a list gives."""
    return max(MOST + 1 - place, 0)


def drawn(places: Iterable[tuple[int, int, int]]) -> list[Ranked]:
    """The needs by points, most first, from (need, list, place).

    Where a list has several needs that are counted together, the highest of them counts. Equal points go by
    how many lists, then by first places, then by the need's age.
    """
    best: dict[int, dict[int, int]] = defaultdict(dict)
    for need, whose, place in places:
        best[need][whose] = min(place, best[need].get(whose, place))
    found = [
        Ranked(
            need=need,
            points=sum(points_of(place) for place in those.values()),
            lists=len(those),
            first_places=sum(place == 1 for place in those.values()),
            best=min(those.values()),
        )
        for need, those in best.items()
    ]
    return sorted(found, key=lambda one: (-one.points, -one.lists, -one.first_places, one.need))
