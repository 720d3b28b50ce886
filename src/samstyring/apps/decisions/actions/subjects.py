"""What a case treats: take up a point, a need, a measure or a round, or let it go again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.consultations.models import Point
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.priorities.models import Round

from ..events import CaseSubjectAdded, CaseSubjectRemoved
from ..models import Case, CaseSubject
from ..policies import check_act_open, check_preparing
from .moving import locked

Thing = Point | Need | Measure | Round


def kind_of(thing: Thing) -> str:
    """The name of the foreign key that leads to it."""
    return {Point: "point", Need: "need", Measure: "measure", Round: "round"}[type(thing)]


@transaction.atomic
def add(*, case: Case, thing: Thing, by: Actor) -> CaseSubject:
    """Take a point, a need, a measure or a round up in the case; nothing happens where it is there already.

    Also while the case is with a body: what belongs to it can turn up late. Raises NotPossible where
    the case is decided or withdrawn.
    """
    found = locked(case)
    check_act_open(found.phase)
    kind = kind_of(thing)
    which: dict[str, Any] = {kind: thing}
    subject, made = CaseSubject.objects.get_or_create(case=found, **which)
    if made:
        record(
            CaseSubjectAdded(
                object_id=found.public_id, object_name=found.title, related=(thing.public_id,), kind=kind
            ),
            by=by,
        )
    return subject


@transaction.atomic
def remove(*, subject: CaseSubject, by: Actor) -> None:
    """Let something go that the case does not treat after all. Raises NotPossible."""
    found = locked(subject.case)
    check_preparing(found.phase)
    if subject.outcomes.exists():
        raise NotPossible(_("It has been answered in this case, so it stays: write a new answer instead."))
    kind, thing = subject.kind, subject.thing
    if CaseSubject.objects.filter(pk=subject.pk).delete()[0]:
        record(
            CaseSubjectRemoved(
                object_id=found.public_id, object_name=found.title, related=(thing.public_id,), kind=kind
            ),
            by=by,
        )
