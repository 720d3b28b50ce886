"""How long a large workbook takes: `./samstyring bench sheets [--rows N] [--postgres]`.

One of an own list, all of it needs that are new, and one of use, all of it figures that are new: looked at
(read and compared with what is stored) and taken in, as the jobs in the background do it. Also a file with
twice as many rows as are taken, until it is refused. Clock and processor time, and the most memory used.
"""

import argparse
import io
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _serving import database, say

MONTHS, YEARS = 12, 10


def main() -> None:
    """Measure in a folder of its own, so that no installation is touched."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with database(postgres=options.postgres, keep=options.keep):
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        say(f"{connection.vendor}, {options.rows:,} rows")
        say(f"{'what':44} {'clock s':>8} {'cpu s':>8} {'peak MB':>8}")
        measure(options.rows)


def _timed(name: str, work: Callable[[], Any]) -> Any:
    clock, cpu = time.perf_counter(), time.process_time()
    found = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{name:44} {time.perf_counter() - clock:8.1f} {time.process_time() - cpu:8.1f} {peak:8.0f}")
    return found


def measure(rows: int) -> None:
    """Both sheets, and one that is too long."""
    from django.utils import timezone

    from samstyring.apps.actors.models import Organisation, Role, User

    place = Organisation.objects.create(
        name="Eksempelvik kommune (eksempel)", kind="municipality", number="9901"
    )
    user = User.objects.create_user("ada@eksempel.example", "en lang eksempelsetning", name="Ada Eksempel")
    Role.objects.create(user=user, organisation=place, role="coordinator", valid_from=timezone.localdate())
    _own_list(place, user, rows)
    _use(place, user, rows)


def _own_list(place: Any, user: Any, rows: int) -> None:
    from samstyring.apps.needs.sheets.desk import DESK
    from samstyring.apps.needs.sheets.planning import stored_for
    from samstyring.apps.needs.sheets.template import workbook

    empty = workbook(stored_for(place, user)).getvalue()

    def row(number: int) -> list[Any]:
        title = f"Behov nummer {number} (eksempel)"
        return [number + 1, title, "Hva det gjelder, for hvem, og hvorfor.", "Technology", "Skole"]

    _one("own list", DESK, place, user, _filled(empty, "Egen liste", row, rows))
    _one("own list, too long", DESK, place, user, _filled(empty, "Egen liste", row, 2 * rows))


def _use(place: Any, user: Any, rows: int) -> None:
    from samstyring.apps.adoption.actions import introductions
    from samstyring.apps.adoption.sheets.desk import DESK, measures_for
    from samstyring.apps.adoption.sheets.planning import stored_for
    from samstyring.apps.adoption.sheets.template import workbook
    from samstyring.apps.ledger.events import SYSTEM
    from samstyring.apps.portfolio.actions import measures

    periods = MONTHS * YEARS
    for number in range(-(-rows // periods)):
        one = measures.add(
            fields={"code": f"m{number}", "name": f"Tiltak {number} (eksempel)", "kind": "local"},
            owner=None,
            by=SYSTEM,
        )
        introductions.add(
            measure=one, organisation=place, fields={"status": "in_use"}, day=_day(2015), by=SYSTEM
        )
    found = measures_for(user)
    filled = workbook(found, stored_for(place, found)).getvalue()

    def row(number: int) -> list[Any]:
        period = number % periods
        return [
            f"m{number // periods}",
            "",
            2015 + period // MONTHS,
            period % MONTHS + 1,
            100,
            60,
            "Fagsystemet",
        ]

    _one("use", DESK, place, user, _filled(filled, "Bruk", row, rows))


def _day(year: int) -> Any:
    import datetime

    return datetime.date(year, 1, 1)


def _filled(empty: bytes, tab: str, row: Callable[[int], list[Any]], rows: int) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(empty))
    for number in range(rows):
        book[tab].append(row(number))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _one(name: str, desk: Any, place: Any, user: Any, content: bytes) -> None:
    from samstyring.apps.actors.actions import sheets
    from samstyring.apps.actors.sheets.desk import look_in_background, take_in_background
    from samstyring.apps.actors.sheets.kept import SheetStage

    upload = sheets.keep(uploads=desk.uploads, organisation=place, content=content, user=user, language="en")
    size = len(content) / 1024 / 1024
    stage = _timed(f"{name} ({size:.1f} MB): looked at", lambda: look_in_background(desk, upload.pk))
    upload.refresh_from_db()
    if stage != SheetStage.LOOKED_AT:
        say(f"  {stage}: {upload.said}")
        return
    counts = {kind: upload.preview[kind] for kind in ("new", "changed", "unchanged", "wrong")}
    say(f"  {counts}, progress {upload.done:,} of {upload.total:,}")
    sheets.set_stage(upload=upload, stage=SheetStage.TAKING)
    key = upload.preview["key"]
    stage = _timed(f"{name}: taken in", lambda: take_in_background(desk, upload.pk, key))
    say(f"  {stage}")


if __name__ == "__main__":
    main()
