"""What municipalities said of a proposed position, counted one each and by inhabitants."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Population
from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS, size_of

from ..choices import BodyLevel, View
from ..models import Case, Meeting, Position, PositionComment, RouteStep

PAGE_SIZE = 25


@dataclass(frozen=True)
class Anchored:
    """Whether the position was agreed before a national body took the case up.

    `state` is in_time, late (the body met first) or open (not agreed yet; `days` are left until it meets).
    """

    body: str
    meeting: date
    state: str
    days: int


@dataclass(frozen=True)
class Count:
    """How many think so: municipalities one each, their inhabitants, by size, and how many others.

    `unknown` are municipalities whose inhabitants are not known: they count one each and with no inhabitants.
    """

    view: str
    label: str
    municipalities: int
    inhabitants: int
    unknown: int
    by_size: tuple[int, ...]
    others: int


def comments_on(position: Position) -> QuerySet[Any]:
    """The comments that count, the newest first, each a row with `inhabitants` of the newest year known."""
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), age_from=0, age_to=None)
        .order_by("-year")
        .values("persons")[:1]
    )
    return (
        PositionComment.objects.filter(position=position, counts=True)
        .select_related("organisation")
        .annotate(inhabitants=Subquery(newest))
        .order_by("-created", "-id")
    )


def counts(position: Position) -> list[Count]:
    """The comments that count, by view in their order; empty where nobody has commented. One query."""
    rows = [
        (one["view"], one["organisation__kind"], one["inhabitants"])
        for one in comments_on(position).values("view", "organisation__kind", "inhabitants")
    ]
    return counted(rows) if rows else []


def counted(rows: Iterable[tuple[str, str, int | None]]) -> list[Count]:
    """Count (view, kind of organisation, inhabitants or None), one row an organisation, by view in order."""
    by_view: dict[str, list[tuple[str, int | None]]] = defaultdict(list)
    for view, kind, inhabitants in rows:
        by_view[view].append((kind, inhabitants))
    return [_count(view, by_view[view.value]) for view in View]


def _count(view: View, said: list[tuple[str, int | None]]) -> Count:
    municipal = [people for kind, people in said if kind == OrganisationKind.MUNICIPALITY]
    known = [people for people in municipal if people is not None]
    sizes = [size_of(people) for people in known]
    return Count(
        view=view.value,
        label=str(view.label),
        municipalities=len(municipal),
        inhabitants=sum(known),
        unknown=len(municipal) - len(known),
        by_size=tuple(sizes.count(size) for size in SIZE_LABELS),
        others=len(said) - len(municipal),
    )


def anchored(agreed_on: date | None, meetings: Iterable[tuple[str, date]], today: date) -> list[Anchored]:
    """How the day of agreement stands to each meeting (name of the body, day), the first meeting first."""
    return [_anchored(agreed_on, body, day, today) for body, day in sorted(meetings, key=lambda one: one[1])]


def _anchored(agreed_on: date | None, body: str, day: date, today: date) -> Anchored:
    if agreed_on is None:
        return Anchored(body, day, "open" if day >= today else "late", (day - today).days)
    return Anchored(body, day, "in_time" if agreed_on <= day else "late", (day - agreed_on).days)


def national_meetings(case: Case, user: Person) -> list[tuple[str, date]]:
    """The meetings in which national bodies take the case up in this turn, where the person may see them.

    One query.
    """
    steps = RouteStep.objects.filter(
        case=case,
        turn=case.turn,
        body__body_profile__level=BodyLevel.NATIONAL,
        meeting__in=Meeting.objects.visible_to(user),
    )
    return list(steps.values_list("body__name", "meeting__day"))
