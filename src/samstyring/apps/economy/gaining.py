"""What a municipality gains: sure and hoped, and measures that save the same thing. No database, no clock."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from samstyring.apps.portfolio.models import Measure

from .choices import Direction
from .models import Item
from .results import ItemLine, Spread


@dataclass(frozen=True)
class Gain:
    """What an item is to give over all the years: with nine chances in ten (sure), and as likely as not.

    `capped` says that it was cut since another measure saves the same.
    """

    measure: Measure
    name: str
    total: Spread
    capped: bool


@dataclass(frozen=True)
class Overlap:
    """Measures that save the same. Without a known cap nothing can be cut, and the gains are too large."""

    name: str
    measures: list[str]
    cut: bool


def gains_of(items: Iterable[Item], reckoned: Mapping[UUID, ItemLine], here: Collection[int]) -> list[Gain]:
    found = []
    for one in items:
        line = reckoned.get(one.public_id)
        if one.direction == Direction.BENEFIT and one.measure_id in here and line is not None:
            capped = one.cap is not None and one.cap.most is not None
            found.append(Gain(one.measure, one.name, line.total, capped))
    return sorted(found, key=lambda gain: (-gain.total.middle, gain.measure.name, gain.name))


def overlaps_of(items: Iterable[Item], here: Collection[int]) -> list[Overlap]:
    """Where more than one measure under way here saves the same."""
    groups: dict[int, list[Item]] = defaultdict(list)
    for one in items:
        if one.cap_id is not None and one.direction == Direction.BENEFIT and one.measure_id in here:
            groups[one.cap_id].append(one)
    found = []
    for rows in groups.values():
        names = sorted({one.measure.name for one in rows})
        cap = rows[0].cap
        if len(names) > 1 and cap is not None:
            found.append(Overlap(cap.name, names, cap.most is not None))
    return sorted(found, key=lambda one: one.name)
