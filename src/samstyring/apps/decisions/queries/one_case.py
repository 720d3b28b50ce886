"""One case with all that belongs to it, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.visibility import Person

from ..choices import Act, ConsultationKind, Phase, StepState
from ..models import (
    Advice,
    Alternative,
    Case,
    Consequence,
    Decision,
    Meeting,
    PartyConsultation,
    PhaseChange,
    ProposedDecision,
    RouteStep,
)
from ..policies import TRANSITIONS, Standing, check_act
from ..side_by_side import Pair, pairs


@dataclass(frozen=True)
class StepShown:
    """A step of the route with its advice: the one that counts, and those that were corrected.

    `meeting` is none also where the person may not see it; `late` says that the case did not come before its
    papers were due.
    """

    step: RouteStep
    advice: Advice | None
    earlier: list[Advice]
    meeting: Meeting | None
    late: bool


@dataclass(frozen=True)
class Turn:
    """One time that the case went out: its steps, its decisions (the last one counts), why it ended."""

    number: int
    steps: list[StepShown]
    decision: Decision | None
    corrected: list[Decision]
    changes: list[PhaseChange]


@dataclass(frozen=True)
class Assessed:
    """What the parties say of the proposal (`alternative` is none) or of an alternative."""

    alternative: Alternative | None
    pairs: list[Pair]
    differences: int
    any: bool


@dataclass(frozen=True)
class Whole:
    """All that a case's page shows, but what it treats and what it may be asked."""

    case: Case
    proposals: list[ProposedDecision]
    left_out: list[ProposedDecision]
    alternatives: list[Alternative]
    assessed: list[Assessed]
    consultations: list[tuple[ConsultationKind, PartyConsultation | None]]
    turns: list[Turn]
    standing: Standing

    @property
    def now(self) -> Turn:
        """The turn that the case is in."""
        return self.turns[0]

    @property
    def here(self) -> RouteStep | None:
        """The step that has the case."""
        return next((one.step for one in self.now.steps if one.step.state == StepState.HERE), None)

    @property
    def next_step(self) -> RouteStep | None:
        """The first step ahead."""
        return next((one.step for one in self.now.steps if one.step.state == StepState.AHEAD), None)


@dataclass(frozen=True)
class PossibleAct:
    """An act of the table from here; `hindered` is the sentence that says what is lacking first."""

    act: str
    label: str
    permission: str
    hindered: str


def whole(user: Person) -> QuerySet[Case]:
    """What the person may see, for the page of one case. Ten queries."""
    found: QuerySet[Case] = Case.objects.visible_to(user)
    return found.select_related(
        "owner_organisation", "position", "position__agreed_by", "position__mandate_in"
    ).prefetch_related(
        Prefetch("proposals", queryset=ProposedDecision.objects.select_related("alternative")),
        "alternatives",
        Prefetch("consequences", queryset=Consequence.objects.select_related("assessed_by")),
        "consultations",
        "phase_changes",
        Prefetch("steps", queryset=RouteStep.objects.select_related("body", "body__body_profile", "meeting")),
        Prefetch("steps__advice", queryset=Advice.objects.select_related("proposal", "corrected_by")),
        Prefetch(
            "decisions",
            queryset=Decision.objects.select_related("decided_by", "proposal", "corrects", "corrected_by"),
        ),
    )


def put_together(case: Case, user: Person) -> Whole:
    """The page's content, of a case from `whole`. One query: the meetings that the person may see."""
    alternatives = list(case.alternatives.all())
    proposals = list(case.proposals.all())
    turns = _turns(case, user)
    held = {row.kind: row for row in case.consultations.all()}
    shown = [one for one in proposals if not one.left_out]
    return Whole(
        case=case,
        proposals=shown,
        left_out=[one for one in proposals if one.left_out],
        alternatives=alternatives,
        assessed=_assessed(case, alternatives),
        consultations=[(kind, held.get(kind.value)) for kind in ConsultationKind],
        turns=turns,
        standing=_standing(case, turns[0], len(shown)),
    )


def acts(standing: Standing) -> list[PossibleAct]:
    """What the table has from here, with what is lacking for each. What only leads elsewhere is left out."""
    found = []
    for one in TRANSITIONS:
        if one.before != standing.phase or (one.next_task and standing.next_task not in {"", one.next_task}):
            continue
        try:
            check_act(one.act, standing, reason="-")
            hindered = ""
        except NotPossible as error:
            hindered = str(error)
        found.append(PossibleAct(one.act.value, str(Act(one.act).label), one.permission, hindered))
    return found


def _standing(case: Case, now: Turn, proposals: int) -> Standing:
    here = next((one for one in now.steps if one.step.state == StepState.HERE), None)
    ahead = next((one.step for one in now.steps if one.step.state == StepState.AHEAD), None)
    return Standing(
        phase=case.phase,
        proposals=proposals,
        next_task=ahead.task if ahead else "",
        waits_for_advice=here is not None and case.phase == Phase.ADVICE and here.advice is None,
    )


def _assessed(case: Case, alternatives: list[Alternative]) -> list[Assessed]:
    by_alternative: dict[int | None, list[Consequence]] = defaultdict(list)
    for row in case.consequences.all():
        by_alternative[row.alternative_id].append(row)
    found = []
    for one in [None, *alternatives]:
        rows = by_alternative[one.pk if one else None]
        both = pairs(rows)
        found.append(Assessed(one, both, sum(bool(pair.difference) for pair in both), bool(rows)))
    return found


def _turns(case: Case, user: Person) -> list[Turn]:
    """The turns, the one that the case is in first."""
    by_turn: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    steps = list(case.steps.all())
    meetings = set(
        Meeting.objects.visible_to(user)
        .filter(pk__in=[step.meeting_id for step in steps if step.meeting_id])
        .values_list("pk", flat=True)
    )
    for step in steps:
        by_turn[step.turn]["steps"].append(_shown(step, meetings))
    for decision in case.decisions.all():
        by_turn[decision.turn]["decisions"].append(decision)
    for change in case.phase_changes.all():
        by_turn[change.turn]["changes"].append(change)
    return [_turn(number, by_turn[number]) for number in range(case.turn, 0, -1)]


def _turn(number: int, rows: dict[str, list[Any]]) -> Turn:
    decisions: list[Decision] = rows["decisions"]
    return Turn(
        number=number,
        steps=rows["steps"],
        decision=decisions[-1] if decisions else None,
        corrected=decisions[:-1],
        changes=[one for one in rows["changes"] if one.reason],
    )


def _shown(step: RouteStep, meetings: set[int]) -> StepShown:
    given = list(step.advice.all())
    meeting = step.meeting if step.meeting_id in meetings else None
    came = timezone.localdate(step.arrived) if step.arrived else timezone.localdate()
    return StepShown(
        step=step,
        advice=given[-1] if given else None,
        earlier=given[:-1],
        meeting=meeting,
        late=bool(meeting and meeting.papers_due and meeting.papers_due < came),
    )
