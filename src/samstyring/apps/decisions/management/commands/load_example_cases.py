from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.actions.example import ORGANISATION
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.decisions.actions.example import load
from samstyring.apps.ledger.events import SYSTEM


class Command(BaseCommand):
    help = "Load two invented cases, plainly named as examples, where they are not there yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say how many there are."""
        owner = Organisation.objects.filter(name=ORGANISATION).first()
        if owner is None:
            owner = organisations.add(name=ORGANISATION, kind=OrganisationKind.OTHER, by=SYSTEM)
        self.stdout.write(f"{len(load(owner))} example cases")
