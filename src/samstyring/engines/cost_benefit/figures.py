"""What people ask of a result: how sure, when it is paid back, what drives the spread, what must be true."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.model import Item, PartyClass
from samstyring.engines.cost_benefit.paths import natural_units, price, variables
from samstyring.engines.cost_benefit.reckoning import Result

QUANTILES = (0.1, 0.5, 0.9)
_STEPS = 60


def quantiles(totals: Floats, shares: tuple[float, ...] = QUANTILES, *, workers: int = 1) -> Floats:
    """Quantiles over the draws, by linear interpolation between order statistics: (shares, municipalities).

    `totals` has the shape (municipalities, draws) and is not changed.
    """
    draws = totals.shape[-1]
    places = [share * (draws - 1) for share in shares]
    wanted = sorted({int(np.floor(place)) for place in places} | {int(np.ceil(place)) for place in places})
    parts = np.array_split(totals, max(1, workers))
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        ordered = np.concatenate(list(pool.map(lambda part: np.partition(part, wanted, axis=-1), parts)))
    result = [
        ordered[..., int(np.floor(place))] * (1 - place % 1) + ordered[..., int(np.ceil(place))] * (place % 1)
        for place in places
    ]
    return np.stack(result)


def probability_of_loss(totals: Floats) -> Floats:
    """The share of draws in which the total is below zero, over the last axis."""
    result: Floats = np.mean(totals < 0, axis=-1)
    return result


@dataclass(frozen=True, slots=True)
class PayBack:
    """Years until what was gained makes up for what was paid, at P10, P50 and P90; None is never.

    `never` is the share of draws in which it does not happen within the horizon.
    """

    years: tuple[int | None, ...]
    never: float


def pay_back(flow: Floats) -> PayBack:
    """When the accumulated flow, shape (years, draws), is zero or more and stays so.

    Years are counted from 1, the end of the first one.
    """
    accumulated = np.cumsum(flow, axis=0)
    short = accumulated < -1e-9
    # The last year in which something is still missing; after that it is paid back.
    last_short = np.where(short.any(axis=0), len(flow) - np.argmax(short[::-1], axis=0), 0)
    years = np.where(last_short >= len(flow), np.inf, np.maximum(last_short + 1, 1))
    found = np.quantile(years, QUANTILES, method="higher")
    return PayBack(
        tuple(None if np.isinf(year) else int(year) for year in found), float(np.mean(np.isinf(years)))
    )


@dataclass(frozen=True, slots=True)
class Driver:
    """An uncertain number and how much the total goes with it: Spearman's rank correlation, -1 to 1."""

    name: str
    correlation: float


def drivers_of_spread(result: Result, totals: Floats) -> list[Driver]:
    """The uncertain numbers of a case, the one that the total, shape (draws,), follows most first."""
    ranks = _ranks(totals)
    found = []
    for name in variables(result.case):
        own = _ranks(result.drawn.values[name])
        spread = np.std(own) * np.std(ranks)
        share = float(np.mean((own - own.mean()) * (ranks - ranks.mean())) / spread) if spread > 0 else 0.0
        found.append(Driver(name, share))
    return sorted(found, key=lambda driver: (-abs(driver.correlation), driver.name))


def _ranks(values: Floats) -> Floats:
    """Ranks from 0, equal values sharing the mean of theirs."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(len(values), dtype=float)
    _, group, count = np.unique(values, return_inverse=True, return_counts=True)
    sums = np.bincount(group, weights=ranks)
    shared: Floats = (sums / count)[group]
    return shared


@dataclass(frozen=True, slots=True)
class BreakEven:
    """What one item's amount would have to be for the total to be zero.

    `factor` is what its drawn amounts are multiplied with (None: no amount of any size would do), `amount`
    the expected amount after that, kroner a natural unit, and `expected` the one before.
    """

    code: str
    factor: float | None
    amount: float | None
    expected: float


def break_even(
    result: Result,
    code: str,
    *,
    kind: PartyClass | None = None,
    municipality: str | None = None,
    certainty: float = 0.5,
) -> BreakEven:
    """The factor on an item's amount at which the total is zero or more with the given certainty.

    `municipality` None takes all of them together. Items under a cap keep their cut. Raises KeyError for a
    code
    that is not in the case.
    """
    item = {item.code: item for item in result.case.items}[code]
    own = _of(result, municipality, kind, (code,))
    rest = _of(result, municipality, kind, ()) - own
    expected = item.amount.mean
    factor = _root(rest, own, 1 - certainty, item.sign)
    return BreakEven(code, factor, None if factor is None else factor * expected, expected)


def _of(result: Result, municipality: str | None, kind: PartyClass | None, items: tuple[str, ...]) -> Floats:
    totals = result.totals(kind, items=items)
    if municipality is None:
        summed: Floats = totals.sum(axis=0)
        return summed
    row: Floats = totals[result.case.municipalities.index(municipality)]
    return row


def _root(rest: Floats, own: Floats, share: float, sign: int) -> float | None:
    """The factor at which the `share` quantile of rest + factor × own is zero, by halving; None without one.

    A benefit must be at least so large, a cost at most.
    """

    def value(factor: float) -> float:
        return float(np.quantile(rest + factor * own, share)) * sign

    if not own.any() or value(0.0) > 0:
        return None
    low, high = 0.0, 1.0
    while value(high) < 0:
        low, high = high, high * 4
        if high > 1e9:
            return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if value(middle) < 0:
            low = middle
        else:
            high = middle
    return high


def hours(result: Result, profession: str, *, kind: PartyClass = PartyClass.MUNICIPALITY) -> Floats:
    """Expected hours of a profession by municipality and year, shape (municipalities, years).

    Hours that a cost takes count above zero, hours that a benefit frees below.
    """
    case = result.case
    total = np.zeros((len(case.municipalities), case.years))
    for item in case.items:
        if profession in item.hours and item.party.kind is kind:
            total += _hours(result, item, item.hours[profession].mean)
    return total


def _hours(result: Result, item: Item, each: float) -> Floats:
    case = result.case
    driver = np.nan_to_num(case.driver(item.driver), nan=0.0)
    factors, _ = price(case, item, result.drawn, result.rules)
    due = (factors[:, 0] != 0).astype(float)
    units = natural_units(case, item, result.drawn).mean(axis=1)
    yearly = driver if driver.ndim == 2 else driver[:, None]
    hours_taken: Floats = -item.sign * each * yearly * (units * due)[None, :]
    return hours_taken
