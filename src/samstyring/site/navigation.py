"""The site's navigation: each room says in its AppConfig where it stands, the site only puts them in order.

A room adds to its AppConfig

    navigation = ((10, gettext_lazy("Consultations"), "consultations:list"),)

as (order along the loop, label, name of the url). Rooms know nothing of the site, so plain tuples cross the
border.
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
    """One place in the navigation: `url_name` is what `reverse` takes, `order` its place along the loop."""

    order: int
    label: str
    url_name: str

    @property
    def namespace(self) -> str:
        return self.url_name.partition(":")[0]


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
    match = request.resolver_match
    shown = []
    for entry in entries():
        current = ""
        if match is not None and match.view_name == entry.url_name:
            current = "page"
        elif match is not None and entry.namespace in match.namespaces and not _has_own(match.view_name):
            current = "true"
        shown.append(Link(label=str(entry.label), address=reverse(entry.url_name), current=current))
    return shown


def _has_own(view_name: str) -> bool:
    """Whether another entry is exactly this page: then no neighbour of the same room is marked."""
    return any(entry.url_name == view_name for entry in entries())


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
