"""Measures: enter one, change one, say what stage it has come to, what binds whom, and the hours it takes."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..events import DutyRemoved, DutySet, EffortSet, MeasureAdded, MeasureChanged, StageSet
from ..models import Duty, Effort, Measure, StageChange
from ..policies import check_stage_day

Fields = Mapping[str, Any]


@transaction.atomic
def add(
    *, fields: Fields, owner: Organisation | None, by: Actor, visibility: str = Visibility.PUBLIC
) -> Measure:
    """Enter a measure. `owner` keeps the description. Whoever calls has validated the fields."""
    measure = Measure.objects.create(owner_organisation=owner, **{"visibility": visibility, **fields})
    record(MeasureAdded(object_id=measure.public_id, object_name=measure.name, kind=measure.kind), by=by)
    return measure


@transaction.atomic
def change(*, measure: Measure, fields: Fields, by: Actor) -> Measure:
    """Write something else of a measure. Nothing happens where nothing differs."""
    locked = _locked(measure)
    changed = write_changed(locked, fields)
    if not changed:
        return locked
    record(MeasureChanged(object_id=locked.public_id, object_name=locked.name, fields=changed), by=by)
    return locked


@transaction.atomic
def set_stage(
    *,
    measure: Measure,
    stage: str,
    date: datetime.date,
    by: Actor,
    began: bool = True,
    note: str = "",
    source: str = "",
) -> StageChange:
    """Say that the measure was at a stage on a day. Earlier changes stay. Raises NotPossible."""
    check_stage_day(date, timezone.localdate())
    locked = _locked(measure)
    made = StageChange.objects.create(
        measure=locked, stage=stage, date=date, began=began, note=note, source=source
    )
    record(
        StageSet(object_id=locked.public_id, object_name=locked.name, stage=stage, date=date, began=began),
        by=by,
    )
    return made


@transaction.atomic
def set_duty(*, measure: Measure, fields: Fields, by: Actor, duty: Duty | None = None) -> Duty:
    """Say of one duty for whom it is and since when: a new line, or another text of the line `duty`.

    Whoever calls has validated the fields, also that no other line is for the same ones.
    """
    locked = _locked(measure)
    before = ""
    if duty is None:
        saved = Duty.objects.create(measure=locked, **fields)
    else:
        saved = Duty.objects.select_for_update(of=("self",)).get(pk=duty.pk, measure=locked)
        before = saved.state
        if all(getattr(saved, name) == value for name, value in fields.items()):
            return saved
        for name, value in fields.items():
            setattr(saved, name, value)
        saved.save()
    record(
        DutySet(
            object_id=locked.public_id,
            object_name=locked.name,
            kind=saved.kind,
            state=saved.state,
            before=before,
            valid_from=saved.valid_from,
        ),
        by=by,
    )
    return saved


@transaction.atomic
def remove_duty(*, duty: Duty, by: Actor) -> None:
    """Take out a line that should not have been there; the ledger keeps that it was."""
    measure = _locked(duty.measure)
    gone, _rows = Duty.objects.filter(pk=duty.pk).delete()
    if gone:
        record(
            DutyRemoved(
                object_id=measure.public_id, object_name=measure.name, kind=duty.kind, state=duty.state
            ),
            by=by,
        )


@transaction.atomic
def set_effort(*, measure: Measure, fields: Fields, by: Actor) -> Effort:
    """Say what hours a profession typically spends on an introduction; the same profession is replaced."""
    locked = _locked(measure)
    values = {name: value for name, value in fields.items() if name != "profession"}
    effort, _made = Effort.objects.update_or_create(
        measure=locked, profession=fields["profession"], defaults=values
    )
    record(
        EffortSet(
            object_id=locked.public_id,
            object_name=locked.name,
            hours_low=effort.hours_low,
            hours_high=effort.hours_high,
        ),
        by=by,
    )
    return effort


@transaction.atomic
def remove_effort(*, effort: Effort, by: Actor) -> None:
    """Take out the hours of a profession."""
    measure = _locked(effort.measure)
    gone, _rows = Effort.objects.filter(pk=effort.pk).delete()
    if gone:
        record(
            EffortSet(object_id=measure.public_id, object_name=measure.name, hours_low=None, hours_high=None),
            by=by,
        )


def _locked(measure: Measure) -> Measure:
    return Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
