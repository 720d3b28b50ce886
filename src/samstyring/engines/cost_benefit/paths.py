"""What each item comes to a unit of its driver, year by year and draw by draw.

The draws are the same for every municipality: a measure that turns out dear is dear everywhere. So one
path an
item is enough, and a municipality's total is its drivers times the paths.
"""

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from samstyring.engines.cost_benefit.adoption import Adoption
from samstyring.engines.cost_benefit.distributions import Distribution, Floats
from samstyring.engines.cost_benefit.draws import uniforms
from samstyring.engines.cost_benefit.model import Case, Item, Recurrence
from samstyring.engines.cost_benefit.rules import Rules


@dataclass(frozen=True)
class Drawn:
    """Every uncertain number of a case by name, shape (draws,) each, and the shares of use by curve."""

    values: Mapping[str, Floats]
    shares: Mapping[str, Floats]
    count: int

    def of(self, name: str, distribution: Distribution) -> Floats | float:
        """The drawn values of a number, or the number itself where it is certain."""
        return distribution.mean if distribution.is_certain else self.values[name]


def curve_name(curve: str, part: str) -> str:
    """The name of one number of a curve of use."""
    return f"curve {curve}.{part}"


def stream(name: str) -> str:
    """The name that a number is drawn by: variants of an item ("licence@2.amount") share the item's draws."""
    code, dot, part = name.rpartition(".")
    return code.partition("@")[0] + dot + part


def variables(case: Case) -> dict[str, Distribution]:
    """Every uncertain number of a case by its name."""
    found: dict[str, Distribution] = {}
    for item in case.items:
        found |= item.variables
    for name, curve in case.curves.items():
        found |= {
            curve_name(name, part): value for part, value in curve.parts.items() if not value.is_certain
        }
    return dict(sorted(found.items()))


def draw(case: Case, *, draws: int, seed: int, pool: Executor | None = None) -> Drawn:
    """Draw every uncertain number `draws` times. The same seed and name give the same numbers, always."""
    uncertain = variables(case)
    streams = sorted({stream(name) for name in uncertain})
    probabilities = uniforms(seed, streams, draws, case.correlations)
    side_by_side = map if pool is None else pool.map

    def valued(name: str) -> Floats:
        return uncertain[name].quantile(probabilities[stream(name)])

    values = dict(zip(uncertain, side_by_side(valued, uncertain), strict=True))

    def shared(name: str) -> Floats:
        return _shares(name, case.curves[name], values, draws, case.years)

    return Drawn(values, dict(zip(case.curves, side_by_side(shared, case.curves), strict=True)), draws)


def _shares(name: str, curve: Adoption, values: Mapping[str, Floats], draws: int, years: int) -> Floats:
    """Shape (years, draws); (years, 1) for a curve without uncertainty."""
    parts = curve.parts
    certain = all(value.is_certain for value in parts.values())
    count = 1 if certain else draws
    drawn = {
        part: np.full(count, value.mean) if value.is_certain else values[curve_name(name, part)]
        for part, value in parts.items()
    }
    return curve.shares(drawn, years)


def use(case: Case, item: Item, drawn: Drawn) -> Floats:
    """The share of the driver that an item falls due for, year by year: shape (years, draws) or (years, 1).

    What falls due once and follows a curve of use is bought as users come: the growth of use in each year.
    """
    if item.adoption is None:
        return np.ones((case.years, 1))
    shares = drawn.shares[item.adoption]
    if item.recurrence is Recurrence.ONCE:
        return np.maximum(np.diff(shares, axis=0, prepend=0.0), 0.0)
    return shares


def natural_units(case: Case, item: Item, drawn: Drawn) -> Floats:
    """Natural units a unit of the driver: shape (years, draws) or one that broadcasts to it."""
    result: Floats = use(case, item, drawn) * drawn.of(f"{item.code}.quantity", item.quantity)
    return result


def price(case: Case, item: Item, drawn: Drawn, rules: Rules) -> tuple[Floats, Floats]:
    """Signed kroner a natural unit as (years, 1) factors and (draws or 1,) amounts, to be multiplied."""
    factors = rules.factors(item, start=case.start, years=case.years)
    amount = np.atleast_1d(drawn.of(f"{item.code}.amount", item.amount))
    return item.sign * factors[:, None], amount


def path(case: Case, item: Item, drawn: Drawn, rules: Rules) -> Floats:
    """Signed kroner a unit of the driver: shape (years, draws), or (years, 1) where nothing is uncertain."""
    factors, amounts = price(case, item, drawn, rules)
    result: Floats = natural_units(case, item, drawn) * factors * amounts
    return result
