"""Money, numbers and spreads in words, in the reader's own form."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .choices import NumberKind
from .results import Spread

MILLION, MILLIARD = 1_000_000, 1_000_000_000
MINUS = "\u2212"


def plain(value: float | Decimal, decimals: int | None = 0) -> str:
    """A number with grouped thousands and a real minus; `decimals` None shows as many as there are."""
    if decimals is None:
        number = Decimal(str(value)).normalize()
        exponent = number.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    exact = Decimal(str(value))
    rounded = round(exact, decimals)
    text = number_format(abs(rounded), decimals, use_l10n=True, force_grouping=True)
    return (MINUS if rounded < 0 else "") + text


def kroner(value: float | Decimal | None) -> str:
    """Whole kroner; a dash where it is unknown."""
    return "–" if value is None else _("NOK %(number)s") % {"number": plain(value)}


def short(value: float | Decimal | None) -> str:
    """Kroner with as many digits as an uncertain sum deserves: thousands, millions, milliards."""
    if value is None:
        return "–"
    size = abs(float(value))
    if size >= MILLIARD:
        return _("NOK %(number)s billion") % {"number": plain(float(value) / MILLIARD, 1)}
    if size >= MILLION:
        return _("NOK %(number)s million") % {"number": plain(float(value) / MILLION, 1)}
    if size >= 10_000:
        return kroner(round(float(value) / 1000) * 1000)
    return kroner(round(float(value)))


def percent(share: float | None) -> str:
    """A share from 0 to 1 as whole per cent."""
    return "–" if share is None else f"{plain(share * 100)} %"


def between(spread: Spread | None) -> str:
    """P10 to P90 in words."""
    if spread is None:
        return "–"
    if spread.low == spread.high:
        return short(spread.middle)
    return _("%(low)s to %(high)s") % {"low": short(spread.low), "high": short(spread.high)}


def number(row: Any, prefix: str) -> str:
    """An uncertain number of a row in words, without its unit; empty where it is not known."""
    kind = getattr(row, f"{prefix}_kind")
    low, mode, high = (getattr(row, f"{prefix}_{part}") for part in ("low", "mode", "high"))
    if kind == NumberKind.UNKNOWN:
        return ""
    if kind == NumberKind.FIXED:
        return plain(mode, None)
    if kind == NumberKind.LOG_NORMAL:
        return _("%(low)s to %(high)s (P10 to P90)") % {"low": plain(low, None), "high": plain(high, None)}
    return _("%(low)s to %(high)s, most likely %(mode)s") % {
        "low": plain(low, None),
        "high": plain(high, None),
        "mode": plain(mode, None),
    }
