"""Which state points and needs are in, of very many at once; `treated` tells all about a few.

What is asked for here are values, no rows of models: so the state of each of thousands is known for counts
and filters, while only those on the page are shown in full. Only what the reader may see counts.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.visibility import Person, condition
from samstyring.apps.consultations.models import Point
from samstyring.apps.decisions.answer_choices import NOT_TREATED, OutcomeKind
from samstyring.apps.decisions.choices import Phase
from samstyring.apps.decisions.models import CaseSubject, Outcome
from samstyring.apps.needs.models import Need, NeedSource

from .merging import end_of, merged_into

NONE, IN_NEED, IN_CASE = "none", "in_need", "in_case"
# Every state that a point or need can be in, in order, with words; those of `OutcomeKind` are answers.
STATES: dict[str, str | Promise] = {
    NONE: NOT_TREATED,
    IN_NEED: pgettext_lazy("outcome", "Part of a need that waits"),
    IN_CASE: pgettext_lazy("outcome", "Being treated in a case"),
    **dict(OutcomeKind.choices),
}
ANSWERS = frozenset(OutcomeKind.values)


@dataclass(frozen=True, slots=True)
class Fact:
    """One case that took a thing up, itself or through a need: `kind` is its answer, empty without one."""

    through_need: bool
    withdrawn: bool
    kind: str = ""
    published: datetime.datetime | None = None


def weight(fact: Fact) -> tuple[bool, float]:
    """By which the answer that counts is the greatest: one to the thing itself, then the newest."""
    return (not fact.through_need, fact.published.timestamp() if fact.published else 0.0)


def state_of(facts: Sequence[Fact], *, in_need: bool) -> str:
    """One of STATES, by all that became of a thing. `in_need`: whether it is part of another need."""
    answer = max((one for one in facts if one.kind), key=weight, default=None)
    if answer is not None:
        return answer.kind
    if any(not one.withdrawn for one in facts):
        return IN_CASE
    return IN_NEED if in_need else NONE


def states_of_points(points: Mapping[int, int], user: Person) -> dict[int, str]:
    """The state of points, given with the consultation of each, by id. Six queries, however many."""
    merged = counting_as(set(points), set(points.values()))
    needs_of = _needs_of(merged, user)
    of_point, of_need = _facts(merged, {need for those in needs_of.values() for need in those}, user)
    facts: dict[int, list[Fact]] = defaultdict(list)
    in_need: set[int] = set()
    for point, root in merged.items():
        facts[root] += of_point[point]
        if needs := needs_of.get(point):
            in_need.add(root)
            for need in needs:
                facts[root] += of_need[need]
    return {pk: state_of(facts[pk], in_need=pk in in_need) for pk in points}


def states_of_needs(needs: Mapping[int, int | None], user: Person) -> dict[int, str]:
    """The state of needs, given with the need that each is counted with, by id. Four queries."""
    roots = {root for root in needs.values() if root}
    seen = set(Need.objects.visible_to(user).filter(pk__in=roots).order_by().values_list("pk", flat=True))
    _of_point, of_need = _facts((), {*needs, *seen}, user)
    found = {}
    for pk, root in needs.items():
        # What was said of the need itself is an answer to the thing, not through a need.
        own = [Fact(False, one.withdrawn, one.kind, one.published) for one in of_need[pk]]
        known = root in seen
        found[pk] = state_of([*own, *(of_need[root] if root and known else ())], in_need=known)
    return found


def counting_as(wanted: set[int], consultations: Iterable[int]) -> dict[int, int]:
    """Every point that counts as one of `wanted`, by the one it ended in: itself and what was merged into it.

    One query.
    """
    rows = Point.objects.filter(consultation__in=set(consultations), merged_into__isnull=False)
    into = merged_into(rows.order_by().values_list("pk", "merged_into"))
    found = {pk: pk for pk in wanted}
    for pk in into:
        end = end_of(pk, into)
        if end in wanted:
            found.setdefault(pk, end)
    return found


def _needs_of(points: Iterable[int], user: Person) -> dict[int, set[int]]:
    """The needs made of points, and those that these are counted with, by point. Two queries."""
    rows = list(
        NeedSource.objects.filter(condition(user, prefix="need__"), point__in=list(points))
        .order_by()
        .values_list("point_id", "need_id", "need__counted_with_id")
        .distinct()
    )
    roots = {root for _point, _need, root in rows if root}
    seen = set(Need.objects.visible_to(user).filter(pk__in=roots).order_by().values_list("pk", flat=True))
    found: dict[int, set[int]] = defaultdict(set)
    for point, need, root in rows:
        found[point].add(need)
        if root in seen:
            found[point].add(root)
    return found


def _facts(
    points: Iterable[int], needs: Iterable[int], user: Person
) -> tuple[dict[int, list[Fact]], dict[int, list[Fact]]]:
    """What visible cases made of points and of needs. Three queries.

    Points and needs are asked for apart: by “or” the database reads every case there is.
    """
    of_point: dict[int, list[Fact]] = defaultdict(list)
    of_need: dict[int, list[Fact]] = defaultdict(list)
    subjects = [
        row
        for wanted in (Q(point__in=list(points)), Q(need__in=list(needs)))
        for row in CaseSubject.objects.filter(wanted, condition(user, prefix="case__"))
        .order_by()
        .values_list("pk", "point_id", "need_id", "case__phase")
    ]
    current = Outcome.objects.filter(subject__in=[pk for pk, *_rest in subjects], is_current=True).order_by()
    answers = {
        subject: (kind, published)
        for subject, kind, published in current.values_list("subject_id", "kind", "published")
    }
    for subject, point, need, phase in subjects:
        kind, published = answers.get(subject, ("", None))
        fact = Fact(need is not None, phase == Phase.WITHDRAWN, kind, published)
        if point is not None:
            of_point[point].append(fact)
        elif need is not None:
            of_need[need].append(fact)
    return of_point, of_need
