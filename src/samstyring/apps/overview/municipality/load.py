"""What rests on the municipality: seats, networks, open hearings, and how many deadlines each month has."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations.models import Consultation
from samstyring.apps.decisions.models import Meeting, Position, Seat
from samstyring.apps.portfolio.models import Activity
from samstyring.apps.portfolio.recurrence import days, heavy_months

MOST_HEARINGS = 25
MOST_ACTIVITIES = 200


@dataclass(frozen=True, order=True)
class Deadline:
    """Something that is due or happens on a day."""

    day: datetime.date
    what: str
    address: str = ""


@dataclass(frozen=True)
class Month:
    """One of the next twelve months with what is in it."""

    first: datetime.date
    deadlines: list[Deadline]
    heavy: bool


@dataclass(frozen=True)
class Load:
    """Seats in bodies, networks that cover it (by kind), and hearings that are open."""

    seats: list[Seat]
    networks: list[tuple[str, list[Organisation]]]
    hearings: list[Consultation]
    positions: list[Position]
    meetings: list[Meeting]
    activities: list[Deadline]

    @property
    def network_count(self) -> int:
        """How many networks and cooperations cover it."""
        return sum(len(found) for _kind, found in self.networks)


def load(organisation: Organisation, user: Person, today: datetime.date) -> Load:
    """All but what other parts of the page know. Seven queries."""
    until = today + datetime.timedelta(days=365)
    seats = list(
        Seat.objects.filter(valid_on(today), organisation=organisation)
        .select_related("body")
        .order_by("body__name")
    )
    meetings = (
        Meeting.objects.visible_to(user)
        .filter(body__in=[seat.body_id for seat in seats], day__gte=today, day__lte=until)
        .select_related("body")
        .order_by("day")
    )
    return Load(
        seats=seats,
        networks=networks(organisation, today),
        hearings=list(
            Consultation.objects.visible_to(user)
            .filter(deadline__gte=today)
            .order_by("deadline", "pk")[:MOST_HEARINGS]
        ),
        positions=list(_open_positions(user, today)),
        meetings=list(meetings),
        activities=activities(user, today, until),
    )


def _open_positions(user: Person, today: datetime.date) -> Iterable[Position]:
    from samstyring.apps.decisions.choices import PositionState
    from samstyring.apps.decisions.models import Case

    return (
        Position.objects.filter(
            case__in=Case.objects.visible_to(user), state=PositionState.PROPOSED, comments_until__gte=today
        )
        .select_related("case")
        .order_by("comments_until")[:MOST_HEARINGS]
    )


def networks(organisation: Organisation, today: datetime.date) -> list[tuple[str, list[Organisation]]]:
    """Networks, cooperations and bodies that it is a member of, or that work in its county. Two queries."""
    member_of = Membership.objects.filter(valid_on(today), member=organisation).values("group")
    covers = Q(pk__in=member_of)
    if organisation.county_id:
        covers |= Q(serves=organisation.county_id)
    rows = Organisation.objects.filter(valid_on(today), covers).exclude(kind=OrganisationKind.COUNTY_GOVERNOR)
    groups: dict[str, list[Organisation]] = {}
    for one in rows.distinct().order_by("kind", "network_type", "name"):
        words = one.get_network_type_display() if one.network_type else one.get_kind_display()
        groups.setdefault(str(words), []).append(one)
    return list(groups.items())


def activities(user: Person, today: datetime.date, until: datetime.date) -> list[Deadline]:
    """What the annual cycle asks of municipalities in the twelve months. One query."""
    rows = (
        Activity.objects.visible_to(user)
        .filter(Q(last_day=None) | Q(last_day__gte=today), starts__lte=until)
        .exclude(asks="")
    )
    return sorted(
        Deadline(
            day,
            _("%(title)s (%(who)s)") % {"title": one.title, "who": one.acts_words or "–"},
            one.get_absolute_url(),
        )
        for one in rows.select_related("acts").order_by("starts", "pk")[:MOST_ACTIVITIES]
        for day in days(one.rule, one.starts, today, min(until, one.last_day or until))
    )


def months(deadlines: Iterable[Deadline], today: datetime.date) -> list[Month]:
    """The twelve months from this one, heavy ones marked as in the annual cycle."""
    found = sorted(deadlines)
    firsts = [
        datetime.date(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1, 1)
        for ahead in range(12)
    ]
    by_month = [
        [one for one in found if (one.day.year, one.day.month) == (first.year, first.month)]
        for first in firsts
    ]
    heavy = heavy_months([len(month) for month in by_month])
    return [
        Month(first, month, place in heavy)
        for place, (first, month) in enumerate(zip(firsts, by_month, strict=True), start=1)
    ]
