"""What every page's frame needs, as a context processor without a database query of its own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from samstyring import __version__
from samstyring.site import navigation


def frame(request: HttpRequest) -> dict[str, Any]:
    """Navigation, version and what this installation says of itself (empty where it says nothing)."""
    return {
        "navigation": navigation.links(request),
        "version": __version__,
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "source_url": settings.SOURCE_URL,
    }
