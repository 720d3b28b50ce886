from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.actors.actions.example import ORGANISATION
from samstyring.apps.actors.models import Organisation
from samstyring.apps.priorities.actions.example import load


class Command(BaseCommand):
    help = "Load an invented round, plainly named as an example, where it is not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, where the example's organisation and people are there to score."""
        owner = Organisation.objects.filter(name=ORGANISATION).first()
        self.stdout.write(
            "no example organisation" if owner is None else str(load(owner) or "no example people")
        )
