"""What the frame of every page says of the visitor's inbox."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from samstyring.apps.actors.queries.notices import unread_count


def inbox(request: HttpRequest) -> dict[str, Any]:
    """How many notices are unread: one query, and only where the frame is drawn for somebody logged in."""
    return {"unread_notices": SimpleLazyObject(lambda: unread_count(request.user))}
