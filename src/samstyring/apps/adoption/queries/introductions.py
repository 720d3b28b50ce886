"""Introductions in one municipality, of one measure, and one with its history and use."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.visibility import Person, condition
from samstyring.apps.portfolio.models import Measure

from ..choices import Stand, Status
from ..models import Introduction, ItOperation
from ..models.use import NewestUse
from ..use import Fall, Figure

PAGE_SIZE = 50
MOST_FALLEN = 25
# Whose newest figure is older than this many years has not fallen back lately.
LATELY = 3


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
    return found.filter(condition(user, prefix="measure__")).select_related("measure", "organisation")


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
    """Those of one page with their newest use. One query."""
    found = newest_of(introductions)
    return [
        Row(
            one,
            found[one.pk].figure if one.pk in found else None,
            found[one.pk].fall if one.pk in found else None,
            through=of is not None and one.organisation_id != of.pk,
        )
        for one in introductions
    ]


def newest_of(introductions: Iterable[Introduction]) -> Mapping[int, NewestUse]:
    """The newest use of each that has any, by introduction. One query."""
    return NewestUse.objects.in_bulk([one.pk for one in introductions])


def fallen(measure: Measure, user: Person) -> QuerySet[Introduction]:
    """Those in use whose use is at most four fifths of what it was lately, the greatest fall first."""
    since = timezone.localdate().year - LATELY
    using = of_measure(measure, user, status=Status.IN_USE)
    return using.filter(newest_use__left__isnull=False, newest_use__year__gte=since).order_by(
        "newest_use__left", "organisation__name", "pk"
    )


def who_fell_back(measure: Measure, user: Person) -> list[Row]:
    """The 25 greatest falls. Two queries."""
    return rows(list(fallen(measure, user)[:MOST_FALLEN]))


def introduced(user: Person) -> QuerySet[Measure]:
    """The measures that somebody has entered an introduction of, as the person may see it, by name."""
    found: QuerySet[Measure] = Measure.objects.visible_to(user)
    entered = Introduction.objects.visible_to(user).filter(measure=OuterRef("pk"))
    return found.filter(Exists(entered)).order_by("name", "pk")


def measured(user: Person) -> QuerySet[Measure]:
    """The measures whose use somebody has entered a figure of, as the person may see it, by name."""
    found: QuerySet[Measure] = Measure.objects.visible_to(user)
    entered = Introduction.objects.visible_to(user).filter(measure=OuterRef("pk"), newest_use__isnull=False)
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
