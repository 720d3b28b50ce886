"""What became of what an organisation said, and of what was said in a consultation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
from ..treated import STATES, Treated, treated_needs, treated_points

PER_PAGE = 25


@dataclass(frozen=True)
class Row:
    """A point or a need with what became of it. `says` and `opposes` count an organisation's statements."""

    thing: Point | Need
    treated: Treated
    says: int = 0
    opposes: int = 0

    @property
    def is_point(self) -> bool:
        """Whether it is a point; else it is a need."""
        return isinstance(self.thing, Point)


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
    """All that an organisation said and what became of it. `before` are those that became this one."""

    organisation: Organisation
    before: list[Organisation] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    needs: list[Row] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many points and needs there are in each state, in order, those with none left out."""
        return counts(one.treated for one in (*self.rows, *self.needs))


def counts(treated: Iterable[Treated]) -> list[tuple[str, str, int]]:
    """How many there are in each state, with words, in order; states with none are left out."""
    found = Counter(one.state for one in treated)
    return [(value, str(label), found[value]) for value, label in STATES.items() if found[value]]


def said_by(organisation: Organisation, user: Person) -> Said:
    """What an organisation said in the consultations that `user` may see. A fixed number of queries."""
    before = list(
        Organisation.objects.filter(became__successor=organisation, valid_to__isnull=False).order_by("name")
    )
    ids = [organisation.pk, *(one.pk for one in before)]
    visible = Consultation.objects.visible_to(user)
    parts = _parts(ids, visible)
    members = _members(ids, visible)
    roots = _roots(members, [part.consultation.pk for part in parts.values()])
    points = list(
        Point.objects.filter(pk__in=set(roots.values()))
        .exclude(state=Point.State.DISSOLVED)
        .select_related("consultation")
    )
    sides: dict[int, Counter[str]] = defaultdict(Counter)
    for point, side, count in members:
        sides[roots[point]][side] += count
    treated = treated_points(points, user)
    rows = [
        Row(point, treated[point.pk], sides[point.pk]["for"], sides[point.pk]["against"])
        for point in sorted(points, key=lambda one: (-one.consultation_id, one.pk))
    ]
    for row in rows:
        assert isinstance(row.thing, Point)  # noqa: S101 -- they are made of points above
        part = parts.get(row.thing.consultation_id)
        if part is not None:
            part.points += 1
            part.answered += row.treated.is_answered
    needs = list(
        Need.objects.visible_to(user)
        .filter(
            Q(raised_by__in=ids)
            | Q(pk__in=Backing.objects.filter(organisation__in=ids, withdrawn=None).values("need"))
        )
        .order_by("-pk")
    )
    became = treated_needs(needs, user)
    return Said(
        organisation,
        before,
        sorted(parts.values(), key=lambda part: -part.consultation.pk),
        rows,
        [Row(need, became[need.pk]) for need in needs],
    )


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


def said_in(consultation: Consultation, user: Person) -> list[Row]:
    """All points of a consultation with what became of each. Eight queries."""
    points = list(
        consultation.points.exclude(state=Point.State.DISSOLVED)
        .filter(merged_into=None)
        .select_related("consultation")
        .order_by("pk")
    )
    treated = treated_points(points, user)
    return [Row(point, treated[point.pk]) for point in points]
