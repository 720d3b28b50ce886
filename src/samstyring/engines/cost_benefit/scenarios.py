"""The same case under other assumptions, set by the nation, a network or a municipality.

What a municipality says of itself goes before what its network says, and that before the nation. Two
scenarios
are compared item by item with the same draws, so that a difference is never chance.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from samstyring.engines.cost_benefit.distributions import Distribution, Floats
from samstyring.engines.cost_benefit.errors import InvalidInput
from samstyring.engines.cost_benefit.model import Case, Item
from samstyring.engines.cost_benefit.reckoning import Result, reckon
from samstyring.engines.cost_benefit.rules import Rules

PARTS = ("amount", "quantity")


class Level(IntEnum):
    """Who set an override; a higher one goes before a lower one."""

    NATION = 0
    NETWORK = 1
    MUNICIPALITY = 2


@dataclass(frozen=True)
class Override:
    """Another number for one part ("amount" or "quantity") of an item, for some municipalities.

    `municipalities` empty means all of them, which only the nation may say.
    """

    item: str
    part: str
    value: Distribution
    level: Level = Level.NATION
    municipalities: frozenset[str] = frozenset()


def apply(case: Case, overrides: Sequence[Override]) -> Case:
    """The case with its overrides: an item becomes several where municipalities differ, each for its own.

    The new items have codes such as "licence@2" and keep names, parties and groups. Raises InvalidInput
    for an
    item or part that is not there, and for two overrides of the same level that say different things of the
    same municipality.
    """
    _check(case, overrides)
    items: list[Item] = []
    drivers = dict(case.drivers)
    for item in case.items:
        variants = _variants(case, item, overrides)
        for number, (changed, names) in enumerate(variants):
            if len(variants) == 1:
                items.append(changed)
                continue
            code = item.code if number == 0 else f"{item.code}@{number}"
            driver = f"{item.driver} for {code}"
            drivers[driver] = _only(case, item.driver, names)
            items.append(replace(changed, code=code, driver=driver))
    return replace(case, items=tuple(items), drivers=drivers)


def _variants(case: Case, item: Item, overrides: Sequence[Override]) -> list[tuple[Item, frozenset[str]]]:
    """The item as each group of municipalities has it, the largest group first."""
    own = sorted((o for o in overrides if o.item == item.code), key=lambda override: override.level)
    groups: dict[tuple[int, ...], set[str]] = {}
    for name in case.municipalities:
        holding = tuple(
            at
            for at, override in enumerate(own)
            if not override.municipalities or name in override.municipalities
        )
        groups.setdefault(holding, set()).add(name)
    found = []
    for holding, names in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        changes = {own[at].part: own[at].value for at in holding}
        found.append((replace(item, **changes), frozenset(names)))  # type: ignore[arg-type]  # parts are checked
    return found


def _only(case: Case, driver: str, names: frozenset[str]) -> Floats:
    """The driver for some municipalities, 0 for the others."""
    values = np.array(case.driver(driver), dtype=float)
    values[[name not in names for name in case.municipalities]] = 0.0
    return values


def _check(case: Case, overrides: Sequence[Override]) -> None:
    codes = {item.code for item in case.items}
    said: dict[tuple[str, str, Level, str], Distribution] = {}
    for override in overrides:
        if override.item not in codes:
            raise InvalidInput("scenario: item", "unknown_item", f"There is no item “{override.item}”.")
        if override.part not in PARTS:
            raise InvalidInput(
                "scenario: part",
                "unknown_part",
                f"“{override.part}” is no part; choose {' or '.join(PARTS)}.",
            )
        if override.level is not Level.NATION and not override.municipalities:
            raise InvalidInput(
                "scenario: municipalities", "nobody", "Say for which municipalities the number holds."
            )
        for name in override.municipalities or {""}:
            key = (override.item, override.part, override.level, name)
            if said.setdefault(key, override.value) != override.value:
                raise InvalidInput(
                    f"scenario: {override.item} {override.part}",
                    "two_values",
                    f"Two different numbers are given for {name or 'all'} at the same level.",
                )


@dataclass(frozen=True, slots=True)
class Difference:
    """What one item comes to in two scenarios: expected kroner over all municipalities and years."""

    code: str
    name: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before


def compare(before: Result, after: Result) -> list[Difference]:
    """Two results item by item, variants of an item together, the largest change first."""
    sums: dict[str, list[float]] = {}
    names: dict[str, str] = {}
    for at, result in enumerate((before, after)):
        for item in result.case.items:
            code = item.code.split("@")[0]
            names.setdefault(code, item.name)
            total = float(result.totals(items=(item.code,)).sum(axis=0).mean())
            sums.setdefault(code, [0.0, 0.0])[at] += total
    found = [Difference(code, names[code], first, second) for code, (first, second) in sums.items()]
    return sorted(found, key=lambda difference: (-abs(difference.change), difference.code))


def reckon_both(
    case: Case, overrides: Sequence[Override], rules: Rules, *, draws: int, seed: int = 1
) -> tuple[Result, Result]:
    """The case as it is and under the overrides, with the same draws."""
    return (
        reckon(case, rules, draws=draws, seed=seed),
        reckon(apply(case, overrides), rules, draws=draws, seed=seed),
    )
