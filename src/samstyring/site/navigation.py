"""The site's navigation: each room says in its AppConfig where it stands, the site only puts them in order.

A room adds to its AppConfig

    navigation = ((10, gettext_lazy("Consultations"), "consultations:list", ("consultations:",)),)

as (order along the loop, label, name of the url, and beginnings of the names of other urls that lie under it;
addresses that begin with the entry's own lie under it anyway). Rooms know nothing of the site, so plain
tuples cross the border.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    """One place in the navigation.

    `order` is its place along the loop, `url_name` what `reverse` takes, `under` beginnings of other names.
    """

    order: int
    label: str
    url_name: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry as a page shows it; `current` is "page", "true" (somewhere under it) or empty."""

    label: str
    address: str
    current: str


def entries() -> list[Entry]:
    """All entries that rooms contribute, in order."""
    found = [Entry(*given) for room in apps.get_app_configs() for given in getattr(room, "navigation", ())]
    return sorted(found, key=lambda entry: entry.order)


def links(request: HttpRequest) -> list[Link]:
    """The navigation for a request, with the place marked where the visitor is."""
    shown = []
    for entry in entries():
        address = reverse(entry.url_name)
        shown.append(Link(label=str(entry.label), address=address, current=_current(request, entry, address)))
    return shown


def _current(request: HttpRequest, entry: Entry, address: str) -> str:
    if request.path == address:
        return "page"
    here = request.resolver_match.view_name if request.resolver_match else ""
    return "true" if request.path.startswith(address) or (here and here.startswith(entry.under)) else ""


def check_navigation(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 -- Django passes it
    **kwargs: Any,  # noqa: ARG001 -- Django passes them
) -> list[CheckMessage]:
    """System check: every entry leads somewhere."""
    errors: list[CheckMessage] = []
    for entry in entries():
        try:
            reverse(entry.url_name)
        except NoReverseMatch:
            errors.append(
                Error(
                    f"The navigation entry “{entry.label}” points to “{entry.url_name}”, which is no url.",
                    hint="Correct the url's name in `navigation` of the room's AppConfig.",
                    id="site.E001",
                )
            )
    return errors
