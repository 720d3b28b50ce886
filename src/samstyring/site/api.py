"""The root of the API: who asks, how often one may, how errors are said, and the page that describes it.

Reading only. A key in the header (`Authorization: Bearer …`) speaks for its owner, else the session does,
else nobody: then the answer holds what is open to everyone.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.renderers import JSONRenderer
from ninja.throttling import SimpleRateThrottle

from samstyring import __version__
from samstyring.apps.actors.actions.tokens import owner_of
from samstyring.apps.actors.models import User
from samstyring.apps.actors.throttle import address_of
from samstyring.apps.consultations.api import router as consultations

BEARER = "Bearer "


def caller(request: HttpRequest) -> User | AnonymousUser:
    """Who asks. Raises HttpError 401 for a key that does not work, rather than answering as to a stranger."""
    given = request.headers.get("Authorization", "")
    if given:
        user = owner_of(given.removeprefix(BEARER).strip()) if given.startswith(BEARER) else None
        if user is None:
            raise HttpError(401, _("The key does not work. Make a new one under “My account”."))
        request.user = user
    user_or_visitor: User | AnonymousUser = request.user
    return user_or_visitor


class RateLimit(SimpleRateThrottle):
    """So many questions a minute: more for a known person than for an unknown address."""

    def get_cache_key(self, request: HttpRequest) -> str | None:
        """Whose questions are counted together."""
        if isinstance(request.user, User):
            return f"api-person-{request.user.pk}" if self.scope == "person" else None
        return f"api-address-{address_of(request)}" if self.scope == "address" else None


class PersonLimit(RateLimit):
    """The limit of somebody known."""

    scope = "person"


class AddressLimit(RateLimit):
    """The limit of an address."""

    scope = "address"


class Readable(JSONRenderer):
    """JSON with Norwegian letters as they are."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    renderer=Readable(),
    title="Samstyring",
    version=__version__,
    description=(
        "What was said in consultations, as JSON. The same visibility as on the pages. Reading only. "
        "Text in a list is exact: `quote` is the characters `[start, end)` of the document's text."
    ),
    urls_namespace="api",
    # The default page of documentation loads from a server elsewhere; ours is `description`.
    docs_url=None,
    auth=caller,
    throttle=[PersonLimit("300/m"), AddressLimit("60/m")],
)
api.add_router("", consultations)


def said(request: HttpRequest, status: int, sentence: str, **more: Any) -> HttpResponse:
    """An error as JSON: a sentence, and details where there are any."""
    return api.create_response(request, {"error": sentence, **more}, status=status)


@api.exception_handler(Http404)
def not_found(
    request: HttpRequest,
    exception: Http404,  # noqa: ARG001 -- ninja passes it
) -> HttpResponse:
    """What is not there, or not for this person to know of."""
    return said(request, 404, _("There is nothing here that you may see."))


@api.exception_handler(PermissionDenied)
def forbidden(
    request: HttpRequest,
    exception: PermissionDenied,  # noqa: ARG001 -- ninja passes it
) -> HttpResponse:
    """What one may not do."""
    return said(request, 403, _("Your roles do not allow this."))


@api.exception_handler(HttpError)
def refused(request: HttpRequest, exception: HttpError) -> HttpResponse:
    """An error that a view has said in words."""
    return said(request, exception.status_code, str(exception))


@api.exception_handler(Throttled)
def too_often(request: HttpRequest, exception: Throttled) -> HttpResponse:
    """Too many questions in too short a time."""
    wait = int(exception.wait or 60)
    sentence = _("Too many questions. Wait %(seconds)d seconds and go on.") % {"seconds": wait}
    response = said(request, 429, sentence)
    response["Retry-After"] = str(wait)
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """A parameter that cannot be."""
    details = [
        {"parameter": str(error["loc"][-1]), "problem": str(error["msg"])} for error in exception.errors
    ]
    named = ", ".join(sorted({detail["parameter"] for detail in details}))
    return said(request, 422, _("Correct this: %(names)s.") % {"names": named}, details=details)


@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """The API in words: how to ask, and every operation with its parameters."""
    schema = api.get_openapi_schema()
    operations = [
        {
            "path": path,
            "summary": operation["summary"],
            "parameters": [
                {
                    "name": parameter["name"],
                    "required": parameter.get("required", False),
                    "kind": parameter["schema"].get("format") or parameter["schema"].get("type", ""),
                    "about": parameter["schema"].get("description", parameter.get("description", "")),
                }
                for parameter in operation.get("parameters", [])
            ],
        }
        for path, methods in schema["paths"].items()
        for operation in methods.values()
    ]
    return render(request, "site/api.html", {"operations": operations})
