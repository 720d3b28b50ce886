"""A document: its marked text, its original, reading it again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samstyring.apps.ledger import queries as ledger

from .. import files
from ..actions import submissions
from ..models import Reading, Stance, StatementType, Submission
from ..queries import documents, holding
from ..refusals import sentence_for
from .common import Request, require, seen_submission


@require_GET
def document(request: Request, public_id: UUID) -> HttpResponse:
    """One document with its statements marked in place."""
    submission = seen_submission(request, public_id)
    reading = documents.newest_reading(submission)
    may_see = holding.may_see_personal(request.user, submission.consultation)
    context: dict[str, Any] = {
        "submission": submission,
        "may_see_personal": may_see,
        "file_name": holding.shown_file_name(submission, may_see=may_see),
        "consultation": submission.consultation,
        "may_review": request.user.has_perm("consultations.review", submission.consultation),
        "may_read_again": request.user.has_perm("consultations.upload", submission.consultation),
    }
    if reading is None:
        context["refusal"] = sentence_for(submission.refusal) if submission.refusal else ""
        template = "consultations/_waiting.html" if request.htmx else "consultations/waiting.html"
        response = render(request, template, context | {"history": ledger.history(submission.public_id)})
        if request.htmx and submission.refusal:
            response["HX-Refresh"] = "true"
        return response
    if request.htmx and request.headers.get("HX-Target") == "waiting":
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(
        request, "consultations/document.html", context | document_context(request, submission, reading)
    )


def document_context(request: Request, submission: Submission, reading: Reading) -> dict[str, Any]:
    """What the document page shows: the marked text, the chosen statement, the history."""
    reading.submission = submission
    may_see = holding.may_see_personal(request.user, submission.consultation)
    held = [] if may_see else holding.held_ranges(reading.source_text_id)
    shown = documents.document_page(reading, request.GET.get("side"), held)
    chosen = request.GET.get("utsagn", "")
    selected = next((mark for mark in shown.marks if mark.anchor == chosen), None)
    return {
        "shown": shown,
        "title": holding.shown_title(submission, reading, may_see=may_see),
        "selected": selected,
        "types": StatementType.choices,
        "stances": Stance.choices,
        "neighbours": documents.neighbours(shown.marks, selected),
        "history": ledger.history(submission.public_id),
    }


@login_required
@require_POST
def read_again(request: Request, public_id: UUID) -> HttpResponse:
    """Read a document with the present version of the reader."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.upload", submission.consultation)
    if submissions.read_again(submission=submission):
        messages.success(request, _("The document is being read again. Your reviews stay."))
    else:
        messages.info(request, _("The document has been read by this version of the reader already."))
    return redirect("consultations:document", public_id=submission.public_id)


@require_GET
def original(request: Request, public_id: UUID) -> FileResponse:
    """The original, byte for byte, always as a download: an uploaded file is never shown in our own pages."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.download_original", submission.consultation)
    if holding.holds_something_back(submission):
        require(request, "consultations.see_personal", submission.consultation)
    try:
        file = files.path_of(submission.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        file, as_attachment=True, filename=submission.file_name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
