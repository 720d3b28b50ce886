"""Pages that look across all rooms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samstyring.apps.overview import loop, queries


def home(request: HttpRequest) -> HttpResponse:
    """What this is, the loop, and what to do next."""
    return render(
        request, "overview/home.html", {"steps": loop.steps(), "waiting": queries.waiting(request.user)}
    )
