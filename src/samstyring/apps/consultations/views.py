"""Pages of this room."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.ledger import queries as ledger

from . import files
from .actions import consultations as consultation_actions
from .actions import reviews, submissions
from .forms import ReviewForm, TitleForm, UploadForm, first_error
from .models import Consultation, Reading, Statement, StatementType, Submission
from .permissions import organisation_of
from .queries import documents, lists
from .refusals import sentence_for
from .uploads import is_too_large


def seen_consultation(request: HttpRequest, public_id: UUID) -> Consultation:
    """The consultation, or 404 where it is not there or not for this user to see."""
    return get_object_or_404(lists.consultations(request.user), public_id=public_id)


def seen_submission(request: HttpRequest, public_id: UUID) -> Submission:
    """The submission, or 404 where it is not there or its consultation is not for this user to see."""
    return get_object_or_404(
        Submission.objects.select_related("consultation", "consultation__owner_organisation").filter(
            consultation__in=Consultation.objects.visible_to(request.user)
        ),
        public_id=public_id,
    )


def require(request: HttpRequest, permission: str, consultation: Consultation | None = None) -> None:
    """Raises PermissionDenied where the user's roles do not allow it."""
    if not request.user.has_perm(permission, consultation):
        raise PermissionDenied


@require_GET
def consultation_list(request: HttpRequest) -> HttpResponse:
    """All consultations that the user may see."""
    page = Paginator(lists.consultations(request.user), lists.PAGE_SIZE).get_page(request.GET.get("side"))
    return render(
        request,
        "consultations/list.html",
        {"page": page, "may_create": request.user.has_perm("consultations.create_consultation")},
    )


@require_GET
def consultation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One consultation with its documents."""
    found = seen_consultation(request, public_id)
    page = lists.submissions(found, request.GET.get("side"))
    template = "consultations/_submissions.html" if request.htmx else "consultations/consultation.html"
    return render(
        request,
        template,
        {
            "consultation": found,
            "page": page,
            "under_way": lists.under_way(found),
            "upload_form": UploadForm(),
            "may_upload": request.user.has_perm("consultations.upload", found),
            "may_rename": request.user.has_perm("consultations.rename_consultation", found),
            "history": [] if request.htmx else ledger.history(found.public_id, limit=10),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Take documents in: to a consultation, or to a new one that they begin."""
    into = seen_consultation(request, public_id) if public_id else None
    require(request, "consultations.upload" if into else "consultations.create_consultation", into)
    if request.method == "GET":
        return render(request, "consultations/upload.html", {"form": UploadForm(), "consultation": into})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "consultations/upload.html", {"form": form, "consultation": into}, status=422)
    given: list[UploadedFile] = form.cleaned_data["files"]
    accepted = [file for file in given if not is_too_large(file)]
    for file in given:
        if is_too_large(file):
            messages.error(request, too_large_sentence(file))
    if not accepted:
        return HttpResponseRedirect(request.path)
    owner = into.owner_organisation if into else organisation_of(request.user)
    by = actor_for(request.user, owner)
    if into is None:
        into = consultation_actions.create(
            title=submissions.plain_name(accepted[0].name or "")[:300],
            title_is_proposed=True,
            owner_organisation=owner,
            by=by,
        )
    received = [
        submissions.receive(
            consultation=into, file_name=file.name or "", chunks=file.chunks(), by=by, user=request.user
        )
        for file in accepted
    ]
    tell_received(request, received)
    if len(received) == 1:
        return redirect("consultations:document", public_id=received[0].submission.public_id)
    return redirect("consultations:consultation", public_id=into.public_id)


def too_large_sentence(file: UploadedFile) -> str:
    """What to do about a file that is over the limit."""
    return _(
        "“%(name)s” is %(size)s and was not taken in: %(most)s is the most. Split it and upload the parts."
    ) % {
        "name": file.name,
        "size": filesizeformat(file.size or 0),
        "most": filesizeformat(settings.UPLOAD_MAX_BYTES),
    }


