"""Office-holders: what each is asked for, under a key of the municipality's own."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import OfficeHolderRemoved, OfficeHolderWritten
from ..models import HolderTarget, OfficeHolder

Fields = Mapping[str, Any]


@transaction.atomic
def write(
    *,
    organisation: Organisation,
    holder: OfficeHolder | None,
    fields: Fields,
    targets: Iterable[Fields],
    by: Actor,
) -> OfficeHolder:
    """Enter an office-holder with what it is asked for, or (with `holder`) write it anew.

    `fields`: office, key, hours_a_month. Each of `targets`: a foreign key of HolderTarget, or words.
    """
    if holder is None:
        written = OfficeHolder.objects.create(
            organisation=organisation,
            owner_organisation=organisation,
            visibility=Visibility.ORGANISATION,
            **fields,
        )
    else:
        written = OfficeHolder.objects.select_for_update(of=("self",)).get(pk=holder.pk)
        for name, value in fields.items():
            setattr(written, name, value)
        written.save(update_fields=list(fields))
        written.targets.all().delete()
    made = [HolderTarget(holder=written, **one) for one in targets]
    HolderTarget.objects.bulk_create(made)
    record(
        OfficeHolderWritten(
            object_id=organisation.public_id, object_name=organisation.name, targets=len(made)
        ),
        by=by,
    )
    return written


@transaction.atomic
def remove(*, holder: OfficeHolder, by: Actor) -> None:
    """Take an office-holder out, with what it was asked for."""
    gone, _rows = OfficeHolder.objects.filter(pk=holder.pk).delete()
    if gone:
        record(
            OfficeHolderRemoved(
                object_id=holder.organisation.public_id, object_name=holder.organisation.name
            ),
            by=by,
        )
