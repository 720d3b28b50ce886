from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.knowledge.actions import first_rows


class Command(BaseCommand):
    help = "Enter the published knowledge that the program ships, where it is not there yet."

    def handle(self, *_: Any, **__: Any) -> None:
        """Load, and say how many were new."""
        self.stdout.write(f"{first_rows.load()} publications entered")
