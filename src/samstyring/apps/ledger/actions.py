"""The only place that writes to the ledger."""

from datetime import UTC, datetime

from django.db import connection, transaction

from .chain import content, digest, related_ids, take_turn
from .events import Actor, Event
from .models import Entry, Related
from .queries import head


def record(event: Event, *, by: Actor) -> Entry:
    """Append the event to the chain, in the caller's transaction: both are kept, or neither.

    Best the last thing in the transaction, since other writers wait from here until it ends.
    Raises TransactionManagementError outside a transaction; payload.NotAllowed or canonical.NotCanonical for
    an event that carries what the ledger does not hold.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "ledger.actions.record belongs in the transaction of the act that it records."
        )
    take_turn(connection)
    last, previous_hash = head()
    sequence = last + 1
    text = content(event, by=by, sequence=sequence, moment=datetime.now(UTC), previous_hash=previous_hash)
    entry = Entry(sequence=sequence, object_id=str(event.object_id), content=text, hash=digest(text))
    entry.save(force_insert=True)
    related = related_ids(event)
    if related:
        Related.objects.bulk_create(Related(entry=entry, object_id=one) for one in related)
    return entry
