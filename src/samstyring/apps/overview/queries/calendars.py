"""What stands in somebody's calendar: what that person may see, today."""

import dataclasses
import datetime
import hashlib
from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.visibility import roles_held
from samstyring.apps.overview.calendar_file import Entry
from samstyring.apps.overview.models import CalendarFeed
from samstyring.apps.overview.municipality import binding, deciding, load, roadmap, standing
from samstyring.apps.overview.municipality.load import Deadline
from samstyring.apps.portfolio.choices import DutyState
from samstyring.apps.portfolio.models import Activity, Duty, Measure, Milestone, RoadmapItem

# A person's own calendar covers so many of the organisations that the person holds a role in.
MOST_ORGANISATIONS = 5
MOST_ACTIVITIES = 500

Absolute = Callable[[str], str]


def of_person(person: User) -> QuerySet[CalendarFeed]:
    """The addresses that a person has made."""
    return CalendarFeed.objects.filter(person=person).select_related("organisation", "measure")


def name_of(feed: CalendarFeed) -> str:
    """What a calendar is of, in words."""
    about = feed.organisation or feed.measure
    return about.name if about else _("All that is mine")


def entries(feed: CalendarFeed, today: datetime.date, absolute: Absolute) -> list[Entry]:
    """What is in the calendar. `absolute` makes a whole address of a path."""
    person = feed.person
    activities = Activity.objects.visible_to(person).select_related("acts")
    if feed.measure is not None:
        found = activities.filter(measure=feed.measure)
        return [*_recurring(found, absolute), *_dated(_of_measure(feed.measure, person), absolute)]
    places = [feed.organisation] if feed.organisation else _own(person)
    found = activities.filter(Q(acts__in=places) | ~Q(asks=""))
    dated = [one for place in places for one in _of_place(place, person, today)]
    return [*_recurring(found, absolute), *_dated(dated, absolute)]


def _own(person: User) -> list[Organisation]:
    held = roles_held(person).values("organisation")
    return list(Organisation.objects.filter(pk__in=held).order_by("name")[:MOST_ORGANISATIONS])


def _recurring(found: QuerySet[Activity], absolute: Absolute) -> Iterable[Entry]:
    for one in found.order_by("starts", "pk")[:MOST_ACTIVITIES]:
        yield Entry(
            key=f"activity-{one.public_id}",
            day=one.starts,
            title=one.title,
            text="\n".join(filter(None, (one.acts_words, one.asks))),
            address=absolute(one.get_absolute_url()),
            rule=one.rule,
            last_day=one.last_day,
        )


def _dated(deadlines: Iterable[Deadline], absolute: Absolute) -> Iterable[Entry]:
    for one in deadlines:
        # What it is and where to read of it, not the day: a day that moves is the same thing.
        key = hashlib.sha256(f"{one.address}\n{one.what}".encode()).hexdigest()[:32]
        yield Entry(
            key=key, day=one.day, title=one.what, address=absolute(one.address) if one.address else ""
        )


def _of_place(place: Organisation, person: User, today: datetime.date) -> list[Deadline]:
    own = standing.own(place, person)
    # What recurs is in the calendar by its rule, not day by day.
    rests = dataclasses.replace(load.load(place, person, today), activities=[])
    plans = roadmap.roadmap(person, own, today)
    return deciding.deadlines(binding.binding(person, today), plans, rests, own, today)


def _of_measure(measure: Measure, person: User) -> Iterable[Deadline]:
    """Its lines on the newest edition of each roadmap, milestones, and the days from which duties hold."""
    if not Measure.objects.visible_to(person).filter(pk=measure.pk).exists():
        return
    address = measure.get_absolute_url()
    newest = roadmap.newest_editions(person)
    for item in RoadmapItem.objects.filter(edition__in=newest, measure=measure, dropped=False):
        name = f"{measure.name} ({item.part})" if item.part else measure.name
        if item.starts:
            yield Deadline(item.starts, _("%(name)s begins on the roadmap") % {"name": name}, address)
        if item.ends:
            yield Deadline(item.ends, _("%(name)s ends on the roadmap") % {"name": name}, address)
    for milestone in Milestone.objects.filter(edition__in=newest, measure=measure):
        yield Deadline(milestone.date, milestone.title, address)
    for duty in Duty.objects.filter(measure=measure, state=DutyState.REQUIRED, valid_from__isnull=False):
        words = _("Duty to use %(name)s") if duty.kind == "use" else _("Duty to pay for %(name)s")
        if duty.valid_from is not None:
            title = f"{words % {'name': measure.name}} ({duty.for_whom})"
            yield Deadline(duty.valid_from, title, address)
