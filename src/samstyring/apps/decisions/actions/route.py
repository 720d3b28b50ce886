"""The route: which bodies a case is to go to, sending it on, and what each advises."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..choices import Act, Phase, StepState, Task, View
from ..events import AdviceGiven, RouteChanged
from ..models import Advice, Case, Meeting, RouteStep
from ..policies import Overtaken, check_past, check_route_open
from .moving import locked, record_move, step_to

Fields = Mapping[str, Any]
# The one that decides stands last, however many advise before it.
LAST = 1000


@transaction.atomic
def add_step(
    *, case: Case, body: Organisation, task: str, by: Actor, meeting: Meeting | None = None
) -> RouteStep:
    """Put a body on the route ahead: those that advise in the order they came, the one that decides last.

    Raises NotPossible where the body is there already, somebody else decides, the meeting is
    another body's, or the route is settled.
    """
    found = locked(case)
    check_route_open(found.phase)
    check_meeting(body, meeting)
    steps = RouteStep.objects.filter(case=found, turn=found.turn)
    if task == Task.DECIDE and steps.filter(task=task).exists():
        raise NotPossible(_("One decides already. Take that one off the route first."), field="task")
    if task == Task.ADVISE and steps.filter(task=task, body=body).exists():
        raise NotPossible(_("This body is on the route already."), field="body")
    last: int = steps.filter(position__lt=LAST).aggregate(last=Max("position"))["last"] or 0
    step = RouteStep.objects.create(
        case=found,
        turn=found.turn,
        position=LAST if task == Task.DECIDE else last + 1,
        body=body,
        task=task,
        meeting=meeting,
    )
    _record_route(step, found, by=by)
    return step


def check_meeting(body: Organisation, meeting: Meeting | None) -> None:
    """Raises NotPossible where the meeting is not the body's own."""
    if meeting is not None and meeting.body_id != body.pk:
        raise NotPossible(_("This meeting is another body's."), field="meeting")


@transaction.atomic
def set_meeting(*, step: RouteStep, meeting: Meeting | None, by: Actor) -> RouteStep:
    """Say in which meeting the body takes the case up. Raises NotPossible."""
    found = locked(step.case)
    saved = RouteStep.objects.select_related("body").get(pk=step.pk)
    if saved.state not in {StepState.AHEAD, StepState.HERE}:
        raise NotPossible(_("The body is done with the case."))
    check_meeting(saved.body, meeting)
    if write_changed(saved, {"meeting": meeting}):
        _record_route(saved, found, by=by)
    return saved


@transaction.atomic
def remove_step(*, step: RouteStep, by: Actor) -> None:
    """Take a body that is still ahead off the route. Raises NotPossible."""
    found = locked(step.case)
    check_route_open(found.phase)
    gone, _rows = RouteStep.objects.filter(pk=step.pk, state=StepState.AHEAD).delete()
    if not gone:
        raise NotPossible(_("The body has had the case, so it stays on the route."))
    _record_route(step, found, by=by, removed=True)


@transaction.atomic
def move_on(*, case: Case, act: str, by: Actor, seen: int | None = None, reason: str = "") -> Case:
    """Send the case on: to the first or next body that advises, or to the one that decides.

    `act` is SEND, PASS_ON or SUBMIT. A body that had the case and has not advised is passed over, with the
    reason. Raises NotPossible, and policies.Overtaken where `seen` is not the case's version now.
    """
    found = locked(case, seen=seen)
    transition = step_to(found, act, reason=reason)
    now = timezone.now()
    steps = RouteStep.objects.filter(case=found, turn=found.turn)
    for here in steps.filter(state=StepState.HERE):
        advised = here.advice.exists()
        here.state = StepState.DONE if advised else StepState.PASSED_OVER
        here.left = now
        here.save(update_fields=["state", "left"])
    following = steps.filter(state=StepState.AHEAD).select_related("body").order_by("position").first()
    assert following is not None  # noqa: S101 -- the table asked for it
    following.state, following.arrived = StepState.HERE, now
    following.save(update_fields=["state", "arrived"])
    record_move(found, transition, by=by, here=following)
    return found


