"""Kroner in words: sums with their spread, and the amount of an item with all that it is made of."""

from decimal import Decimal

from django.utils.translation import gettext as _

from samstyring.apps.economy.choices import Driver, NumberKind
from samstyring.apps.economy.models import Item
from samstyring.apps.economy.results import Spread

from .words import number


def kroner(value: float | Decimal) -> str:
    """Kroner, to the whole krone."""
    return f"{number(round(value))}\u00a0kr".replace("-", "−")


def about(value: float) -> str:
    """Reckoned kroner, to three figures or so: more would look surer than it is."""
    size = abs(value)
    return kroner(round(value, -3 if size >= 100_000 else -2 if size >= 10_000 else 0))


def spread(one: Spread) -> str:
    """P50, and from P10 to P90 in brackets where it is not the same."""
    if about(one.low) == about(one.high):
        return about(one.middle)
    return _("%(middle)s (%(low)s to %(high)s)") % {
        "middle": about(one.middle),
        "low": about(one.low),
        "high": about(one.high),
    }


def amount(one: Item) -> str:
    """The amount of an item in words: kroner a unit, how many units, what it grows with, price year."""
    if not one.is_known:
        who = one.who_knows
        return _("not known; %(who)s can fill it in") % {"who": who} if who else _("not known")
    each = _value(one, "amount")
    many = _value(one, "quantity")
    unit = one.unit or _("unit")
    grows = str(one.get_driver_display())
    words = {"each": each, "unit": unit, "many": many, "grows": grows.lower(), "year": one.price_year or "–"}
    if one.driver == Driver.FIXED:
        text = _("%(each)s kr for each %(unit)s, %(many)s of them (prices of %(year)s)")
        if many == number(1):
            text = _("%(each)s kr (prices of %(year)s)")
    else:
        text = _("%(each)s kr for each %(unit)s, %(many)s for each of: %(grows)s (prices of %(year)s)")
    return text % words


def _value(one: Item, prefix: str) -> str:
    """A number of an item in words: one, or from its lowest to its highest."""
    kind = getattr(one, f"{prefix}_kind")
    low, mode, high = (getattr(one, f"{prefix}_{part}") for part in ("low", "mode", "high"))
    if kind == NumberKind.FIXED:
        return plain(mode)
    ends = f"{plain(low)}–{plain(high)}"
    if kind == NumberKind.LOG_NORMAL:
        return _("%(ends)s (P10 to P90)") % {"ends": ends}
    return _("%(ends)s, most likely %(mode)s") % {"ends": ends, "mode": plain(mode)}


def plain(value: Decimal | None) -> str:
    """A number with as many decimals as it has, three at most; a dash where there is none."""
    if value is None:
        return "–"
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return number(value, min(places, 3))
