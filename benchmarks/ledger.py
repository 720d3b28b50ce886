"""How fast the ledger records and verifies: `./samstyring bench ledger [--entries N]`.

Makes a database of its own: a file in a temporary folder, or a test database
on the PostgreSQL server that DATABASE_URL names, dropped afterwards. Prints events a second and the most memory that the process used.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ACTS = 500  # recorded one transaction each


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark in a process of its own, so that the settings point at the temporary folder."""
    arguments = sys.argv[1:] if argv is None else argv
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "SAMSTYRING_DATA": folder,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "samstyring.site.settings"),
        }
        return subprocess.run([sys.executable, str(Path(__file__)), *arguments], env=environment).returncode


def measure(entries: int) -> None:
    """Fill the ledger, verify it, and print the figures."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite":
        Path(os.environ["SAMSTYRING_DATA"]).mkdir(exist_ok=True)
        call_command("migrate", verbosity=0)
        _measure(entries)
        return
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        _measure(entries)
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _measure(entries: int) -> None:
    from django.db import connection

    from samstyring.apps.ledger.verification import verify

    _say("acts recorded one by one", ACTS, _seconds(_record))
    _fill(entries)
    before = _peak()
    report = None

    def walk() -> None:
        nonlocal report
        report = verify()

    taken = _seconds(walk)
    assert report is not None
    assert report.holds, report.findings
    _say(f"verified on {connection.vendor}", report.count, taken)
    print(f"peak memory: {_peak():.0f} MB ({before:.0f} MB before verification)")


def _record() -> None:
    """Acts as the rooms record them, each in its own transaction."""
    from uuid import uuid4

    from django.db import transaction

    from samstyring.apps.ledger import actions
    from samstyring.apps.ledger.events import SYSTEM

    event = _event_class()
    for number in range(ACTS):
        with transaction.atomic():
            actions.record(event(object_id=uuid4(), object_name="Eksempelhøring", number=number), by=SYSTEM)


def _event_class() -> type:
    from dataclasses import dataclass

    from samstyring.apps.ledger.events import Code, Event

    @dataclass(frozen=True, kw_only=True)
    class Measured(Event):
        verb = "benchmark.event.measured"
        number: int
        sha256: Code = ""

    return Measured


def _fill(entries: int) -> None:
    """Entries of the usual size, hashed as actions.record does, put in many at a time."""
    from django.db import transaction

    from samstyring.apps.ledger.models import Entry, Related

    made = _entries(entries)
    with transaction.atomic():
        while block := [entry for _, entry in zip(range(5_000), made, strict=False)]:
            Entry.objects.bulk_create(one for one, _ in block)
            Related.objects.bulk_create(
                Related(entry_id=one.sequence, object_id=other) for one, others in block for other in others
            )


def _entries(entries: int) -> Iterator[tuple]:
    from datetime import UTC, datetime, timedelta
    from uuid import UUID

    from samstyring.apps.ledger.chain import content, digest, related_ids
    from samstyring.apps.ledger.events import Actor
    from samstyring.apps.ledger.models import Entry
    from samstyring.apps.ledger.queries import head

    event_class = _event_class()
    first, previous = head()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(first + 1, first + entries + 1):
        event = event_class(
            object_id=UUID(int=number),
            object_name=f"Høring om eksempel {number}",
            number=number,
            sha256=f"{number:064x}",
            related=(UUID(int=number % 997 + 1),) if number % 2 else (),
        )
        by = Actor(
            UUID(int=number % 101), "coordinator", UUID(int=number % 357), "Eksempel kommune på Sørøya"
        )
        moment = start + timedelta(seconds=number)
        text = content(event, by=by, sequence=number, moment=moment, previous_hash=previous)
        previous = digest(text)
        entry = Entry(sequence=number, object_id=str(event.object_id), content=text, hash=previous)
        yield entry, related_ids(event)


def _seconds(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _say(what: str, count: int, taken: float) -> None:
    print(f"{what}: {count:,} in {taken:.2f} s, {count / taken:,.0f} a second", flush=True)


def _peak() -> float:
    """Megabytes of memory that the process has used at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=500_000)
    measure(parser.parse_args().entries)
