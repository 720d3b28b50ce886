"""Money, numbers and spreads in the reader's form. None asks the database."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from .. import words
from ..choices import Direction, Part, Party
from ..models import Item
from ..results import Spread

register = template.Library()


@register.filter
def kroner(value: float | Decimal | None) -> str:
    """Whole kroner."""
    return words.kroner(value)


@register.filter
def kr_short(value: float | Decimal | None) -> str:
    """Kroner with as many digits as an uncertain sum deserves."""
    return words.short(value)


@register.filter
def as_percent(share: float | None) -> str:
    """A share from 0 to 1 as whole per cent."""
    return words.percent(share)


@register.filter
def between(spread: Spread | None) -> str:
    """P10 to P90."""
    return words.between(spread)


@register.filter
def number_words(row: Any, prefix: str) -> str:
    """An uncertain number of a row."""
    return words.number(row, prefix)


@register.filter
def plain_number(value: float | Decimal | None) -> str:
    """A number with as many decimals as it has."""
    return "–" if value is None else words.plain(value, None)


@register.filter
def party_words(party: str) -> str:
    """A class of party."""
    return str(Party(party).label)


@register.filter
def direction_words(direction: str) -> str:
    """Cost or benefit."""
    return str(Direction(direction).label)


@register.filter
def each_unit(item: Item) -> str:
    """What an item's amount is given for: its unit, or what it grows with."""
    return item.unit or str(item.get_driver_display())


@register.filter
def factor_words(factor: float | None) -> str:
    """How many times as much, with two digits."""
    return "–" if factor is None else words.plain(factor, 2)


@register.filter
def part_words(part: str) -> str:
    """Which number of an item or a curve it is."""
    curve = {"ceiling": _("the share it ends at"), "half": _("how soon")}
    return curve.get(part) or str(Part(part).label).lower()


@register.filter
def whole_number(value: float) -> str:
    """A number without decimals."""
    return words.plain(value)


@register.filter
def signed(step: int) -> str:
    """A step with its sign; nothing has none."""
    return words.plain(step) if step <= 0 else f"+{words.plain(step)}"
