"""What the state allows. One table says how a case goes from phase to phase, and draws the docs' diagram.

Plain functions over values: whoever calls reads them from the database, with the case locked.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible

from .choices import Act, Phase, PositionState, Result, Task, View


class Overtaken(NotPossible):
    """Somebody else acted on the same thing first; the page shows what they did."""


@dataclass(frozen=True)
class Transition:
    """One arrow of the diagram: an act, where it leads, who may (a permission), and what must be there.

    `proposal` asks for a proposed decision, `next_task` for a body ahead on the route with that task,
    `reason` for a reason in words.
    """

    act: Act
    before: Phase
    after: Phase
    permission: str
    proposal: bool = False
    next_task: str = ""
    reason: bool = False


SEND, RETURN, DECIDE, RECORD, ANSWER = (
    "decisions.send_case",
    "decisions.return_case",
    "decisions.decide",
    "decisions.record_decision",
    "decisions.answer",
)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Act.SEND, Phase.DRAFT, Phase.ADVICE, SEND, proposal=True, next_task=Task.ADVISE),
    Transition(Act.SUBMIT, Phase.DRAFT, Phase.DECISION, SEND, proposal=True, next_task=Task.DECIDE),
    Transition(Act.PASS_ON, Phase.ADVICE, Phase.ADVICE, SEND, proposal=True, next_task=Task.ADVISE),
    Transition(Act.SUBMIT, Phase.ADVICE, Phase.DECISION, SEND, proposal=True, next_task=Task.DECIDE),
    Transition(Act.RETURN, Phase.ADVICE, Phase.DRAFT, RETURN, reason=True),
    Transition(Act.RETURN, Phase.DECISION, Phase.DRAFT, RETURN, reason=True),
    Transition(Act.DECIDE, Phase.DECISION, Phase.DECIDED, DECIDE),
    Transition(Act.RECORD, Phase.DRAFT, Phase.DECIDED, RECORD),
    Transition(Act.RECORD, Phase.ADVICE, Phase.DECIDED, RECORD),
    Transition(Act.RECORD, Phase.DECISION, Phase.DECIDED, RECORD),
    Transition(Act.ANSWER, Phase.DECIDED, Phase.ANSWERED, ANSWER),
    Transition(Act.WITHDRAW, Phase.DRAFT, Phase.WITHDRAWN, SEND, reason=True),
    Transition(Act.WITHDRAW, Phase.ADVICE, Phase.WITHDRAWN, SEND, reason=True),
    Transition(Act.WITHDRAW, Phase.DECISION, Phase.WITHDRAWN, SEND, reason=True),
    Transition(Act.TAKE_UP, Phase.DECIDED, Phase.DRAFT, SEND, reason=True),
    Transition(Act.TAKE_UP, Phase.ANSWERED, Phase.DRAFT, SEND, reason=True),
    Transition(Act.TAKE_UP, Phase.WITHDRAWN, Phase.DRAFT, SEND, reason=True),
)

# While a case is here its route ahead can be changed; the rest of it only while it is being prepared.
ROUTE_OPEN = frozenset({Phase.DRAFT, Phase.ADVICE})
# Where a body has the case on its table.
WITH_BODY = frozenset({Phase.ADVICE, Phase.DECISION})


@dataclass(frozen=True)
class Standing:
    """What of a case decides on what can be done with it. `next_task` is empty where nobody is ahead.

    `waits_for_advice` says that the body that has it has not advised yet.
    """

    phase: str
    proposals: int = 0
    next_task: str = ""
    waits_for_advice: bool = False


def check_act(act: str, standing: Standing, *, reason: str = "") -> Transition:
    """The transition that `act` is from here. Raises NotPossible, with the sentence that helps."""
    found = [one for one in TRANSITIONS if one.act == act and one.before == standing.phase]
    if not found:
        raise NotPossible(
            _("The case is in the phase “%(phase)s”, where this cannot be done.")
            % {"phase": Phase(standing.phase).label}
        )
    transition = found[0]
    if transition.proposal and not standing.proposals:
        raise NotPossible(
            _("Write at least one proposed decision first: without one no body can take the case up.")
        )
    if transition.next_task and transition.next_task != standing.next_task:
        raise NotPossible(_not_ahead(standing.next_task))
    if transition.reason and not reason.strip():
        raise NotPossible(_("Write why."), field="reason")
    if act in {Act.PASS_ON, Act.SUBMIT} and standing.waits_for_advice and not reason.strip():
        raise NotPossible(
            _("The body has not given its advice. Write why the case goes on without it."), field="reason"
        )
    return transition


def can(act: str, standing: Standing) -> bool:
    """Whether the act is possible from here, once a reason is written where one is asked for."""
    try:
        check_act(act, standing, reason="-")
    except NotPossible:
        return False
    return True


def _not_ahead(next_task: str) -> str:
    if not next_task:
        return _("There is nobody ahead on the route. Add the body that is to have the case next.")
    if next_task == Task.ADVISE:
        return _(
            "A body that advises comes first on the route. Send the case to it, or take it off the route."
        )
    return _("The next on the route is the one that decides.")


def check_preparing(phase: str) -> None:
    """What a case says is changed only while it is being prepared. Raises NotPossible."""
    if phase != Phase.DRAFT:
        raise NotPossible(
            _("The case is no longer being prepared, so what it says stands. Have it sent back to change it.")
        )


def check_act_open(phase: str) -> None:
    """What bears on a decision is written until it is taken. Raises NotPossible where the case is settled."""
    if phase not in {Phase.DRAFT, *WITH_BODY}:
        raise NotPossible(
            _("The case is settled (“%(phase)s”), so this stands as it is.") % {"phase": Phase(phase).label}
        )


def check_route_open(phase: str) -> None:
    """Raises NotPossible where the route ahead can no longer be changed."""
    if phase not in ROUTE_OPEN:
        raise NotPossible(
            _("The case is in the phase “%(phase)s”, so its route is settled.")
            % {"phase": Phase(phase).label}
        )


def check_no_cycle(cycle: Sequence[str]) -> None:
    """`cycle` are the names around a circle of "prepares for", empty where there is none."""
    if cycle:
        raise NotPossible(
            _("This would go in a circle, where each prepares for the next: %(cycle)s.")
            % {"cycle": " → ".join(cycle)},
            field="other",
        )


def check_past(day: datetime.date, today: datetime.date, *, field: str) -> None:
    """What has happened has a day that has come. Raises NotPossible."""
    if day > today:
        raise NotPossible(_("This day has not come yet."), field=field)


def check_not_before(day: datetime.date, earlier: datetime.date | None, *, field: str, what: str) -> None:
    """`day` is not before `earlier`, which `what` says in words. Raises NotPossible."""
    if earlier and day < earlier:
        raise NotPossible(
            _("This is before %(what)s (%(day)s).") % {"what": what, "day": earlier.isoformat()}, field=field
        )


@dataclass(frozen=True)
class Advised:
    """What of an advice tells whether a decision departs from it; `proposal` is which text it was on."""

    view: str
    proposal: int | None = None


def departs(result: str, proposal: int | None, advice: Iterable[Advised]) -> bool:
    """Whether a decision departs from any of the advice.

    From support departs everything but the text advised, as proposed; from support with changes the text as
    proposed, or none of it; from “against” the text, with or without changes. Whether the changes made are
    those that were asked for, only a person can tell.
    """
    return any(_departs_from(result, proposal, one) for one in advice)


def _departs_from(result: str, proposal: int | None, advice: Advised) -> bool:
    another = advice.proposal is not None and proposal is not None and advice.proposal != proposal
    if advice.view == View.SUPPORT:
        return result != Result.AS_PROPOSED or another
    if advice.view == View.CHANGES:
        return result != Result.CHANGED or another
    if advice.view == View.AGAINST:
        return result in {Result.AS_PROPOSED, Result.CHANGED} and not another
    return False


def check_decision(*, inside: bool, departing: bool, reason: str) -> None:
    """A decision here that departs from advice says why. Raises NotPossible at the field."""
    if inside and departing and not reason.strip():
        raise NotPossible(
            _("The decision departs from advice that was given. Write why: those who advised will see it."),
            field="reason",
        )


# How a position goes from state to state.
POSITION_STEPS: dict[str, frozenset[str]] = {
    PositionState.PROPOSED: frozenset(
        {PositionState.COMMENTING, PositionState.AGREED, PositionState.DROPPED}
    ),
    PositionState.COMMENTING: frozenset({PositionState.AGREED, PositionState.DROPPED}),
    PositionState.AGREED: frozenset(),
    PositionState.DROPPED: frozenset({PositionState.PROPOSED}),
}


def check_position(before: str, after: str) -> None:
    """Raises NotPossible where a position cannot go from one state to the other."""
    if after not in POSITION_STEPS[before]:
        raise NotPossible(
            _("The position is “%(state)s”, so this cannot be done.") % {"state": PositionState(before).label}
        )


def check_commenting(state: str, until: datetime.date | None, today: datetime.date) -> None:
    """Raises NotPossible where municipalities cannot comment: not asked yet, settled, or too late."""
    if state != PositionState.COMMENTING:
        raise NotPossible(_("The proposed position is not out for comment."))
    if until and today > until:
        raise NotPossible(_("Comments could be given until %(day)s.") % {"day": until.isoformat()})
