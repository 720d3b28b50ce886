"""Pages that look across all rooms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samstyring.apps.overview import loop
from samstyring.apps.overview.queries.waiting import waiting


def home(request: HttpRequest) -> HttpResponse:
    """What this is, the loop, and what to do next."""
    return render(request, "overview/home.html", {"steps": loop.steps(), "waiting": waiting(request.user)})
