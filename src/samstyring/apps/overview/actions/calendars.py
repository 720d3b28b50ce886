"""Addresses of calendars: make one, renew it, take it away."""

from django.db import transaction

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..events import CalendarMade, CalendarRemoved, CalendarRenewed
from ..models import CalendarFeed


@transaction.atomic
def make(
    *,
    person: User,
    by: Actor,
    organisation: Organisation | None = None,
    measure: Measure | None = None,
) -> CalendarFeed:
    """The person's calendar of one thing, or of all that is the person's. One that is there stays."""
    feed, made = CalendarFeed.objects.get_or_create(person=person, organisation=organisation, measure=measure)
    if made:
        about = organisation or measure
        record(
            CalendarMade(object_id=feed.public_id, related=(about.public_id,) if about else ()),
            by=by,
        )
    return feed


@transaction.atomic
def renew(*, feed: CalendarFeed, by: Actor) -> CalendarFeed:
    """Another address; the old one answers no more."""
    locked = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    locked.version += 1
    locked.save(update_fields=["version"])
    record(CalendarRenewed(object_id=locked.public_id, number=locked.version), by=by)
    return locked


@transaction.atomic
def remove(*, feed: CalendarFeed, by: Actor) -> None:
    """Take the address away."""
    gone, _rows = CalendarFeed.objects.filter(pk=feed.pk).delete()
    if gone:
        record(CalendarRemoved(object_id=feed.public_id), by=by)
