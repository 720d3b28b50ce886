"""How use grows: a logistic curve with delay and drop-out, drawn from uncertain numbers or fitted to what was
measured."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from samstyring.engines.cost_benefit.distributions import Distribution, Fixed, Floats
from samstyring.engines.cost_benefit.errors import InvalidInput

_LOG9 = float(np.log(9))
_ROUNDS = 200


@dataclass(frozen=True)
class Adoption:
    """The share of those who could use a measure that use it, year by year.

    `ceiling` is the share that it ends at (0 to 1), `half` the years from the start until half of that,
    `spread` the years from a tenth to nine tenths of it, `delay` years by which all of it is late, and
    `dropout` the share of users lost each year after they began, not replaced.
    """

    ceiling: Distribution = field(default=Fixed(1.0))
    half: Distribution = field(default=Fixed(0.0))
    spread: Distribution = field(default=Fixed(0.0))
    delay: Distribution = field(default=Fixed(0.0))
    dropout: Distribution = field(default=Fixed(0.0))

    @property
    def parts(self) -> dict[str, Distribution]:
        """The numbers of the curve by name."""
        return {name: getattr(self, name) for name in ("ceiling", "half", "spread", "delay", "dropout")}

    def shares(self, drawn: dict[str, Floats], years: int) -> Floats:
        """Share of use in the middle of each year: shape (years, draws).

        `drawn` has the values of each of `parts`, shape (draws,). Raises InvalidInput where a drawn
        ceiling or
        drop-out lies outside 0 to 1.
        """
        for name in ("ceiling", "dropout"):
            if drawn[name].min() < 0 or drawn[name].max() > 1:
                raise InvalidInput(
                    f"curve: {name}", "not_a_share", f"The {name} of a curve of use must lie between 0 and 1."
                )
        time = np.arange(years)[:, None] + 0.5 - drawn["delay"][None, :]
        shares = drawn["ceiling"] * logistic(time, drawn["half"], drawn["spread"])
        if drawn["dropout"].any():
            shares *= (1 - drawn["dropout"]) ** np.maximum(time - drawn["half"], 0)
        result: Floats = np.where(time > 0, shares, 0.0)
        return result


def logistic(time: Floats, half: Floats | float, spread: Floats | float) -> Floats:
    """The part of the ceiling reached at `time` years: ½ at `half`, from 1/10 to 9/10 in `spread` years.

    A spread of 0 is a step.
    """
    width = np.maximum(np.asarray(spread, dtype=float), 1e-6)
    steps = np.clip((time - half) * 2 * _LOG9 / width, -500, 500)
    result: Floats = 1 / (1 + np.exp(-steps))
    return result


@dataclass(frozen=True, slots=True)
class Fit:
    """A curve fitted to measured use; `error` is the root mean square distance of the shares."""

    ceiling: float
    half: float
    spread: float
    error: float


def fit(times: Sequence[float], shares: Sequence[float]) -> Fit:
    """The logistic curve with least squares through measured shares of use at `times` (years from the start).

    Levenberg-Marquardt from several starting points. Raises InvalidInput for fewer than four measurements,
    shares outside 0 to 1, or times that are all the same.
    """
    t, y = np.asarray(times, dtype=float), np.asarray(shares, dtype=float)
    if len(t) != len(y) or len(t) < 4:
        raise InvalidInput("use", "too_few", "A curve needs at least four measurements of use.")
    if y.min() < 0 or y.max() > 1:
        raise InvalidInput("use", "not_a_share", "Measured use must be shares between 0 and 1.")
    if np.ptp(t) == 0:
        raise InvalidInput("use", "same_time", "The measurements must be from different times.")
    reach = float(np.ptp(t))
    starts = [
        np.array([max(y.max(), 0.05) * factor, t.min() + reach * place, reach * width])
        for factor in (1.0, 1.5)
        for place in (0.3, 0.7)
        for width in (0.4, 1.2)
    ]
    best = min((_descend(t, y, start, reach) for start in starts), key=lambda found: found[1])
    (ceiling, half, spread), square = best
    return Fit(float(ceiling), float(half), float(spread), float(np.sqrt(square / len(t))))


def _descend(t: Floats, y: Floats, start: Floats, reach: float) -> tuple[Floats, float]:
    low = np.array([1e-3, t.min() - 3 * reach, 1e-2 * reach])
    high = np.array([1.0, t.max() + 3 * reach, 20 * reach])
    at = np.clip(start, low, high)
    square, damping = _square(t, y, at), 1e-2
    for _ in range(_ROUNDS):
        residual = y - at[0] * logistic(t, at[1], at[2])
        slope = _slope(t, at)
        normal = slope.T @ slope
        step = np.linalg.solve(
            normal + damping * np.diag(np.maximum(np.diag(normal), 1e-12)), slope.T @ residual
        )
        tried = np.clip(at + step, low, high)
        new = _square(t, y, tried)
        if new < square:
            gain = square - new
            at, square, damping = tried, new, max(damping / 5, 1e-9)
            if gain < 1e-14:
                break
        else:
            damping *= 4
            if damping > 1e9:
                break
    return at, square


def _square(t: Floats, y: Floats, at: Floats) -> float:
    return float(np.sum((y - at[0] * logistic(t, at[1], at[2])) ** 2))


def _slope(t: Floats, at: Floats) -> Floats:
    """The derivatives by ceiling, half and spread: shape (measurements, 3)."""
    share = logistic(t, at[1], at[2])
    steep = 2 * _LOG9 / at[2]
    bend = at[0] * share * (1 - share)
    result: Floats = np.stack([share, -bend * steep, -bend * steep * (t - at[1]) / at[2]], axis=1)
    return result
