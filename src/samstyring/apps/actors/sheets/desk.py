"""The way of a sheet: sent, looked at, and taken in whole or not at all.

A small sheet goes the whole way while the person waits; a large one is looked at and taken in by a job in the
background, and its page tells how far it has come. What would change is worked out anew when it is taken in:
where that is not what the person looked at, it is shown anew instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import sheets as actions
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.register import successors_today
from samstyring.apps.ledger.events import Actor

from .kept import KeptUpload, SheetStage
from .layout import MOST_BYTES, Layout
from .planning import Line, Plan, preview
from .reading import Filled, NotReadable, Tell, read

# In bytes; some 2,000 rows. What is larger is looked at in the background.
LARGE = 150_000

U = TypeVar("U", bound=KeptUpload)
L = TypeVar("L", bound=Line)


class MadeForFormer(NotReadable):
    """The sheet was made for an organisation that is part of this one today."""


@dataclass(frozen=True)
class Desk(Generic[U, L]):
    """What a room brings for its kind of sheet.

    `plan` works out what the rows would change of what is stored now; `take` is the action that takes a plan
    in. `look_later` and `take_later` put the room's jobs in the queue: they call `look_in_background` with
    the upload's id, and `take_in_background` with that and the plan's key.
    """

    layout: Layout
    uploads: type[U]
    plan: Callable[[U, Filled], Plan[L]]
    take: Callable[[U, Plan[L], Actor], None]
    look_later: Callable[[int], object]
    take_later: Callable[[int, str], object]


def pending(desk: Desk[U, L], organisation: Organisation, user: User) -> U | None:
    """The sheet that the person has sent and not taken in, without its content. One query."""
    mine = desk.uploads._default_manager.filter(organisation=organisation, sent_by=user, taken=None)
    found: U | None = mine.defer("content").first()
    return found


def last_taken(desk: Desk[U, L], organisation: Organisation) -> U | None:
    """The sheet that was taken in last. One query."""
    taken = desk.uploads._default_manager.filter(organisation=organisation, taken__isnull=False)
    found: U | None = taken.defer("content").order_by("-taken").first()
    return found


def receive(desk: Desk[U, L], *, organisation: Organisation, content: bytes, user: User) -> U:
    """Keep a sheet, and look at it now or later. Raises NotReadable for one that is not kept."""
    if len(content) > MOST_BYTES:
        raise NotReadable(_("The file is larger than 10 MB. Take out what does not belong in it."))
    upload = actions.keep(
        uploads=desk.uploads,
        organisation=organisation,
        content=content,
        user=user,
        language=translation.get_language() or "",
    )
    if len(content) > LARGE:
        desk.look_later(upload.pk)
        return upload
    return look(desk, upload)


def read_as_successor(desk: Desk[U, L], upload: U) -> U:
    """Look at a sheet of a former municipality as one of today's. Raises NotReadable."""
    actions.set_stage(upload=upload, stage=SheetStage.WAITING, as_successor=True)
    if len(upload.content) > LARGE:
        desk.look_later(upload.pk)
        return upload
    return look(desk, upload)


def look(desk: Desk[U, L], upload: U, tell: Tell | None = None) -> U:
    """Work out what a sheet would change. Raises NotReadable for one that cannot be used: it is let go."""
    try:
        made = _plan(desk, upload, tell)
    except MadeForFormer as error:
        actions.set_stage(upload=upload, stage=SheetStage.OFFERED, said=str(error))
        return upload
    except NotReadable:
        actions.drop(upload=upload)
        raise
    actions.set_stage(upload=upload, stage=SheetStage.LOOKED_AT, preview=preview(made, desk.layout))
    return upload


def take(desk: Desk[U, L], upload: U, key: str, by: Actor) -> bool:
    """Take a sheet in where it changes what the person looked at; say whether it did.

    Else what it would change now is shown anew. Raises NotReadable, and NotPossible with nothing taken in.
    """
    made = _plan(desk, upload)
    if made.wrong or made.key != key:
        shown = preview(made, desk.layout) | {"anew": not made.wrong}
        actions.set_stage(upload=upload, stage=SheetStage.LOOKED_AT, preview=shown)
        return False
    desk.take(upload, made, by)
    return True


def _plan(desk: Desk[U, L], upload: U, tell: Tell | None = None) -> Plan[L]:
    filled = read(bytes(upload.content), desk.layout, tell)
    _check_made_for(filled.made_for, upload)
    return desk.plan(upload, filled)


def _check_made_for(key: UUID, upload: KeptUpload) -> None:
    place = upload.organisation
    if key == place.public_id:
        return
    other = Organisation.objects.filter(public_id=key).first()
    if other is None:
        raise NotReadable(
            _("The sheet was made for an organisation that is not in the register. Begin with the template.")
        )
    names = {"other": other.name, "name": place.name}
    if place not in successors_today([other.pk]).get(other.pk, []):
        raise NotReadable(_("The sheet was made for %(other)s, not for %(name)s.") % names)
    if not upload.as_successor:
        raise MadeForFormer(_("The sheet was made for %(other)s, which is part of %(name)s today.") % names)


def look_in_background(desk: Desk[U, L], pk: int) -> str:
    """The job that looks at a large sheet. May run twice; returns the stage it came to."""
    upload = _waiting(desk, pk, SheetStage.WAITING, SheetStage.LOOKING)
    if upload is None:
        return "nothing to do"
    actions.set_stage(upload=upload, stage=SheetStage.LOOKING)

    def tell(done: int, total: int) -> None:
        actions.set_progress(upload=upload, done=done, total=total)

    with translation.override(upload.language or None):
        try:
            made = _plan(desk, upload, tell)
        except MadeForFormer as error:
            actions.set_stage(upload=upload, stage=SheetStage.OFFERED, said=str(error))
        except NotReadable as error:
            actions.set_stage(upload=upload, stage=SheetStage.FAILED, said=str(error))
        else:
            shown = preview(made, desk.layout)
            actions.set_stage(upload=upload, stage=SheetStage.LOOKED_AT, preview=shown)
    return str(upload.stage)


def take_in_background(desk: Desk[U, L], pk: int, key: str) -> str:
    """The job that takes a large sheet in. May run twice: it is taken in once. Returns what became of it."""
    upload = _waiting(desk, pk, SheetStage.TAKING)
    if upload is None:
        return "nothing to do"
    with translation.override(upload.language or None):
        try:
            done = take(desk, upload, key, actor_for(upload.sent_by, upload.organisation))
        except (NotReadable, NotPossible) as error:
            actions.set_stage(upload=upload, stage=SheetStage.FAILED, said=str(error))
            return str(SheetStage.FAILED)
    return str(SheetStage.TAKEN if done else upload.stage)


def _waiting(desk: Desk[U, L], pk: int, *stages: SheetStage) -> U | None:
    rows = desk.uploads._default_manager.select_related("organisation", "sent_by")
    found: U | None = rows.filter(pk=pk, taken=None, stage__in=stages).first()
    return found
