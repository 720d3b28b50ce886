"""How one event becomes one text and one hash, and how writers take turns."""

import hashlib
from datetime import UTC, datetime

from django.db.backends.base.base import BaseDatabaseWrapper

from . import payload
from .canonical import canonical
from .events import Actor, Event

# Any number that nothing else in the database uses as its advisory lock: “ledger” in ASCII.
LOCK = int.from_bytes(b"ledger", "big")


def content(event: Event, *, by: Actor, sequence: int, moment: datetime, previous_hash: str) -> str:
    """The canonical JSON text of an entry: everything that is known of it, chained to the entry before.

    Raises payload.NotAllowed or canonical.NotCanonical for what the ledger does not hold.
    """
    return canonical(
        {
            "actor_id": str(by.id or ""),
            "data": event.data(),
            "object_id": str(event.object_id),
            "object_name": payload.without_contact_details(event.object_name),
            "organisation_id": str(by.organisation_id or ""),
            "organisation_name": by.organisation_name,
            "previous_hash": previous_hash,
            "related": related_ids(event),
            "role": by.role,
            "sequence": sequence,
            "time": timestamp(moment),
            "verb": event.verb,
            "version": event.version,
        }
    )


def related_ids(event: Event) -> list[str]:
    """The other objects of the event: sorted, each once, without the event's own object."""
    return sorted({str(one) for one in event.related} - {str(event.object_id)})


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def timestamp(moment: datetime) -> str:
    """An aware moment as the ledger writes it: UTC, always six decimals, 27 characters."""
    if moment.tzinfo is None:
        raise ValueError("The moment has no time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def take_turn(connection: BaseDatabaseWrapper) -> None:
    """Wait until no other transaction is writing to the ledger, and keep others waiting until this one ends.

    On SQLite there is nothing to do: transactions begin IMMEDIATE (settings) and so already have the only
    write lock. On PostgreSQL it is an advisory lock that ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
