"""The background worker: takes jobs out of the database, one at a time.

On SIGTERM it finishes the job at hand and ends. Beside the jobs it does the chores that are due, so that work
which a killed worker left behind is taken up by the next one.
"""

import argparse
import logging
import threading

from samstyring.commands import place, prepare

CHORES_EVERY_SECONDS = 300.0


def main(arguments: list[str]) -> int:
    """Work until told to stop."""
    parser = argparse.ArgumentParser(prog="./samstyring worker", description=__doc__)
    parser.add_argument(
        "--jobs-only", action="store_true", help="leave the chores to another worker of this installation"
    )
    options = parser.parse_args(arguments)
    place.check_data_folder()
    with place.held(alone=False):
        import django
        from django.core.management import call_command

        django.setup()
        logging.getLogger("django_tasks_db").addFilter(worth_telling)
        if not options.jobs_only:
            threading.Thread(target=do_chores, name="chores", daemon=True).start()
        call_command("db_worker", interval=1, startup_delay=False)
    return 0


def worth_telling(record: logging.LogRecord) -> bool:
    """False for the line that says a signal was received: stopping in good order is no event."""
    return not str(record.msg).startswith("Received ")


def do_chores() -> None:
    """Do the chores now and again. A failure is logged, and the next round tries anew."""
    while True:
        try:
            prepare.chores(starting=False)
        except Exception:
            logging.getLogger(__name__).exception("The chores failed; they are tried again later.")
        threading.Event().wait(CHORES_EVERY_SECONDS)
