"""What is said while scores are talked about, and what a minority wants to be read with the advice."""

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import Noted
from ..models import Item, Note, Round
from ..policies import check_talking
from .rounds import locked, touch


@transaction.atomic
def write(
    *,
    round_: Round,
    item: Item | None,
    kind: str,
    text: str,
    author: User,
    organisation: Organisation,
    by: Actor,
) -> Note:
    """Add a note, on one thing or on the round. Raises NotPossible, also for an empty one."""
    row = locked(round_)
    check_talking(row)
    if not text.strip():
        raise NotPossible(_("Write what was said."), field="text")
    made = Note.objects.create(
        round=row, item=item, kind=kind, text=text.strip(), author=author, organisation=organisation
    )
    touch(row)
    related = (item.thing.public_id,) if item else ()
    record(Noted(object_id=row.public_id, object_name=row.title, kind=kind, related=related), by=by)
    return made
