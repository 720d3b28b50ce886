"""Hands over to one of Django's management commands, our own among them."""

import sys

from django.core.management import ManagementUtility

from samstyring.commands import place


def main(arguments: list[str]) -> int:
    """Run the management command named by the first argument."""
    place.check_data_folder()
    ManagementUtility(["./samstyring manage", *arguments]).execute()
    sys.stdout.flush()
    return 0
