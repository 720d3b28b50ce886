"""Brings the installation up to date: database, register, example, static files.

Doing it again changes nothing. What is already in place is recognised cheaply, since the second start is to
take a few seconds at most.
"""

import argparse
import hashlib
import logging
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from samstyring.commands import place

Say = Callable[[str], None]


def main(arguments: list[str]) -> int:
    """Prepare without starting anything, as after an upgrade."""
    parser = argparse.ArgumentParser(prog="./samstyring prepare", description=__doc__)
    parser.add_argument("--no-example", action="store_true", help="leave the example consultation out")
    options = parser.parse_args(arguments)
    place.check_data_folder()
    with place.held(alone=False):
        prepare(example=not options.no_example, say=print)
    return 0


def prepare(*, example: bool, say: Say) -> list[str]:
    """Bring everything up to date; `say` is told what takes time.

    Returns lines for the person at the terminal about the example's logins; none without the example.
    """
    foundation(say)
    return contents(example=example, say=say)


def foundation(say: Say) -> None:
    """What the first page needs: the database's tables, and the static files."""
    import django
    from django.db import connections

    django.setup()
    migrate(say)
    collect_static(say)
    connections.close_all()


def contents(*, example: bool, say: Say) -> list[str]:
    """What the pages show: the register, and the example if it is asked for. Returns as `prepare` does."""
    from django.db import connections

    load_register(say)
    load_knowledge(say)
    load_portfolio(say)
    load_economy(say)
    load_bodies(say)
    lines = load_example(say) if example else []
    connections.close_all()
    return lines


def migrate(say: Say) -> None:
    """Make the tables of a new database, or apply the migrations that are missing, if any are."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from samstyring.site import new_database

    if new_database.is_empty(connection):
        say("Making the database …")
        new_database.make(connection)
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)


def collect_static(say: Say) -> None:
    """Gather the static files if one of them is new or changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    wanted = static_fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    say("Gathering static files …")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")


def static_fingerprint() -> str:
    """A hash over path, size and time of change of every static file."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_register(say: Say) -> None:
    """Load municipalities and other organisations, or what has changed among them."""
    from django.core.management import call_command

    say("Loading the register of organisations …")
    call_command("load_register", stdout=StringIO())


def load_knowledge(say: Say) -> None:
    """Enter the published knowledge that is shipped, or what is new in it."""
    from django.core.management import call_command

    say("Loading published knowledge …")
    call_command("load_knowledge", stdout=StringIO())


def load_portfolio(say: Say) -> None:
    """Enter the measures and the roadmap that are shipped, or what is new in them."""
    from django.core.management import call_command

    say("Loading measures and roadmap …")
    call_command("load_portfolio", stdout=StringIO())


def load_economy(say: Say) -> None:
    """Enter the rates and unit prices that are shipped, or what is new among them."""
    from django.core.management import call_command

    say("Loading rates and unit prices …")
    call_command("load_economy", stdout=StringIO())


def load_bodies(say: Say) -> None:
    """Enter the bodies that are shipped, or what is new among them."""
    from django.core.management import call_command

    say("Loading bodies …")
    call_command("load_bodies", stdout=StringIO())


def load_example(say: Say) -> list[str]:
    """Load the example consultation, cases and round, whose senders and texts are invented.

    Returns what the command says of the logins that belong to it.
    """
    from django.core.management import call_command

    say("Loading the example consultation …")
    said = StringIO()
    call_command("load_example", stdout=said)
    call_command("load_example_cases", stdout=StringIO())
    call_command("load_example_round", stdout=StringIO())
    call_command("load_needs", stdout=StringIO())
    return said.getvalue().splitlines()


def chores(*, starting: bool) -> None:
    """What is due at a start and once in a while after it.

    Work that was cut off, files of broken uploads, the ledger's signed head of the day, the daily e-mail.

    `starting` says that nothing else of this installation is running, so what is unfinished was cut off.
    """
    from django.core.management import CommandError, call_command
    from django.db import connections

    call_command("run_due", starting=starting, stdout=StringIO())
    try:
        call_command("ledger", "head", stdout=StringIO())
    except CommandError as error:
        # A ledger that does not hold is no reason to close the pages; it is one to say so at every start.
        logging.getLogger(__name__).error("The ledger's head of today was not signed: %s", error)
    try:
        call_command("send_digest", when_due=True, stdout=StringIO())
    except CommandError as error:
        logging.getLogger(__name__).error("Today's e-mails were not sent: %s", error)
    connections.close_all()


def to_stderr(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)
