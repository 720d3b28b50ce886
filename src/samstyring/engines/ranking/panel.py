"""What is given: criteria with weights and scales, items, members, and the scores that there are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from samstyring.engines.ranking.errors import InvalidInput

Floats = NDArray[np.float64]

# Shares are written by people in per cent: what is nearer to one than this is one.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Criterion:
    """One criterion. The highest step of its scale speaks most for an item.

    `weight` is its share of all (0 to 1); `low` and `high` bound the weights that are held to be reasonable.
    `lowest` and `highest` are the ends of its scale.
    """

    name: str
    weight: float
    low: float = 0.0
    high: float = 1.0
    lowest: float = 1.0
    highest: float = 5.0

    def __post_init__(self) -> None:
        if not self.lowest < self.highest:
            raise InvalidInput("scale", "scale_order", f"The scale of {self.name} needs two different ends.")
        if not 0 <= self.low <= self.high <= 1:
            raise InvalidInput(
                "bounds", "bounds_order", f"The bounds of {self.name} must go from low to high."
            )
        if not self.low - ROUNDING <= self.weight <= self.high + ROUNDING:
            raise InvalidInput(
                "weight", "weight_outside", f"The weight of {self.name} is outside its bounds."
            )


@dataclass(frozen=True, eq=False)
class Panel:
    """The scores of `members` on `items` by `criteria`, an array of that shape: members × items × criteria.

    NaN where there is no score: not given, abstained from, or by somebody disqualified. Names are unique
    within their kind; results do not depend on the order in which they come. Raises InvalidInput.
    """

    criteria: Sequence[Criterion]
    items: Sequence[str]
    members: Sequence[str]
    scores: Floats = field(repr=False)

    def __post_init__(self) -> None:
        shape = (len(self.members), len(self.items), len(self.criteria))
        if not self.criteria or not self.items:
            raise InvalidInput("items", "empty", "There must be at least one item and one criterion.")
        if self.scores.shape != shape:
            raise InvalidInput("scores", "shape", f"The scores must have the shape {shape}.")
        for kind, names in (
            ("items", self.items),
            ("members", self.members),
            ("criteria", [one.name for one in self.criteria]),
        ):
            if len(set(names)) != len(names):
                raise InvalidInput(kind, "twice", f"The same name stands twice among the {kind}.")
        if abs(sum(one.weight for one in self.criteria) - 1) > 1e-6:
            raise InvalidInput("weights", "weights_sum", "The weights must sum to one.")
        for place, criterion in enumerate(self.criteria):
            given = self.scores[:, :, place]
            if ((given < criterion.lowest) | (given > criterion.highest) | np.isinf(given)).any():
                raise InvalidInput(
                    "scores", "outside_scale", f"A score on {criterion.name} is outside its scale."
                )

    @property
    def weights(self) -> Floats:
        """The weights, one a criterion, which sum to one."""
        given = np.array([one.weight for one in self.criteria], dtype=np.float64)
        total: float = given.sum()
        return given / total

    def values(self) -> Floats:
        """The scores as values from 0 (lowest step) to 1 (highest), NaN where there is no score."""
        lowest = np.array([one.lowest for one in self.criteria])
        highest = np.array([one.highest for one in self.criteria])
        values: Floats = (self.scores - lowest) / (highest - lowest)
        return values

    def means(self) -> Floats:
        """The mean value, items × criteria, of those who scored; NaN where nobody did."""
        values = self.values()
        there = ~np.isnan(values)
        counts = there.sum(axis=0)
        sums = np.where(there, values, 0.0).sum(axis=0)
        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)

    def in_order(self) -> "Panel":
        """The same panel with members, items and criteria in the order of their names.

        What is drawn is drawn for this one, so that the order in which they are given does not matter.
        """
        members = sorted(range(len(self.members)), key=lambda place: self.members[place])
        items = sorted(range(len(self.items)), key=lambda place: self.items[place])
        criteria = sorted(range(len(self.criteria)), key=lambda place: self.criteria[place].name)
        return Panel(
            [self.criteria[place] for place in criteria],
            [self.items[place] for place in items],
            [self.members[place] for place in members],
            self.scores[np.ix_(members, items, criteria)],
        )
