"""Who pays and who gains, party by party, and the transfer with which nobody pays for another's gain."""

from dataclasses import dataclass

import numpy as np

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.model import Direction, Party
from samstyring.engines.cost_benefit.reckoning import Result


@dataclass(frozen=True)
class Line:
    """One party: what it pays and gains (expected kroner), and what is left at P10, P50 and P90."""

    party: Party
    pays: float
    gains: float
    net: tuple[float, float, float]


def matrix(result: Result) -> list[Line]:
    """Every party on which something falls, over all municipalities and years, in the order of `Party`."""
    lines = []
    for party in sorted({item.party for item in result.case.items if result.rules.counts(item)}):
        pays = _sum(result, party, Direction.COST)
        gains = _sum(result, party, Direction.BENEFIT)
        low, middle, high = np.quantile(pays + gains, (0.1, 0.5, 0.9))
        lines.append(
            Line(party, -float(pays.mean()), float(gains.mean()), (float(low), float(middle), float(high)))
        )
    return lines


def _sum(result: Result, party: Party, direction: Direction) -> Floats:
    codes = tuple(
        item.code for item in result.case.items if item.party == party and item.direction is direction
    )
    if not codes:
        return np.zeros(result.drawn.count)
    summed: Floats = result.totals(items=codes).sum(axis=0)
    return summed


@dataclass(frozen=True)
class Settlement:
    """Transfers in kroner: `give` from those who gain, `get` to those who would lose, and what is `lacking`
    where the gains do not cover the losses."""

    give: dict[Party, float]
    get: dict[Party, float]
    lacking: float


def settlement(lines: list[Line]) -> Settlement:
    """The least transfers with which no party loses at P50; those who gain give in proportion to their gain.

    P50s of parties need not sum to the P50 of the whole: this is where each stands for itself.
    """
    get = {line.party: -line.net[1] for line in lines if line.net[1] < 0}
    gains = {line.party: line.net[1] for line in lines if line.net[1] > 0}
    needed, there = sum(get.values()), sum(gains.values())
    share = min(1.0, needed / there) if there else 0.0
    return Settlement({party: gain * share for party, gain in gains.items()}, get, max(0.0, needed - there))
