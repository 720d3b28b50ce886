"""What became of what a case treats: the answers, writing and publishing them, and replies."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import TABLE
from samstyring.apps.actors.policies import NotPossible

from ..actions import answers as actions
from ..answer_choices import NOT_TREATED, OutcomeKind
from ..answers import LONGEST_REASON, LONGEST_REPLY, SETTLED
from ..models import Case, Outcome, Reply
from ..queries import answers as queries


@require_safe
def answers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of each point and need in a case."""
    return _answers(request, _case(request, public_id))


def _case(request: HttpRequest, public_id: UUID) -> Case:
    case: Case = get_object_or_404(
        Case.objects.visible_to(request.user).select_related("owner_organisation"), public_id=public_id
    )
    return case


def _answers(
    request: HttpRequest, case: Case, *, refused: NotPossible | None = None, publishing: bool = False
) -> HttpResponse:
    """The page; with what was typed and the sentence that helps, where an act was refused."""
    user = request.user
    may_write = user.has_perm("decisions.write_answer", case)
    kind = request.GET.get("stand", "")
    kind = kind if kind in {"none", *OutcomeKind.values} else ""
    sender = _organisation(request.GET.get("avsender", ""))
    subjects = queries.answerable(case, user)
    found = queries.selected(subjects, kind=kind, organisation=sender)
    page = Paginator(found, queries.PER_PAGE).get_page(request.GET.get("side"))
    on_page = list(subjects.filter(pk__in=page.object_list))
    counts = queries.counted(subjects)
    drafts = (
        Outcome.objects.filter(subject__case=case, published=None)
        .select_related("answer", "subject__point", "subject__need")
        .order_by("answer_id", "pk")
        if may_write
        else Outcome.objects.none()
    )
    context: dict[str, Any] = {
        "case": case,
        "page": page,
        "rows": queries.shown(on_page),
        "total": sum(counts.values()),
        "answered": sum(counts.values()) - counts.get("none", 0),
        "kinds": [("none", NOT_TREATED, counts.get("none", 0))]
        + [(value, label, counts.get(value, 0)) for value, label in OutcomeKind.choices],
        "kind": kind,
        "sender": sender,
        "outcome_kinds": OutcomeKind.choices,
        "drafts": list(drafts),
        "may_write": may_write,
        "may_publish": user.has_perm("decisions.answer", case),
        "is_settled": case.phase in SETTLED,
        "longest": LONGEST_REASON,
        "typed": request.POST,
        "chosen": request.POST.getlist("ting"),
        "error": str(refused) if refused else "",
        "error_at": "drafts" if publishing else getattr(refused, "field", "") or "",
    }
    return render(request, "decisions/answers.html", context, status=422 if refused else 200)


@login_required
@require_POST
def write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draft one answer for the things that are chosen."""
    case = _case(request, public_id)
    _need(request, "decisions.write_answer", case)
    chosen = [int(value) for value in request.POST.getlist("ting") if value.isdecimal()]
    subjects = list(queries.answerable(case, request.user).filter(pk__in=chosen))
    try:
        actions.write(
            case=case,
            subjects=subjects,
            kind=request.POST.get("kind", ""),
            reason=request.POST.get("reason", ""),
            by=actor_for(request.user, case.owner_organisation),
        )
    except NotPossible as refused:
        return _answers(request, case, refused=refused)
    text = ngettext(
        "Drafted for %(count)d thing. Nobody is told before it is published.",
        "Drafted for %(count)d things. Nobody is told before it is published.",
        len(subjects),
    )
    messages.success(request, text % {"count": len(subjects)})
    return redirect(reverse("decisions:answers", args=[case.public_id]) + "#utkast")


@login_required
@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Publish the drafts that are chosen, or throw them away."""
    case = _case(request, public_id)
    drafts = [one for value in request.POST.getlist("utkast") if (one := _uuid(value))]
    by = actor_for(request.user, case.owner_organisation)
    if "slett" in request.POST:
        _need(request, "decisions.write_answer", case)
        count = actions.drop(case=case, drafts=drafts, by=by)
        text = ngettext("%(count)d draft is dropped.", "%(count)d drafts are dropped.", count)
        messages.success(request, text % {"count": count})
        return redirect("decisions:answers", case.public_id)
    _need(request, "decisions.answer", case)
    try:
        told = actions.publish(case=case, drafts=drafts, by=by)
    except NotPossible as refused:
        return _answers(request, case, refused=refused, publishing=True)
    text = ngettext(
        "The answers are published. %(count)d organisation is told.",
        "The answers are published. %(count)d organisations are told.",
        told,
    )
    messages.success(request, text % {"count": told})
    return redirect("decisions:answers", case.public_id)


