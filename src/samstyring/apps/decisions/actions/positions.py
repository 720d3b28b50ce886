"""The sector's position: propose it, ask municipalities, agree on it with a mandate, tell what was said."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import PositionState
from ..events import PositionCommented, PositionMoved, PositionSaid
from ..models import Case, Position, PositionComment
from ..policies import check_act_open, check_commenting, check_not_before, check_past, check_position
from .moving import locked

Fields = Mapping[str, Any]


@transaction.atomic
def propose(*, case: Case, text: str, by: Actor) -> Position:
    """Propose a position, another text of a proposed one, or anew where none was agreed.

    Raises NotPossible where it is out for comment or agreed, or the case is settled.
    """
    found = locked(case)
    check_act_open(found.phase)
    if not text.strip():
        raise NotPossible(_("Write the proposed position."), field="proposed")
    position = Position.objects.select_for_update(of=("self",)).filter(case=found).first()
    before = position.state if position else ""
    if position is None:
        position = Position.objects.create(case=found, proposed=text)
    else:
        if before != PositionState.PROPOSED:
            check_position(before, PositionState.PROPOSED)
        position.proposed, position.state = text, PositionState.PROPOSED
        position.save(update_fields=["proposed", "state"])
    _record(position, before, by=by)
    return position


@transaction.atomic
def ask(*, position: Position, until: datetime.date | None, by: Actor) -> Position:
    """Put the proposed position out for comment. Raises NotPossible, also for a past day."""
    found = _locked(position)
    check_position(found.state, PositionState.COMMENTING)
    if until and until < timezone.localdate():
        raise NotPossible(_("This day has passed."), field="comments_until")
    before = found.state
    found.state, found.comments_until = PositionState.COMMENTING, until
    found.save(update_fields=["state", "comments_until"])
    _record(found, before, by=by, day=until)
    return found


@transaction.atomic
def comment(
    *,
    position: Position,
    organisation: Organisation,
    view: str,
    by: Actor,
    text: str = "",
    user: User | None = None,
) -> PositionComment:
    """Comment for an organisation. Commenting again is a new row, and the earlier one stays beside it.

    Raises NotPossible where the position is not out for comment or the day has passed.
    """
    found = _locked(position)
    check_commenting(found.state, found.comments_until, timezone.localdate())
    earlier = PositionComment.objects.filter(position=found, organisation=organisation, counts=True).first()
    if earlier is not None:
        PositionComment.objects.filter(pk=earlier.pk).update(counts=False)
    made = PositionComment.objects.create(
        position=found, organisation=organisation, view=view, text=text, by=user
    )
    record(
        PositionCommented(
            object_id=found.public_id,
            object_name=found.case.title,
            related=(found.case.public_id, organisation.public_id),
            view=made.view,
            again=earlier is not None,
        ),
        by=by,
    )
    return made


@transaction.atomic
def agree(*, position: Position, fields: Fields, by: Actor) -> Position:
    """Say that the position is agreed: text, by whom, on which day, with which mandate and in which body.

    Raises NotPossible.
    """
    found = _locked(position)
    check_position(found.state, PositionState.AGREED)
    for name, sentence in (
        ("agreed", _("Write the position as it was agreed.")),
        ("mandate", _("Write what the representatives may say and agree to for the sector.")),
    ):
        if not str(fields[name]).strip():
            raise NotPossible(sentence, field=name)
    check_past(fields["agreed_on"], timezone.localdate(), field="agreed_on")
    before = found.state
    for name in ("agreed", "agreed_by", "agreed_on", "mandate", "mandate_in"):
        setattr(found, name, fields.get(name))
    found.state = PositionState.AGREED
    found.save()
    _record(found, before, by=by, day=found.agreed_on)
    return found


@transaction.atomic
def drop(*, position: Position, why: str, by: Actor) -> Position:
    """Say that no position was agreed, and why. Raises NotPossible."""
    found = _locked(position)
    check_position(found.state, PositionState.DROPPED)
    if not why.strip():
        raise NotPossible(_("Write why."), field="dropped_why")
    before = found.state
    found.state, found.dropped_why = PositionState.DROPPED, why
    found.save(update_fields=["state", "dropped_why"])
    _record(found, before, by=by)
    return found


@transaction.atomic
def tell(*, position: Position, said: str, said_on: datetime.date, by: Actor) -> Position:
    """Write what was said for the sector in the body. Raises NotPossible."""
    found = _locked(position)
    if found.state != PositionState.AGREED:
        raise NotPossible(_("No position is agreed yet, so nobody has spoken for it."))
    if not said.strip():
        raise NotPossible(_("Write what was said."), field="said")
    check_past(said_on, timezone.localdate(), field="said_on")
    check_not_before(
        said_on, found.agreed_on, field="said_on", what=_("the day when the position was agreed")
    )
    found.said, found.said_on = said, said_on
    found.save(update_fields=["said", "said_on"])
    record(
        PositionSaid(
            object_id=found.public_id,
            object_name=found.case.title,
            related=(found.case.public_id,),
            day=said_on,
        ),
        by=by,
    )
    return found


def _locked(position: Position) -> Position:
    locked(position.case)
    return Position.objects.select_for_update(of=("self",)).select_related("case").get(pk=position.pk)


def _record(position: Position, before: str, *, by: Actor, day: datetime.date | None = None) -> None:
    record(
        PositionMoved(
            object_id=position.public_id,
            object_name=position.case.title,
            related=(position.case.public_id,),
            before=before,
            after=position.state,
            day=day,
        ),
        by=by,
    )
