"""What organisations have booked in some quarters, over all waves and introductions that a person may see."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samstyring.apps.actors.visibility import Person

from ..booking import Book, Estimate, Period, Quarter, Work, book, estimates
from ..choices import Status
from ..models import Capacity, Introduction, Wave, WaveHours
from .introductions import seen

UNDER_WAY = (Status.PLANNED, Status.INTRODUCING)


def books(organisations: Collection[int], user: Person, quarters: Collection[Quarter]) -> dict[int, Book]:
    """The book of each organisation in the quarters. Four queries.

    Hours of waves count as they are planned (or spent, where that is more). An introduction under way of a
    measure that no wave has hours for here counts with the measure's typical effort, over its period.
    """
    if not quarters:
        return {}
    inside = set(quarters)
    years = {quarter.year for quarter in inside}
    hours = [one for one in work(organisations, user, years) if one.quarter in inside]
    guessed = [one for one in _estimates(organisations, user) if one.quarter in inside]
    has = [row for row in _capacity(organisations, user, years) if row[1] in inside]
    found = book(hours, guessed, has)
    return {key: found.get(key) or Book() for key in organisations}


def _hours(user: Person) -> QuerySet[WaveHours]:
    """Hours of waves that the person may see, of participants that have not left."""
    return WaveHours.objects.filter(
        participant__left=False, participant__wave__in=Wave.objects.visible_to(user)
    )


def work(organisations: Collection[int], user: Person, years: Collection[int]) -> list[Work]:
    """The hours of the organisations in all waves, in some years. One query."""
    rows = _hours(user).filter(participant__organisation__in=organisations, year__in=years).order_by()
    return [
        Work(organisation, Quarter(year, quarter), profession, planned, spent, wave)
        for organisation, year, quarter, profession, planned, spent, wave in rows.values_list(
            "participant__organisation",
            "year",
            "quarter",
            "profession",
            "planned",
            "spent",
            "participant__wave",
        )
    ]


def unplanned(user: Person) -> QuerySet[Introduction]:
    """Introductions under way of measures that no wave has hours for, in the same organisation."""
    planned = _hours(user).filter(
        participant__organisation=OuterRef("organisation"), participant__wave__measure=OuterRef("measure")
    )
    return seen(user).filter(~Exists(planned), status__in=UNDER_WAY)


def _estimates(organisations: Collection[int], user: Person) -> Iterable[Estimate]:
    rows = (
        unplanned(user)
        .select_related(None)
        .filter(organisation__in=organisations, starts__isnull=False, ends__gte=F("starts"))
        .filter(measure__efforts__isnull=False)
        .order_by()
    )
    found = rows.values_list(
        "organisation",
        "measure__efforts__profession",
        "measure__efforts__hours_low",
        "measure__efforts__hours_high",
        "starts",
        "ends",
    )
    return estimates(
        Period(place, profession, low, high, starts, ends)
        for place, profession, low, high, starts, ends in found
        if starts is not None and ends is not None
    )


def _capacity(
    organisations: Collection[int], user: Person, years: Collection[int]
) -> list[tuple[int, Quarter, str, int]]:
    rows = Capacity.objects.visible_to(user).filter(organisation__in=organisations, year__in=years).order_by()
    return [
        (organisation, Quarter(year, quarter), profession, hours)
        for organisation, year, quarter, profession, hours in rows.values_list(
            "organisation", "year", "quarter", "profession", "hours"
        )
    ]


def without_hours(organisation: int, user: Person) -> int:
    """How many introductions under way count with no hours: no period, or no typical effort. One query."""
    return (
        unplanned(user)
        .filter(organisation=organisation)
        .filter(Q(starts=None) | Q(ends=None) | Q(measure__efforts=None))
        .distinct()
        .count()
    )
