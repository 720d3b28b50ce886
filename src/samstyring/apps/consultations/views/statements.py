"""A statement: its panel, and a person's decision on it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from samstyring.apps.actors.acting import actor_for

from ..actions import reviews
from ..forms import ReviewForm, first_error
from ..models import Statement, StatementType, Submission
from ..queries import documents, holding
from .common import Request, person, require, seen_statement


def statement_address(submission: Submission, statement: Statement) -> str:
    """The address at which a statement is shown in its document, chosen and scrolled to."""
    anchor = f"{statement.start}-{statement.end}"
    page = documents.page_with(statement.reading, statement.start)
    query = f"?utsagn={anchor}" + (f"&side={page}" if page > 1 else "")
    return reverse("consultations:document", args=[submission.public_id]) + query + f"#{anchor}"


@require_GET
def statement(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
    """The panel of one statement; without htmx, the document with it chosen."""
    submission, found = seen_statement(request, public_id, start, end)
    if not request.htmx:
        return HttpResponseRedirect(statement_address(submission, found))
    return render_panel(request, submission, found)


def render_panel(
    request: Request, submission: Submission, found: Statement, *, error: str = "", changed: bool = False
) -> HttpResponse:
    """The panel of a statement. When its type has changed, the page is told, so that it changes the mark."""
    found.reading.submission = submission
    selected = documents.marked_statement(found, holding.hidden_from(request.user, found.reading))
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
def review(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
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
                reviews.set_type(statement=found, type=decided, seen=seen, user=person(request), by=by)
            else:
                reviews.withdraw(statement=found, seen=seen, user=person(request), by=by)
        except reviews.ChangedMeanwhile as refused:
            error = str(refused)
    if request.htmx:
        return render_panel(request, submission, found, error=error, changed=True)
    if error:
        messages.error(request, error)
    return HttpResponseRedirect(statement_address(submission, found))
