"""Small cases that several tests reckon."""

from typing import Any

import numpy as np

from samstyring.engines.cost_benefit import (
    Account,
    Case,
    Direction,
    DiscountRates,
    Fixed,
    Item,
    Party,
    PartyClass,
    PriceIndex,
    Recurrence,
    Rules,
)

NAMES = ("Eksempelvik", "Fjelldome", "Holmøy")
INHABITANTS = np.array([1_000.0, 5_000.0, 20_000.0])
BUDGET = Rules(Account.BUDGET, 2026, PriceIndex({2026: 100.0}))
SOCIETY = Rules(Account.SOCIETY, 2026, PriceIndex({2026: 100.0}), DiscountRates(((0, 0.04),)), 0.2)


def item(code: str, amount: Any = 10.0, **fields: Any) -> Item:
    """A yearly cost of the municipality a head, unless something else is said."""
    given: dict[str, Any] = {
        "name": code,
        "direction": Direction.COST,
        "recurrence": Recurrence.YEARLY,
        "party": Party(PartyClass.MUNICIPALITY),
        "driver": "inhabitants",
        "amount": Fixed(amount) if isinstance(amount, (int, float)) else amount,
        "price_year": 2026,
    }
    return Item(code, **given | fields)


def case(*items: Item, years: int = 4, **fields: Any) -> Case:
    """A case of three municipalities."""
    given: dict[str, Any] = {"drivers": {"inhabitants": INHABITANTS}}
    return Case(NAMES, items, start=2026, years=years, **given | fields)
