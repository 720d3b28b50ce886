"""Typical items to start from: what a measure usually costs and gives, and where each figure can be found."""

from functools import lru_cache
from typing import Any

from .actions.first_rows import rows
from .choices import Grounds, NumberKind


@lru_cache(maxsize=1)
def typical() -> dict[str, dict[str, str]]:
    """The shipped items by code."""
    return {row["code"]: row for row in rows("library")}


def starting_values(code: str) -> dict[str, Any]:
    """What an item's form begins with; nothing for a code that is not in the library."""
    row = typical().get(code)
    if row is None:
        return {}
    names = ("name", "direction", "recurrence", "party", "driver", "unit", "budget", "benefit_class")
    found: dict[str, Any] = {name: row[name] for name in (*names, "becomes", "source")}
    if row["amount"]:
        return found | {
            "amount_kind": NumberKind.FIXED,
            "amount_mode": row["amount"],
            "price_year": row["price_year"],
            "grounds": Grounds.READ,
        }
    return found | {"amount_kind": NumberKind.UNKNOWN}
