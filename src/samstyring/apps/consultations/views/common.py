"""What the pages have in common: finding what somebody may see, and asking what they may do."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django_htmx.middleware import HtmxDetails

from samstyring.apps.actors.models import User
from samstyring.apps.actors.permissions import once_a_request

from ..models import Consultation, Statement, Submission
from ..queries import documents, lists


class Request(HttpRequest):
    """A request as our middleware hands it on."""

    htmx: HtmxDetails


def person(request: HttpRequest) -> User:
    """Who acts. Raises PermissionDenied for a visitor; views that change something ask for a login first."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def seen_consultation(request: HttpRequest, public_id: UUID) -> Consultation:
    """The consultation, or 404 where it is not there or not for this user to see."""
    if request.method == "GET":
        once_a_request(request.user)
    return get_object_or_404(lists.seen(request.user), public_id=public_id)


def seen_submission(request: HttpRequest, public_id: UUID) -> Submission:
    """The submission, or 404 where it is not there or its consultation is not for this user to see."""
    if request.method == "GET":
        once_a_request(request.user)
    return get_object_or_404(
        Submission.objects.select_related("consultation", "consultation__owner_organisation")
        .prefetch_related("senders__organisation")
        .filter(consultation__in=Consultation.objects.visible_to(request.user)),
        public_id=public_id,
    )


def require(request: HttpRequest, permission: str, consultation: Consultation | None = None) -> None:
    """Raises PermissionDenied where the user's roles do not allow it."""
    if not request.user.has_perm(permission, consultation):
        raise PermissionDenied


def seen_statement(
    request: HttpRequest, public_id: UUID, start: int, end: int
) -> tuple[Submission, Statement]:
    """A statement of a document's newest reading, or 404."""
    submission = seen_submission(request, public_id)
    reading = documents.newest_reading(submission)
    if reading is None:
        raise Http404
    statement = get_object_or_404(reading.statements.standing(), start=start, end=end)
    statement.reading = reading
    statement.consultation = submission.consultation
    return submission, statement
