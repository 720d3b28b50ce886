"""How sure the reading is, for everybody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .common import Request


@require_GET
def measured(request: Request) -> HttpResponse:
    """What was measured of the reader, on what."""
    return render(request, "consultations/measured.html")
