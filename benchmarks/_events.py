"""Many entries in the ledger, of the usual size and as `ledger.actions.record` writes them."""

import json
from collections.abc import Iterator
from itertools import islice
from uuid import UUID


def fill(entries: int) -> None:
    """Put so many entries after those that are there, thousands at a time, in one transaction."""
    from django.db import connection, transaction

    made = _entries(entries)
    with transaction.atomic(), connection.cursor() as cursor:
        while block := list(islice(made, 5_000)):
            cursor.executemany("INSERT INTO ledger_entry VALUES (%s, %s, %s, %s)", [row for row, _ in block])
            cursor.executemany(
                "INSERT INTO ledger_related (entry_id, object_id) VALUES (%s, %s)",
                [(row[0], other) for row, others in block for other in others],
            )


def _entries(entries: int) -> Iterator[tuple[tuple[int, str, str, str], list[str]]]:
    from samstyring.apps.ledger.chain import digest
    from samstyring.apps.ledger.queries import head

    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    first, previous = head()
    for number in range(first + 1, first + entries + 1):
        object_id, related = str(UUID(int=number)), [str(UUID(int=number % 997 + 1))] if number % 2 else []
        content = {
            "actor_id": str(UUID(int=number % 101)),
            "data": {"number": number, "sha256": f"{number:064x}"},
            "object_id": object_id,
            "object_name": f"Høring om eksempel {number}",
            "organisation_id": str(UUID(int=number % 357)),
            "organisation_name": "Eksempel kommune på Sørøya",
            "previous_hash": previous,
            "related": related,
            "role": "coordinator",
            "sequence": number,
            "time": f"2026-01-01T10:00:00.{number % 1_000_000:06d}Z",
            "verb": "benchmark.event.measured",
            "version": 1,
        }
        text = write(content)
        previous = digest(text)
        yield (number, object_id, text, previous), related
