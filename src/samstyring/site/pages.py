"""The site's own pages: the accessibility statement, and the style page that shows every component."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

# As samples only: the room of consultations owns the types and their translated labels.
STATEMENT_TYPES = [
    ("challenge", "Challenge"),
    ("proposal", "Proposal"),
    ("knowledge_need", "Knowledge need"),
    ("example", "Example"),
    ("support", "Support"),
    ("opposition", "Opposition"),
    ("background", "Background"),
]


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "site/accessibility.html")


def style(request: HttpRequest) -> HttpResponse:
    """All components on one page, for whoever builds pages; only where DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    shown = {
        "trail": [("Style", "")],
        "types": STATEMENT_TYPES,
        "page": Paginator(range(200), 10).get_page(request.GET.get("side", 7)),
    }
    return render(request, "site/style.html", shown)


app_name = "site"
urlpatterns = [
    path("tilgjengelighet/", accessibility, name="accessibility"),
    path("stil/", style, name="style"),
]
