"""Sheets of own lists: take one in whole or not at all."""

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.sheets.kept import SheetStage
from samstyring.apps.actors.sheets.planning import CHANGED, NEW, plain
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..models import OwnListItem, OwnListRow, OwnListUpload
from ..sheets.events import OwnListTaken
from ..sheets.planning import Plan, left_alone
from .many import BATCH, change_many, write_many


@transaction.atomic
def take(*, upload: OwnListUpload, plan: Plan, by: Actor) -> None:
    """Take in what the plan says: needs that are new, what is written of others, and the order of the list.

    The plan has nothing wrong in it and was made of what is stored now; whoever calls has seen to both.
    """
    if plan.wrong:
        raise ValueError("A sheet with something wrong in it is not taken in.")
    place = Organisation.objects.select_for_update(of=("self",)).get(pk=upload.organisation.pk)
    locked = OwnListUpload.objects.select_for_update(of=("self",)).get(pk=upload.pk, taken=None)
    new = plan.of(NEW)
    made = write_many(organisation=place, rows=[line.fields for line in new], by=by)
    change_many(
        organisation=place,
        changes={line.need.pk: line.fields for line in plan.of(CHANGED) if line.need and line.fields},
        by=by,
    )
    ids = {line.row.number: need.pk for line, need in zip(new, made, strict=True)}
    length = _order(place, plan, ids)
    OwnListRow.objects.bulk_create(
        [
            OwnListRow(
                upload=locked,
                sheet=line.row.sheet,
                number=line.row.number,
                original=line.row.original,
                mapped=plain(line.fields) | {"kind_of_row": line.kind, "place": line.place},
            )
            for line in plan.lines
        ],
        batch_size=BATCH,
    )
    locked.taken, locked.stage = timezone.now(), SheetStage.TAKEN
    locked.save(update_fields=["taken", "stage"])
    record(
        OwnListTaken(
            object_id=place.public_id,
            object_name=place.name,
            new=len(new),
            changed=len(plan.of(CHANGED)),
            length=length,
        ),
        by=by,
    )


def _order(place: Organisation, plan: Plan, ids: dict[int, int]) -> int:
    """Write the list anew: as the sheet has it, then what was on it and is not in the sheet. Its length."""
    placed = sorted((line.place, line.row.number, line) for line in plan.lines if line.place is not None)
    before = dict(place.own_list.values_list("need_id", "place"))
    order = [line.need.pk if line.need else ids[row] for _place, row, line in placed]
    order += left_alone(plan.lines, before)
    if order == [need for need, _place in sorted(before.items(), key=lambda one: one[1])]:
        return len(order)
    place.own_list.all().delete()
    OwnListItem.objects.bulk_create(
        [
            OwnListItem(organisation=place, need_id=need, place=number)
            for number, need in enumerate(order, start=1)
        ],
        batch_size=BATCH,
    )
    return len(order)
