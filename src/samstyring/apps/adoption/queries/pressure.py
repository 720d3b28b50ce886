"""Small beside large: how much rests on each of today's municipalities, for how many people."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.utils.functional import Promise

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.queries.likeness import everybody
from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS, size_of
from samstyring.apps.decisions.models import Seat

from ..models import EmployeeYears, WaveParticipant
from ..months import Pressure, median
from .booked import UNDER_WAY
from .introductions import seen
from .waves import seen as seen_waves


@dataclass(frozen=True)
class OfSize:
    """The municipalities of one size: how many, and the middle one's load; none is unknown."""

    size: str
    label: Promise
    number: int
    things: float | None
    per_thousand: float | None
    with_employee_years: int
    per_employee_years: float | None


@dataclass(frozen=True)
class Beside:
    """One municipality's load, those of the sizes, and which size it has (empty: not known)."""

    own: Pressure
    size: str
    sizes: list[OfSize]


def beside(organisation: Organisation, user: Person, today: datetime.date, common: int) -> Beside:
    """Seats, networks, introductions under way and waves of each, and the `common` things of all.

    Ten queries. `common` are open hearings and what the year asks of every municipality.
    """
    known = everybody()
    own_things = _things(user, today)
    years = _employee_years()
    loads = {
        pk: Pressure(own_things[pk] + common, traits.inhabitants, years.get(pk))
        for pk, (_name, _number, traits) in known.items()
    }
    by_size: dict[str, list[Pressure]] = defaultdict(list)
    for one in loads.values():
        if one.inhabitants is not None:
            by_size[size_of(one.inhabitants)].append(one)
    own = loads.get(organisation.pk) or Pressure(
        own_things[organisation.pk] + common, None, years.get(organisation.pk)
    )
    return Beside(
        own=own,
        size=size_of(own.inhabitants) if own.inhabitants is not None else "",
        sizes=[_of_size(size, SIZE_LABELS[size], by_size[size]) for size in SIZE_LABELS],
    )


def _of_size(size: str, label: Promise, loads: list[Pressure]) -> OfSize:
    each = [one.per_employee_years for one in loads if one.per_employee_years is not None]
    return OfSize(
        size=size,
        label=label,
        number=len(loads),
        things=median([one.things for one in loads]),
        per_thousand=median([one.per_thousand for one in loads if one.per_thousand is not None]),
        with_employee_years=len(each),
        per_employee_years=median(each),
    )


def _things(user: Person, today: datetime.date) -> Counter[int]:
    """How many seats, networks, introductions under way and waves each municipality has. Six queries."""
    found: Counter[int] = Counter()
    seats = Seat.objects.filter(valid_on(today), organisation__isnull=False).order_by()
    for pk, number in seats.values_list("organisation").annotate(number=Sum("number")):
        found[pk] += number
    for pk, groups in _networks(today).items():
        found[pk] += len(groups)
    introductions = seen(user).filter(status__in=UNDER_WAY).order_by()
    for pk, number in introductions.values_list("organisation").annotate(number=Count("pk")):
        found[pk] += number
    parts = WaveParticipant.objects.filter(left=False, wave__in=seen_waves(user).values("pk")).order_by()
    for pk, number in parts.values_list("organisation").annotate(number=Count("pk")):
        found[pk] += number
    return found


def _networks(today: datetime.date) -> Mapping[int, set[int]]:
    """The networks, cooperations and bodies that cover each municipality. Three queries."""
    covering: dict[int, set[int]] = defaultdict(set)
    alive = Organisation.objects.filter(valid_on(today)).exclude(kind=OrganisationKind.COUNTY_GOVERNOR)
    members = Membership.objects.filter(valid_on(today), group__in=alive).order_by()
    for group, member in members.values_list("group", "member"):
        covering[member].add(group)
    in_county: dict[int, set[int]] = defaultdict(set)
    serving = alive.filter(serves__isnull=False).order_by()
    for group, served in serving.values_list("pk", "serves"):
        in_county[served].add(group)
    for pk, county in Organisation.objects.filter(
        valid_on(today), ~Q(county=None), kind=OrganisationKind.MUNICIPALITY
    ).values_list("pk", "county"):
        if county is not None:
            covering[pk] |= in_county[county]
    return covering


def _employee_years() -> dict[int, float]:
    """The newest number known of each. One query."""
    rows = EmployeeYears.objects.order_by("year").values_list("organisation", "number")
    return {pk: float(number) for pk, number in rows}
