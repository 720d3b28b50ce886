"""`send_digest`: the daily e-mail to everybody who has something new in the inbox."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from samstyring.apps.actors.actions import digests


class Command(BaseCommand):
    """Send today's mail, at most one to each person; running it again the same day sends nothing twice."""

    help = "Send the daily e-mail to everybody who has something new in the inbox, at most one a day."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--when-due` is what the worker uses."""
        parser.add_argument(
            "--when-due",
            action="store_true",
            help="do nothing before the hour SAMSTYRING_MAIL_HOUR, or without a mail server",
        )

    def handle(self, *_: Any, when_due: bool, **__: Any) -> None:
        """Send, and say what was sent."""
        if not settings.MAIL_WORKS:
            if not when_due:
                self.stdout.write("No mail server is configured (SAMSTYRING_MAIL_URL): nothing is sent.")
            return
        if when_due and timezone.localtime().hour < settings.MAIL_HOUR:
            return
        try:
            result = digests.send_due()
        except (OSError, SMTPException) as error:
            raise CommandError(f"The mail server does not answer as it should: {error}") from error
        self.stdout.write(f"Sent {result.sent} e-mails; {result.failed} were not taken.")
