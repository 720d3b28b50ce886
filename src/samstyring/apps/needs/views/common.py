"""What the pages of this room share."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict
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


def check_allowed(request: HttpRequest, permission: str, thing: Any = None) -> None:
    """Raise PermissionDenied where the person may not."""
    if not request.user.has_perm(permission, thing):
        raise PermissionDenied


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where it is empty; none where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def trail_to(need: Need | None = None, *more: str) -> Trail:
    """The way to a page: the list, the need, and what lies under it."""
    found: Trail = [(_("Needs"), reverse("needs:needs"))]
    if need is not None:
        found.append((need.title, need.get_absolute_url()))
    return [*found, *((label, "") for label in more)]
