"""Introductions: enter one, change one, and how much it is used."""

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
from samstyring.apps.portfolio.models import Measure

from ..events import IntroductionAdded, IntroductionChanged, IntroductionMoved, UseRemoved, UseSet
from ..models import Introduction, IntroductionStep, UseFigure
from ..policies import check_has_been, check_step_day, check_together
from .newest_use import keep

Fields = Mapping[str, Any]
# What a step repeats: when one of these changes, there is a new step.
MOVING = frozenset({"stand", "stand_reason", "status"})


@transaction.atomic
def add(
    *,
    measure: Measure,
    organisation: Organisation,
    fields: Fields,
    day: datetime.date,
    by: Actor,
    visibility: str = Visibility.PUBLIC,
) -> Introduction:
    """Enter what an organisation does with a measure; its stand and status hold from `day`.

    Raises NotPossible. Whoever calls has seen that there is none for the two.
    """
    check_step_day(day, None, timezone.localdate())
    check_together(fields.get("stand", ""), fields.get("status", ""))
    made = Introduction.objects.create(
        measure=measure,
        organisation=organisation,
        owner_organisation=organisation,
        **{"visibility": visibility, **fields},
    )
    _step(made, day)
    record(
        IntroductionAdded(
            object_id=made.public_id,
            object_name=_name(made),
            related=(measure.public_id, organisation.public_id),
            stand=made.stand,
            status=made.status,
        ),
        by=by,
    )
    return made


@transaction.atomic
def change(*, introduction: Introduction, fields: Fields, day: datetime.date, by: Actor) -> Introduction:
    """Write something else; another stand, reason or status is a new step from `day`.

    Nothing happens where nothing differs. Raises NotPossible.
    """
    locked = _locked(introduction)
    moved = any(getattr(locked, name) != fields[name] for name in MOVING & fields.keys())
    if moved:
        newest = locked.steps.first()
        check_step_day(day, newest.day if newest else None, timezone.localdate())
    check_together(fields.get("stand", locked.stand), fields.get("status", locked.status))
    changed = write_changed(locked, fields)
    if not changed:
        return locked
    if moved:
        _step(locked, day)
        record(
            IntroductionMoved(
                object_id=locked.public_id,
                object_name=_name(locked),
                stand=locked.stand,
                status=locked.status,
                day=day,
            ),
            by=by,
        )
    rest = [name for name in changed if name not in MOVING]
    if rest:
        record(IntroductionChanged(object_id=locked.public_id, object_name=_name(locked), fields=rest), by=by)
    return locked


@transaction.atomic
def set_use(*, introduction: Introduction, fields: Fields, by: Actor) -> UseFigure:
    """Say how many could and did use it in a month or year; the same period is replaced.

    `fields`: year, month (none for the whole year), eligible (none where unknown), active, source. Whoever
    calls has validated them. Raises NotPossible.
    """
    locked = _locked(introduction)
    check_has_been(fields["year"], fields.get("month"), timezone.localdate())
    period = {"year": fields["year"], "month": fields.get("month")}
    values = {name: value for name, value in fields.items() if name not in period}
    figure = UseFigure.objects.filter(introduction=locked, **period).first()
    if figure is None:
        figure = UseFigure.objects.create(introduction=locked, **period, **values)
    elif not write_changed(figure, values):
        return figure
    keep([locked.pk])
    record(
        UseSet(
            object_id=locked.public_id,
            object_name=_name(locked),
            year=figure.year,
            month=figure.month or 0,
            eligible=figure.eligible,
            active=figure.active,
        ),
        by=by,
    )
    return figure


@transaction.atomic
def remove_use(*, figure: UseFigure, by: Actor) -> None:
    """Take out a figure that should not have been there; the ledger keeps that it was."""
    introduction = _locked(figure.introduction)
    gone, _rows = UseFigure.objects.filter(pk=figure.pk).delete()
    if gone:
        keep([introduction.pk])
        record(
            UseRemoved(
                object_id=introduction.public_id,
                object_name=_name(introduction),
                year=figure.year,
                month=figure.month or 0,
            ),
            by=by,
        )


def _step(introduction: Introduction, day: datetime.date) -> None:
    IntroductionStep.objects.create(
        introduction=introduction,
        day=day,
        stand=introduction.stand,
        status=introduction.status,
        reason=introduction.stand_reason,
    )


def _name(introduction: Introduction) -> str:
    return f"{introduction.measure.name}, {introduction.organisation.name}"


def _locked(introduction: Introduction) -> Introduction:
    rows = Introduction.objects.select_related("measure", "organisation").select_for_update(of=("self",))
    found: Introduction = rows.get(pk=introduction.pk)
    return found
