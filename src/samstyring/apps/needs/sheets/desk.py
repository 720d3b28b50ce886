"""What the way of a sheet needs to know of this room's."""

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.sheets.desk import Desk
from samstyring.apps.actors.sheets.reading import Filled
from samstyring.apps.ledger.events import Actor

from ..actions import own_sheets as actions
from ..models import OwnListUpload
from ..tasks import look_at_own_list, take_own_list
from .layout import LAYOUT
from .planning import Line, Plan, plan, stored_for


def _plan(upload: OwnListUpload, filled: Filled) -> Plan:
    # A sheet of a former municipality that is read as its successor's tells of the former one's needs.
    place = upload.organisation
    former = Organisation.objects.filter(public_id=filled.made_for).exclude(pk=place.pk)
    return plan(filled, stored_for(place, upload.sent_by, former))


def _take(upload: OwnListUpload, made: Plan, by: Actor) -> None:
    actions.take(upload=upload, plan=made, by=by)


DESK: Desk[OwnListUpload, Line] = Desk(
    layout=LAYOUT,
    uploads=OwnListUpload,
    plan=_plan,
    take=_take,
    look_later=lambda upload: look_at_own_list.enqueue(upload),
    take_later=lambda upload, key: take_own_list.enqueue(upload, key),
)
