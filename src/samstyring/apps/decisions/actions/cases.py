"""Cases: open one, and write what it says. What a case says is changed only while it is being prepared."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..events import CaseChanged, CaseOpened, CasePartSet
from ..models import Alternative, Case, ProposedDecision
from ..policies import check_preparing
from .moving import locked

Fields = Mapping[str, Any]
TRIES = 5


@transaction.atomic
def open_case(
    *, fields: Fields, owner: Organisation | None, by: Actor, visibility: str = Visibility.PUBLIC
) -> Case:
    """Open a case in the phase of preparing. Whoever calls has validated the fields."""
    case = _numbered(owner, {"visibility": visibility, **fields})
    record(
        CaseOpened(object_id=case.public_id, object_name=case.title, year=case.year, number=case.number),
        by=by,
    )
    return case


def _numbered(owner: Organisation | None, fields: Fields) -> Case:
    """A new case with the next number of the year; two opened at once get one each."""
    year = timezone.localdate().year
    for attempt in range(TRIES):
        last = Case.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return Case.objects.create(owner_organisation=owner, year=year, number=last + 1, **fields)
        except IntegrityError:
            taken = Case.objects.filter(year=year, number=last + 1).exists()
            if not taken or attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def change(*, case: Case, fields: Fields, by: Actor) -> Case:
    """Write something else of a case. Nothing happens where nothing differs. Raises NotPossible."""
    found = locked(case)
    check_preparing(found.phase)
    changed = write_changed(found, fields)
    if changed:
        record(CaseChanged(object_id=found.public_id, object_name=found.title, fields=changed), by=by)
    return found


@transaction.atomic
def set_proposal(
    *, case: Case, fields: Fields, by: Actor, proposal: ProposedDecision | None = None
) -> ProposedDecision:
    """Write a proposed decision, or another text of `proposal`.

    One that a body has advised on, or that was decided on, keeps its words: then the new text is a new row
    and the old one is left out. Raises NotPossible where the case is not being prepared.
    """
    found = locked(case)
    check_preparing(found.phase)
    if proposal is not None and not is_used(proposal):
        saved = ProposedDecision.objects.get(pk=proposal.pk, case=found)
        if not write_changed(saved, fields):
            return saved
    else:
        if proposal is not None:
            ProposedDecision.objects.filter(pk=proposal.pk, case=found).update(left_out=True)
        saved = ProposedDecision.objects.create(case=found, position=_next(ProposedDecision, found), **fields)
    _record_part(found, "proposal", by=by)
    return saved


@transaction.atomic
def remove_proposal(*, proposal: ProposedDecision, by: Actor) -> None:
    """Take a proposed decision out; one that a body has said something about stays as left out."""
    found = locked(proposal.case)
    check_preparing(found.phase)
    if is_used(proposal):
        ProposedDecision.objects.filter(pk=proposal.pk).update(left_out=True)
    else:
        ProposedDecision.objects.filter(pk=proposal.pk).delete()
    _record_part(found, "proposal", by=by, removed=True)


def is_used(proposal: ProposedDecision) -> bool:
    """Whether a body has said something about these very words. Two queries."""
    return proposal.advice.exists() or proposal.decisions.exists()


@transaction.atomic
def set_alternative(
    *, case: Case, fields: Fields, by: Actor, alternative: Alternative | None = None
) -> Alternative:
    """Write an alternative, or another text of one. Raises NotPossible."""
    found = locked(case)
    check_preparing(found.phase)
    if alternative is None:
        saved = Alternative.objects.create(case=found, position=_next(Alternative, found), **fields)
    else:
        saved = Alternative.objects.get(pk=alternative.pk, case=found)
        if not write_changed(saved, fields):
            return saved
    _record_part(found, "alternative", by=by)
    return saved


@transaction.atomic
def remove_alternative(*, alternative: Alternative, by: Actor) -> None:
    """Take an alternative out, with what was assessed of it. Raises NotPossible."""
    found = locked(alternative.case)
    check_preparing(found.phase)
    if Alternative.objects.filter(pk=alternative.pk).delete()[0]:
        _record_part(found, "alternative", by=by, removed=True)


def _next(model: type[ProposedDecision] | type[Alternative], case: Case) -> int:
    last: int = model._default_manager.filter(case=case).aggregate(last=Max("position"))["last"] or 0
    return last + 1


def _record_part(case: Case, part: str, *, by: Actor, removed: bool = False) -> None:
    record(
        CasePartSet(object_id=case.public_id, object_name=case.title, part=part, detail="", removed=removed),
        by=by,
    )
