"""What the pages of this room share."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from ..models import Need
from ..queries.one_need import visible

Trail = list[tuple[str, str]]


class Request(HttpRequest):
    """A request as our middleware hands it on."""

    htmx: HtmxDetails


def the_need(request: HttpRequest, public_id: UUID) -> Need:
    """The need, where the person may see it; else it does not exist."""
    found: Need = get_object_or_404(visible(request.user), public_id=public_id)
    return found


def trail_to(need: Need | None = None, *more: str) -> Trail:
    """The way to a page: the list, the need, and what lies under it."""
    found: Trail = [(_("Needs"), reverse("needs:needs"))]
    if need is not None:
        found.append((need.title, need.get_absolute_url()))
    return [*found, *((label, "") for label in more)]
