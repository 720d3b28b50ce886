"""Measures that save the same thing: together they cannot save more than there is.

Within a group the natural units of all items are cut by the same factor, in each municipality, year and draw,
so that their sum stays at the cap. This is the one place where a municipality's total is not its drivers
times
common paths, so it is reckoned in blocks small enough for the processor's cache.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.model import Case, Item
from samstyring.engines.cost_benefit.paths import Drawn, natural_units, price
from samstyring.engines.cost_benefit.rules import Rules

_DRAWS, _MUNICIPALITIES = 500, 16


@dataclass(frozen=True)
class Capped:
    """What a group comes to under its cap.

    `kroner` maps an item's code to its total, shape (municipalities, draws). `claimed` and `kept` are
    expected
    natural units over all years before and after the cut, shape (municipalities,).
    """

    group: str
    kroner: dict[str, Floats]
    claimed: Floats
    kept: Floats


def groups(case: Case) -> dict[str, list[Item]]:
    """The items of each group that has a cap, in the order of their codes."""
    found: dict[str, list[Item]] = {}
    for item in sorted(case.items, key=lambda item: item.code):
        if item.overlap is not None and item.overlap in case.caps:
            found.setdefault(item.overlap, []).append(item)
    return found


def capped(case: Case, name: str, items: Sequence[Item], drawn: Drawn, rules: Rules) -> Capped:
    """Reckon one group. Unknown drivers and caps count as nothing saved; `Case.unknown` names them."""
    count, years, draws = len(case.municipalities), case.years, drawn.count
    cap = _yearly(np.asarray(case.caps[name], dtype=float), years)
    units = [np.broadcast_to(natural_units(case, item, drawn), (years, draws)) for item in items]
    prices = [price(case, item, drawn, rules) for item in items]
    drivers = [_yearly(case.driver(item.driver), years) for item in items]
    kroner = {item.code: np.zeros((count, draws)) for item in items}
    claimed, kept = np.zeros(count), np.zeros(count)
    for year, rows, block in _blocks(years, count, draws):
        due = [at for at, (factors, _) in enumerate(prices) if factors[year, 0]]
        if not due:
            continue
        saved = [drivers[at][rows, year, None] * units[at][year, block] for at in due]
        total = np.sum(saved, axis=0)
        share = np.minimum(1.0, cap[rows, year, None] / np.maximum(total, 1e-300))
        claimed[rows] += total.sum(axis=1)
        kept[rows] += (total * share).sum(axis=1)
        for at, natural in zip(due, saved, strict=True):
            factors, amounts = prices[at]
            paid = factors[year, 0] * (amounts[block] if amounts.size > 1 else amounts)
            kroner[items[at].code][rows, block] += natural * share * paid
    return Capped(name, kroner, claimed / draws, kept / draws)


def _blocks(years: int, municipalities: int, draws: int) -> Iterator[tuple[int, slice, slice]]:
    """Year, municipalities and draws of each block, always the same ones."""
    for draw in range(0, draws, _DRAWS):
        for row in range(0, municipalities, _MUNICIPALITIES):
            for year in range(years):
                yield (
                    year,
                    slice(row, min(row + _MUNICIPALITIES, municipalities)),
                    slice(draw, min(draw + _DRAWS, draws)),
                )


def _yearly(values: Floats, years: int) -> Floats:
    """Shape (municipalities, years), unknown as nothing."""
    known = np.nan_to_num(values, nan=0.0)
    return known if known.ndim == 2 else np.repeat(known[:, None], years, axis=1)
