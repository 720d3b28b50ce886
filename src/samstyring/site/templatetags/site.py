"""Small helps for templates: addresses of a list's pages."""

from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def page_numbers(page: "Page[Any]") -> list[int | None]:
    """The page numbers worth a link, with None where some are left out."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.simple_tag(takes_context=True)
def page_address(context: template.Context, number: int) -> str:
    """The query string for page `number` of the list shown, with the rest of the address's query kept."""
    query = context["request"].GET.copy()
    query["side"] = str(number)
    return f"?{query.urlencode()}"
