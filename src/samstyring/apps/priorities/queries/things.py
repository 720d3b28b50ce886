"""What a round weighs, as one person may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samstyring.apps.actors.visibility import Person
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure

from ..models import Item, Round


@dataclass(frozen=True)
class Thing:
    """A need or a measure in a round. One that the person may not see has no identifier, text or address."""

    item: Item
    title: str
    text: str = ""
    address: str = ""
    public_id: UUID | None = None
    # A need that was merged into another after the round was made.
    merged: bool = False


def things_in(round_: Round, user: Person | None) -> list[Thing]:
    """The things of the round in the order they were put in; everything where `user` is none. Two queries."""
    items = list(Item.objects.filter(round=round_).select_related("need", "measure"))
    return things_of(items, user)


def things_of(items: Sequence[Item], user: Person | None) -> list[Thing]:
    """The same for some items, which have their need or measure with them. Two queries at most."""
    needs: QuerySet[Need] = Need.objects.all() if user is None else Need.objects.visible_to(user)
    measures: QuerySet[Measure] = Measure.objects.all() if user is None else Measure.objects.visible_to(user)
    need_keys = {one.need_id for one in items if one.need_id}
    measure_keys = {one.measure_id for one in items if one.measure_id}
    seen_needs = set(needs.filter(pk__in=need_keys).values_list("pk", flat=True)) if need_keys else set()
    seen_measures = (
        set(measures.filter(pk__in=measure_keys).values_list("pk", flat=True)) if measure_keys else set()
    )
    return [_thing(one, one.need_id in seen_needs or one.measure_id in seen_measures) for one in items]


def _thing(item: Item, seen: bool) -> Thing:
    if not seen:
        hidden = _("a need that you may not see") if item.need_id else _("a measure that you may not see")
        return Thing(item, hidden)
    thing = item.thing
    text = thing.description if isinstance(thing, Need) else thing.purpose
    merged = isinstance(thing, Need) and thing.merged_into_id is not None
    return Thing(item, str(thing), text, thing.get_absolute_url(), thing.public_id, merged)
