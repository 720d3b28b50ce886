"""From the columns of an uncertain number to the engine's distribution."""

from decimal import Decimal
from typing import Any

from samstyring.engines.cost_benefit import Distribution, Fixed, InvalidInput, LogNormal, Pert, Triangular

from .choices import NumberKind


def number(row: Any, prefix: str) -> Distribution | None:
    """An uncertain number of a row, or none where it is unknown.

    Raises InvalidInput where the values do not fit its kind.
    """
    kind = getattr(row, f"{prefix}_kind")
    low, mode, high = (_float(getattr(row, f"{prefix}_{part}")) for part in ("low", "mode", "high"))
    if kind == NumberKind.UNKNOWN:
        return None
    if kind == NumberKind.LOG_NORMAL:
        return LogNormal(_there("low", low), _there("high", high))
    if kind == NumberKind.FIXED:
        return Fixed(_there("mode", mode))
    shape = Pert if kind == NumberKind.PERT else Triangular
    return shape(_there("low", low), _there("mode", mode), _there("high", high))


def known(row: Any, prefix: str) -> Distribution:
    """As `number`, of one that must be there. Raises InvalidInput where it is unknown."""
    found = number(row, prefix)
    if found is None:
        raise InvalidInput(f"{prefix}_kind", "unknown", "This number is not known.")
    return found


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _there(field: str, value: float | None) -> float:
    if value is None:
        raise InvalidInput(field, "missing", "Give a number.")
    return value
