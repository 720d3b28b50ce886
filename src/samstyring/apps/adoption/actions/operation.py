"""Who runs an organisation's IT: said once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..events import ItOperationSaid
from ..models import ItOperation


@transaction.atomic
def say(*, organisation: Organisation, fields: Mapping[str, Any], by: Actor) -> ItOperation:
    """Say who runs it, in place of what was said before. Nothing happens where nothing differs."""
    said = ItOperation.objects.select_for_update(of=("self",)).filter(organisation=organisation).first()
    if said is None:
        said = ItOperation.objects.create(
            organisation=organisation, owner_organisation=organisation, **fields
        )
    elif not write_changed(said, fields):
        return said
    record(ItOperationSaid(object_id=organisation.public_id, object_name=organisation.name), by=by)
    return said
