"""Figures of use in words. None asks the database."""

import datetime

from django import template
from django.utils import formats
from django.utils.translation import gettext as _

from ..booking import Quarter
from ..use import Figure

register = template.Library()


@register.filter
def period(figure: Figure) -> str:
    """The month or the year of a figure."""
    if not figure.month:
        return str(figure.year)
    return formats.date_format(datetime.date(figure.year, figure.month, 1), "F Y")


@register.filter
def used(figure: Figure) -> str:
    """How many, of how many where that is known, and what part that is."""
    if figure.eligible is None:
        return f"{figure.active}"
    words = _("%(active)d of %(eligible)d") % {"active": figure.active, "eligible": figure.eligible}
    return words if figure.share is None else f"{words} ({figure.share:.0%})".replace("%)", " %)")


@register.filter
def percent(figure: Figure) -> str:
    """The part of those who could that did, as per cent; a dash where it is unknown."""
    return "–" if figure.share is None else f"{figure.share * 100:.0f} %"


@register.filter
def part_words(part: float | None) -> str:
    """A part from 0 to 1 as per cent with one decimal; a dash where it is unknown."""
    return "–" if part is None else f"{formats.number_format(part * 100, 1)} %"


@register.filter
def quarter(of: Quarter) -> str:
    """A quarter in a few letters."""
    return _("Q%(number)d %(year)d") % {"number": of.number, "year": of.year}


@register.filter
def decimal(value: float | None, places: int = 1) -> str:
    """A number with so many decimals; a dash where it is unknown."""
    return "–" if value is None else formats.number_format(value, places, use_l10n=True)
