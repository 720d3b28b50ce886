"""Waves: plan one, say who takes part and how far each is, and tie a participant's introduction to it."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..choices import Progress, Status
from ..events import (
    WaveAdded,
    WaveChanged,
    WaveIntroductionLinked,
    WaveJoined,
    WaveLeft,
    WaveReturned,
    WaveStepRemoved,
    WaveStepWritten,
    WaveWentOn,
)
from ..models import Introduction, StepProgress, Wave, WaveParticipant, WaveStep
from ..policies import check_outside_has_reason, check_progress_day, check_step_unbegun
from . import introductions

Fields = Mapping[str, Any]


@transaction.atomic
def add(*, network: Organisation, measure: Measure, fields: Fields, by: Actor) -> Wave:
    """Enter a wave; the network takes part from the start, for its own hours."""
    made = Wave.objects.create(network=network, owner_organisation=network, measure=measure, **fields)
    WaveParticipant.objects.create(wave=made, organisation=network)
    record(
        WaveAdded(
            object_id=made.public_id, object_name=made.name, related=(network.public_id, measure.public_id)
        ),
        by=by,
    )
    return made


@transaction.atomic
def change(*, wave: Wave, fields: Fields, by: Actor) -> Wave:
    """Write something else of a wave. Nothing happens where nothing differs."""
    locked = _locked(wave)
    if changed := write_changed(locked, fields):
        record(WaveChanged(object_id=locked.public_id, object_name=locked.name, fields=changed), by=by)
    return locked


@transaction.atomic
def write_step(*, wave: Wave, step: WaveStep | None, fields: Fields, by: Actor) -> WaveStep:
    """Enter a step after the others, or (with `step`) change one. Whoever calls has validated `fields`."""
    locked = _locked(wave)
    if step is None:
        last = locked.steps.aggregate(last=Max("position"))["last"] or 0
        step = WaveStep.objects.create(wave=locked, position=last + 1, **fields)
    elif not write_changed(step, fields):
        return step
    record(
        WaveStepWritten(object_id=locked.public_id, object_name=locked.name, position=step.position), by=by
    )
    return step


@transaction.atomic
def remove_step(*, step: WaveStep, by: Actor) -> None:
    """Take out a step that nobody has begun. Raises NotPossible."""
    wave = _locked(step.wave)
    progress = StepProgress.objects.filter(step=step)
    check_step_unbegun(step.name, progress.exclude(state=Progress.PLANNED).count())
    progress.delete()
    gone, _rows = WaveStep.objects.filter(pk=step.pk).delete()
    if gone:
        record(
            WaveStepRemoved(object_id=wave.public_id, object_name=wave.name, position=step.position), by=by
        )


@transaction.atomic
def join(
    *,
    wave: Wave,
    organisations: Iterable[Organisation],
    inside: frozenset[int],
    reason: str = "",
    by: Actor,
) -> list[WaveParticipant]:
    """Let municipalities take part. `inside` are the keys of those in the network; others need a reason.

    Those that take part are left as they are; one that had left is taken back. Raises NotPossible.
    """
    locked = _locked(wave)
    found = list(organisations)
    check_outside_has_reason([one.name for one in found if one.pk not in inside], reason)
    return [_join(locked, one, "" if one.pk in inside else reason, by) for one in found]


def _join(wave: Wave, organisation: Organisation, reason: str, by: Actor) -> WaveParticipant:
    there = WaveParticipant.objects.filter(wave=wave, organisation=organisation).first()
    if there is not None:
        if there.left:
            _set_left(wave, there, left=False, by=by)
        return there
    made = WaveParticipant.objects.create(wave=wave, organisation=organisation, reason_outside=reason)
    record(
        WaveJoined(
            object_id=wave.public_id,
            object_name=wave.name,
            related=(organisation.public_id,),
            outside=bool(reason),
        ),
        by=by,
    )
    return made


@transaction.atomic
def set_left(*, participant: WaveParticipant, left: bool, by: Actor) -> None:
    """Take a participant out, or take it back as it was. The network itself stays. Raises NotPossible."""
    wave = _locked(participant.wave)
    if participant.organisation_id == wave.network_id:
        raise NotPossible(_("The network that runs the wave cannot leave it."))
    locked = _locked_participant(participant)
    if locked.left != left:
        _set_left(wave, locked, left=left, by=by)


def _set_left(wave: Wave, participant: WaveParticipant, *, left: bool, by: Actor) -> None:
    participant.left = left
    participant.save(update_fields=["left"])
    kind = WaveLeft if left else WaveReturned
    record(
        kind(
            object_id=wave.public_id,
            object_name=wave.name,
            related=(participant.organisation.public_id,),
        ),
        by=by,
    )


@transaction.atomic
def go_on(
    *,
    participant: WaveParticipant,
    states: Mapping[WaveStep, str],
    day: datetime.date,
    by: Actor,
) -> None:
    """Say how far a participant has come with each step; what changes has changed on `day`.

    It can go back too, where something was said by mistake. Raises NotPossible for a day that has not come,
    and ValueError for a step of another wave.
    """
    if any(step.wave_id != participant.wave_id for step in states):
        raise ValueError("A step belongs to another wave than the participant.")
    check_progress_day(day, timezone.localdate())
    locked = _locked_participant(participant)
    before = {row.step_id: row for row in locked.progress.all()}
    moved = False
    for step, state in states.items():
        row = before.get(step.pk)
        if (row.state if row else Progress.PLANNED) == state:
            continue
        moved = True
        StepProgress.objects.update_or_create(
            participant=locked, step=step, defaults={"state": state, "day": day}
        )
    if moved:
        record(
            WaveWentOn(
                object_id=participant.wave.public_id,
                object_name=participant.wave.name,
                related=(locked.organisation.public_id,),
                done=locked.progress.filter(state=Progress.DONE).count(),
                steps=participant.wave.steps.count(),
            ),
            by=by,
        )


@transaction.atomic
def link_introduction(*, participant: WaveParticipant, may_add: bool, by: Actor) -> Introduction:
    """Tie the participant's introduction of the measure to the wave; enter it first where there is none.

    It is entered as planned, in the period of the steps, when `may_add` says that whoever acts may do so for
    the participant. Raises NotPossible.
    """
    locked = _locked_participant(participant)
    wave = _locked(participant.wave)
    found: Introduction | None = Introduction.objects.filter(
        measure=wave.measure, organisation=locked.organisation
    ).first()
    made = found is None
    if found is None:
        if not may_add:
            raise NotPossible(
                _("%(name)s has not entered the measure yet, and only its own people can do that.")
                % {"name": locked.organisation.name}
            )
        found = introductions.add(
            measure=wave.measure,
            organisation=locked.organisation,
            fields={"status": Status.PLANNED, "source": wave.name, **_period(wave)},
            day=timezone.localdate(),
            by=by,
        )
    if locked.introduction_id != found.pk:
        locked.introduction = found
        locked.save(update_fields=["introduction"])
        record(
            WaveIntroductionLinked(
                object_id=wave.public_id,
                object_name=wave.name,
                related=(locked.organisation.public_id, found.public_id),
                made=made,
            ),
            by=by,
        )
    return found


def _period(wave: Wave) -> dict[str, datetime.date | None]:
    steps = list(wave.steps.all())
    return {
        "starts": min((one.starts for one in steps if one.starts), default=None),
        "ends": max((one.ends for one in steps if one.ends), default=None),
    }


def _locked(wave: Wave) -> Wave:
    rows = Wave.objects.select_related("measure", "network").select_for_update(of=("self",))
    found: Wave = rows.get(pk=wave.pk)
    return found


def _locked_participant(participant: WaveParticipant) -> WaveParticipant:
    rows = WaveParticipant.objects.select_related("organisation").select_for_update(of=("self",))
    return rows.get(pk=participant.pk)
