"""Promised gains: promise one, change one, say when what is due, and record what it came to."""

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..events.realised import (
    BenefitChanged,
    BenefitDueSet,
    BenefitMeasuredSet,
    BenefitPromised,
    BenefitWithdrawn,
)
from ..models import BenefitDue, BenefitMeasured, PlannedBenefit
from ..policies_national import check_is_expected, check_is_withdrawn, check_measured_day

Fields = Mapping[str, Any]


@transaction.atomic
def promise(
    *,
    organisation: Organisation,
    measure: Measure,
    fields: Fields,
    by: Actor,
    visibility: str = Visibility.PUBLIC,
) -> PlannedBenefit:
    """Enter a gain that is promised somewhere. Whoever calls has validated the fields."""
    made = PlannedBenefit.objects.create(
        organisation=organisation,
        owner_organisation=organisation,
        measure=measure,
        **{"visibility": visibility, **fields},
    )
    event = BenefitPromised(
        object_id=made.public_id,
        object_name=made.name,
        related=(measure.public_id, organisation.public_id),
    )
    record(event, by=by)
    return made


@transaction.atomic
def change(*, benefit: PlannedBenefit, fields: Fields, by: Actor) -> PlannedBenefit:
    """Write something else of a gain. Nothing happens where nothing differs."""
    locked = _locked(benefit)
    changed = write_changed(locked, fields)
    if changed:
        record(BenefitChanged(object_id=locked.public_id, object_name=locked.name, fields=changed), by=by)
    return locked


@transaction.atomic
def withdraw(*, benefit: PlannedBenefit, reason: str, by: Actor) -> PlannedBenefit:
    """Say that a gain is no longer expected, and why. It stays on its page. Raises NotPossible."""
    locked = _locked(benefit)
    check_is_expected(locked.withdrawn)
    write_changed(locked, {"withdrawn": reason})
    record(BenefitWithdrawn(object_id=locked.public_id, object_name=locked.name, again=False), by=by)
    return locked


@transaction.atomic
def expect_again(*, benefit: PlannedBenefit, by: Actor) -> PlannedBenefit:
    """Undo that a gain was withdrawn. Raises NotPossible."""
    locked = _locked(benefit)
    check_is_withdrawn(locked.withdrawn)
    write_changed(locked, {"withdrawn": ""})
    record(BenefitWithdrawn(object_id=locked.public_id, object_name=locked.name, again=True), by=by)
    return locked


@transaction.atomic
def set_due(*, benefit: PlannedBenefit, day: datetime.date, planned: Decimal, by: Actor) -> BenefitDue:
    """Say what the indicator is to have come to on a day; the same day is replaced."""
    locked = _locked(benefit)
    found = locked.due.filter(day=day).first()
    if found is None:
        found = BenefitDue.objects.create(benefit=locked, day=day, planned=planned)
    elif not write_changed(found, {"planned": planned}):
        return found
    _due(locked, day, by=by)
    return found


@transaction.atomic
def remove_due(*, due: BenefitDue, by: Actor) -> None:
    """Take out a due day that should not have been there."""
    locked = _locked(due.benefit)
    gone, _rows = BenefitDue.objects.filter(pk=due.pk).delete()
    if gone:
        _due(locked, due.day, by=by, removed=True)


def _due(benefit: PlannedBenefit, day: datetime.date, *, by: Actor, removed: bool = False) -> None:
    event = BenefitDueSet(object_id=benefit.public_id, object_name=benefit.name, day=day, removed=removed)
    record(event, by=by)


@transaction.atomic
def measure(*, benefit: PlannedBenefit, day: datetime.date, fields: Fields, by: Actor) -> BenefitMeasured:
    """Record what the indicator had come to on a day; the same day is replaced. Raises NotPossible.

    `fields`: value, source, note.
    """
    check_measured_day(day, timezone.localdate())
    locked = _locked(benefit)
    found = locked.measured.filter(day=day).first()
    if found is None:
        found = BenefitMeasured.objects.create(benefit=locked, day=day, **fields)
    elif not write_changed(found, fields):
        return found
    _measured(locked, day, by=by)
    return found


@transaction.atomic
def remove_measured(*, measured: BenefitMeasured, by: Actor) -> None:
    """Take out a value that should not have been there; the ledger keeps that it was."""
    locked = _locked(measured.benefit)
    gone, _rows = BenefitMeasured.objects.filter(pk=measured.pk).delete()
    if gone:
        _measured(locked, measured.day, by=by, removed=True)


def _measured(benefit: PlannedBenefit, day: datetime.date, *, by: Actor, removed: bool = False) -> None:
    event = BenefitMeasuredSet(
        object_id=benefit.public_id, object_name=benefit.name, day=day, removed=removed
    )
    record(event, by=by)


def _locked(benefit: PlannedBenefit) -> PlannedBenefit:
    found: PlannedBenefit = PlannedBenefit.objects.select_for_update(of=("self",)).get(pk=benefit.pk)
    return found
