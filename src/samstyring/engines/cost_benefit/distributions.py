"""Uncertain numbers, each a function from probability to value: so draws can be correlated and repeated.

`quantile(u)` takes probabilities (any shape, strictly between 0 and 1) and gives values of the same shape.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from samstyring.engines.cost_benefit.errors import InvalidInput
from samstyring.engines.cost_benefit.normal import normal_quantile

Floats = NDArray[np.float64]

Z90 = 1.2815515655446004
"""The 90th percentile of the standard normal distribution."""

PERT_WEIGHT = 4.0
"""How many times the most likely value counts beside each end in the mean of a PERT: Malcolm et al. 1959."""

_GRID = 4097
_WEIGHTS_CLOSE = 1e-9


class Distribution(Protocol):
    """An uncertain number."""

    def quantile(self, u: Floats) -> Floats:
        """The values below which shares `u` of the distribution lie."""

    @property
    def mean(self) -> float:
        """The expected value."""

    @property
    def is_certain(self) -> bool:
        """Whether there is only one possible value, so that nothing need be drawn."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number that is known, or taken as known."""

    value: float

    def __post_init__(self) -> None:
        _finite("value", self.value)

    def quantile(self, u: Floats) -> Floats:
        """The value, whatever the probability."""
        return np.full(np.shape(u), float(self.value))

    @property
    def mean(self) -> float:
        """The value."""
        return float(self.value)

    @property
    def is_certain(self) -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class Triangular:
    """Lowest, most likely and highest value, with straight lines between.

    Raises InvalidInput where they are not in that order.
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _ordered(self.low, self.mode, self.high)

    def quantile(self, u: Floats) -> Floats:
        """By the closed form."""
        width = self.high - self.low
        if width == 0:
            return np.full(np.shape(u), self.low)
        at_mode = (self.mode - self.low) / width
        left = self.low + np.sqrt(u * width * (self.mode - self.low))
        right = self.high - np.sqrt((1 - u) * width * (self.high - self.mode))
        return np.where(u < at_mode, left, right)

    @property
    def mean(self) -> float:
        """A third of the sum."""
        return (self.low + self.mode + self.high) / 3

    @property
    def is_certain(self) -> bool:
        """When all three are the same."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Pert:
    """Lowest, most likely and highest value, as a beta distribution that leans to the most likely.

    Shape parameters 1 + 4 (mode - low) / (high - low) and 1 + 4 (high - mode) / (high - low), so that the
    mean
    is (low + 4 mode + high) / 6 (Malcolm, Roseboom, Clark and Fazar, Operations Research 7, 1959). Raises
    InvalidInput where the three are not in order.
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _ordered(self.low, self.mode, self.high)

    def quantile(self, u: Floats) -> Floats:
        """By a table of the beta distribution with 4,097 steps; wrong by less than 1e-4 of the width."""
        width = self.high - self.low
        if width == 0:
            return np.full(np.shape(u), self.low)
        lean = PERT_WEIGHT * (self.mode - self.low) / width
        shares, values = _beta_table(1 + lean, 1 + PERT_WEIGHT - lean)
        return self.low + width * np.interp(u, shares, values)

    @property
    def mean(self) -> float:
        """(low + 4 mode + high) / 6."""
        return (self.low + PERT_WEIGHT * self.mode + self.high) / (2 + PERT_WEIGHT)

    @property
    def is_certain(self) -> bool:
        """When all three are the same."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Above zero, with one in ten below `p10` and one in ten above `p90`.

    Raises InvalidInput where 0 < p10 <= p90 does not hold.
    """

    p10: float
    p90: float

    def __post_init__(self) -> None:
        _finite("p10", self.p10)
        _finite("p90", self.p90)
        if self.p10 <= 0:
            raise InvalidInput("p10", "not_positive", "P10 must be above 0 in a log-normal distribution.")
        if self.p10 > self.p90:
            raise InvalidInput("p10", "p10_above_p90", "P10 is above P90: swap them or correct one of them.")

    @property
    def mu(self) -> float:
        """The mean of the logarithm."""
        return float(np.log(self.p10) + np.log(self.p90)) / 2

    @property
    def sigma(self) -> float:
        """The standard deviation of the logarithm."""
        return float(np.log(self.p90) - np.log(self.p10)) / (2 * Z90)

    def quantile(self, u: Floats) -> Floats:
        """exp(mu + sigma z)."""
        return np.exp(self.mu + self.sigma * normal_quantile(u))

    @property
    def mean(self) -> float:
        """exp(mu + sigma² / 2)."""
        return float(np.exp(self.mu + self.sigma**2 / 2))

    @property
    def is_certain(self) -> bool:
        """When both ends are the same."""
        return self.p10 == self.p90


@dataclass(frozen=True, slots=True)
class Mixture:
    """Several studies, each with the probability that it is the one that holds here.

    Raises InvalidInput where the probabilities are not as many as the parts, are negative or do not sum to
    one.
    """

    weights: tuple[float, ...]
    parts: tuple[Distribution, ...]

    def __post_init__(self) -> None:
        if not self.parts or len(self.weights) != len(self.parts):
            raise InvalidInput("weights", "not_one_a_part", "Give one probability for each study.")
        if any(weight < 0 for weight in self.weights) or abs(sum(self.weights) - 1) > _WEIGHTS_CLOSE:
            total = sum(self.weights)
            raise InvalidInput(
                "weights",
                "do_not_sum_to_one",
                f"The probabilities must be 0 or more and sum to 1; they sum to {total:g}.",
            )

    def quantile(self, u: Floats) -> Floats:
        """The first part takes the first share of `u`, stretched over it, and so on.

        This is not the mixture's own quantile, which has no closed form, but has its distribution when `u` is
        uniform. A correlated `u` so chooses the study first, then the value in it.
        """
        values = np.empty(np.shape(u))
        edges = np.concatenate([[0.0], np.cumsum(self.weights)])
        edges[-1] = 1.0
        for number, part in enumerate(self.parts):
            low, high = edges[number], edges[number + 1]
            inside = (u >= low) & ((u < high) | (number == len(self.parts) - 1))
            if high > low and inside.any():
                values[inside] = part.quantile(np.clip((u[inside] - low) / (high - low), 1e-12, 1 - 1e-12))
        return values

    @property
    def mean(self) -> float:
        """The weighted mean."""
        return sum(weight * part.mean for weight, part in zip(self.weights, self.parts, strict=True))

    @property
    def is_certain(self) -> bool:
        """When there is one part only that is."""
        return len(self.parts) == 1 and self.parts[0].is_certain


@lru_cache(maxsize=512)
def _beta_table(a: float, b: float) -> tuple[Floats, Floats]:
    """Cumulative shares and values of a beta distribution with shapes of at least 1, for interpolation.

    The steps lie closer at both ends (cosine), where the density may end in a corner.
    """
    angles = np.linspace(0, np.pi, _GRID)
    values = (1 - np.cos(angles)) / 2
    # The density times dx/dangle, in the angle: x(1-x) = sin² / 4, so that no end is infinite.
    with np.errstate(divide="ignore"):
        density = np.exp((a - 0.5) * np.log(values) + (b - 0.5) * np.log1p(-values))
    density[~np.isfinite(density)] = 0.0
    steps = (density[1:] + density[:-1]) / 2
    shares = np.concatenate([[0.0], np.cumsum(steps)])
    shares /= shares[-1]
    return shares, values


def _finite(field: str, value: float) -> None:
    if not np.isfinite(value):
        raise InvalidInput(field, "not_a_number", "Give a number.")


def _ordered(low: float, mode: float, high: float) -> None:
    for field, value in (("low", low), ("mode", mode), ("high", high)):
        _finite(field, value)
    if not low <= mode <= high:
        raise InvalidInput(
            "mode",
            "not_in_order",
            f"The lowest ({low:g}), most likely ({mode:g}) and highest value ({high:g}) must be in that "
            "order.",
        )
