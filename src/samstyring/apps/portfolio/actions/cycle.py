"""The annual cycle: enter what recurs, or change it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..events import ActivityAdded, ActivityChanged
from ..models import Activity

Fields = Mapping[str, Any]


@transaction.atomic
def add(*, fields: Fields, owner: Organisation | None, by: Actor) -> Activity:
    """Enter what recurs. Whoever calls has validated the fields, the rule with `recurrence.checked`."""
    activity = Activity.objects.create(owner_organisation=owner, **fields)
    record(
        ActivityAdded(
            object_id=activity.public_id,
            object_name=activity.title,
            related=(activity.acts.public_id,) if activity.acts else (),
        ),
        by=by,
    )
    return activity


@transaction.atomic
def change(*, activity: Activity, fields: Fields, by: Actor) -> Activity:
    """Write something else. Nothing happens where nothing differs."""
    locked = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    changed = write_changed(locked, fields)
    if not changed:
        return locked
    record(ActivityChanged(object_id=locked.public_id, object_name=locked.title, fields=changed), by=by)
    return locked
