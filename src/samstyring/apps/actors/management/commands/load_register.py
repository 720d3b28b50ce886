"""`load_register`: make the register in the database as the program's data files say."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samstyring.apps.actors.actions import register
from samstyring.apps.actors.register_files import FOLDER


class Command(BaseCommand):
    """Load the register. Loading again changes what changed and deletes nothing that is referred to."""

    help = "Load municipalities, counties, networks and other organisations from the program's data files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="other data files of the same form")

    def handle(self, *_: Any, folder: Path, **__: Any) -> None:
        try:
            changes = register.load(folder=folder)
        except (OSError, KeyError, ValueError) as error:
            raise CommandError(f"The register's data files in {folder} could not be read: {error}") from error
        if not changes:
            self.stdout.write("The register is up to date.")
            return
        counts = ", ".join(f"{name} {count}" for name, count in asdict(changes).items() if count)
        self.stdout.write(f"The register was loaded: {counts}.")
