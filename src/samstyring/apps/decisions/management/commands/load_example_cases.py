from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.actors.actions.example import create_example_people
from samstyring.apps.decisions.actions.example import load


class Command(BaseCommand):
    help = "Load two invented cases, plainly named as examples, where they are not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say how many there are."""
        self.stdout.write(f"{len(load(create_example_people().organisation))} example cases")