@require_safe
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One answer, with those it took the place of, and the replies."""
    return _answer(request, _outcome(request, public_id))


def _outcome(request: HttpRequest, public_id: UUID) -> Outcome:
    """A published answer to something that the visitor may see, in a case that the visitor may see."""
    outcome = get_object_or_404(
        Outcome.objects.filter(subject__case__in=Case.objects.visible_to(request.user))
        .exclude(published=None)
        .select_related("answer", "subject__case__owner_organisation"),
        public_id=public_id,
    )
    subject = get_object_or_404(queries.answerable(outcome.subject.case, request.user), pk=outcome.subject_id)
    subject.case.owner_organisation = outcome.subject.case.owner_organisation
    outcome.subject = subject
    return outcome


def _answer(request: HttpRequest, outcome: Outcome, *, refused: NotPossible | None = None) -> HttpResponse:
    case, user = outcome.subject.case, request.user
    may_hold = user.has_perm("decisions.answer", case)
    replies = list(outcome.replies.select_related("organisation").order_by("pk"))
    mine = queries.may_reply_for(outcome, user, TABLE["decisions.reply"].levels) if outcome.is_current else []
    context = {
        "outcome": outcome,
        "case": case,
        "thing": outcome.subject.thing,
        "row": queries.shown([outcome.subject])[0],
        "others": Outcome.objects.filter(answer=outcome.answer).count() - 1,
        "replies": replies,
        "may_hold": may_hold,
        "reply_for": mine,
        "longest": LONGEST_REPLY,
        "typed": request.POST,
        "error": str(refused) if refused else "",
    }
    return render(request, "decisions/answer.html", context, status=422 if refused else 200)


@login_required
@require_POST
def reply(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Reply to an answer for one's organisation."""
    outcome = _outcome(request, public_id)
    organisation = _organisation(request.POST.get("organisasjon", ""))
    if organisation is None or not request.user.has_perm("decisions.reply", organisation):
        raise PermissionDenied
    try:
        actions.reply(
            outcome=outcome,
            organisation=organisation,
            text=request.POST.get("text", ""),
            by=actor_for(request.user, organisation),
        )
    except NotPossible as refused:
        return _answer(request, outcome, refused=refused)
    messages.success(request, _("The reply stands beside the answer now."))
    return redirect("decisions:answer", outcome.public_id)


@login_required
@require_POST
def hold(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hold a reply back, with the reason, or show it again."""
    written = get_object_or_404(
        Reply.objects.select_related("outcome__subject__case__owner_organisation"), public_id=public_id
    )
    case = written.outcome.subject.case
    _need(request, "decisions.answer", case)
    why = request.POST.get("hvorfor", "") if "vis" not in request.POST else ""
    if not why.strip() and "vis" not in request.POST:
        messages.error(request, _("Write why the reply is held back."))
    else:
        actions.hold(reply=written, why=why, by=actor_for(request.user, case.owner_organisation))
        shown = _("The reply is shown again.") if "vis" in request.POST else _("The reply is held back.")
        messages.success(request, shown)
    return redirect("decisions:answer", written.outcome.public_id)


def _need(request: HttpRequest, action: str, thing: Case) -> None:
    if not request.user.has_perm(action, thing):
        raise PermissionDenied


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _organisation(text: str) -> Organisation | None:
    wanted = _uuid(text)
    return Organisation.objects.filter(public_id=wanted).first() if wanted else None
