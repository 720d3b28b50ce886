"""`import_population FILE`: population by age from Statistics Norway's table 07459."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samstyring.apps.actors.actions import population
from samstyring.apps.actors.population_table import WrongTable


class Command(BaseCommand):
    """Store the figures of a table file, or say what would be stored."""

    help = "Load population by age from Statistics Norway's table 07459 (JSON-stat or CSV)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file that was exported from ssb.no or its API")
        parser.add_argument("--preview", action="store_true", help="say what it would do, and do nothing")

    def handle(self, *_: Any, file: Path, preview: bool, **__: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} could not be read: {error.strerror}.") from error
        try:
            done = population.preview(data) if preview else population.import_table(data=data)
        except WrongTable as error:
            raise CommandError(f"{file.name}: {error}") from error
        self.stdout.write(f"{file.name}: {done.form}, {done.municipalities} municipalities.")
        for year, persons in done.years.items():
            self.stdout.write(f"  {year}: {persons} inhabitants")
        verb = "would be" if preview else "were"
        self.stdout.write(
            f"{done.added} figures {verb} added, {done.changed} changed, {done.same} are the same."
        )
