"""Panels that the tests of the ranking are made of."""

from collections.abc import Sequence

import numpy as np

from samstyring.engines.ranking import Criterion, Panel

NONE = float("nan")


def criteria(*bounds: tuple[float, float, float], lowest: float = 0, highest: float = 1) -> list[Criterion]:
    """Criteria with (weight, low, high) each."""
    return [
        Criterion(f"criterion {number}", weight, low, high, lowest, highest)
        for number, (weight, low, high) in enumerate(bounds)
    ]


def evenly(count: int, **scale: float) -> list[Criterion]:
    """So many criteria with the same weight and no bounds."""
    return criteria(*[(1 / count, 0, 1)] * count, **scale)


def panel(scores: Sequence[Sequence[Sequence[float]]], given: list[Criterion] | None = None) -> Panel:
    """A panel of members × items × criteria, with names by number."""
    array = np.array(scores, dtype=np.float64)
    members, items, count = array.shape
    return Panel(
        given or evenly(count),
        [f"item {number:03}" for number in range(items)],
        [f"member {number:03}" for number in range(members)],
        array,
    )
