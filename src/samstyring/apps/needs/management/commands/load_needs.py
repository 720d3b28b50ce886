from typing import Any

from django.core.management.base import BaseCommand

from samstyring.apps.needs.tasks import make_examples


class Command(BaseCommand):
    help = "Make the example needs as soon as the example consultation has been read."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Put it in line."""
        make_examples.enqueue()
