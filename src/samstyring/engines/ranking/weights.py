"""Reasonable weights: draws evenly from all that sum to one and keep within the bounds.

With lower bounds only, the set is a smaller simplex, which is drawn from directly: exponential variables over
their sum (Devroye, Non-Uniform Random Variate Generation, 1986, ch. V). Upper bounds cut corners off it: what
falls outside is drawn again, and where that would be nearly all, each draw is the end of a walk of its own by
hit-and-run (Smith, Operations Research 32, 1984), which keeps to the set.
"""

from collections.abc import Sequence

import numpy as np

from samstyring.engines.ranking.errors import InvalidInput
from samstyring.engines.ranking.panel import ROUNDING, Criterion, Floats

# Below this share of draws kept, walking is cheaper than drawing again.
WORTH_DRAWING_AGAIN = 0.05
PILOT = 4096
STEPS_A_CRITERION = 25


class Weights:
    """The set of weights within the criteria's bounds. Raises InvalidInput where nothing is left."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        low = np.array([one.low for one in criteria], dtype=np.float64)
        high = np.array([one.high for one in criteria], dtype=np.float64)
        if low.sum() > 1 + ROUNDING:
            raise InvalidInput("bounds", "low_above_one", "The lowest weights sum to more than one.")
        if high.sum() < 1 - ROUNDING:
            raise InvalidInput("bounds", "high_below_one", "The highest weights sum to less than one.")
        # What the others' bounds leave; the set is the same.
        self.low = np.maximum(low, 1 - (high.sum() - high))
        self.high = np.maximum(np.minimum(high, 1 - (low.sum() - low)), self.low)
        self.walks = self._kept(np.random.default_rng(0)) < WORTH_DRAWING_AGAIN

    def draw(self, generator: np.random.Generator, count: int) -> Floats:
        """`count` weight vectors, count × criteria, each evenly from the set."""
        if self._is_one_point():
            return np.tile(self._inside(), (count, 1))
        if self.walks:
            return self._walked(generator, count)
        kept = np.empty((0, self.low.size))
        while len(kept) < count:
            drawn = self._from_simplex(generator, count)
            kept = np.concatenate([kept, drawn[(drawn <= self.high + ROUNDING).all(axis=1)]])
        return kept[:count]

    def _is_one_point(self) -> bool:
        return bool((self.high - self.low > ROUNDING).sum() < 2)

    def _kept(self, generator: np.random.Generator) -> float:
        """The share of draws from the simplex that the upper bounds let through."""
        if self._is_one_point():
            return 1.0
        drawn = self._from_simplex(generator, PILOT)
        return float((drawn <= self.high + ROUNDING).all(axis=1).mean())

    def _from_simplex(self, generator: np.random.Generator, count: int) -> Floats:
        parts = generator.standard_exponential((count, self.low.size))
        drawn: Floats = self.low + (1 - self.low.sum()) * parts / parts.sum(axis=1, keepdims=True)
        return drawn

    def _inside(self) -> Floats:
        """A point in the middle of the bounds: the same share of the way from low to high for each."""
        width = self.high - self.low
        total: float = width.sum()
        share = (1 - self.low.sum()) / total if total > 0 else 0.0
        inside: Floats = self.low + share * width
        return inside

    def _walked(self, generator: np.random.Generator, count: int) -> Floats:
        """The ends of `count` walks from the same point, all taken a step at a time together."""
        width = self.high - self.low
        free = width > ROUNDING
        at = np.tile(self._inside(), (count, 1))
        low, high, scale = self.low[free], self.high[free], width[free]
        here = at[:, free]
        for _step in range(STEPS_A_CRITERION * len(scale)):
            # Directions as long as the set is wide, without a change of the sum.
            towards = generator.standard_normal(here.shape) * scale
            towards -= scale * (towards.sum(axis=1, keepdims=True) / scale.sum())
            with np.errstate(divide="ignore", invalid="ignore"):
                to_low, to_high = (low - here) / towards, (high - here) / towards
            ahead = np.where(towards > 0, to_high, to_low)
            behind = np.where(towards > 0, to_low, to_high)
            still = towards == 0
            furthest = np.where(still, np.inf, ahead).min(axis=1)
            nearest = np.where(still, -np.inf, behind).max(axis=1)
            part = nearest + (furthest - nearest) * generator.random(count)
            here = np.clip(here + part[:, None] * towards, low, high)
        at[:, free] = here
        ends: Floats = at / at.sum(axis=1, keepdims=True)
        return ends
