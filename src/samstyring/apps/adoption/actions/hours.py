"""Hours: what a participant of a wave plans and spends in a year, and what an organisation has."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import CapacitySaid, EmployeeYearsSaid, WaveHoursSet, WaveHoursUndone
from ..models import Capacity, EmployeeYears, HoursChange, WaveHours, WaveParticipant
from ..policies import nothing_to_undo


class Hours(NamedTuple):
    """Hours of one profession in one quarter (1 to 4); none is not said."""

    quarter: int
    profession: str
    planned: int | None
    spent: int | None


class Has(NamedTuple):
    """How many hours there are of a profession (no name: of all together) in a quarter."""

    quarter: int
    profession: str
    hours: int


@transaction.atomic
def write(*, participant: WaveParticipant, year: int, rows: Iterable[Hours], by: Actor) -> bool:
    """Let a year's hours be `rows` and nothing else; whether anything changed.

    Rows that say nothing are left out. Whoever calls has seen that no profession is there twice in a quarter.
    """
    locked = _locked(participant)
    before = _stored(locked, year)
    said = [one for one in rows if one.planned is not None or one.spent is not None]
    after = sorted(said, key=_place)
    if before == after:
        return False
    _replace(locked, year, before, after)
    _record(WaveHoursSet, locked, year, after, by)
    return True


def _record(
    kind: type[WaveHoursSet | WaveHoursUndone],
    participant: WaveParticipant,
    year: int,
    rows: Sequence[Hours],
    by: Actor,
) -> None:
    planned, spent = _sums(rows)
    event = kind(
        object_id=participant.wave.public_id,
        object_name=participant.wave.name,
        related=(participant.organisation.public_id,),
        year=year,
        planned=planned,
        spent=spent,
    )
    record(event, by=by)


@transaction.atomic
def undo(*, participant: WaveParticipant, year: int, by: Actor) -> None:
    """Let a year's hours be what they were before the newest change. To undo an undo does it again.

    Raises NotPossible where there is no change.
    """
    locked = _locked(participant)
    newest = HoursChange.objects.filter(participant=locked, year=year).first()
    if newest is None:
        raise NotPossible(nothing_to_undo())
    rows = [Hours(*row) for row in newest.before]
    _replace(locked, year, _stored(locked, year), rows)
    _record(WaveHoursUndone, locked, year, rows, by)


@transaction.atomic
def say_capacity(
    *, organisation: Organisation, year: int, rows: Iterable[Has], visibility: str, by: Actor
) -> bool:
    """Let an organisation's hours of a year be `rows` and nothing else; whether anything changed."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    stored = Capacity.objects.filter(organisation=organisation, year=year)
    before = sorted(stored.values_list("quarter", "profession", "hours", "visibility"))
    after = sorted((*one, visibility) for one in rows)
    if before == after:
        return False
    stored.delete()
    Capacity.objects.bulk_create(
        Capacity(
            organisation=organisation,
            owner_organisation=organisation,
            year=year,
            quarter=quarter,
            profession=profession,
            hours=hours,
            visibility=seen_by,
        )
        for quarter, profession, hours, seen_by in after
    )
    record(
        CapacitySaid(
            object_id=organisation.public_id,
            object_name=organisation.name,
            year=year,
            hours=sum(row[2] for row in after),
        ),
        by=by,
    )
    return True


@transaction.atomic
def say_employee_years(
    *, organisation: Organisation, year: int, number: Decimal, source: str, by: Actor
) -> EmployeeYears:
    """Say how many employee-years it had in a year, in place of what was said before of that year."""
    said, _made = EmployeeYears.objects.update_or_create(
        organisation=organisation, year=year, defaults={"number": number, "source": source}
    )
    record(
        EmployeeYearsSaid(object_id=organisation.public_id, object_name=organisation.name, year=year), by=by
    )
    return said


def _stored(participant: WaveParticipant, year: int) -> list[Hours]:
    rows = participant.hours.filter(year=year).values_list("quarter", "profession", "planned", "spent")
    return sorted((Hours(*row) for row in rows), key=_place)


def _place(one: Hours) -> tuple[int, str]:
    return one.quarter, one.profession


def _replace(
    participant: WaveParticipant, year: int, before: Sequence[Hours], after: Sequence[Hours]
) -> None:
    participant.hours.filter(year=year).delete()
    WaveHours.objects.bulk_create(
        WaveHours(
            participant=participant,
            year=year,
            quarter=one.quarter,
            profession=one.profession,
            planned=one.planned,
            spent=one.spent,
        )
        for one in after
    )
    HoursChange.objects.create(
        participant=participant,
        year=year,
        before=[list(one) for one in before],
        after=[list(one) for one in after],
    )


def _sums(rows: Iterable[Hours]) -> tuple[int, int]:
    found = list(rows)
    return sum(one.planned or 0 for one in found), sum(one.spent or 0 for one in found)


def _locked(participant: WaveParticipant) -> WaveParticipant:
    rows = WaveParticipant.objects.select_related("organisation", "wave").select_for_update(of=("self",))
    return rows.get(pk=participant.pk)
