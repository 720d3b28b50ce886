"""A round before it is opened: what it is, by which criteria, over what, and what each thing takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Sum
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Effort, Measure

from ..choices import CriterionKind, Over, Unit
from ..defaults import Written, default_criteria
from ..events import CriteriaSet, ItemsSet, RoundChanged, RoundPrepared, TakesSet
from ..models import Criterion, Item, Round, Step
from ..policies import check_most, check_not_concluded, check_preparing, check_version
from .filling import refill

Fields = Mapping[str, Any]


def locked(round_: Round) -> Round:
    """The row, held until the transaction ends."""
    found: Round = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    return found


def touch(round_: Round) -> None:
    """Something was done: whoever is writing notices, and results are reckoned anew."""
    Round.objects.filter(pk=round_.pk).update(version=F("version") + 1)


@transaction.atomic
def prepare(
    *, fields: Fields, body: Organisation, by: Actor, criteria: Sequence[Written] | None = None
) -> Round:
    """Begin a round, with the usual criteria unless others are given. Whoever calls has validated them."""
    made: Round = Round.objects.create(owner_organisation=body, **fields)
    _write_criteria(made, default_criteria(made.over) if criteria is None else criteria)
    record(RoundPrepared(object_id=made.public_id, object_name=made.title, over=made.over), by=by)
    return made


@transaction.atomic
def change(*, round_: Round, fields: Fields, by: Actor) -> Round:
    """Write something else of a round as a whole. What is weighed stays. Raises NotPossible."""
    row = locked(round_)
    check_not_concluded(row)
    if fields.get("over", row.over) != row.over:
        check_preparing(row)
        if row.items.exists():
            raise NotPossible(
                _("Take out what is in the round before you change whether it weighs needs or measures."),
                field="over",
            )
    changed = write_changed(row, fields)
    if "over" in changed:
        row.criteria.filter(kind=CriterionKind.OWN).update(filled=row.over == Over.NEEDS)
    if changed:
        touch(row)
        refill(row)
        record(RoundChanged(object_id=row.public_id, object_name=row.title, fields=changed), by=by)
    return row


@transaction.atomic
def set_criteria(*, round_: Round, criteria: Sequence[Written], version: int, by: Actor) -> None:
    """Write all criteria with their scales in place of those that are there. Raises NotPossible."""
    row = locked(round_)
    check_preparing(row)
    check_version(row, version)
    row.criteria.all().delete()
    _write_criteria(row, criteria)
    touch(row)
    refill(row)
    record(
        CriteriaSet(object_id=row.public_id, object_name=row.title, weights=[one.weight for one in criteria]),
        by=by,
    )


def _write_criteria(round_: Round, criteria: Sequence[Written]) -> None:
    made = Criterion.objects.bulk_create(
        Criterion(
            round=round_,
            position=number,
            kind=one.kind,
            name=one.name,
            explanation=one.explanation,
            weight=one.weight,
            low=one.low,
            high=one.high,
            filled=one.filled,
        )
        for number, one in enumerate(criteria, start=1)
    )
    Step.objects.bulk_create(
        Step(criterion=criterion, value=value, words=words)
        for criterion, one in zip(made, criteria, strict=True)
        for value, words in enumerate(one.steps, start=1)
    )


@transaction.atomic
def add_items(*, round_: Round, things: Sequence[Need | Measure], by: Actor) -> list[Item]:
    """Put needs or measures into the round; those that are there already stay. Raises NotPossible."""
    row = locked(round_)
    check_preparing(row)
    known = set(row.items.values_list("need" if row.over == Over.NEEDS else "measure", flat=True))
    new = [one for one in dict.fromkeys(things) if one.pk not in known]
    check_most(len(known) + len(new))
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    made = Item.objects.bulk_create(
        Item(
            round=row,
            position=number,
            need=one if isinstance(one, Need) else None,
            measure=one if isinstance(one, Measure) else None,
        )
        for number, one in enumerate(new, start=last + 1)
    )
    _hours_known(row, made)
    if made:
        touch(row)
        refill(row)
        record(
            ItemsSet(
                object_id=row.public_id,
                object_name=row.title,
                added=len(made),
                removed=0,
                related=tuple(one.public_id for one in new),
            ),
            by=by,
        )
    return made


def _hours_known(round_: Round, items: Sequence[Item]) -> None:
    """The hours of an introduction, where the measure has them and the round is reckoned in hours."""
    if round_.unit != Unit.HOURS or round_.over != Over.MEASURES:
        return
    sums = {
        row["measure"]: (row["low"], row["high"])
        for row in Effort.objects.filter(measure__in=[one.measure_id for one in items])
        .values("measure")
        .annotate(low=Sum("hours_low"), high=Sum("hours_high"))
        .order_by("measure")
    }
    for item in items:
        if item.measure_id in sums:
            item.takes_low, item.takes_high = sums[item.measure_id]
            item.takes_source = _("Sum of the hours of an introduction in one municipality, from the measure")
    Item.objects.bulk_update(items, ["takes_low", "takes_high", "takes_source"])


@transaction.atomic
def remove_item(*, item: Item, by: Actor) -> None:
    """Take a thing out of the round. Raises NotPossible."""
    row = locked(item.round)
    check_preparing(row)
    thing = item.thing
    gone, _by_model = Item.objects.filter(pk=item.pk).delete()
    if gone:
        touch(row)
        refill(row)
        record(
            ItemsSet(
                object_id=row.public_id,
                object_name=row.title,
                added=0,
                removed=1,
                related=(thing.public_id,),
            ),
            by=by,
        )


@transaction.atomic
def set_takes(*, item: Item, low: int | None, high: int | None, source: str, by: Actor) -> None:
    """Write what a thing takes of the capacity, empty where it is not known. Raises NotPossible."""
    row = locked(item.round)
    check_not_concluded(row)
    found = Item.objects.select_related("need", "measure").get(pk=item.pk)
    if write_changed(found, {"takes_low": low, "takes_high": high, "takes_source": source}):
        touch(row)
        record(
            TakesSet(
                object_id=row.public_id,
                object_name=row.title,
                low=low,
                high=high,
                related=(found.thing.public_id,),
            ),
            by=by,
        )
