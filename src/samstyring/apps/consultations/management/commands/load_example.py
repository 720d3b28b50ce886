"""The example consultation: invented senders and texts, plainly named as examples."""

from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.actors.actions.example import create_example_people
from samstyring.apps.consultations.actions.example import load


class Command(BaseCommand):
    """Load the example consultation and its people; print the logins that can be told."""

    help = __doc__

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Load it and say so."""
        example = create_example_people()
        load(example.organisation)
        for login in example.logins:
            if login.password:
                self.stdout.write(f"  {login.level.label:<15} {login.email}  {login.password}")