def tell_received(request: HttpRequest, received: list[submissions.Received]) -> None:
    """Say what became of the files."""
    new = sum(not row.already_there for row in received)
    if new:
        messages.success(
            request,
            ngettext(
                "%(count)d document was received and is being read.",
                "%(count)d documents were received and are being read.",
                new,
            )
            % {"count": new},
        )
    for row in received:
        if row.already_there:
            messages.info(request, _("“%(name)s” was already there.") % {"name": row.submission.file_name})


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a consultation another title."""
    found = seen_consultation(request, public_id)
    require(request, "consultations.rename_consultation", found)
    form = TitleForm(request.POST or None, instance=found)
    if request.method == "POST":
        title = request.POST.get("title", "")
        try:
            consultation_actions.rename(
                consultation=found, title=title, by=actor_for(request.user, found.owner_organisation)
            )
        except ValidationError as refused:
            return render(
                request,
                "consultations/rename.html",
                {"consultation": found, "title": title, "error": refused.messages[0]},
                status=422,
            )
        return redirect("consultations:consultation", public_id=found.public_id)
    return render(
        request, "consultations/rename.html", {"consultation": found, "title": form.initial["title"]}
    )


@require_GET
def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One document with its statements marked in place."""
    submission = seen_submission(request, public_id)
    reading = documents.newest_reading(submission)
    context: dict[str, Any] = {
        "submission": submission,
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


def document_context(request: HttpRequest, submission: Submission, reading: Reading) -> dict[str, Any]:
    """What the document page shows: the marked text, the chosen statement, the history."""
    shown = documents.document_page(reading, request.GET.get("side"))
    chosen = request.GET.get("utsagn", "")
    selected = next((mark for mark in shown.marks if mark.anchor == chosen), None)
    return {
        "shown": shown,
        "selected": selected,
        "types": StatementType.choices,
        "neighbours": documents.neighbours(shown.marks, selected),
        "history": ledger.history(submission.public_id),
    }


def seen_statement(
    request: HttpRequest, public_id: UUID, start: int, end: int
) -> tuple[Submission, Statement]:
    """A statement of a document's newest reading, or 404."""
    submission = seen_submission(request, public_id)
    reading = documents.newest_reading(submission)
    if reading is None:
        raise Http404
    statement = get_object_or_404(reading.statements, start=start, end=end)
    statement.reading = reading
    return submission, statement


def statement_address(submission: Submission, statement: Statement) -> str:
    """The address at which a statement is shown in its document, chosen and scrolled to."""
    anchor = f"{statement.start}-{statement.end}"
    page = documents.page_with(statement.reading, statement.start)
    query = f"?utsagn={anchor}" + (f"&side={page}" if page > 1 else "")
    return reverse("consultations:document", args=[submission.public_id]) + query + f"#{anchor}"


@require_GET
def statement(request: HttpRequest, public_id: UUID, start: int, end: int) -> HttpResponse:
    """The panel of one statement; without htmx, the document with it chosen."""
    submission, found = seen_statement(request, public_id, start, end)
    if not request.htmx:
        return HttpResponseRedirect(statement_address(submission, found))
    return render_panel(request, submission, found)


def render_panel(
    request: HttpRequest, submission: Submission, found: Statement, *, error: str = "", changed: bool = False
) -> HttpResponse:
    """The panel of a statement. When its type has changed, the page is told, so that it changes the mark."""
    selected = documents.marked_statement(found)
    response = render(
        request,
        "consultations/_panel.html",
        {
            "submission": submission,
            "consultation": submission.consultation,
            "selected": selected,
            "types": StatementType.choices,
            "neighbours": documents.neighbours_of(found),
            "may_review": request.user.has_perm("consultations.review", submission.consultation),
            "error": error,
            "summary": documents.review_summary(found.reading) if changed else None,
        },
    )
    if changed:
        mark = {
            "anchor": selected.anchor,
            "type": selected.type,
            "label": selected.type_label,
            "reviewed": selected.reviewed,
        }
        trigger_client_event(response, "statement-reviewed", mark)
    return response


@login_required
@require_POST
def review(request: HttpRequest, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Set the type of a statement, or take that decision back."""
    submission, found = seen_statement(request, public_id, start, end)
    require(request, "consultations.review", submission.consultation)
    form = ReviewForm(request.POST)
    error = ""
    if not form.is_valid():
        error = first_error(form)
    else:
        by = actor_for(request.user, submission.consultation.owner_organisation)
        decided, seen = form.cleaned_data["type"], form.cleaned_data["seen"]
        try:
            if decided:
                reviews.set_type(statement=found, type=decided, seen=seen, user=request.user, by=by)
            else:
                reviews.withdraw(statement=found, seen=seen, user=request.user, by=by)
        except reviews.ChangedMeanwhile as refused:
            error = str(refused)
    if request.htmx:
        return render_panel(request, submission, found, error=error, changed=True)
    if error:
        messages.error(request, error)
    return HttpResponseRedirect(statement_address(submission, found))


@login_required
@require_POST
def read_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Read a document with the present version of the reader."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.upload", submission.consultation)
    if submissions.read_again(submission=submission):
        messages.success(request, _("The document is being read again. Your reviews stay."))
    else:
        messages.info(request, _("The document has been read by this version of the reader already."))
    return redirect("consultations:document", public_id=submission.public_id)


@require_GET
def original(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The original, byte for byte, always as a download: an uploaded file is never shown in our own pages."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.download_original", submission.consultation)
    try:
        file = files.path_of(submission.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        file, as_attachment=True, filename=submission.file_name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
