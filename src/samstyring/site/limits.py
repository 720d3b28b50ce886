"""Refuses requests that are larger than this installation takes, before anything of them is stored."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samstyring.site import errors

CHUNK = 64 * 1024


class RequestSizeMiddleware:
    """Answers 413 when the declared length of a request is more than `settings.REQUEST_MAX_BYTES`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if declared_length(request) <= settings.REQUEST_MAX_BYTES:
            return self.get_response(request)
        answer = errors.too_large(request)
        _drain(request, settings.REQUEST_MAX_BYTES)
        return answer


def declared_length(request: HttpRequest) -> int:
    """The length in bytes that the client declares, 0 where it declares none or nonsense."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest, limit: int) -> None:
    """Read and forget up to `limit` bytes: a browser shows no answer to a request that was cut off."""
    while limit > 0 and (chunk := request.read(CHUNK)):
        limit -= len(chunk)
