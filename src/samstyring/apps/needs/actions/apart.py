"""Tell two needs apart that look alike, and take it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import NeedsToldApart
from ..models import Need, ToldApart
from .common import today


@transaction.atomic
def tell_apart(*, need: Need, other: Need, by: Actor) -> ToldApart:
    """Say that two needs are not the same, so that they are proposed as a pair no more. Saying it again
    changes nothing. Raises NotPossible for a need and itself."""
    if need.pk == other.pk:
        raise NotPossible(_("A need cannot be told apart from itself."))
    first, second = sorted((need, other), key=lambda one: one.pk)
    said_for = (
        Organisation.objects.filter(public_id=by.organisation_id).first() if by.organisation_id else None
    )
    made, new = ToldApart.objects.get_or_create(
        first=first, second=second, defaults={"organisation": said_for, "day": today()}
    )
    if new:
        _record(need, other, stands=True, by=by)
    return made


@transaction.atomic
def take_back(*, need: Need, other: Need, by: Actor) -> None:
    """Let two needs be proposed as a pair again. Nothing happens where nobody told them apart."""
    first, second = sorted((need, other), key=lambda one: one.pk)
    gone, _rows = ToldApart.objects.filter(first=first, second=second).delete()
    if gone:
        _record(need, other, stands=False, by=by)


def _record(need: Need, other: Need, *, stands: bool, by: Actor) -> None:
    event = NeedsToldApart(
        object_id=need.public_id, object_name=need.title, related=(other.public_id,), stands=stands
    )
    record(event, by=by)
