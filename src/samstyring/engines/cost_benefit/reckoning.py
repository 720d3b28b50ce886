"""From a case to its totals: for each municipality, party and draw.

A total is linear in the drivers: exposure (municipalities × columns) times values (columns × draws), where an
item has one column, or one a year where its driver changes over time. So nothing as large as municipalities ×
items × years × draws is ever made.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.model import PUBLIC, Case, Item, PartyClass
from samstyring.engines.cost_benefit.overlaps import Capped, capped, groups
from samstyring.engines.cost_benefit.paths import Drawn, draw, path, price, use
from samstyring.engines.cost_benefit.rules import Rules

DRAWS = 10_000


@dataclass(frozen=True)
class Columns:
    """One item's part: exposure (municipalities, columns), values (columns, draws) in signed kroner."""

    item: Item
    exposure: Floats
    values: Floats


@dataclass(frozen=True)
class Result:
    """What a case comes to under some rules. Totals are over all years, discounted where the rules say so.

    `unknown` maps an item's code to the municipalities for which its driver is unknown: there the item is
    left
    out, and their totals are incomplete.
    """

    case: Case
    rules: Rules
    seed: int
    drawn: Drawn
    columns: tuple[Columns, ...]
    overlaps: tuple[Capped, ...] = ()
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def incomplete(self) -> frozenset[str]:
        """The municipalities for which something is unknown."""
        return frozenset(name for names in self.unknown.values() for name in names)

    def parties(self) -> list[PartyClass]:
        """The classes of party that something falls on, in their own order."""
        present = {item.party.kind for item in self.case.items if self.rules.counts(item)}
        return [kind for kind in PartyClass if kind in present]

    def totals(
        self, kind: PartyClass | None = None, *, organisation: str | None = None, items: Sequence[str] = ()
    ) -> Floats:
        """Kroner by municipality and draw, shape (municipalities, draws), benefits less costs.

        `kind` and `organisation` choose a party, `items` some items by code; without, all of them, without
        the
        cost of raising taxes.
        """

        def chosen(item: Item) -> bool:
            return (
                (kind is None or item.party.kind is kind)
                and (organisation is None or item.party.organisation == organisation)
                and (not items or item.code in items)
            )

        parts = [part for part in self.columns if chosen(part.item)]
        total = np.zeros((len(self.case.municipalities), self.drawn.count))
        if parts:
            exposure = np.concatenate([part.exposure for part in parts], axis=1)
            total += exposure @ np.concatenate([part.values for part in parts])
        for group in self.overlaps:
            for item in self.case.items:
                if item.code in group.kroner and chosen(item):
                    total += group.kroner[item.code]
        return total

    def society(self) -> Floats:
        """Society's total by municipality and draw: all parties, and the cost of raising taxes on what public
        parties pay on balance (saved where they gain)."""
        public = sum((self.totals(kind) for kind in self.parties() if kind in PUBLIC), start=np.zeros(()))
        result: Floats = self.totals() + self.rules.tax_cost * public
        return result

    def yearly(self, kind: PartyClass | None = None, *, municipality: str | None = None) -> Floats:
        """Kroner by year and draw, shape (years, draws), for all municipalities together or for one.

        Items under a cap are left out where the rules cut them: their share of a year is not kept.
        """
        at = None if municipality is None else self.case.municipalities.index(municipality)
        flow = np.zeros((self.case.years, self.drawn.count))
        capped_codes = {code for group in self.overlaps for code in group.kroner}
        for item in self.case.items:
            wanted = kind is None or item.party.kind is kind
            if not wanted or item.code in capped_codes or not self.rules.counts(item):
                continue
            driver = np.nan_to_num(self.case.driver(item.driver), nan=0.0)
            exposed = driver.sum(axis=0) if at is None else driver[at]
            flow += np.reshape(exposed, (-1, 1)) * path(self.case, item, self.drawn, self.rules)
        return flow


def reckon(case: Case, rules: Rules, *, draws: int = DRAWS, seed: int = 1, workers: int = 1) -> Result:
    """Reckon a case. The same seed gives the same numbers for any number of workers and order of items.

    Raises InvalidInput where prices cannot be compared or a curve leaves 0 to 1.
    """
    under_cap = groups(case)
    apart = {item.code for items in under_cap.values() for item in items}
    counted = [
        item
        for item in sorted(case.items, key=lambda item: item.code)
        if rules.counts(item) and item.code not in apart
    ]
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        drawn = draw(case, draws=draws, seed=seed, pool=pool)
        columns = tuple(pool.map(lambda item: columns_of(case, item, drawn, rules), counted))
        overlaps = tuple(
            pool.map(
                lambda pair: capped(case, pair[0], [i for i in pair[1] if rules.counts(i)], drawn, rules),
                sorted(under_cap.items()),
            )
        )
    return Result(case, rules, seed, drawn, columns, overlaps, case.unknown())


def columns_of(case: Case, item: Item, drawn: Drawn, rules: Rules) -> Columns:
    """An item as exposure and values."""
    driver = np.nan_to_num(case.driver(item.driver), nan=0.0)
    if driver.ndim == 1:
        return Columns(item, driver[:, None], _summed(case, item, drawn, rules)[None, :])
    values = np.broadcast_to(path(case, item, drawn, rules), (case.years, drawn.count))
    return Columns(item, driver, values)


def _summed(case: Case, item: Item, drawn: Drawn, rules: Rules) -> Floats:
    """The path summed over the years, shape (draws,), without making it: neither quantity nor amount depends
    on the year, so only use is summed."""
    factors, amounts = price(case, item, drawn, rules)
    summed = factors[:, 0] @ use(case, item, drawn)
    each = summed * amounts * drawn.of(f"{item.code}.quantity", item.quantity)
    return np.broadcast_to(each, (drawn.count,))
