"""Small helps for the templates of this room."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .. import marking
from ..queries.tables import Table

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


@register.simple_tag
def cross_rows(table: Table, address: str) -> SafeString:
    """The rows of a table of themes."""
    return marking.cross_rows(table, address)


@register.simple_tag(takes_context=True)
def member_act(
    context: dict[str, Any],
    words: str,
    *,
    span: str,
    state: str,
    seen: str,
    side: str = "",
    key: str = "",
    of: str = "",
    primary: bool = False,
) -> SafeString:
    """A form that puts a statement in a point or takes it out; see `marking.member_act`."""
    fields = {"span": span, "state": state or "", "seen": seen, "side": side, "from": context.get("from", "")}
    return marking.member_act(
        context["point"].public_id,
        {name: value for name, value in fields.items() if value or name in {"span", "state", "seen"}},
        words,
        of=of,
        key=key,
        primary=primary,
        csrf_token=str(context["csrf_token"]),
    )
