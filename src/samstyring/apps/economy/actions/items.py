"""Write a measure's economy: items with all that belongs to each, its frame, curves and effects.

What an item was before a change is kept, and what is taken out keeps its row: both can be undone.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..events.items import FrameSet, ItemAdded, ItemChanged, ItemRemoved, ItemRestored
from ..models import Frame, Item, ItemHours, ItemVersion
from ..policies import check_can_go_together

Fields = Mapping[str, Any]
Hours = Sequence[tuple[str, Decimal]]

KEPT = (
    "name", "direction", "recurrence", "party", "organisation_id", "organisation_name", "driver",
    "quantity_kind", "quantity_low", "quantity_mode", "quantity_high", "unit",
    "amount_kind", "amount_low", "amount_mode", "amount_high", "price_year", "who_knows",
    "curve_id", "first_year", "last_year", "budget", "benefit_class", "becomes", "cap_id",
    "grounds", "source", "visibility",
)  # fmt: skip
"""What a version keeps of an item, beside its evidence and hours."""


@transaction.atomic
def set_frame(*, measure: Measure, fields: Fields, by: Actor) -> Frame:
    """Say from which year and over how many a measure is reckoned. Nothing happens where nothing differs."""
    there = Frame.objects.select_for_update().filter(measure=measure).first()
    if there is None:
        saved = Frame.objects.create(measure=measure, **fields)
    else:
        saved = there
        if not write_changed(saved, fields):
            return saved
    record(
        FrameSet(object_id=measure.public_id, object_name=measure.name, start=saved.start, years=saved.years),
        by=by,
    )
    return saved


@transaction.atomic
def add(*, measure: Measure, fields: Fields, owner: Organisation | None, by: Actor, code: str = "") -> Item:
    """Enter a cost or benefit. `fields` are the item's, with `evidence` and `hours` where there are any.

    Whoever calls has validated the fields. Raises NotPossible where curve and measure do not go together.
    """
    plain, evidence, hours = _parts(fields)
    check_can_go_together(measure, plain)
    item = Item.objects.create(
        measure=measure, owner_organisation=owner, code=code or _free_code(measure, plain["name"]), **plain
    )
    _write_rest(item, evidence, hours)
    record(
        ItemAdded(
            object_id=item.public_id,
            object_name=measure.name,
            related=(measure.public_id,),
            direction=item.direction,
            party=item.party,
        ),
        by=by,
    )
    return item


@transaction.atomic
def change(*, item: Item, fields: Fields, by: Actor) -> Item:
    """Write something else of an item; what it was is kept. Nothing happens where nothing differs."""
    locked = _locked(item)
    before = snapshot(locked)
    plain, evidence, hours = _parts(fields)
    check_can_go_together(locked.measure, plain)
    changed = write_changed(locked, plain)
    _write_rest(locked, evidence, hours)
    after = snapshot(locked)
    if before == after:
        return locked
    changed += [name for name in ("evidence", "hours") if before[name] != after[name]]
    ItemVersion.objects.create(item=locked, values=before)
    _record_change(locked, changed, by=by)
    return locked


def _record_change(item: Item, changed: list[str], *, by: Actor, undone: bool = False) -> None:
    event = ItemChanged(
        object_id=item.public_id,
        object_name=item.measure.name,
        related=(item.measure.public_id,),
        fields=changed,
        undone=undone,
    )
    record(event, by=by)


@transaction.atomic
def undo(*, item: Item, by: Actor) -> Item:
    """Take back the last change of an item. Raises NotPossible where there is none."""
    locked = _locked(item)
    version = locked.versions.first()
    if version is None:
        raise NotPossible(_("There is no change to take back."))
    values = dict(version.values)
    evidence, hours = values.pop("evidence"), values.pop("hours")
    now = snapshot(locked)
    changed = [name for name in KEPT if now[name] != values[name]]
    for name in KEPT:
        setattr(locked, name, _restored(name, values[name]))
    locked.save(update_fields=[name.removesuffix("_id") for name in KEPT])
    locked.evidence.set(evidence)
    _set_hours(locked, [(name, Decimal(each)) for name, each in hours])
    version.delete()
    _record_change(locked, changed, by=by, undone=True)
    return locked


@transaction.atomic
def remove(*, item: Item, by: Actor) -> Item:
    """Take an item out of the reckoning; it can be put back."""
    locked = _locked(item)
    if locked.removed_at is None:
        locked.removed_at = timezone.now()
        locked.save(update_fields=["removed_at"])
        record(_about(ItemRemoved, locked), by=by)
    return locked


@transaction.atomic
def restore(*, item: Item, by: Actor) -> Item:
    """Put an item back that was taken out."""
    locked = _locked(item)
    if locked.removed_at is not None:
        locked.removed_at = None
        locked.save(update_fields=["removed_at"])
        record(_about(ItemRestored, locked), by=by)
    return locked


def snapshot(item: Item) -> dict[str, Any]:
    """The item as plain values that JSON can keep."""
    values = {name: _plain(getattr(item, name)) for name in KEPT}
    values["evidence"] = sorted(item.evidence.values_list("pk", flat=True))
    values["hours"] = [[one.profession, _plain(one.hours)] for one in item.hours.order_by("profession")]
    return values


def _about(event: type[ItemRemoved] | type[ItemRestored], item: Item) -> ItemRemoved | ItemRestored:
    return event(object_id=item.public_id, object_name=item.measure.name, related=(item.measure.public_id,))


def _plain(value: Any) -> Any:
    """A decimal as text without needless zeros, so that 1 and 1.0000 are the same."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _restored(name: str, value: Any) -> Any:
    number = name.rpartition("_")[2] in {"low", "mode", "high"}
    return Decimal(value) if number and value is not None else value


def _parts(fields: Fields) -> tuple[dict[str, Any], Sequence[Any] | None, Hours | None]:
    plain = {name: value for name, value in fields.items() if name not in {"evidence", "hours"}}
    return plain, fields.get("evidence"), fields.get("hours")


def _write_rest(item: Item, evidence: Sequence[Any] | None, hours: Hours | None) -> None:
    if evidence is not None:
        item.evidence.set(evidence)
    if hours is not None:
        _set_hours(item, hours)


def _set_hours(item: Item, hours: Hours) -> None:
    item.hours.all().delete()
    ItemHours.objects.bulk_create(ItemHours(item=item, profession=name, hours=each) for name, each in hours)


def _free_code(measure: Measure, name: str) -> str:
    """A code made of the name that no item of the measure has, also none that was taken out."""
    base = slugify(name)[:50] or "post"
    taken = set(Item.objects.filter(measure=measure).values_list("code", flat=True))
    return next(
        code for code in (base, *(f"{base}-{at}" for at in range(2, len(taken) + 3))) if code not in taken
    )


def _locked(item: Item) -> Item:
    found: Item = Item.objects.select_for_update(of=("self",)).select_related("measure").get(pk=item.pk)
    return found
