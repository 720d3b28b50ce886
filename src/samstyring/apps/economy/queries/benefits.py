"""Promised gains: the list, one with what it came to, and how those of a place or a network stand."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.visibility import Person
from samstyring.apps.portfolio.models import Measure

from ..models import BenefitDue, BenefitMeasured, PlannedBenefit
from ..realised import Stand, Standing, Value, standing

PAGE_SIZE = 25


@dataclass(frozen=True)
class Filters:
    """What is asked for: how it stands (one of `STANDS`), where, and of which measure."""

    stand: str = ""
    place: Organisation | None = None
    measure: Measure | None = None


@dataclass(frozen=True)
class Row:
    """A gain in a list, and how it stands."""

    benefit: PlannedBenefit
    standing: Standing


def seen(user: Person) -> QuerySet[PlannedBenefit]:
    """The gains that the person may see, of measures that the person may see."""
    found: QuerySet[PlannedBenefit] = PlannedBenefit.objects.visible_to(user)
    return found.filter(measure__in=Measure.objects.visible_to(user)).select_related(
        "measure", "organisation"
    )


def within(place: Organisation, today: datetime.date) -> Q:
    """The condition that a gain is the place's own, or of a member of that group, or in that county."""
    members = Membership.objects.filter(valid_on(today), group=place).values("member")
    return Q(organisation=place) | Q(organisation__in=members) | Q(organisation__county=place)


def listed(user: Person, filters: Filters, today: datetime.date) -> QuerySet[PlannedBenefit]:
    """The gains that fit, by place and measure, each with its due days and values. Three queries."""
    found = seen(user)
    if filters.place:
        found = found.filter(within(filters.place, today))
    if filters.measure:
        found = found.filter(measure=filters.measure)
    if filters.stand in STANDS:
        found = _with_newest(found, today).filter(STANDS[filters.stand])
    return found.prefetch_related("due", "measured").order_by(
        "organisation__name", "measure__name", "name", "pk"
    )


def _with_newest(found: QuerySet[PlannedBenefit], today: datetime.date) -> QuerySet[PlannedBenefit]:
    """With the newest day that has come (`due_day`), that of the newest value, and whether it has any day."""
    due = BenefitDue.objects.filter(benefit=OuterRef("pk")).order_by().values("benefit")
    measured = BenefitMeasured.objects.filter(benefit=OuterRef("pk")).order_by().values("benefit")
    come = due.filter(day__lte=today).annotate(newest=Max("day"))
    return found.annotate(
        due_day=Subquery(come.values("newest")),
        measured_day=Subquery(measured.annotate(newest=Max("day")).values("newest")),
        dated=Exists(due),
    )


# Never measured: its day has come, or it was never given one. Late: measured, and not since its day.
STANDS = {
    "aldri-malt": Q(withdrawn="", measured_day=None) & (Q(due_day__isnull=False) | Q(dated=False)),
    "forfalt": Q(withdrawn="", measured_day__lt=F("due_day")),
    "uten-frist": Q(withdrawn="", dated=False),
    "trukket": ~Q(withdrawn=""),
}


def choices() -> list[tuple[str, str]]:
    """The questions on how gains stand that a list can be asked, by their word in the address."""
    return [
        ("aldri-malt", _("Promised and never measured")),
        ("forfalt", _("Not measured since it was due")),
        ("uten-frist", _("Without a due day")),
        ("trukket", _("No longer expected")),
    ]


def rows(benefits: Iterable[PlannedBenefit], today: datetime.date) -> list[Row]:
    """Those of one page, and how each stands. No query: their days and values are prefetched."""
    return [Row(one, standing_of(one, today)) for one in benefits]


def standing_of(benefit: PlannedBenefit, today: datetime.date) -> Standing:
    """How one stands today."""
    return standing(
        due_values(benefit),
        measured_values(benefit),
        better=benefit.better,
        withdrawn=bool(benefit.withdrawn),
        today=today,
    )


def due_values(benefit: PlannedBenefit) -> list[Value]:
    """What was planned, by day."""
    return [Value(one.day, one.planned) for one in benefit.due.all()]


def measured_values(benefit: PlannedBenefit) -> list[Value]:
    """What was measured, by day."""
    return [Value(one.day, one.value) for one in benefit.measured.all()]


@dataclass(frozen=True)
class PlaceLine:
    """How many gains a place has promised, and how many of them stand how."""

    place: Organisation
    promised: int
    counts: Counter[Stand]


def by_place(user: Person, filters: Filters, today: datetime.date) -> list[PlaceLine]:
    """How the gains of each place within `filters.place` stand, most promised first. Three queries."""
    every = listed(user, Filters(place=filters.place, measure=filters.measure), today)
    found: dict[int, tuple[Organisation, Counter[Stand]]] = {}
    for row in rows(every, today):
        place = row.benefit.organisation
        found.setdefault(place.pk, (place, Counter()))[1][row.standing.stand] += 1
    lines = [PlaceLine(place, sum(counts.values()), counts) for place, counts in found.values()]
    return sorted(lines, key=lambda line: (-line.promised, line.place.name))


@dataclass(frozen=True)
class DayLine:
    """What was planned and measured for one day; either can be missing."""

    day: datetime.date
    due: BenefitDue | None
    measured: BenefitMeasured | None


def lines(benefit: PlannedBenefit) -> list[DayLine]:
    """Each day on which something was planned or measured, newest first. No query after `whole`."""
    due = {one.day: one for one in benefit.due.all()}
    measured = {one.day: one for one in benefit.measured.all()}
    days = sorted(due.keys() | measured.keys(), reverse=True)
    return [DayLine(day, due.get(day), measured.get(day)) for day in days]


def whole(user: Person) -> QuerySet[PlannedBenefit]:
    """What the person may see, for the page of one: three queries."""
    return seen(user).select_related("owner_organisation").prefetch_related("due", "measured")
