"""Sheets of introductions and use: take one in whole or not at all."""

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.sheets.kept import SheetStage
from samstyring.apps.actors.sheets.planning import CHANGED, NEW, plain
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import SheetTaken
from ..models import Introduction, SheetRow, SheetUpload, UseFigure
from ..sheets.layout import INTRODUCTIONS
from ..sheets.planning import Line, Plan
from . import introductions, newest_use

BATCH = 1000


@transaction.atomic
def take(*, upload: SheetUpload, plan: Plan, by: Actor) -> None:
    """Take in what the plan says: all of it or, where anything fails, nothing.

    The plan has nothing wrong in it and was made of what is stored now; whoever calls has seen to both. One
    event for each introduction, and one for the sheet with all its figures. Raises NotPossible.
    """
    if plan.wrong:
        raise ValueError("A sheet with something wrong in it is not taken in.")
    locked = SheetUpload.objects.select_for_update().get(pk=upload.pk, taken=None)
    place = locked.organisation
    there = {one.measure_id: one for one in Introduction.objects.filter(organisation=place)}
    figures: list[Line] = []
    for line in plan.lines:
        if line.row.sheet != INTRODUCTIONS.key:
            figures.append(line)
        elif line.kind in (NEW, CHANGED):
            there[line.measure.pk] = _introduction(line, place, there.get(line.measure.pk), by)
    _figures(figures, there)
    newest_use.keep({there[line.measure.pk].pk for line in figures if line.kind in (NEW, CHANGED)})
    SheetRow.objects.bulk_create(
        [
            SheetRow(
                upload=locked,
                sheet=line.row.sheet,
                number=line.row.number,
                original=line.row.original,
                mapped=plain(line.fields) | {"kind": line.kind},
            )
            for line in plan.lines
        ],
        batch_size=BATCH,
    )
    locked.taken, locked.stage = timezone.now(), SheetStage.TAKEN
    locked.save(update_fields=["taken", "stage"])
    record(
        SheetTaken(
            object_id=place.public_id,
            object_name=place.name,
            new=len(plan.of(NEW)),
            changed=len(plan.of(CHANGED)),
            figures=len(figures),
        ),
        by=by,
    )


def _introduction(line: Line, place: Organisation, one: Introduction | None, by: Actor) -> Introduction:
    day = line.day or timezone.localdate()
    if one is None:
        return introductions.add(
            measure=line.measure,
            organisation=place,
            fields=line.fields,
            day=day,
            by=by,
            visibility=Visibility.PUBLIC,
        )
    return introductions.change(introduction=one, fields=line.fields, day=day, by=by)


def _figures(lines: list[Line], there: dict[int, Introduction]) -> None:
    new = [
        UseFigure(introduction=there[line.measure.pk], **line.fields) for line in lines if line.kind == NEW
    ]
    UseFigure.objects.bulk_create(new, batch_size=BATCH)
    changed = {
        (there[line.measure.pk].pk, line.fields["year"], line.fields["month"]): line.fields
        for line in lines
        if line.kind == CHANGED
    }
    if not changed:
        return
    keys = {key for key, _year, _month in changed}
    rows = []
    for figure in UseFigure.objects.filter(introduction__in=keys):
        fields = changed.get((figure.introduction_id, figure.year, figure.month))
        if fields is not None:
            figure.eligible, figure.active = fields["eligible"], fields["active"]
            figure.source = fields["source"]
            rows.append(figure)
    UseFigure.objects.bulk_update(rows, ["eligible", "active", "source"], batch_size=BATCH)
