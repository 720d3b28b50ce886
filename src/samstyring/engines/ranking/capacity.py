"""What there is room for: hours or kroner, taken in order of rank or filled as well as can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from samstyring.engines.ranking.errors import InvalidInput
from samstyring.engines.ranking.panel import Floats

# Above this many combinations worth keeping, the nearest are merged, and the filling is not proved best.
MOST_KEPT = 100_000


class Placing(Enum):
    """Where an item stands to the line."""

    ABOVE = "above"
    # There is room if it takes the least that is said, and not if it takes the most.
    UNSURE = "unsure"
    BELOW = "below"
    # What it takes is not known: it is left out of the sum, and said to be.
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """By item in the order that they were given: where it stands, and the sums so far, least and most."""

    placing: tuple[Placing, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Filling:
    """The items (by number) that give the most value for what there is; `proved` whether none gives more."""

    taken: tuple[int, ...]
    used: float
    value: float
    proved: bool


Needed = Sequence[tuple[float, float] | None]


def capacity_line(needed: Needed, limit: float) -> Line:
    """Take items in the given order until `limit` is used up.

    `needed` is what each takes, least and most, in the unit of the limit, and None where that is not known.
    The first that there is no room for draws the line: what comes after it falls below, also what is small
    enough to fit in. Raises InvalidInput.
    """
    _check(needed, limit)
    placing: list[Placing] = []
    lows: list[float] = []
    highs: list[float] = []
    low = high = 0.0
    for one in needed:
        if one is not None:
            low, high = low + one[0], high + one[1]
        lows.append(low)
        highs.append(high)
        if one is None:
            placing.append(Placing.UNKNOWN)
        elif high <= limit:
            placing.append(Placing.ABOVE)
        elif low <= limit:
            placing.append(Placing.UNSURE)
        else:
            placing.append(Placing.BELOW)
    return Line(tuple(placing), tuple(lows), tuple(highs))


def best_filled(values: Sequence[float], needed: Needed, limit: float) -> Filling:
    """The items with the largest sum of `values` that there is room for, each at the most that it takes.

    Exact: combinations that cost more and give less than another are dropped (Nemhauser & Ullmann, Management
    Science 15, 1969). Where more than `MOST_KEPT` are left, near ones are merged and `proved` is false. Items
    whose need is not known are left out. Raises InvalidInput.
    """
    _check(needed, limit)
    cost, worth = np.zeros(1), np.zeros(1)
    steps: list[tuple[int, NDArray[np.int64], NDArray[np.bool_]]] = []
    proved = True
    for item, one in enumerate(needed):
        if one is None or one[1] > limit:
            continue
        cost, worth, parent, added = _with(cost, worth, one[1], values[item], limit)
        if len(cost) > MOST_KEPT:
            kept = _thinned(cost, limit)
            cost, worth, parent, added = cost[kept], worth[kept], parent[kept], added[kept]
            proved = False
        steps.append((item, parent, added))
    at = len(cost) - 1
    used, value = float(cost[at]), float(worth[at])
    taken = []
    for item, parent, added in reversed(steps):
        if added[at]:
            taken.append(item)
        at = int(parent[at])
    return Filling(tuple(reversed(taken)), used, value, proved)


def _with(
    cost: Floats, worth: Floats, more: float, value: float, limit: float
) -> tuple[Floats, Floats, NDArray[np.int64], NDArray[np.bool_]]:
    """The combinations with and without one more item, without those that another beats, by cost."""
    fits = np.flatnonzero(cost + more <= limit)
    costs = np.concatenate([cost, cost[fits] + more])
    worths = np.concatenate([worth, worth[fits] + value])
    parents = np.concatenate([np.arange(len(cost)), fits])
    added = np.concatenate([np.zeros(len(cost), dtype=bool), np.ones(len(fits), dtype=bool)])
    # By cost, the most worth first, and without the item first, so that equals leave it out.
    order = np.lexsort((added, -worths, costs))
    best = np.maximum.accumulate(worths[order])
    better = np.ones(len(order), dtype=bool)
    better[1:] = worths[order][1:] > best[:-1]
    kept = order[better]
    return costs[kept], worths[kept], parents[kept], added[kept]


def _thinned(cost: Floats, limit: float) -> NDArray[np.int64]:
    """The last (most worth) combination of each of `MOST_KEPT` equal steps of cost."""
    step = np.minimum((cost / limit * MOST_KEPT).astype(np.int64), MOST_KEPT - 1)
    last = np.ones(len(cost), dtype=bool)
    last[:-1] = step[1:] != step[:-1]
    return np.flatnonzero(last)


def _check(needed: Needed, limit: float) -> None:
    if not limit >= 0:
        raise InvalidInput("limit", "negative", "What there is to use cannot be less than nothing.")
    for one in needed:
        if one is not None and not 0 <= one[0] <= one[1]:
            raise InvalidInput("needed", "needed_order", "What an item takes must go from least to most.")
