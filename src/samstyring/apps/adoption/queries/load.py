"""What rests on an organisation: seats, networks, hearings, introductions, waves and deadlines by month."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations.models import Consultation
from samstyring.apps.decisions.choices import PositionState
from samstyring.apps.decisions.models import Case, Meeting, Position, Seat
from samstyring.apps.portfolio.choices import DutyKind, DutyState
from samstyring.apps.portfolio.models import Activity, Duty, Measure
from samstyring.apps.portfolio.recurrence import days

from ..models import Introduction, Wave, WaveStep
from ..months import Item
from .booked import UNDER_WAY
from .introductions import cooperations, of_organisation
from .waves import seen as seen_waves

MOST_HEARINGS = 25
MOST_ACTIVITIES = 200
MOST_INTRODUCTIONS = 300
MOST_WAVES = 100
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, order=True)
class Deadline:
    """Something that is due or happens on a day."""

    day: datetime.date
    what: str
    address: str = ""


@dataclass(frozen=True)
class WavePeriod:
    """A wave with the first and the last day of its steps; none is not known."""

    wave: Wave
    begins: datetime.date | None
    is_done: datetime.date | None


@dataclass(frozen=True)
class Rests:
    """What rests on an organisation. `networks` are by kind; `activities` are asked of all municipalities."""

    seats: list[Seat]
    networks: list[tuple[str, list[Organisation]]]
    hearings: list[Consultation]
    positions: list[Position]
    meetings: list[Meeting]
    activities: list[Deadline]
    waves: list[WavePeriod]

    @property
    def network_count(self) -> int:
        """How many networks and cooperations cover it."""
        return sum(len(found) for _kind, found in self.networks)


def rests_on(organisation: Organisation, user: Person, today: datetime.date) -> Rests:
    """All but introductions and duties, as the person may see it. Eight queries."""
    until = today + YEAR
    seats = list(
        Seat.objects.filter(valid_on(today), organisation=organisation)
        .select_related("body")
        .order_by("body__name")
    )
    return Rests(
        seats=seats,
        networks=networks(organisation, today),
        hearings=list(
            Consultation.objects.visible_to(user)
            .filter(deadline__gte=today)
            .order_by("deadline", "pk")[:MOST_HEARINGS]
        ),
        positions=list(_open_positions(user, today)),
        meetings=list(
            Meeting.objects.visible_to(user)
            .filter(body__in=[seat.body_id for seat in seats], day__gte=today, day__lte=until)
            .select_related("body")
            .order_by("day")
        ),
        activities=activities(user, today, until),
        waves=wave_periods(organisation, user),
    )


def _open_positions(user: Person, today: datetime.date) -> Iterable[Position]:
    return (
        Position.objects.filter(
            case__in=Case.objects.visible_to(user), state=PositionState.PROPOSED, comments_until__gte=today
        )
        .select_related("case")
        .order_by("comments_until")[:MOST_HEARINGS]
    )


def networks(organisation: Organisation, today: datetime.date) -> list[tuple[str, list[Organisation]]]:
    """Networks, cooperations and bodies that it is a member of, or that work in its county. One query."""
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


def waves_of(organisation: Organisation, user: Person) -> QuerySet[Wave]:
    """The waves that it, or a cooperation that acts for it, takes part in, by name."""
    groups = cooperations(organisation).values("group")
    part = Q(participants__left=False) & (
        Q(participants__organisation=organisation) | Q(participants__organisation__in=groups)
    )
    among = Wave.objects.filter(part).values("pk")
    return seen_waves(user).filter(pk__in=among).order_by("name", "pk")


def wave_periods(organisation: Organisation, user: Person) -> list[WavePeriod]:
    """Those waves with the days of their steps. Two queries."""
    found = list(waves_of(organisation, user)[:MOST_WAVES])
    steps = WaveStep.objects.filter(wave__in=[one.pk for one in found]).order_by().values_list("wave")
    days_of = {
        key: (first, last) for key, first, last in steps.annotate(first=Min("starts"), last=Max("ends"))
    }
    return [WavePeriod(one, *days_of.get(one.pk, (None, None))) for one in found]


def under_way(organisation: Organisation, user: Person) -> list[Introduction]:
    """What is planned or being introduced there, by it or for it. One query."""
    found = of_organisation(organisation, user).filter(status__in=UNDER_WAY)
    return list(found[:MOST_INTRODUCTIONS])


def coming_duties(user: Person, today: datetime.date) -> list[Duty]:
    """Duties of municipalities that begin within the twelve months. One query."""
    return list(
        Duty.objects.filter(
            municipal=True,
            state=DutyState.REQUIRED,
            valid_from__gt=today,
            valid_from__lte=today + YEAR,
            measure__in=Measure.objects.visible_to(user),
        )
        .select_related("measure")
        .order_by("valid_from", "pk")
    )


def items(
    organisation: Organisation, rests: Rests, introductions: Iterable[Introduction], duties: Iterable[Duty]
) -> list[Item]:
    """All that rests on it as lines with a kind and a period. No query."""
    found = [Item("seats", one.body.name, one.valid_from, one.valid_to) for one in rests.seats]
    found += [
        Item("networks", one.name, one.valid_from, one.valid_to, one.get_absolute_url())
        for _kind, groups in rests.networks
        for one in groups
    ]
    found += [
        Item(
            "introductions",
            one.measure.name,
            one.starts,
            one.ends,
            one.get_absolute_url(),
            one.lead_office if one.organisation_id == organisation.pk else "",
        )
        for one in introductions
        if one.starts or one.ends
    ]
    found += [
        Item("waves", part.wave.name, part.begins, part.is_done, part.wave.get_absolute_url())
        for part in rests.waves
        if part.begins or part.is_done
    ]
    found += [
        Item(
            "hearings",
            one.title,
            one.deadline,
            one.deadline,
            reverse("consultations:consultation", args=[one.public_id]),
        )
        for one in rests.hearings
    ]
    return [*found, *_meetings(rests), *_deadlines(rests, duties)]


def _meetings(rests: Rests) -> Iterable[Item]:
    for one in rests.meetings:
        yield Item("meetings", _("%(body)s meets") % {"body": one.body.name}, one.day, one.day)
        if one.papers_due is not None:
            words = _("Papers to %(body)s") % {"body": one.body.name}
            yield Item("deadlines", words, one.papers_due, one.papers_due)


def _deadlines(rests: Rests, duties: Iterable[Duty]) -> Iterable[Item]:
    for one in rests.activities:
        yield Item("deadlines", one.what, one.day, one.day, one.address)
    for position in rests.positions:
        words = _("Comments on “%(title)s”") % {"title": position.case.title}
        until = position.comments_until
        yield Item("deadlines", words, until, until, position.case.get_absolute_url())
    for duty in duties:
        words = _("Duty to use %(name)s") if duty.kind == DutyKind.USE else _("Duty to pay for %(name)s")
        yield Item(
            "deadlines",
            words % {"name": duty.measure.name},
            duty.valid_from,
            duty.valid_from,
            duty.measure.get_absolute_url(),
        )
