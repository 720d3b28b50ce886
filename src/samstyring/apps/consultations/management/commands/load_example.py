"""The example consultation: invented senders and texts, plainly named as examples."""

from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.consultations.actions.example import load


class Command(BaseCommand):
    """Load the example consultation unless it is there already."""

    help = __doc__

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Load it and say so."""
        loaded = load()
        self.stdout.write(
            f"Loaded the example consultation with {loaded} documents."
            if loaded
            else "The example consultation is there already."
        )
