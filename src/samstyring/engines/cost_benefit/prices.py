"""Prices of different years, and money of different times: index, discount rates, present values.

The rates of the Ministry of Finance's circular are values that the caller gives (with their source); nothing
here knows them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.errors import InvalidInput


@dataclass(frozen=True)
class PriceIndex:
    """A price index by year. Years after the last one grow by `growth` a year; earlier ones are not
    guessed."""

    values: Mapping[int, float] = field(default_factory=dict)
    growth: float = 0.0

    def factor(self, from_year: int, to_year: int, *, where: str = "price_year") -> float:
        """What to multiply prices of `from_year` with to get those of `to_year`.

        Raises InvalidInput at the field `where` when a year is before the index or in a gap of it.
        """
        if from_year == to_year:
            return 1.0
        return self._level(to_year, where) / self._level(from_year, where)

    def _level(self, year: int, where: str) -> float:
        if year in self.values:
            return self.values[year]
        last = max(self.values, default=None)
        if last is None or year < last:
            raise InvalidInput(
                where,
                "no_index",
                f"The price index has no value for {year}, so its prices cannot be compared.",
            )
        return self.values[last] * (1 + self.growth) ** (year - last)


@dataclass(frozen=True)
class DiscountRates:
    """Real yearly rates by distance: `steps` are (first year after which it holds, rate), rising from 0.

    `[(0, 0.04), (40, 0.03), (75, 0.02)]` reads: 4 % for years 1 to 40, then 3 % for the years from 40 to 75.
    Raises InvalidInput where the steps do not start at 0 or are not in order.
    """

    steps: tuple[tuple[int, float], ...]

    def __post_init__(self) -> None:
        years = [year for year, _ in self.steps]
        if not years or years[0] != 0 or sorted(set(years)) != years:
            raise InvalidInput("rates", "steps", "The rates must start at year 0 and go on in rising order.")
        if any(rate <= -1 for _, rate in self.steps):
            raise InvalidInput("rates", "rate", "A discount rate must be above -100 %.")

    def factors(self, years: int) -> Floats:
        """What one krone in year 0, 1, … is worth in year 0: shape (years,), the first is 1."""
        result = np.ones(years)
        for year in range(1, years):
            rate = [rate for first, rate in self.steps if first <= year - 1][-1]
            result[year] = result[year - 1] / (1 + rate)
        return result


def present_value(flow: Sequence[float] | Floats, rates: DiscountRates) -> float:
    """The value in year 0 of a flow by year, the first in year 0 itself."""
    values = np.asarray(flow, dtype=float)
    return float(values @ rates.factors(len(values)))


def annuity(value: float, rate: float, years: int) -> float:
    """The equal yearly amount, first after one year, that is worth `value` today: value r / (1 -
    (1+r)^-n)."""
    if years < 1:
        raise InvalidInput("years", "horizon", "An annuity has at least one year.")
    return value / years if rate == 0 else value * rate / (1 - (1 + rate) ** -years)
