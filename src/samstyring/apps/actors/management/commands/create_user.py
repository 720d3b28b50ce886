"""`create_user`: make an account from the command line, for the first person of an installation."""

import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from samstyring.apps.actors import register
from samstyring.apps.actors.actions import people
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM


class Command(BaseCommand):
    """Make an account and print its one-time password, or take a password from standard input."""

    help = "Make an account. Without --password-stdin a one-time password is printed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address to log in with")
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument(
            "--operator", action="store_true", help="may do everything in the whole installation"
        )
        parser.add_argument("--role", choices=Level.values, help="a role in --organisation")
        parser.add_argument("--organisation", help="a name, municipality number or organisation number")
        parser.add_argument("--password-stdin", action="store_true", help="read the password, one line")

    def handle(self, *_: Any, **options: Any) -> None:
        if bool(options["role"]) != bool(options["organisation"]):
            raise CommandError("Give both --role and --organisation, or neither.")
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"“{options['email']}” is not an e-mail address.") from error
        organisation = self._organisation(options["organisation"]) if options["organisation"] else None
        with transaction.atomic():
            try:
                invited = people.invite(
                    email=options["email"],
                    name=options["name"],
                    organisation=organisation,
                    level=options["role"] or "",
                    operator=options["operator"],
                    reopen=True,
                    by=SYSTEM,
                )
            except NotPossible as error:
                raise CommandError(str(error)) from error
            if options["password_stdin"]:
                self._set_password(invited.user, sys.stdin.readline().rstrip("\n"))
        if invited.password and not options["password_stdin"]:
            self.stdout.write(
                f"{invited.user.email} can log in with the one-time password {invited.password}"
            )
            self.stdout.write(f"It works for {people.ONE_TIME_DAYS} days, to choose a password of one's own.")
        else:
            self.stdout.write(f"{invited.user.email} can log in.")

    def _set_password(self, user: User, password: str) -> None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        people.change_password(user=user, password=password, by=SYSTEM)

    def _organisation(self, text: str) -> Organisation:
        match = register.match(text)
        if match.organisation is not None:
            return match.organisation
        if not match.candidates:
            raise CommandError(
                f"No organisation is called “{text}”. Write its name or number as in the register."
            )
        choices = "; ".join(
            f"{one.organisation.number} {one.organisation.official_name or one.organisation.name}"
            for one in match.candidates
        )
        raise CommandError(f"Several organisations are called “{text}”: {choices}. Write the number.")
