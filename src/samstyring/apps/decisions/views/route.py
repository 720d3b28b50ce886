"""The route of a case: the bodies ahead, sending it on, and the advice of each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import posted
from samstyring.apps.ledger.events import Actor

from ..actions import route as actions
from ..choices import Act, StepState
from ..forms.route import AdviceForm, ReasonForm, StepForm, StepMeetingForm
from ..models import Advice, Case, Meeting, RouteStep
from ..policies import TRANSITIONS
from ..queries.standing import standing
from .common import acting, handle, seen_version, trail_to, visible_case

# The words in the address of each act that is no more than a step on the way.
ACTS = {
    "send": Act.SEND,
    "videre": Act.PASS_ON,
    "til-vedtak": Act.SUBMIT,
    "tilbake": Act.RETURN,
    "trekk": Act.WITHDRAW,
    "ta-opp": Act.TAKE_UP,
}


@login_required
def act(request: HttpRequest, public_id: UUID, word: str) -> HttpResponse:
    """Take the case further, back, out or up again, with a reason where one is asked for."""
    one = visible_case(request, public_id)
    if word not in ACTS:
        raise Http404
    wanted = ACTS[word]
    now = standing(one)
    rule = next((one for one in TRANSITIONS if one.act == wanted and one.before == now.phase), None)
    rule = rule or next(one for one in TRANSITIONS if one.act == wanted)
    asked = rule.reason or (wanted in {Act.PASS_ON, Act.SUBMIT} and now.waits_for_advice)
    following = (
        RouteStep.objects.filter(case=one, turn=one.turn, state=StepState.AHEAD)
        .select_related("body")
        .order_by("position")
        .first()
    )
    return handle(
        request,
        ReasonForm(posted(request), asked=asked),
        lambda fields: _do(wanted, one, fields["reason"], request),
        permission=rule.permission,
        thing=one,
        done=_("“%(title)s”: %(act)s.") % {"title": one.title, "act": wanted.label},
        title=str(wanted.label),
        intro=_said_before(wanted, following, waits=now.waits_for_advice),
        button=str(wanted.label),
        back=one.get_absolute_url(),
        to=one.get_absolute_url(),
        trail=trail_to(one),
        case=one,
    )


def _do(wanted: Act, case: Case, reason: str, request: HttpRequest) -> Case:
    given: dict[str, Any] = {
        "case": case,
        "reason": reason,
        "by": actor_for(acting(request), case.owner_organisation),
        "seen": seen_version(request),
    }
    if wanted == Act.RETURN:
        return actions.send_back(**given)
    if wanted == Act.WITHDRAW:
        return actions.withdraw(**given)
    if wanted == Act.TAKE_UP:
        return actions.take_up(**given)
    return actions.move_on(act=wanted, **given)


def _said_before(wanted: Act, following: RouteStep | None, *, waits: bool) -> str:
    """What the person should know before the act."""
    if wanted in {Act.SEND, Act.PASS_ON, Act.SUBMIT}:
        if following is None:
            return ""
        words = _("It goes to: %(body)s.") % {"body": following.body.name}
        if waits:
            words += " " + _("The body that has it has not advised; it will stand as not consulted.")
        return words
    return {
        Act.RETURN: _("The text can then be changed, and the case sent again."),
        Act.WITHDRAW: _("It stays in view, with the reason."),
        Act.TAKE_UP: _("What was decided before stays beside it."),
    }[wanted]


@login_required
def add_step(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a body on the route ahead."""
    one = visible_case(request, public_id)
    return handle(
        request,
        StepForm(posted(request), meetings=_meetings_ahead(request)),
        lambda fields: actions.add_step(case=one, by=_by(request, one), **fields),
        permission="decisions.send_case",
        thing=one,
        done=_("The body is on the route."),
        title=_("Put a body on the route"),
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#route",
        trail=trail_to(one),
    )


@login_required
def set_meeting(request: HttpRequest, public_id: UUID, step: int) -> HttpResponse:
    """Say in which meeting the body takes the case up: its secretary, or the case's owner."""
    one = visible_case(request, public_id)
    row = _step(one, step)
    by_body = request.user.has_perm("decisions.advise", row)
    return handle(
        request,
        StepMeetingForm(
            posted(request),
            meetings=_meetings_ahead(request).filter(body=row.body),
            initial={"meeting": row.meeting_id},
        ),
        lambda fields: actions.set_meeting(step=row, meeting=fields["meeting"], by=_by(request, one)),
        permission="decisions.advise" if by_body else "decisions.send_case",
        thing=row if by_body else one,
        done=_("The meeting is saved."),
        title=_("Which meeting takes it up?"),
        intro=row.body.name,
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#route",
        trail=trail_to(one),
    )


@login_required
@require_POST
def remove_step(request: HttpRequest, public_id: UUID, step: int) -> HttpResponse:
    """Take a body that is ahead off the route."""
    one = visible_case(request, public_id)
    if not request.user.has_perm("decisions.send_case", one):
        raise PermissionDenied
    try:
        actions.remove_step(step=_step(one, step), by=_by(request, one))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The body is taken off the route."))
    return redirect(one.get_absolute_url() + "#route")


@login_required
def advise(request: HttpRequest, public_id: UUID, step: int, corrects: UUID | None = None) -> HttpResponse:
    """Give the advice of the body that has the case, or correct it."""
    one = visible_case(request, public_id)
    row = _step(one, step)
    earlier = get_object_or_404(Advice, public_id=corrects, step=row) if corrects else None
    form = AdviceForm(
        posted(request),
        initial=_as_given(earlier),
        proposals=one.proposals.filter(left_out=False),
        correcting=earlier is not None,
    )

    def give(fields: dict[str, Any]) -> Advice:
        given = dict(fields)
        why = given.pop("why_corrected", "")
        by = actor_for(acting(request), row.body)
        return actions.advise(step=row, fields=given, by=by, corrects=earlier, why=why)

    return handle(
        request,
        form,
        give,
        permission="decisions.advise",
        thing=row,
        done=_("The advice is given."),
        title=_("Correct the advice of %(body)s") % {"body": row.body.name}
        if earlier
        else _("Advice of %(body)s") % {"body": row.body.name},
        intro=_("The earlier advice stays beside the new one.") if earlier else "",
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#route",
        trail=trail_to(one),
        case=one,
    )


def _as_given(earlier: Advice | None) -> dict[str, Any]:
    if earlier is None:
        return {"day": timezone.localdate()}
    names = ("view", "changes", "reasons", "dissent", "day")
    return {name: getattr(earlier, name) for name in names} | {"proposal": earlier.proposal_id}


def _step(case: Case, pk: int) -> RouteStep:
    return get_object_or_404(RouteStep.objects.select_related("body", "case"), pk=pk, case=case)


def _meetings_ahead(request: HttpRequest) -> QuerySet[Meeting]:
    found: QuerySet[Meeting] = Meeting.objects.visible_to(request.user).filter(day__gte=timezone.localdate())
    return found


def _by(request: HttpRequest, case: Case) -> Actor:
    return actor_for(acting(request), case.owner_organisation)
