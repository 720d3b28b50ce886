"""Introductions in one municipality, of one measure, and one with its history and use."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.visibility import Person
from samstyring.apps.portfolio.models import Measure

from ..choices import Stand, Status
from ..models import Introduction, ItOperation, UseFigure
from ..use import Fall, Figure, fell_back, newest

PAGE_SIZE = 50


@dataclass(frozen=True)
class Row:
    """An introduction in a list, with its newest use and whether it fell back.

    `through` says that a cooperation has it, and the list is one member's.
    """

    introduction: Introduction
    newest: Figure | None
    fall: Fall | None
    through: bool = False

    @property
    def unmeasured(self) -> bool:
        """Said to be in use, and nobody has measured it."""
        return self.introduction.status == Status.IN_USE and self.newest is None


def seen(user: Person) -> QuerySet[Introduction]:
    """The introductions that the person may see, of measures that the person may see."""
    found: QuerySet[Introduction] = Introduction.objects.visible_to(user)
    return found.filter(measure__in=Measure.objects.visible_to(user)).select_related(
        "measure", "organisation"
    )


def cooperations(organisation: Organisation, on: datetime.date | None = None) -> QuerySet[Membership]:
    """The memberships in cooperations that act for an organisation, for a subquery."""
    return Membership.objects.filter(
        valid_on(on or timezone.localdate()), member=organisation, group__kind=OrganisationKind.COOPERATION
    )


def of_organisation(
    organisation: Organisation, user: Person, *, status: str = "", stand: str = ""
) -> QuerySet[Introduction]:
    """What an organisation has entered, and what the cooperations it is a member of have, by measure."""
    groups = cooperations(organisation).values("group")
    found = seen(user).filter(Q(organisation=organisation) | Q(organisation__in=groups))
    if status in Status.values:
        found = found.filter(status=status)
    if stand in Stand.values:
        found = found.filter(stand=stand)
    return found.order_by("measure__name", "organisation__name", "pk")


def of_measure(
    measure: Measure, user: Person, *, status: str = "", stand: str = ""
) -> QuerySet[Introduction]:
    """Who has entered what of a measure, by name."""
    found = seen(user).filter(measure=measure)
    if status in Status.values:
        found = found.filter(status=status)
    if stand in Stand.values:
        found = found.filter(stand=stand)
    return found.order_by("organisation__name", "pk")


def rows(introductions: Sequence[Introduction], *, of: Organisation | None = None) -> list[Row]:
    """Those of one page with their use of the last three years. One query."""
    figures = figures_of(introductions)
    return [
        Row(
            one,
            newest(figures[one.pk]),
            fell_back(figures[one.pk]),
            through=of is not None and one.organisation_id != of.pk,
        )
        for one in introductions
    ]


def figures_of(introductions: Iterable[Introduction], *, years: int = 3) -> dict[int, list[Figure]]:
    """The figures of the last years by introduction. One query."""
    since = timezone.localdate().year - years
    found: dict[int, list[Figure]] = defaultdict(list)
    wanted = UseFigure.objects.filter(introduction__in=[one.pk for one in introductions], year__gte=since)
    for key, year, month, active, eligible in wanted.order_by().values_list(
        "introduction_id", "year", "month", "active", "eligible"
    ):
        found[key].append(Figure(year, month or 0, active, eligible))
    return found


def who_fell_back(measure: Measure, user: Person) -> list[Row]:
    """Those in use whose use is at most four fifths of what it was, the greatest fall first. Two queries."""
    using = list(of_measure(measure, user, status=Status.IN_USE))
    fallen = [(row.fall.left, row) for row in rows(using) if row.fall]
    return [row for _left, row in sorted(fallen, key=lambda pair: pair[0])]


def introduced(user: Person) -> QuerySet[Measure]:
    """The measures that somebody has entered an introduction of, as the person may see it, by name."""
    found: QuerySet[Measure] = Measure.objects.visible_to(user)
    entered = Introduction.objects.visible_to(user).filter(measure=OuterRef("pk"))
    return found.filter(Exists(entered)).order_by("name", "pk")


def counts(measures: Iterable[Measure], user: Person) -> dict[int, Counter[str]]:
    """How many introductions of each measure have each status, and each stand, by its code. One query."""
    found: dict[int, Counter[str]] = {one.pk: Counter() for one in measures}
    rows = Introduction.objects.visible_to(user).filter(measure__in=list(found)).order_by()
    for key, status, stand, number in rows.values_list("measure_id", "status", "stand").annotate(
        number=Count("pk")
    ):
        found[key][status] += number
        found[key][stand] += number
    return found


def whole(user: Person) -> QuerySet[Introduction]:
    """What the person may see, for the page of one: three queries."""
    return seen(user).select_related("owner_organisation").prefetch_related("steps", "figures")


def it_operation(organisation: Organisation, user: Person) -> ItOperation | None:
    """Who runs its IT, where that is said and the person may see it. One query."""
    found: ItOperation | None = (
        ItOperation.objects.visible_to(user)
        .filter(organisation=organisation)
        .select_related("run_by")
        .first()
    )
    return found
