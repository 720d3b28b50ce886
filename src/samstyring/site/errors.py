"""The pages shown when something is wrong, in the site's own style and each with what to do next.

The page for 500 must work when the database, the session or the static files do not: it is rendered without a
request, and has a plain text to fall back on.
"""

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

log = logging.getLogger(__name__)

LAST_RESORT = """<!doctype html>
<html lang="nb"><head><meta charset="utf-8"><title>Noe gikk galt – Samstyring</title></head>
<body><main><h1>Noe gikk galt hos oss</h1>
<p>Vent litt og last siden på nytt. Det du allerede har lagret, er ikke borte.</p></main></body></html>
"""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the request was refused for its size."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the sentence for the user that the refusal carries, if it carries one."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def not_found(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001 -- Django passes it
) -> HttpResponse:
    """404. The same page whether a thing is missing or not for this visitor to know of."""
    return render(request, "404.html", status=404)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: what was sent is larger than this installation takes."""
    limits = {"file_limit": settings.UPLOAD_MAX_BYTES, "request_limit": settings.REQUEST_MAX_BYTES}
    return render(request, "413.html", limits, status=413)


def csrf_failure(
    request: HttpRequest,
    reason: str = "",  # noqa: ARG001 -- Django passes it; it is for developers, not for visitors
) -> HttpResponse:
    """403 for a form whose proof of origin is missing or too old."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django passes it
    """500, without request, context processors or database."""
    try:
        page: str = render_to_string("500.html", {"LANGUAGE_CODE": get_language() or "nb"})
    except Exception:
        # Whatever stopped the page itself is worth a line in the log, but the visitor gets an answer.
        log.exception("The page for errors could not be made.")
        page = LAST_RESORT
    return HttpResponse(page, status=500)
