"""How fast the ledger records and verifies: `./samstyring bench ledger [--entries N]`.

Makes a database of its own: a file in a temporary folder, or a test database on the PostgreSQL server that
DATABASE_URL names, dropped afterwards. Prints events a second and the most memory that the process used.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable

from _events import fill

ACTS = 500  # recorded one transaction each


def main() -> None:
    """Measure with a data folder of its own, so that no installation is touched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=300_000)
    entries = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SAMSTYRING_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "samstyring.site.settings"
        measure(entries)


def measure(entries: int) -> None:
    """Fill the ledger, verify it, and print the figures."""
    import django

    django.setup()
    from django.db import connection

    from samstyring.apps.ledger import guards
    from samstyring.site import new_database

    if connection.vendor == "sqlite":
        new_database.make(connection)
        _measure(entries)
        return
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"] |= {"NAME": "samstyring_benchmark_ledger", "MIGRATE": False}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    guards.install(connection)
    try:
        _measure(entries)
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _measure(entries: int) -> None:
    from django.db import connection

    from samstyring.apps.ledger.verification import verify

    _say("acts recorded one by one", ACTS, _timed(_record))
    fill(entries)
    before = _peak()
    report = None

    def walk() -> None:
        nonlocal report
        report = verify()

    taken = _timed(walk)
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

    from samstyring.apps.ledger.events import Event

    @dataclass(frozen=True, kw_only=True)
    class Measured(Event):
        verb = "benchmark.event.measured"
        number: int

    return Measured


def _timed(act: Callable[[], None]) -> tuple[float, float]:
    """Seconds on the clock, and of this process's own time: other work on the machine lengthens the first."""
    clock, own = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - own


def _say(what: str, count: int, taken: tuple[float, float]) -> None:
    clock, own = taken
    print(
        f"{what}: {count:,} in {clock:.2f} s, {count / clock:,.0f} a second "
        f"({own:.2f} s of processor time, {count / own:,.0f} a second of it)",
        flush=True,
    )


def _peak() -> float:
    """Megabytes of memory that the process has used at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
