"""Consultations: the list, one of them with its documents, and what is written of it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.ledger import queries as ledger

from ..actions import consultations as consultation_actions
from ..forms import ConsultationForm, UploadForm
from ..queries import arrivals, holding, lists
from .common import Request, require, seen_consultation


@require_GET
def consultation_list(request: Request) -> HttpResponse:
    """All consultations that the user may see."""
    page = lists.counted_page(request.user, request.GET.get("side"))
    return render(
        request,
        "consultations/list.html",
        {"page": page, "may_create": request.user.has_perm("consultations.create_consultation")},
    )


@require_GET
def consultation(request: Request, public_id: UUID) -> HttpResponse:
    """One consultation with its documents."""
    found = seen_consultation(request, public_id)
    progress = arrivals.progress(found)
    template = "consultations/_submissions.html" if request.htmx else "consultations/consultation.html"
    shown = arrivals.fates(
        found,
        request.GET.get("skjebne", ""),
        request.GET.get("side"),
        may_see=holding.may_see_personal(request.user, found),
    )
    response = render(
        request,
        template,
        {
            "consultation": found,
            "fates": shown,
            "page": shown.page,
            "progress": progress,
            "upload_form": UploadForm(),
            "may_upload": request.user.has_perm("consultations.upload", found),
            "may_rename": request.user.has_perm("consultations.rename_consultation", found),
            "history": [] if request.htmx else ledger.history(found.public_id, limit=10),
        },
    )
    if request.htmx and not progress.is_going_on:
        # What the rest of the page says of the documents has changed with them.
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def rename(request: Request, public_id: UUID) -> HttpResponse:
    """Write a consultation's title, deadline, asker and questions."""
    found = seen_consultation(request, public_id)
    require(request, "consultations.rename_consultation", found)
    given = {
        "title": found.title,
        "deadline": found.deadline,
        "issued_by": found.issued_by.name if found.issued_by else "",
        "questions": "\n".join(found.questions),
    }
    form = ConsultationForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            consultation_actions.describe(
                consultation=found,
                title=form.cleaned_data["title"],
                deadline=form.cleaned_data["deadline"],
                issued_by=form.cleaned_data["issued_by"],
                questions=form.cleaned_data["questions"].splitlines(),
                by=actor_for(request.user, found.owner_organisation),
            )
        except ValidationError as refused:
            form.add_error(None, refused.messages[0])
        else:
            return redirect("consultations:consultation", public_id=found.public_id)
    context = {"consultation": found, "form": form}
    return render(request, "consultations/rename.html", context, status=422 if form.errors else 200)
