"""What a case would mean for municipalities, by each party, and the two consultations."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..choices import Phase
from ..events import CasePartSet
from ..models import Alternative, Case, Consequence, PartyConsultation
from ..policies import check_act_open
from .moving import locked

Fields = Mapping[str, Any]


@transaction.atomic
def assess(
    *,
    case: Case,
    kind: str,
    party: str,
    fields: Fields,
    by: Actor,
    alternative: Alternative | None = None,
) -> Consequence:
    """Write one party's assessment of one kind of consequence; writing again changes it.

    Possible until the case is settled: the other party often assesses while a body has it. Raises
    NotPossible.
    """
    found = locked(case)
    check_act_open(found.phase)
    row = Consequence.objects.filter(case=found, kind=kind, party=party, alternative=alternative).first()
    if row is None:
        row = Consequence.objects.create(
            case=found, kind=kind, party=party, alternative=alternative, **fields
        )
    elif not write_changed(row, fields):
        return row
    _record(found, "consequence", f"{party}.{kind}", by=by)
    return row


@transaction.atomic
def remove(*, consequence: Consequence, by: Actor) -> None:
    """Take an assessment out. Raises NotPossible where the case is settled."""
    found = locked(consequence.case)
    check_act_open(found.phase)
    if Consequence.objects.filter(pk=consequence.pk).delete()[0]:
        _record(found, "consequence", f"{consequence.party}.{consequence.kind}", by=by, removed=True)


@transaction.atomic
def set_consultation(*, case: Case, kind: str, fields: Fields, by: Actor) -> PartyConsultation:
    """Say how one of the two consultations stands; saying it again changes it.

    Also of a settled case, as it can turn out later that nobody was consulted. Not of a withdrawn one: raises
    NotPossible.
    """
    found = locked(case)
    if found.phase == Phase.WITHDRAWN:
        check_act_open(found.phase)
    row = PartyConsultation.objects.filter(case=found, kind=kind).first()
    if row is None:
        row = PartyConsultation.objects.create(case=found, kind=kind, **fields)
    elif not write_changed(row, fields):
        return row
    _record(found, "consultation", f"{kind}.{row.state}", by=by)
    return row


def _record(case: Case, part: str, detail: str, *, by: Actor, removed: bool = False) -> None:
    record(
        CasePartSet(
            object_id=case.public_id, object_name=case.title, part=part, detail=detail, removed=removed
        ),
        by=by,
    )
