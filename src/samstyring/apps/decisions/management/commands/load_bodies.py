from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.decisions.actions import first_rows


class Command(BaseCommand):
    help = "Enter the bodies that the program ships, and whom they prepare for, where they are not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say how many bodies were new."""
        self.stdout.write(f"{first_rows.load()} bodies entered")
