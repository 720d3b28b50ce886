"""Numbers as SVG reads them, and codes in words."""

from django import template

from ..choices import Placing

register = template.Library()


@register.filter
def unlocalized(number: float) -> str:
    """A number with a point, whatever the language: an attribute of a drawing."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


@register.filter
def plus(number: float, other: float) -> float:
    """The sum."""
    return number + other


@register.filter
def minus(number: float, other: float) -> float:
    """The difference."""
    return number - other


@register.filter
def placing_label(placing: str) -> str:
    """Where something stands to the capacity line, in words."""
    return str(Placing(placing).label) if placing else ""
