"""The only place that writes to the ledger."""

from datetime import UTC, datetime

from django.db import connection, transaction

from . import payload
from .canonical import canonical, check_text
from .chain import COLUMNS, content, digest, take_turn, timestamp
from .events import Actor, Event
from .models import GENESIS, Entry, Related


def record(event: Event, *, by: Actor) -> Entry:
    """Append the event to the chain, in the caller's transaction: both are kept, or neither.

    Best the last thing in the transaction, since other writers wait from here until it ends.
    Raises TransactionManagementError outside a transaction, payload.NotAllowed for an event that carries what
    the ledger does not hold.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "ledger.actions.record belongs in the transaction of the act that it records."
        )
    data = canonical(event.data())
    object_name = payload.without_contact_details(event.object_name)
    check_text(object_name, where="object_name")
    related = sorted({str(one) for one in event.related} - {str(event.object_id)})

    take_turn(connection)
    sequence, previous_hash = head()
    entry = Entry(
        sequence=sequence + 1,
        time=timestamp(datetime.now(UTC)),
        verb=event.verb,
        version=event.version,
        object_id=str(event.object_id),
        object_name=object_name,
        data=data,
        actor_id=str(by.id or ""),
        role=by.role,
        organisation_id=str(by.organisation_id or ""),
        organisation_name=by.organisation_name,
        previous_hash=previous_hash,
    )
    entry.hash = digest(content(*(getattr(entry, column) for column in COLUMNS), related=related))
    entry.save(force_insert=True)
    if related:
        Related.objects.bulk_create(Related(entry=entry, object_id=one) for one in related)
    return entry


def head() -> tuple[int, str]:
    """Number and hash of the last entry; (0, GENESIS) for an empty ledger."""
    last = Entry.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, GENESIS)
