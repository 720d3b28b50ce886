"""Two consultations beside each other, or two versions of a document."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..actions import comparisons as actions
from ..models import Comparison, Submission
from ..preparing import compare as reckon
from ..queries import comparisons as queries
from ..queries.documents import newest_reading
from ..queries.holding import may_see_personal, shown_file_name, shown_senders
from .common import Request, seen_consultation, seen_submission


@require_GET
def choose(request: Request, public_id: UUID) -> HttpResponse:
    """Choose the consultation to compare with."""
    consultation = seen_consultation(request, public_id)
    search = request.GET.get("sok", "").strip()
    rows = queries.to_compare_with(consultation, request.user, search)
    return render(
        request,
        "consultations/compare_choose.html",
        {
            "consultation": consultation,
            "search": search,
            "page": Paginator(rows, queries.PER_PAGE).get_page(request.GET.get("side")),
        },
    )


@require_GET
def compare(request: Request, public_id: UUID, other_id: UUID) -> HttpResponse:
    """What is new in a consultation since another, what came back, who has turned.

    What takes long is reckoned in the background; the page follows by itself.
    """
    later, earlier = seen_consultation(request, public_id), seen_consultation(request, other_id)
    context: dict[str, Any] = {"consultation": later, "earlier": earlier}
    if later.pk == earlier.pk:
        return render(request, "consultations/compare.html", context | {"same": True}, status=422)
    comparison, is_new = actions.ask(
        earlier=earlier, later=later, fingerprint=queries.fingerprint_of_both(earlier, later)
    )
    if is_new:
        reckon.enqueue(comparison.pk)
    waiting = comparison.state != Comparison.State.DONE
    context |= {"comparison": comparison, "waiting": waiting}
    if waiting and request.htmx:
        return render(request, "consultations/_compare_waiting.html", context)
    if request.htmx:
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    if not waiting or comparison.result:
        comparison.earlier, comparison.later = earlier, later
        context["shown"] = queries.shown_comparison(
            comparison,
            may_see=may_see_personal(request.user, later),
            may_see_earlier=may_see_personal(request.user, earlier),
        )
    context["senders"] = queries.senders_compared(earlier, later)
    return render(request, "consultations/compare.html", context)


@require_GET
def choose_document(request: Request, public_id: UUID) -> HttpResponse:
    """Choose the document to compare with: another version, or another reply of the same sender."""
    submission = seen_submission(request, public_id)
    return render(
        request,
        "consultations/compare_documents_choose.html",
        named(request, submission)
        | {
            "others": [
                named(request, other) for other in queries.documents_to_compare_with(submission, request.user)
            ]
        },
    )


@require_GET
def compare_documents(request: Request, public_id: UUID, other_id: UUID) -> HttpResponse:
    """Two versions of a document, statement by statement."""
    later, earlier = seen_submission(request, public_id), seen_submission(request, other_id)
    readings = newest_reading(later), newest_reading(earlier)
    lines = None
    if readings[0] is not None and readings[1] is not None:
        lines = queries.documents_compared(
            readings[0],
            readings[1],
            may_see=may_see_personal(request.user, later.consultation),
            may_see_earlier=may_see_personal(request.user, earlier.consultation),
        )
    shown = [line for line in lines or [] if line.kind != "same" or request.GET.get("vis") == "alt"]
    counts = {
        kind: sum(line.kind == kind for line in lines or []) for kind in ("new", "changed", "same", "gone")
    }
    return render(
        request,
        "consultations/compare_documents.html",
        named(request, later)
        | {
            "earlier": named(request, earlier),
            "is_read": lines is not None,
            "counts": counts,
            "everything": request.GET.get("vis") == "alt",
            "page": Paginator(shown, 100).get_page(request.GET.get("side")),
        },
    )


def named(request: Request, submission: Submission) -> dict[str, object]:
    """A document with the names that the user may see."""
    may_see = may_see_personal(request.user, submission.consultation)
    return {
        "submission": submission,
        "consultation": submission.consultation,
        "file_name": shown_file_name(submission, may_see=may_see),
        "sender_names": shown_senders(submission, may_see=may_see),
    }
