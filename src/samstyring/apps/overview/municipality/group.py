"""The same page for several at once: the municipalities of a county, a network or a cooperation."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Sum

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.choices import DECLINED, Stand, Status
from samstyring.apps.adoption.queries.groups import municipalities
from samstyring.apps.adoption.queries.introductions import seen
from samstyring.apps.portfolio.models import Measure

# Those that have such a page.
KINDS = (OrganisationKind.COUNTY, OrganisationKind.NETWORK, OrganisationKind.COOPERATION)
MOST_MEASURES = 50


@dataclass(frozen=True)
class Spread:
    """How many of its municipalities have come how far with one measure."""

    measure: Measure
    using: int
    introducing: int
    planned: int
    wanted: int
    declined: int
    silent: int


@dataclass(frozen=True)
class Group:
    """Its municipalities, and how far they have come.

    `by_county` says that no members are known: they are those of the counties that it works in.
    """

    municipalities: list[Organisation]
    by_county: bool
    inhabitants: int | None
    spread: list[Spread]


def group(organisation: Organisation, user: Person, today: datetime.date) -> Group:
    """Who is in it and how far they have come, the most used measures first. Six queries at most."""
    found, by_county = municipalities(organisation, today)
    keys = [one.pk for one in found]
    newest = Population.objects.filter(organisation__in=keys, age_from=0, age_to=None)
    year = newest.order_by("-year").values_list("year", flat=True).first()
    total = newest.filter(year=year).aggregate(total=Sum("persons"))["total"] if year else None
    return Group(found, by_county, total, _spread(keys, user))


def _spread(keys: list[int], user: Person) -> list[Spread]:
    counts: dict[int, Counter[str]] = {}
    rows = seen(user).select_related(None).filter(organisation__in=keys).order_by()
    for key, status, stand, number in rows.values_list("measure", "status", "stand").annotate(
        number=Count("pk")
    ):
        said = status or ("declined" if stand in DECLINED else Stand.WANTED.value)
        counts.setdefault(key, Counter())[said] += number
    measures = Measure.objects.in_bulk(list(counts))
    found = [
        Spread(
            measure=measures[key],
            using=said[Status.IN_USE],
            introducing=said[Status.INTRODUCING],
            planned=said[Status.PLANNED],
            wanted=said[Stand.WANTED],
            declined=said["declined"] + said[Status.ENDED],
            silent=len(keys) - sum(said.values()),
        )
        for key, said in counts.items()
    ]
    return sorted(found, key=lambda one: (-one.using, -one.introducing, one.measure.name))[:MOST_MEASURES]
