"""The background worker: takes jobs out of the database, one at a time.

On SIGTERM it finishes the job at hand and ends.
"""

import argparse

from samstyring.commands import place


def main(arguments: list[str]) -> int:
    """Work until told to stop."""
    parser = argparse.ArgumentParser(prog="./samstyring worker", description=__doc__)
    parser.parse_args(arguments)
    place.check_data_folder()
    with place.held(alone=False):
        import django
        from django.core.management import call_command

        django.setup()
        # Several workers may run: each gets a name of its own from the command.
        call_command("db_worker", interval=1, startup_delay=False)
    return 0