@transaction.atomic
def send_back(*, case: Case, by: Actor, reason: str, seen: int | None = None) -> Case:
    """Send the case back to be prepared: a new turn, whose route is what was left of this one.

    Raises NotPossible and policies.Overtaken as `move_on`.
    """
    found = locked(case, seen=seen)
    turn = found.turn
    transition = step_to(found, Act.RETURN, reason=reason)
    here = (
        RouteStep.objects.filter(case=found, turn=turn, state=StepState.HERE).select_related("body").first()
    )
    if here is not None:
        break_off(here)
        RouteStep.objects.create(
            case=found, turn=found.turn, position=here.position, body=here.body, task=here.task
        )
    RouteStep.objects.filter(case=found, turn=turn, state=StepState.AHEAD).update(turn=found.turn)
    record_move(found, transition, by=by, here=here)
    return found


@transaction.atomic
def withdraw(*, case: Case, by: Actor, reason: str, seen: int | None = None) -> Case:
    """Withdraw the case. It stays in view with the reason. Raises as `move_on`."""
    found = locked(case, seen=seen)
    transition = step_to(found, Act.WITHDRAW, reason=reason)
    here = (
        RouteStep.objects.filter(case=found, turn=found.turn, state=StepState.HERE)
        .select_related("body")
        .first()
    )
    if here is not None:
        break_off(here)
    record_move(found, transition, by=by, here=here)
    return found


@transaction.atomic
def take_up(*, case: Case, by: Actor, reason: str, seen: int | None = None) -> Case:
    """Take a settled case up again: a new turn, with the same bodies on its route. Raises as `move_on`."""
    found = locked(case, seen=seen)
    before = list(RouteStep.objects.filter(case=found, turn=found.turn))
    transition = step_to(found, Act.TAKE_UP, reason=reason)
    RouteStep.objects.bulk_create(
        RouteStep(case=found, turn=found.turn, position=step.position, body_id=step.body_id, task=step.task)
        for step in before
    )
    record_move(found, transition, by=by)
    return found


def break_off(step: RouteStep) -> None:
    """The body does not have the case any more; whether it had advised stays to be seen."""
    step.state = StepState.DONE if step.advice.exists() else StepState.BROKEN_OFF
    step.left = timezone.now()
    step.save(update_fields=["state", "left"])


@transaction.atomic
def advise(
    *, step: RouteStep, fields: Fields, by: Actor, corrects: Advice | None = None, why: str = ""
) -> Advice:
    """Give the advice of the body that has the case, or correct one that it has given.

    A correction is possible until the case is decided. Raises NotPossible, and policies.Overtaken
    where the advice, or a correction of the same row, was given by somebody else just before.
    """
    case = locked(step.case)
    current = RouteStep.objects.select_related("body").get(pk=step.pk)
    check_past(fields["day"], timezone.localdate(), field="day")
    if fields["view"] == View.CHANGES and not str(fields.get("changes", "")).strip():
        raise NotPossible(_("Write which changes the body asks for."), field="changes")
    if not str(fields["reasons"]).strip():
        raise NotPossible(_("Write the reasons."), field="reasons")
    if corrects is None:
        if current.task != Task.ADVISE or current.state != StepState.HERE or case.phase != Phase.ADVICE:
            raise NotPossible(_("The body does not have the case for advice now."))
        if current.advice.exists():
            raise Overtaken(_("The body's advice is given already. Correct it, if it is wrong."))
    else:
        _check_correcting(case, current, corrects, why)
    advice = Advice.objects.create(step=current, corrects=corrects, why_corrected=why.strip(), **fields)
    record(
        AdviceGiven(
            object_id=case.public_id,
            object_name=case.title,
            related=(current.body.public_id,),
            advice=advice.public_id,
            view=advice.view,
            dissent=bool(advice.dissent),
            day=advice.day,
            corrects=corrects.public_id if corrects else None,
        ),
        by=by,
    )
    return advice


def _check_correcting(case: Case, step: RouteStep, corrects: Advice, why: str) -> None:
    if step.turn != case.turn or case.phase not in {Phase.ADVICE, Phase.DECISION}:
        raise NotPossible(_("The case is settled, so the advice stands as it was when it was decided."))
    if Advice.objects.filter(corrects=corrects).exists():
        raise Overtaken(_("Somebody has corrected this advice already. See the newest."))
    if not why.strip():
        raise NotPossible(_("Write why it is corrected."), field="why_corrected")


def _record_route(step: RouteStep, case: Case, *, by: Actor, removed: bool = False) -> None:
    record(
        RouteChanged(
            object_id=case.public_id,
            object_name=case.title,
            related=(step.body.public_id,),
            task=step.task,
            removed=removed,
        ),
        by=by,
    )
