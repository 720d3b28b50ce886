"""Decisions: take one here, record one that was taken elsewhere, correct one. No row is ever written over."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import Act, ReasonState, StepState, Task
from ..events import DecisionTaken
from ..models import Case, Decision, RouteStep
from ..policies import Overtaken, check_decision, check_not_before, check_past, departs
from ..queries.standing import advice_that_counts
from .moving import locked, overtaken, record_move, step_to
from .route import break_off

Fields = Mapping[str, Any]
# What a decision says; `departs` is what a person says of it, and the program adds what it can tell.
WRITTEN = (
    "decided_by",
    "decided_by_name",
    "day",
    "result",
    "proposal",
    "text",
    "reason",
    "consulted",
    "departs",
    "source",
)


def decide(*, case: Case, fields: Fields, by: Actor, seen: int | None = None) -> Decision:
    """Take the decision as the body that has the case.

    Raises NotPossible: where the case waits for no decision, and at the field `reason` where the
    decision departs from advice without one. Of two who decide at once the later gets policies.Overtaken.
    """
    try:
        return _decide(case=case, fields=fields, by=by, seen=seen)
    except IntegrityError:
        # The database holds one decision a turn, also where two began before either was seen.
        current = Case.objects.get(pk=case.pk)
        if current.version == case.version:
            raise
        raise overtaken(current) from None


@transaction.atomic
def _decide(*, case: Case, fields: Fields, by: Actor, seen: int | None) -> Decision:
    found = locked(case, seen=seen)
    here = (
        RouteStep.objects.filter(case=found, state=StepState.HERE, task=Task.DECIDE)
        .select_related("body")
        .first()
    )
    transition = step_to(found, Act.DECIDE)
    if here is None:
        raise NotPossible(_("Nobody has the case to decide it."))
    here.state, here.left = StepState.DONE, timezone.now()
    here.save(update_fields=["state", "left"])
    written = {**fields, "decided_by": here.body, "decided_by_name": ""}
    decision = _write(found, written, inside=True)
    record_move(found, transition, by=by, here=here)
    _record(decision, found, by=by)
    return decision


@transaction.atomic
def record_outside(*, case: Case, fields: Fields, by: Actor, seen: int | None = None) -> Decision:
    """Write down a decision as it was taken elsewhere, with the reason given or none.

    Bodies that had not been asked stay on the route as not consulted. Raises NotPossible and
    policies.Overtaken.
    """
    found = locked(case, seen=seen)
    transition = step_to(found, Act.RECORD)
    steps = RouteStep.objects.filter(case=found, turn=found.turn)
    here = steps.filter(state=StepState.HERE).select_related("body").first()
    if here is not None:
        break_off(here)
    steps.filter(state=StepState.AHEAD).update(state=StepState.PASSED_OVER)
    decision = _write(found, fields, inside=False)
    record_move(found, transition, by=by, here=here)
    _record(decision, found, by=by)
    return decision


@transaction.atomic
def correct(*, decision: Decision, fields: Fields, why: str, by: Actor) -> Decision:
    """Write the decision anew, as a row beside the one it corrects, which stays in view.

    Raises NotPossible without a reason for it, and policies.Overtaken where it was corrected before.
    """
    found = locked(decision.case)
    if Decision.objects.filter(corrects=decision).exists():
        raise Overtaken(_("Somebody has corrected this decision already. See the newest."))
    if not why.strip():
        raise NotPossible(_("Write why it is corrected."), field="why_corrected")
    written = dict(fields)
    if decision.inside:
        written |= {"decided_by": decision.decided_by, "decided_by_name": ""}
    corrected = _write(found, written, inside=decision.inside, corrects=decision, why=why)
    _record(corrected, found, by=by)
    return corrected


def _write(
    case: Case, fields: Fields, *, inside: bool, corrects: Decision | None = None, why: str = ""
) -> Decision:
    written = {name: fields[name] for name in WRITTEN if name in fields}
    turn = corrects.turn if corrects else case.turn
    check_past(written["day"], timezone.localdate(), field="day")
    if inside:
        _check_after_advice(case, turn, written)
    proposal = written.get("proposal")
    told = bool(written.pop("departs", False))
    departing = told or departs(
        written["result"], proposal.pk if proposal else None, advice_that_counts(case, turn)
    )
    reason = str(written.get("reason", "")).strip()
    check_decision(inside=inside, departing=departing, reason=reason)
    return Decision.objects.create(
        case=case,
        turn=turn,
        inside=inside,
        departs=departing,
        reason_state=ReasonState.GIVEN if reason else ReasonState.NOT_GIVEN,
        corrects=corrects,
        why_corrected=why.strip(),
        **written | {"reason": reason},
    )


def _check_after_advice(case: Case, turn: int, written: Fields) -> None:
    newest = (
        RouteStep.objects.filter(case=case, turn=turn, advice__corrected_by=None, advice__isnull=False)
        .order_by("-advice__day")
        .values_list("advice__day", flat=True)
        .first()
    )
    check_not_before(written["day"], newest, field="day", what=_("the last advice"))


def _record(decision: Decision, case: Case, *, by: Actor) -> None:
    record(
        DecisionTaken(
            object_id=case.public_id,
            object_name=case.title,
            related=(decision.decided_by.public_id,) if decision.decided_by else (),
            decision=decision.public_id,
            inside=decision.inside,
            result=decision.result,
            departs=decision.departs,
            reason_given=decision.reason_state == ReasonState.GIVEN,
            day=decision.day,
            corrects=decision.corrects.public_id if decision.corrects else None,
        ),
        by=by,
    )
