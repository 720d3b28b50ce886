"""What became of what an organisation said, and of what was said in a consultation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations.models import (
    Consultation,
    Point,
    PointMember,
    Sender,
    Statement,
    StatementType,
)
from samstyring.apps.needs.models import Backing, Need

from ..merging import end_of, merged_into
from ..states import ANSWERS, STATES, states_of_needs, states_of_points
from ..treated import Treated, treated_needs, treated_points

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A point or a need by its id, with the state it is in; a need has no consultation.

    `says` and `opposes` count an organisation's statements in a point.
    """

    is_point: bool
    id: int
    state: str
    consultation: int | None = None
    says: int = 0
    opposes: int = 0


@dataclass(frozen=True)
class Row:
    """A point or a need as a page shows it, with all that became of it."""

    thing: Point | Need
    treated: Treated
    line: Line

    @property
    def is_point(self) -> bool:
        """Whether it is a point; else it is a need."""
        return self.line.is_point


@dataclass
class Part:
    """What an organisation said in one consultation, in figures. `loose` statements are in no point."""

    consultation: Consultation
    replies: int = 0
    points: int = 0
    answered: int = 0
    loose: int = 0


@dataclass
class Said:
    """All that an organisation said and what became of it: points, the newest consultation first, then needs.

    `before` are those that became this organisation.
    """

    organisation: Organisation
    before: list[Organisation]
    parts: list[Part]
    lines: list[Line]


def counts(lines: Iterable[Line]) -> list[tuple[str, str, int]]:
    """How many there are in each state, with words, in order; states with none are left out."""
    found = Counter(one.state for one in lines)
    return [(value, str(label), found[value]) for value, label in STATES.items() if found[value]]


def rows(lines: Sequence[Line], user: Person) -> list[Row]:
    """The lines of one page in full. Sixteen queries at most, however many lines."""
    points = Point.objects.select_related("consultation").in_bulk([one.id for one in lines if one.is_point])
    needs = Need.objects.in_bulk([one.id for one in lines if not one.is_point])
    of_points = treated_points(list(points.values()), user) if points else {}
    of_needs = treated_needs(list(needs.values()), user) if needs else {}
    return [
        Row(points[one.id], of_points[one.id], one)
        if one.is_point
        else Row(needs[one.id], of_needs[one.id], one)
        for one in lines
        if one.id in (points if one.is_point else needs)
    ]


def said_by(organisation: Organisation, user: Person) -> Said:
    """What an organisation said in the consultations that `user` may see. A fixed number of queries."""
    before = list(
        Organisation.objects.filter(became__successor=organisation, valid_to__isnull=False).order_by("name")
    )
    ids = [organisation.pk, *(one.pk for one in before)]
    visible = Consultation.objects.visible_to(user)
    parts = _parts(ids, visible)
    lines = _points_of(ids, visible, list(parts), user)
    for line in lines:
        part = parts.get(line.consultation or 0)
        if part is not None:
            part.points += 1
            part.answered += line.state in ANSWERS
    ordered = sorted(parts.values(), key=lambda part: -part.consultation.pk)
    return Said(organisation, before, ordered, [*lines, *_needs_of(ids, user)])


def _points_of(
    ids: Sequence[int], visible: QuerySet[Any], consultations: Sequence[int], user: Person
) -> list[Line]:
    """The points that have statements of the organisations in them, the newest consultation first."""
    members = _members(ids, visible)
    roots = _roots(members, consultations)
    sides: dict[int, Counter[str]] = defaultdict(Counter)
    for point, side, count in members:
        sides[roots[point]][side] += count
    points = dict(
        Point.objects.filter(pk__in=set(roots.values()))
        .exclude(state=Point.State.DISSOLVED)
        .order_by("-consultation_id", "pk")
        .values_list("pk", "consultation_id")
    )
    states = states_of_points(points, user)
    return [
        Line(True, pk, states[pk], consultation, sides[pk]["for"], sides[pk]["against"])
        for pk, consultation in points.items()
    ]


def _needs_of(ids: Sequence[int], user: Person) -> list[Line]:
    """The needs that the organisations raised or back, the newest first."""
    backed = Backing.objects.filter(organisation__in=ids, withdrawn=None).values("need")
    needs = dict(
        Need.objects.visible_to(user)
        .filter(Q(raised_by__in=ids) | Q(pk__in=backed))
        .order_by("-pk")
        .values_list("pk", "counted_with_id")
    )
    states = states_of_needs(needs, user)
    return [Line(False, pk, states[pk]) for pk in needs]


def _parts(ids: Sequence[int], visible: QuerySet[Any]) -> dict[int, Part]:
    """The consultations in which the organisations have a reply that counts. Three queries."""
    replies = dict(
        Sender.objects.filter(
            organisation__in=ids, submission__counts=True, submission__consultation__in=visible
        )
        .order_by()
        .values_list("submission__consultation")
        .annotate(count=Count("submission", distinct=True))
    )
    consultations = Consultation.objects.in_bulk(replies)
    grouped = PointMember.objects.filter(
        source_text=OuterRef("reading__source_text"), start=OuterRef("start"), end=OuterRef("end")
    ).exclude(state=PointMember.State.REMOVED)
    loose = dict(
        Statement.objects.effective()
        .filter(
            consultation__in=list(replies),
            submission__senders__organisation__in=ids,
            current_cited=False,
        )
        .exclude(current_type=StatementType.BACKGROUND)
        .filter(~Exists(grouped.exclude(point__state=Point.State.DISSOLVED)))
        .order_by()
        .values_list("consultation")
        .annotate(count=Count("pk", distinct=True))
    )
    return {pk: Part(one, replies=replies[pk], loose=loose.get(pk, 0)) for pk, one in consultations.items()}


def _members(ids: Sequence[int], visible: QuerySet[Any]) -> list[tuple[int, str, int]]:
    """How many statements the organisations have in points, as (point, side, count). One query."""
    return list(
        PointMember.objects.filter(
            source_text__submission__senders__organisation__in=ids,
            source_text__submission__counts=True,
            point__consultation__in=visible,
        )
        .exclude(state=PointMember.State.REMOVED)
        .order_by()
        .values_list("point", "side")
        .annotate(count=Count("pk", distinct=True))
    )


def _roots(members: Sequence[tuple[int, str, int]], consultations: Sequence[int]) -> dict[int, int]:
    """The point that each point of `members` counts as, after merging. One query."""
    into = merged_into(
        Point.objects.filter(consultation__in=consultations, merged_into__isnull=False)
        .order_by()
        .values_list("pk", "merged_into")
    )
    return {point: end_of(point, into) for point, _side, _count in members}


def said_in(consultation: Consultation, user: Person) -> list[Line]:
    """All points of a consultation with the state of each. Seven queries."""
    points = dict(
        consultation.points.exclude(state=Point.State.DISSOLVED)
        .filter(merged_into=None)
        .order_by("pk")
        .values_list("pk", "consultation_id")
    )
    states = states_of_points(points, user)
    return [Line(True, pk, states[pk], consultation.pk) for pk in points]
