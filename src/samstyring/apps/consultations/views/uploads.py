"""Taking documents in: with the form alone, or file by file by the script, which can go on after a break."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from samstyring.apps.actors.acting import actor_for

from ..actions import archives, consultations, decisions, submissions
from ..actions.archives import TakenIn
from ..actions.decisions import Act
from ..forms import UploadForm, first_error
from ..models import Consultation, Submission
from ..permissions import organisation_of
from ..queries.selection import valid_uuid
from ..uploads import is_too_large
from .common import Request, person, require, seen_consultation

MOST_ASKED = 5_000  # files that the script may ask about at once


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: Request, public_id: UUID | None = None) -> HttpResponse:
    """Take documents in: to a consultation, or to a new one that they begin."""
    into = seen_consultation(request, public_id) if public_id else None
    require(request, "consultations.upload" if into else "consultations.create_consultation", into)
    instead_of = asked_instead_of(request, into)
    if request.method == "GET":
        return page(request, UploadForm(), into, instead_of)
    form = UploadForm(request.POST, request.FILES)
    wants_json = request.accepts("application/json") and not request.accepts("text/html")
    if not form.is_valid():
        if wants_json:
            return JsonResponse({"sentence": first_error(form)}, status=422)
        return page(request, form, into, instead_of, status=422)
    given: list[UploadedFile[Any]] = form.cleaned_data["files"]
    accepted = [file for file in given if not is_too_large(file)]
    refused = [too_large_sentence(file) for file in given if is_too_large(file)]
    if not accepted and wants_json:
        return JsonResponse({"sentence": " ".join(refused)}, status=413)
    for sentence in refused if not wants_json else ():
        messages.error(request, sentence)
    if not accepted:
        return HttpResponseRedirect(request.path)
    into, taken = take_in(request, into, accepted)
    if instead_of is not None:
        set_aside(request, instead_of)
    if wants_json:
        return JsonResponse(answer(into, taken), status=201)
    tell(request, taken)
    if len(taken) == 1 and taken[0].submission is not None and instead_of is None:
        return redirect("consultations:document", public_id=taken[0].submission.public_id)
    return redirect("consultations:consultation", public_id=into.public_id)


def page(
    request: Request,
    form: UploadForm,
    into: Consultation | None,
    instead_of: Submission | None,
    status: int = 200,
) -> HttpResponse:
    """The page with the form alone."""
    context = {"form": form, "consultation": into, "instead_of": instead_of}
    return render(request, "consultations/upload.html", context, status=status)


def asked_instead_of(request: Request, into: Consultation | None) -> Submission | None:
    """The document that could not be read and that another file is to take the place of."""
    asked = valid_uuid(request.POST.get("for") or request.GET.get("for", ""))
    if into is None or asked is None:
        return None
    return into.submissions.filter(public_id=asked, status=Submission.Status.REFUSED).first()


def take_in(
    request: Request, into: Consultation | None, files: Sequence[UploadedFile[Any]]
) -> tuple[Consultation, list[TakenIn]]:
    """Take the files in to a consultation, or begin one with the first."""
    owner = into.owner_organisation if into else organisation_of(request.user)
    by = actor_for(request.user, owner)
    if into is None:
        into = consultations.create(
            title=submissions.plain_name(files[0].name or "")[:300],
            title_is_proposed=True,
            owner_organisation=owner,
            by=by,
        )
    taken = [
        archives.take_in(
            consultation=into, file_name=file.name or "", chunks=file.chunks(), by=by, user=person(request)
        )
        for file in files
    ]
    return into, taken


def set_aside(request: Request, submission: Submission) -> None:
    """Leave out a document that could not be read, since another file has come instead."""
    by = actor_for(request.user, submission.consultation.owner_organisation)
    decisions.set_aside(
        submission=submission,
        reason=_("Another file came instead."),
        seen=None,
        act=Act(person(request), by, uuid4()),
    )


def answer(into: Consultation, taken: Sequence[TakenIn]) -> dict[str, Any]:
    """What the script is told: where the consultation is, and whether the file was new."""
    first = taken[0].submission
    return {
        "document": reverse("consultations:document", args=[first.public_id]) if first else "",
        "consultation": reverse("consultations:consultation", args=[into.public_id]),
        "upload": reverse("consultations:upload", args=[into.public_id]),
        "known": reverse("consultations:known", args=[into.public_id]),
        "already_there": all(one.already_there for one in taken),
    }


@login_required
@require_POST
def known(request: Request, public_id: UUID) -> JsonResponse:
    """Which files the consultation has already, so that the script does not send them again.

    Fields `file`, in order: `sha256/size/name`, with an empty hash where the browser cannot reckon one. The
    answer gives their places in the order.
    """
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.upload", consultation)
    asked = [given.split("/", 2) for given in request.POST.getlist("file")[:MOST_ASKED]]
    hashes: set[str] = set()
    named: set[tuple[str, int]] = set()
    for kept in (consultation.submissions, consultation.archives):
        for sha256, name, size in kept.values_list("sha256", "file_name", "size"):
            hashes.add(sha256)
            named.add((name, size))
    there = [
        place
        for place, (sha256, size, name) in enumerate(asked)
        if (
            sha256 in hashes
            if sha256
            else size.isdecimal() and (submissions.plain_name(name), int(size)) in named
        )
    ]
    return JsonResponse({"known": there})


def too_large_sentence(file: UploadedFile[Any]) -> str:
    """What to do about a file that is over the limit."""
    return _(
        "“%(name)s” is %(size)s and was not taken in: %(most)s is the most. Split it and upload the parts."
    ) % {
        "name": file.name,
        "size": filesizeformat(file.size or 0),
        "most": filesizeformat(settings.UPLOAD_MAX_BYTES),
    }


def tell(request: Request, taken: Sequence[TakenIn]) -> None:
    """Say what became of the files."""
    documents = sum(one.submission is not None and not one.already_there for one in taken)
    packed = sum(one.archive is not None and not one.already_there for one in taken)
    if documents:
        sentence = ngettext(
            "%(count)d document was received and is being read.",
            "%(count)d documents were received and are being read.",
            documents,
        )
        messages.success(request, sentence % {"count": documents})
    if packed:
        sentence = ngettext(
            "%(count)d file with several documents was received and is being unpacked.",
            "%(count)d files with several documents were received and are being unpacked.",
            packed,
        )
        messages.success(request, sentence % {"count": packed})
    for one in taken:
        if one.already_there:
            messages.info(request, _("“%(name)s” was already there.") % {"name": one.name})
