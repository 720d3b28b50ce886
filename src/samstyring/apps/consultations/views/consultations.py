"""Consultations: the list, one of them, taking documents in, the title."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.ledger import queries as ledger

from ..actions import consultations as consultation_actions
from ..actions import submissions
from ..forms import UploadForm
from ..permissions import organisation_of
from ..queries import lists
from ..uploads import is_too_large
from .common import Request, person, require, seen_consultation


@require_GET
def consultation_list(request: Request) -> HttpResponse:
    """All consultations that the user may see."""
    page = Paginator(lists.consultations(request.user), lists.PAGE_SIZE).get_page(request.GET.get("side"))
    return render(
        request,
        "consultations/list.html",
        {"page": page, "may_create": request.user.has_perm("consultations.create_consultation")},
    )


@require_GET
def consultation(request: Request, public_id: UUID) -> HttpResponse:
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
def upload(request: Request, public_id: UUID | None = None) -> HttpResponse:
    """Take documents in: to a consultation, or to a new one that they begin."""
    into = seen_consultation(request, public_id) if public_id else None
    require(request, "consultations.upload" if into else "consultations.create_consultation", into)
    if request.method == "GET":
        return render(request, "consultations/upload.html", {"form": UploadForm(), "consultation": into})
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "consultations/upload.html", {"form": form, "consultation": into}, status=422)
    given: list[UploadedFile[Any]] = form.cleaned_data["files"]
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
            consultation=into, file_name=file.name or "", chunks=file.chunks(), by=by, user=person(request)
        )
        for file in accepted
    ]
    tell_received(request, received)
    if len(received) == 1:
        return redirect("consultations:document", public_id=received[0].submission.public_id)
    return redirect("consultations:consultation", public_id=into.public_id)


def too_large_sentence(file: UploadedFile[Any]) -> str:
    """What to do about a file that is over the limit."""
    return _(
        "“%(name)s” is %(size)s and was not taken in: %(most)s is the most. Split it and upload the parts."
    ) % {
        "name": file.name,
        "size": filesizeformat(file.size or 0),
        "most": filesizeformat(settings.UPLOAD_MAX_BYTES),
    }


def tell_received(request: Request, received: list[submissions.Received]) -> None:
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
def rename(request: Request, public_id: UUID) -> HttpResponse:
    """Give a consultation another title."""
    found = seen_consultation(request, public_id)
    require(request, "consultations.rename_consultation", found)
    title, error = found.title, ""
    if request.method == "POST":
        title = request.POST.get("title", "")
        try:
            consultation_actions.rename(
                consultation=found, title=title, by=actor_for(request.user, found.owner_organisation)
            )
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            return redirect("consultations:consultation", public_id=found.public_id)
    context = {"consultation": found, "title": title, "error": error}
    return render(request, "consultations/rename.html", context, status=422 if error else 200)
