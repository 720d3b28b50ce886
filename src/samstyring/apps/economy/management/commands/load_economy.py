from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.economy.actions import first_rows, national_rows


class Command(BaseCommand):
    help = "Enter the rates, prices and national costs that the program ships, where they are not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say how many were new."""
        self.stdout.write(f"{first_rows.load()} rates and prices entered")
        self.stdout.write(f"{national_rows.load()} national costs entered")
