"""The place on a page where later rooms open their doors; see `site/doors.py`."""

from typing import Any

from django import template

from samstyring.site.doors import links

register = template.Library()


@register.inclusion_tag("site/_doors.html", takes_context=True)
def doors(context: template.Context, thing: str, *identifiers: Any, variant: str = "") -> dict[str, Any]:
    """The doors from a thing by its identifiers; `variant` is its type, where doors differ by it."""
    request = context["request"]
    shown = links(request.user, f"{thing}.{variant}" if variant else thing, identifiers)
    return {
        "steps": [link for link in shown if link.way != "shown"],
        "fragments": [link for link in shown if link.way == "shown"],
        "csrf_token": context.get("csrf_token"),
    }
