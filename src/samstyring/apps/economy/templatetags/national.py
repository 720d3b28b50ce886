"""Exact kroner, shares and sectors in the reader's form. None asks the database."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from .. import words
from ..choices import ParameterState
from ..choices_national import Sector
from ..realised import Stand

register = template.Library()

STANDS = {
    Stand.REACHED: lambda: _("reached"),
    Stand.SHORT: lambda: _("not reached"),
    Stand.LATE: lambda: _("not measured since it was due"),
    Stand.NEVER: lambda: _("never measured"),
    Stand.WAITING: lambda: _("not due yet"),
    Stand.NO_DAY: lambda: _("no due day"),
    Stand.WITHDRAWN: lambda: _("no longer expected"),
}


@register.filter
def exact_kr(value: Decimal | None) -> str:
    """Kroner, with øre where there are any."""
    if value is None:
        return "–"
    decimals = 0 if value == value.to_integral_value() else 2
    return _("NOK %(number)s") % {"number": words.plain(value, decimals)}


@register.filter
def ore(value: Decimal | None) -> str:
    """A number of kroner with two decimals, for columns that are to sum."""
    return "–" if value is None else words.plain(value, 2)


@register.filter
def more_or_less(value: Decimal | None) -> str:
    """A number of kroner with two decimals and its sign."""
    if value is None:
        return "–"
    return ("+" if round(value, 2) > 0 else "") + words.plain(value, 2)


@register.filter
def share_words(share: Fraction | str | None) -> str:
    """A share as per cent, or as a fraction where per cent would be endless; a dash where it is unknown."""
    if not isinstance(share, Fraction):
        return "–"
    percent = share * 100
    if 1000 % percent.denominator == 0:
        return f"{words.plain(Decimal(percent.numerator) / percent.denominator, None)} %"
    if share.denominator <= 100:
        return f"{share.numerator}/{share.denominator}"
    return f"{words.plain(float(percent), 1)} %"


@register.filter
def part_percent(value: Decimal | float | None) -> str:
    """A share from 0 to 1 as per cent with one decimal and its sign."""
    if value is None:
        return "–"
    number = float(value) * 100
    return ("+" if round(number, 1) > 0 else "") + f"{words.plain(number, 1)} %"


@register.filter
def plain_percent(value: Decimal | None) -> str:
    """A share as per cent with as many decimals as it has."""
    return "–" if value is None else f"{words.plain(value * 100, None)} %"


@register.filter
def sector_words(sector: str) -> str:
    """A sector; where nobody is named, that it is not known who."""
    return str(Sector(sector).label) if sector else _("Not known who")


@register.filter
def stand_words(stand: Stand) -> str:
    """How a promised gain stands."""
    return STANDS[stand]()


@register.filter
def number(value: Decimal | None) -> str:
    """A number with as many decimals as it has."""
    return "–" if value is None else words.plain(value, None)


@register.filter
def signed(value: float | Decimal) -> str:
    """A number with its sign and as many decimals as it has."""
    return ("+" if value > 0 else "") + words.plain(value, None)


@register.filter
def surely(state: str) -> str:
    """How sure a number is."""
    return str(ParameterState(state).label).lower() if state else ""


@register.filter
def growth_of(sector: str) -> str:
    """Whose growth it is; empty is everybody's."""
    return str(Sector(sector).label) if sector else _("All of them")
