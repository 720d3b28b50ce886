"""What is due when the program starts, and once in a while after that."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from samstyring.apps.consultations.preparing import take_up_preparing
from samstyring.apps.consultations.tasks import sweep_files, take_up_again


class Command(BaseCommand):
    """Take up readings and preparations that were cut off, and remove files of uploads that were."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """`--starting` says that no worker and no web server runs yet."""
        parser.add_argument(
            "--starting", action="store_true", help="no other process of this installation is running"
        )

    def handle(self, *_arguments: Any, starting: bool, **_options: Any) -> None:
        """Do it and say what was done."""
        idle = timedelta(0) if starting else timedelta(seconds=2 * settings.READING_SECONDS + 60)
        again = take_up_again(idle=idle)
        swept = sweep_files(older_than=timedelta(0) if starting else timedelta(hours=24))
        prepared = take_up_preparing(idle=idle)
        if again:
            self.stdout.write(f"Put {again} documents in line to be read that were cut off.")
        if swept:
            self.stdout.write(f"Removed {len(swept)} files of uploads that were cut off.")
        if prepared:
            self.stdout.write(f"Put {prepared} consultations in line to be prepared.")
