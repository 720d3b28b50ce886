"""Small helps for the templates of this room."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .. import marking

register = template.Library()


@register.filter
def get(mapping: Mapping[Any, Any], key: object) -> Any:
    """What a mapping has under a key; an empty text where it has nothing."""
    return mapping.get(key, "")


@register.simple_tag(takes_context=True)
def marked_text(context: dict[str, Any]) -> SafeString:
    """The passages of the page of a document that is shown, its statements marked."""
    panel = context.get("panel")
    return marking.marked_passages(
        context["shown"].passages,
        reverse("consultations:document", args=[context["submission"].public_id]),
        selected=panel.anchor if panel else "",
        unmarked=bool(context.get("unmarked") and context.get("may_review")),
    )


@register.simple_tag
def options(values: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a list to choose from."""
    return mark_safe(  # noqa: S308 - put together from what `format_html` has escaped
        "".join(
            format_html(
                '<option value="{}"{}>{}</option>',
                value,
                mark_safe(" selected") if value == chosen else "",
                words,
            )
            for value, words in values
        )
    )
