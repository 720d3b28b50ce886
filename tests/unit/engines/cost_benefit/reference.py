"""The same reckoning in plain Python, one number at a time: slow, and easy to see right."""

from samstyring.engines.cost_benefit import Case, Direction, Recurrence, Rules
from samstyring.engines.cost_benefit.paths import Drawn


def total(case: Case, rules: Rules, drawn: Drawn, municipality: int, at: int) -> float:
    """What one municipality's items come to in draw number `at`, without caps."""
    result = 0.0
    for item in case.items:
        if not rules.counts(item):
            continue
        for year in range(case.years):
            driver = case.driver(item.driver)
            exposed = driver[municipality] if driver.ndim == 1 else driver[municipality][year]
            result += float(exposed) * _each(case, item, rules, drawn, year, at)
    return result


def _each(case, item, rules, drawn, year, at):  # type: ignore[no-untyped-def]  # the reference is read, not imported
    late = item.last is not None and year > item.last
    if year < item.first or late:
        return 0.0
    if item.recurrence is Recurrence.ONCE and item.adoption is None and year != item.first:
        return 0.0
    share = 1.0
    if item.adoption is not None:
        curve = drawn.shares[item.adoption]
        column = at if curve.shape[1] > 1 else 0
        share = curve[year][column]
        if item.recurrence is Recurrence.ONCE:
            share = max(0.0, share - (curve[year - 1][column] if year else 0.0))
    amount = item.amount.mean if item.amount.is_certain else drawn.values[f"{item.code}.amount"][at]
    quantity = item.quantity.mean if item.quantity.is_certain else drawn.values[f"{item.code}.quantity"][at]
    worth = 1.0
    if rules.rates is not None:
        for passed in range(year):
            rate = [rate for first, rate in rules.rates.steps if first <= passed][-1]
            worth /= 1 + rate
        worth *= rules.index.factor(item.price_year, rules.base_year)
    else:
        worth = rules.index.factor(item.price_year, case.start + year)
    sign = -1 if item.direction is Direction.COST else 1
    return float(sign * share * amount * quantity * worth)
