"""What the way of a sheet needs to know of this room's."""

from django.utils import timezone

from samstyring.apps.actors.sheets.desk import Desk
from samstyring.apps.actors.sheets.reading import Filled
from samstyring.apps.actors.visibility import Person
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..actions import sheets as actions
from ..models import SheetUpload
from ..tasks import look_at_sheet, take_sheet
from .layout import LAYOUT
from .planning import Line, Plan, plan, stored_for


def measures_for(user: Person) -> list[Measure]:
    """The measures that a sheet of the person's is about, by name. One query."""
    return list(Measure.objects.visible_to(user).order_by("name", "pk"))


def _plan(upload: SheetUpload, filled: Filled) -> Plan:
    stored = stored_for(upload.organisation, measures_for(upload.sent_by))
    return plan(filled, stored, timezone.localdate())


def _take(upload: SheetUpload, made: Plan, by: Actor) -> None:
    actions.take(upload=upload, plan=made, by=by)


DESK: Desk[SheetUpload, Line] = Desk(
    layout=LAYOUT,
    uploads=SheetUpload,
    plan=_plan,
    take=_take,
    look_later=lambda upload: look_at_sheet.enqueue(upload),
    take_later=lambda upload, key: take_sheet.enqueue(upload, key),
)
