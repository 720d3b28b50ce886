"""How points and needs were treated: which cases took them up, what the answers were, what was decided.

A point is treated by itself, through a point that was merged into it, or through a need that was made of it
(or the need that one is counted with). Only what the reader may see counts: a closed case or need is as none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from samstyring.apps.actors.visibility import Person, condition
from samstyring.apps.consultations.models import Point
from samstyring.apps.decisions.choices import Phase
from samstyring.apps.decisions.models import Case, CaseSubject, Decision, Outcome
from samstyring.apps.needs.models import Need, NeedSource

from .states import ANSWERS, STATES, Fact, counting_as, state_of, weight


@dataclass(frozen=True)
class Treatment:
    """One case that took something up, with what came of it there.

    `need` is set where it was taken up as part of that need. `first_answered` is the newest answer's oldest
    forerunner, for reckoning how long an answer took.
    """

    case: Case
    need: Need | None = None
    outcome: Outcome | None = None
    first: Outcome | None = None
    decision: Decision | None = None

    @property
    def is_taken_up_again(self) -> bool:
        """Whether the case was taken up again after the answer."""
        return self.outcome is not None and self.outcome.turn < self.case.turn


@dataclass
class Treated:
    """All that became of one point or need."""

    treatments: list[Treatment] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)

    @property
    def answer(self) -> Treatment | None:
        """The newest answer, those to the thing itself before those to a need that it is part of."""
        answered = [one for one in self.treatments if one.outcome is not None]
        return max(answered, key=lambda one: weight(_fact(one)), default=None)

    @property
    def state(self) -> str:
        """One of STATES."""
        return state_of([_fact(one) for one in self.treatments], in_need=bool(self.needs))

    @property
    def label(self) -> str:
        """The state in words."""
        return str(STATES[self.state])

    @property
    def is_answered(self) -> bool:
        """Whether it has an answer."""
        return self.state in ANSWERS

    @property
    def others(self) -> list[Treatment]:
        """The other cases that took it up."""
        return [one for one in self.treatments if one is not self.answer]


def _fact(one: Treatment) -> Fact:
    outcome = one.outcome
    return Fact(
        through_need=one.need is not None,
        withdrawn=one.case.phase == Phase.WITHDRAWN,
        kind=outcome.kind if outcome else "",
        published=outcome.published if outcome else None,
    )


def treated_points(points: Sequence[Point], user: Person) -> dict[int, Treated]:
    """How points were treated, by primary key. Eight queries, however many points."""
    merged = counting_as({one.pk for one in points}, {one.consultation_id for one in points})
    needs_of = _needs_of(merged, user)
    subjects = _subjects(set(merged), {need for those in needs_of.values() for need in those}, user)
    found: dict[int, Treated] = {one.pk: Treated() for one in points}
    for point, root in merged.items():
        one = found[root]
        one.treatments += [made for made in subjects.of_point.get(point, ()) if made not in one.treatments]
        for pk, need in needs_of.get(point, {}).items():
            if need not in one.needs:
                one.needs.append(need)
                one.treatments += subjects.of_need.get(pk, ())
    return found


def treated_needs(needs: Sequence[Need], user: Person) -> dict[int, Treated]:
    """How needs were treated, by primary key; what went into another is treated with that. Six queries."""
    roots = {one.pk: one.counted_with_id for one in needs if one.counted_with_id}
    seen = {one.pk: one for one in Need.objects.visible_to(user).filter(pk__in=roots.values()).order_by("pk")}
    subjects = _subjects(set(), {*(one.pk for one in needs), *seen}, user)
    found = {}
    for need in needs:
        root = seen.get(roots.get(need.pk, 0))
        found[need.pk] = Treated(
            treatments=[
                Treatment(one.case, None, one.outcome, one.first, one.decision)
                for one in subjects.of_need.get(need.pk, ())
            ]
            + (list(subjects.of_need.get(root.pk, ())) if root else []),
            needs=[root] if root else [],
        )
    return found


def _needs_of(points: Iterable[int], user: Person) -> dict[int, dict[int, Need]]:
    """The needs made of points, and those that these are counted with, by point. Two queries."""
    rows = list(
        NeedSource.objects.filter(condition(user, prefix="need__"), point__in=list(points))
        .order_by("need_id")
        .values_list("point_id", "need_id", "need__counted_with_id")
        .distinct()
    )
    wanted = {need for _point, need, _root in rows} | {root for _point, _need, root in rows if root}
    needs = {one.pk: one for one in Need.objects.visible_to(user).filter(pk__in=wanted)}
    found: dict[int, dict[int, Need]] = defaultdict(dict)
    for point, need, root in rows:
        for pk in (root, need):
            if pk in needs:
                found[point][pk] = needs[pk]
    return found


@dataclass(frozen=True)
class _Subjects:
    """Treatments by point and by need."""

    of_point: Mapping[int, list[Treatment]]
    of_need: Mapping[int, list[Treatment]]


def _subjects(points: set[int], needs: set[int], user: Person) -> _Subjects:
    """What visible cases made of points and needs, asked for apart as in `states`. Four queries."""
    found = [
        row
        for wanted in (Q(point__in=points), Q(need__in=needs))
        for row in CaseSubject.objects.filter(wanted, condition(user, prefix="case__")).select_related(
            "case", "need"
        )
    ]
    rows = sorted(found, key=lambda row: row.pk)
    outcomes: dict[int, list[Outcome]] = defaultdict(list)
    published = Outcome.objects.filter(subject__in=[row.pk for row in rows]).exclude(published=None)
    for outcome in published.select_related("answer").order_by("published", "pk"):
        outcomes[outcome.subject_id].append(outcome)
    decisions: dict[int, Decision] = {}
    taken = Decision.objects.filter(case__in={row.case_id for row in rows}, corrected_by=None)
    for decision in taken.select_related("decided_by").order_by("turn", "pk"):
        decisions[decision.case_id] = decision
    of_point: dict[int, list[Treatment]] = defaultdict(list)
    of_need: dict[int, list[Treatment]] = defaultdict(list)
    for row in rows:
        given = outcomes.get(row.pk, [])
        current = next((one for one in given if one.is_current), None)
        made = Treatment(row.case, row.need, current, given[0] if given else None, decisions.get(row.case_id))
        if row.point_id:
            of_point[row.point_id].append(made)
        elif row.need_id:
            of_need[row.need_id].append(made)
    return _Subjects(of_point, of_need)
