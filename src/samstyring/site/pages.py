"""The site's own pages: the accessibility statement, and the style page that shows every component."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "site/accessibility.html")


def style(request: HttpRequest) -> HttpResponse:
    """All components on one page, for whoever builds pages; only where DEBUG is on."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "site/style.html")


app_name = "site"
urlpatterns = [
    path("tilgjengelighet/", accessibility, name="accessibility"),
    path("stil/", style, name="style"),
]
