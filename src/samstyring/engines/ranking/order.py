"""The order of items by the weighted mean of the members' scores, with ties as ties."""

from dataclasses import dataclass

import numpy as np

from samstyring.engines.ranking.panel import Floats, Panel

# Sums of products of scores: what is nearer than this differs by rounding only.
SAME = 1e-9
# The mean of what is not known at all: anything on the scale is as likely as anything else.
UNKNOWN = 0.5


@dataclass(frozen=True, eq=False)
class Ranking:
    """Arrays by the panel's items.

    `value` is the weighted value (0 to 1), `place` the place from 1 (those who tie share the first of their
    places, and the next ones are left out: 1, 2, 2, 4), `order` the items' numbers from first to last, `tied`
    whether another has the same place, `unknown` (items × criteria) where nobody scored and the middle of the
    scale stands in, `parts` (items × criteria) what each criterion gives to the value.
    """

    value: Floats
    place: tuple[int, ...]
    order: tuple[int, ...]
    tied: tuple[bool, ...]
    unknown: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    parts: Floats


def rank(panel: Panel) -> Ranking:
    """The items in order of their weighted value.

    Within a tie they stand in order of their value on the criterion that weighs most (then the next one), and
    then by name: an order to show them in, which gives none of them a better place.
    """
    means, weights = panel.means(), panel.weights
    unknown = np.isnan(means)
    filled = np.where(unknown, UNKNOWN, means)
    parts: Floats = filled * weights
    value: Floats = parts.sum(axis=1)
    heaviest = sorted(range(len(weights)), key=lambda one: (-weights[one], panel.criteria[one].name))
    # Values are put on a grid, so that rounding cannot make a tie depend on the order of adding.
    grid = [round(one / SAME) for one in value.tolist()]
    order = sorted(
        range(len(panel.items)),
        key=lambda item: (
            -grid[item],
            *(-round(filled[item, one] / SAME) for one in heaviest),
            panel.items[item],
        ),
    )
    place = [0] * len(order)
    for position, item in enumerate(order):
        before = order[position - 1]
        shares = position > 0 and grid[before] == grid[item]
        place[item] = place[before] if shares else position + 1
    tied = tuple(place.count(one) > 1 for one in place)
    return Ranking(value, tuple(place), tuple(order), tied, unknown, parts)
