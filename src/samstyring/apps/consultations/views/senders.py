"""Who a document is from, and where they stand, as a person decides it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.forms import OrganisationForm
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries.organisations import search

from ..actions import decisions
from ..actions.decisions import Act, From
from ..models import PRIVATE_PERSON, Stance, Submission
from ..queries.selection import valid_uuid
from ..queries.suggestions import suggest
from .common import Request, person, require, seen_submission

MOST_FOUND = 20


@login_required
@require_http_methods(["GET", "POST"])
def senders(request: Request, public_id: UUID) -> HttpResponse:
    """Search for the sender of a document, add one, or say that it is a private person or unknown."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.review", submission.consultation)
    form, error = None, ""
    if request.method == "POST":
        done = request.POST.get("do", "")
        if done == "register":
            form = OrganisationForm(request.POST)
            if form.is_valid():
                return saved(request, submission, add_to_register(request, submission, form))
        else:
            try:
                return saved(request, submission, decide(request, submission, done))
            except ValidationError as refused:
                error = refused.messages[0]
    return page(request, submission, form, error)


def page(request: Request, submission: Submission, form: OrganisationForm | None, error: str) -> HttpResponse:
    """The page. Nothing that was typed is lost when something was wrong."""
    asked = request.GET.get("q", "").strip()
    unmatched = next((sender for sender in submission.senders.all() if sender.organisation_id is None), None)
    initial = {"name": unmatched.name, "kind": unmatched.kind} if unmatched else {"name": "", "kind": ""}
    context = {
        "submission": submission,
        "consultation": submission.consultation,
        "asked": asked,
        "found": list(search(asked)[:MOST_FOUND]) if asked else [],
        "suggestions": suggest([submission])[submission.pk],
        "name": request.POST.get("name", initial["name"]),
        "kind": request.POST.get("kind", initial["kind"]),
        "kinds": [(value, label) for value, label in OrganisationKind.choices],
        "error": error,
        "form": form or OrganisationForm(initial=initial),
        "may_add": request.user.has_perm("actors.add_organisation"),
        "next": next_address(request, submission),
        "seen": submission.decisions_made,
    }
    return render(
        request,
        "consultations/senders.html",
        context,
        status=422 if error or (form is not None and form.errors) else 200,
    )


def next_address(request: Request, submission: Submission) -> str:
    """Where to go when it is done: where one came from, if that is here, else the document."""
    wanted = request.POST.get("neste") or request.GET.get("neste", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("consultations:document", args=[submission.public_id])


def decide(request: Request, submission: Submission, done: str) -> Act:
    """Do what the pressed button says. Raises ValidationError with a sentence."""
    what, _bar, value = done.partition("|")
    now = [
        From(sender.name, sender.kind, sender.organisation)
        for sender in submission.senders.select_related("organisation")
    ]
    if what in {"is", "also"}:
        organisation = get_object_or_404(Organisation, public_id=value)
        chosen = [From.registered(organisation)]
        now = chosen if what == "is" else [*(one for one in now if one.organisation), *chosen]
    elif what == "without" and value.isdecimal():
        now = [one for place, one in enumerate(now) if place != int(value)]
    elif what == "name":
        now = [From(request.POST.get("name", ""), request.POST.get("kind", "") or OrganisationKind.OTHER)]
    elif what == "private":
        name = request.POST.get("name", "").strip() or (now[0].name if now else _("Private person"))
        now = [From(name, PRIVATE_PERSON)]
    elif what == "unknown":
        now = []
    elif what != "right":
        raise ValidationError(_("Choose who it is from."))
    return decided(request, submission, now)


def decided(request: Request, submission: Submission, chosen: list[From]) -> Act:
    """Store who it is from. Raises ValidationError, also where somebody else has decided meanwhile."""
    act = act_of(request, submission)
    given = request.POST.get("seen", "")
    try:
        decisions.decide_senders(
            submission=submission,
            senders=chosen,
            seen=int(given) if given.isdecimal() else None,
            act=act,
        )
    except decisions.ChangedMeanwhile as refused:
        submission.refresh_from_db()
        raise ValidationError(str(refused)) from None
    return act


def act_of(request: Request, submission: Submission) -> Act:
    """A new act of the person who asks."""
    by = actor_for(request.user, submission.consultation.owner_organisation)
    return Act(person(request), by, uuid4())


@transaction.atomic
def add_to_register(request: Request, submission: Submission, form: OrganisationForm) -> Act:
    """Add an organisation to the register, and let it be the sender."""
    require(request, "actors.add_organisation")
    given = form.cleaned_data
    organisation = organisations.add(
        name=given["name"],
        kind=given["kind"],
        organisation_number=given["organisation_number"],
        county=given["county"],
        by=actor_for(request.user, submission.consultation.owner_organisation),
    )
    return decided(request, submission, [From.registered(organisation)])


def saved(request: Request, submission: Submission, act: Act) -> HttpResponse:
    """Go on, with a way to undo."""
    address = next_address(request, submission)
    if "/trenger-hand/" in address:
        mark = "&" if "?" in address else "?"
        return HttpResponseRedirect(f"{address}{mark}utfort={act.id}")
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(address)


@login_required
@require_POST
def stance(request: Request, public_id: UUID) -> HttpResponse:
    """Decide where the senders of a document stand."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.review", submission.consultation)
    given, seen = request.POST.get("stance", ""), request.POST.get("seen", "")
    if given and given not in Stance.values:
        messages.error(request, _("Choose a stance."))
    else:
        try:
            decisions.decide_stance(
                submission=submission,
                stance=given,
                seen=int(seen) if seen.isdecimal() else None,
                act=act_of(request, submission),
            )
        except decisions.ChangedMeanwhile as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("consultations:document", args=[submission.public_id]))


@login_required
@require_POST
def undo(request: Request, public_id: UUID) -> HttpResponse:
    """Undo an act on a document, and on the others that it was on."""
    submission = seen_submission(request, public_id)
    require(request, "consultations.review", submission.consultation)
    act = valid_uuid(request.POST.get("act", ""))
    by = actor_for(request.user, submission.consultation.owner_organisation)
    try:
        undone = act is not None and decisions.undo(
            consultation=submission.consultation, act=UUID(act), user=person(request), by=by
        )
    except decisions.ChangedMeanwhile as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Undone.") if undone else _("There was nothing to undo."))
    return HttpResponseRedirect(reverse("consultations:document", args=[submission.public_id]))
