"""An organisation's own list: put a need on it, take it off, move it. Places go from 1 without gaps."""

from django.db import transaction
from django.db.models import F, Max

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import ListOrdered
from ..models import Need, OwnListItem


@transaction.atomic
def put(*, organisation: Organisation, need: Need, by: Actor) -> OwnListItem:
    """Put a need last on the list. One that is there stays where it is."""
    _lock(organisation)
    there = organisation.own_list.filter(need=need).first()
    if there is not None:
        return there
    last = organisation.own_list.aggregate(last=Max("place"))["last"] or 0
    made = OwnListItem.objects.create(organisation=organisation, need=need, place=last + 1)
    _record(organisation, by, need)
    return made


@transaction.atomic
def take_off(*, organisation: Organisation, need: Need, by: Actor) -> None:
    """Take a need off the list; those below move up. Nothing happens where it is not there."""
    _lock(organisation)
    item = organisation.own_list.filter(need=need).first()
    if item is None:
        return
    place = item.place
    item.delete()
    for below in organisation.own_list.filter(place__gt=place).order_by("place"):
        _place(below, below.place - 1)
    _record(organisation, by, need)


@transaction.atomic
def move(*, organisation: Organisation, need: Need, to: int, by: Actor) -> None:
    """Move a need to a place; a place beyond the ends is the end. Nothing happens where it stands there."""
    _lock(organisation)
    items = list(organisation.own_list.order_by("place"))
    moved = next((item for item in items if item.need_id == need.pk), None)
    if moved is None:
        return
    to = min(max(to, 1), len(items))
    if to == moved.place:
        return
    order = [item for item in items if item.pk != moved.pk]
    order.insert(to - 1, moved)
    # Out of the way first: no two may have one place at any moment.
    organisation.own_list.update(place=F("place") + 2 * len(items))
    for place, item in enumerate(order, start=1):
        _place(item, place)
    _record(organisation, by, need)


def _place(item: OwnListItem, place: int) -> None:
    OwnListItem.objects.filter(pk=item.pk).update(place=place)


def _lock(organisation: Organisation) -> None:
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


def _record(organisation: Organisation, by: Actor, need: Need) -> None:
    record(
        ListOrdered(
            object_id=organisation.public_id,
            object_name=organisation.name,
            length=organisation.own_list.count(),
            related=(need.public_id,),
        ),
        by=by,
    )
