"""How fast the economy is reckoned: `./samstyring bench economy [--draws N] [--curve]`.

357 municipalities × 30 measures × 10 items × 15 years, and the quantiles of the total by municipality and
class
of party; the same with caps on measures that save the same visits; and a straightforward NumPy version of the
first, on a part of the municipalities. Clock and processor time, and the most memory used.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable

# Threads of the linear algebra library and ours would stand in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from samstyring.engines.cost_benefit import (
    Account,
    Adoption,
    Case,
    Direction,
    DiscountRates,
    Fixed,
    Item,
    LogNormal,
    Party,
    PartyClass,
    Pert,
    PriceIndex,
    Recurrence,
    Rules,
    Triangular,
    reckon,
)
from samstyring.engines.cost_benefit.figures import quantiles
from samstyring.engines.cost_benefit.paths import draw, path

MUNICIPALITIES, MEASURES, ITEMS, YEARS = 357, 30, 10, 15
PARTIES = list(PartyClass)
RULES = Rules(Account.SOCIETY, 2026, PriceIndex({2026: 100.0}), DiscountRates(((0, 0.04), (40, 0.03))), 0.2)
SIMPLE_MUNICIPALITIES = 4


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--curve", action="store_true", help="also with more draws, to 100,000")
    options = parser.parse_args()
    print(f"{'what':52} {'clock s':>8} {'cpu s':>8} {'peak MB':>8}")
    made = case()
    for draws in (10_000, 20_000, 50_000, 100_000) if options.curve else (options.draws,):
        _timed(f"quantiles, {draws} draws", lambda n=draws: totals(made, n, options.workers))
    capped = case(groups=2)
    _timed(
        f"with 2 caps on 4 items each, {options.draws} draws",
        lambda: totals(capped, options.draws, options.workers),
    )
    name = f"straightforward, {SIMPLE_MUNICIPALITIES} municipalities, {options.draws} draws"
    _timed(name, lambda: simple(made, options.draws))
    few = totals(made, 500, options.workers)[PartyClass.MUNICIPALITY][:, :SIMPLE_MUNICIPALITIES]
    assert np.allclose(few, simple(made, 500), rtol=1e-6), "the two ways differ"
    print("both ways agree")


def _timed(name: str, work: Callable[[], object]) -> None:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:52} {time.perf_counter() - clock:8.2f} {time.process_time() - cpu:8.2f} {peak:8.0f}",
        flush=True,
    )


def case(*, groups: int = 0) -> Case:
    """A made-up case of the full size; with `groups`, four items in each have a common cap."""
    lot = np.random.default_rng(1)
    curves = {
        f"m{measure}": Adoption(
            Triangular(0.3, 0.6, 0.9), Pert(1, 3, 6), Fixed(4.0), Triangular(0, 0.5, 2), Fixed(0.02)
        )
        for measure in range(MEASURES)
    }
    items = [_item(measure, number, groups) for measure in range(MEASURES) for number in range(ITEMS)]
    drivers = {
        "inhabitants": lot.lognormal(9, 1, MUNICIPALITIES),
        "users": lot.lognormal(5, 1, MUNICIPALITIES),
    }
    caps = {f"g{group}": drivers["users"] * 30 for group in range(groups)}
    names = tuple(str(number) for number in range(MUNICIPALITIES))
    return Case(names, tuple(items), drivers, 2027, YEARS, curves, caps)


def _item(measure: int, number: int, groups: int) -> Item:
    overlapping = number == ITEMS - 1 and measure < 4 * groups
    return Item(
        f"m{measure:02}-{number}",
        f"item {number}",
        Direction.COST if number < 5 else Direction.BENEFIT,
        Recurrence.ONCE if number % 4 == 0 else Recurrence.YEARLY,
        Party(PARTIES[number % len(PARTIES)]),
        "users" if overlapping else ("inhabitants", "users", "fixed")[number % 3],
        Pert(10, 20, 50) if number % 2 else LogNormal(5, 30),
        2026,
        quantity=LogNormal(2, 10) if overlapping else Fixed(1.0),
        adoption=f"m{measure}" if number > 2 else None,
        overlap=f"g{measure // 4}" if overlapping else None,
    )


def totals(made: Case, draws: int, workers: int) -> dict[PartyClass, np.ndarray]:
    """P10, P50 and P90 by class of party and municipality."""
    result = reckon(made, RULES, draws=draws, workers=workers)
    return {kind: quantiles(result.totals(kind), workers=workers) for kind in result.parties()}


def simple(made: Case, draws: int) -> np.ndarray:
    """The same for the municipalities' own total and a few of them, with every year and item laid out."""
    drawn = draw(made, draws=draws, seed=1)
    total = np.zeros((SIMPLE_MUNICIPALITIES, YEARS, draws))
    for item in made.items:
        if item.party.kind is PartyClass.MUNICIPALITY:
            each = path(made, item, drawn, RULES)
            total += made.driver(item.driver)[:SIMPLE_MUNICIPALITIES, None, None] * each
    return np.quantile(total.sum(axis=1), [0.1, 0.5, 0.9], axis=1)


if __name__ == "__main__":
    main()
