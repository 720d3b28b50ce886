"""How one entry becomes one hash, and how writers take turns.

What is hashed is the canonical JSON of all fields, the hash of the entry before among them. `content` writes
that text straight from the columns: the same text as canonical() of the same values (a test holds the two
together), several times as fast, since verification lives off it.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.backends.base.base import BaseDatabaseWrapper

from .canonical import quote

# The columns, in the order that `content` takes them.
COLUMNS = (
    "sequence",
    "time",
    "verb",
    "version",
    "object_id",
    "object_name",
    "data",
    "actor_id",
    "role",
    "organisation_id",
    "organisation_name",
    "previous_hash",
)

# Any number that nothing else in the database uses as its advisory lock: “ledger” in ASCII.
LOCK = int.from_bytes(b"ledger", "big")


def content(
    sequence: int,
    time: str,
    verb: str,
    version: int,
    object_id: str,
    object_name: str,
    data: str,
    actor_id: str,
    role: str,
    organisation_id: str,
    organisation_name: str,
    previous_hash: str,
    *,
    related: Sequence[str] = (),
) -> str:
    """The canonical JSON text of an entry; `data` is canonical JSON already, `related` sorted.

    Raises TypeError where a column does not hold text.
    """
    others = ",".join([quote(one) for one in related]) if related else ""
    return (
        f'{{"actor_id":{quote(actor_id)},"data":{data},"object_id":{quote(object_id)}'
        f',"object_name":{quote(object_name)},"organisation_id":{quote(organisation_id)}'
        f',"organisation_name":{quote(organisation_name)},"previous_hash":{quote(previous_hash)}'
        f',"related":[{others}],"role":{quote(role)},"sequence":{sequence},"time":{quote(time)}'
        f',"verb":{quote(verb)},"version":{version}}}'
    )


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
