"""The program's urls, and addresses where something goes wrong, for the tests of the error pages."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from samstyring.site import errors
from samstyring.site.urls import handler400, handler403, handler404, handler500
from samstyring.site.urls import urlpatterns as real

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FAULTS: dict[str, Exception] = {
    "400": SuspiciousOperation("damaged"),
    "403": PermissionDenied(),
    "404": Http404(),
    "413": RequestDataTooBig("too large"),
    "500": RuntimeError("broken on purpose"),
}


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    """Goes wrong in the way that the address names."""
    if kind == "csrf":
        return errors.csrf_failure(request)
    raise FAULTS[kind]


urlpatterns = [*real, path("fault/<str:kind>/", fail)]
