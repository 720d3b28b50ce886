"""How far apart the members are: for each item and criterion, in steps of the scale."""

from dataclasses import dataclass

import numpy as np

from samstyring.engines.ranking.panel import Floats, Panel


@dataclass(frozen=True, eq=False)
class Spread:
    """Arrays of items × criteria, in steps of the scale; NaN where nobody scored (deviation: fewer than two).

    `disagreement` is the deviation as a share of the largest that the scale allows, half its length: 0 where
    all say the same, 1 where half stand at either end.
    """

    count: Floats
    mean: Floats
    median: Floats
    deviation: Floats
    lowest: Floats
    highest: Floats
    disagreement: Floats


def spread_of(panel: Panel) -> Spread:
    """The spread of the panel's scores. The deviation is that of all members, not of a sample of them."""
    items, criteria = len(panel.items), len(panel.criteria)
    made = {
        name: np.full((items, criteria), np.nan)
        for name in ("mean", "median", "deviation", "lowest", "highest", "disagreement")
    }
    count = (~np.isnan(panel.scores)).sum(axis=0).astype(np.float64)
    for item in range(items):
        for place, criterion in enumerate(panel.criteria):
            column = panel.scores[:, item, place]
            given = column[~np.isnan(column)]
            if not given.size:
                continue
            made["mean"][item, place] = given.mean()
            made["median"][item, place] = np.median(given)
            made["lowest"][item, place] = given.min()
            made["highest"][item, place] = given.max()
            if given.size > 1:
                deviation = given.std()
                made["deviation"][item, place] = deviation
                made["disagreement"][item, place] = 2 * deviation / (criterion.highest - criterion.lowest)
    return Spread(count=count, **made)
