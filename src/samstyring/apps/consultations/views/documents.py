"""A document: its marked text, its original, reading it again."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samstyring.apps.actors.models import User
from samstyring.apps.ledger import queries as ledger

from .. import files
from ..actions import submissions
from ..models import Reading, Stance, Submission
from ..queries import documents, holding
from ..queries.endorsements import endorsements_in
from ..queries.panel import Panel, panel_of
from ..queries.reviewing import Progress, progress
from ..refusals import sentence_for
from .common import Request, require, seen_submission
from .statements import panel_context, review_mode, seen_reading

ANCHOR = re.compile(r"(?P<start>\d{1,9})-(?P<end>\d{1,9})")
PDF = "application/pdf"
# Formats of the reader that browsers show by themselves, with the type that they are sent as.
SHOWN_FORMATS = {"pdf": PDF, "text": "text/plain; charset=utf-8"}


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
        request,
        "consultations/document.html",
        context | document_context(request, submission, reading, may_see=may_see),
    )


def document_context(
    request: Request, submission: Submission, reading: Reading, *, may_see: bool
) -> dict[str, Any]:
    """What the document page shows: the marked text, the chosen statement, the history."""
    reading.submission = submission
    held = [] if may_see else holding.held_of(submission, reading.source_text_id)
    shown = documents.document_page(reading, request.GET.get("side"), held)
    chosen = ANCHOR.fullmatch(request.GET.get("utsagn", ""))
    panel = (
        panel_of(reading, int(chosen["start"]), int(chosen["end"]), held, may_see=may_see) if chosen else None
    )
    return panel_context(request, submission, panel, may_see=may_see) | {
        "shown": shown,
        "title": holding.shown_title(submission, reading, may_see=may_see, held=held),
        "stances": Stance.choices,
        "grounds": documents.grounds_of(reading, shown.marks),
        "joins": [
            row for row in endorsements_in(submission, reading, request.user) if not row.row.is_rejected
        ],
        "answers": documents.answers_of(reading, held),
        "cuts": documents.cuts_of(reading),
        "lost": documents.lost_decisions(reading),
        "original": beside(request, submission, reading, panel),
        "unmarked": request.GET.get("umerket") == "ja",
        "progress": reviewed_so_far(request, submission),
        "history": ledger.history(submission.public_id),
    }


def reviewed_so_far(request: Request, submission: Submission) -> Progress | None:
    """How far the review of the whole consultation has come, where that is what goes on. Two queries."""
    mode = review_mode(request)
    if mode is None or not isinstance(request.user, User):
        return None
    return progress(submission.consultation, mode, request.user)


def beside(
    request: Request, submission: Submission, reading: Reading, panel: Panel | None
) -> dict[str, Any] | None:
    """The original to show beside the text, where a browser can show such files: its address, and the page on
    which the chosen place stands. None where it cannot, or this user may not have it."""
    may = request.user.has_perm("consultations.download_original", submission.consultation)
    if reading.source_text.format not in SHOWN_FORMATS or not may:
        return None
    if holding.holds_something_back(submission) and not holding.may_see_personal(
        request.user, submission.consultation
    ):
        return None
    address = reverse("consultations:original_shown", args=[submission.public_id])
    page = documents.file_page(reading, panel.start) if panel else 1
    return {"address": f"{address}#page={page}", "open": request.GET.get("original") == "ja"}


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


@require_GET
def original_shown(request: Request, public_id: UUID) -> FileResponse:
    """A PDF or plain text to be shown in a frame of its document's page, and nowhere else.

    Only files that begin as a PDF does, or that were read as plain text, are sent, as exactly that type.
    """
    submission, reading = seen_reading(request, public_id)
    require(request, "consultations.download_original", submission.consultation)
    if holding.holds_something_back(submission):
        require(request, "consultations.see_personal", submission.consultation)
    kind = SHOWN_FORMATS.get(reading.source_text.format)
    try:
        file = files.path_of(submission.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    begins = file.read(5)
    file.seek(0)
    if kind is None or (kind == PDF) != (begins == b"%PDF-"):
        file.close()
        raise Http404
    response = FileResponse(file, as_attachment=False, filename=submission.file_name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    # In a frame of ours only, without script or requests of its own. A sandbox would keep the browser's own
    # viewer from showing a PDF; plain text needs none.
    response["X-Frame-Options"] = "SAMEORIGIN"
    policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    response["Content-Security-Policy"] = policy if kind == PDF else f"{policy}; sandbox"
    return response
