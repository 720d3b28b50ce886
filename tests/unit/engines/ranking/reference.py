"""The acceptability indices once more, slowly and in plain Python, over draws that are given."""

import math
from collections.abc import Sequence

Rows = Sequence[Sequence[float]]


def worth(scores: Sequence[Rows], member_shares: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The weighted value of each item: members × items × criteria with values from 0 to 1, NaN for none."""
    total = []
    for item in range(len(scores[0])):
        value = 0.0
        for criterion, weight in enumerate(weights):
            above = below = 0.0
            for member, share in enumerate(member_shares):
                given = scores[member][item][criterion]
                if not math.isnan(given):
                    above += share * given
                    below += share
            value += weight * above / below
        total.append(value)
    return total


def acceptability(worths: Rows) -> list[list[float]]:
    """Items × places from draws × items, ties sharing their places."""
    items = len(worths[0])
    found = [[0.0] * items for _ in range(items)]
    for one in worths:
        for item, own in enumerate(one):
            better = sum(other > own + 1e-12 for other in one)
            same = sum(abs(other - own) <= 1e-12 for other in one)
            for place in range(better, better + same):
                found[item][place] += 1 / same / len(worths)
    return found


def best_subset(values: Sequence[float], costs: Sequence[float], limit: float) -> float:
    """The largest sum of values within the limit, by trying all subsets."""
    best = 0.0
    for chosen in range(2 ** len(values)):
        taken = [one for one in range(len(values)) if chosen >> one & 1]
        if sum(costs[one] for one in taken) <= limit:
            best = max(best, sum(values[one] for one in taken))
    return best
