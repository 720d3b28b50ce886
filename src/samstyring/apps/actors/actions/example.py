"""Invented people in an invented organisation, so that an example installation can be tried at once.

The pass-phrase is fixed only where the installation answers on this machine alone. Elsewhere each account
has a password of its own, told once; and accounts that still have the fixed one get a new one at the next
start, before anybody else can use it. See docs/decisions/0024.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from samstyring.apps.actors.actions import organisations, people
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.ledger.events import SYSTEM

ORGANISATION = "Eksempeldirektoratet (eksempel)"
PASSPHRASE = "bare et eksempel her"  # noqa: S105  # known to everybody; see `is_local`
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
PEOPLE = (
    ("leser@eksempel.example", "Lise Eksempel", Level.READER),
    ("analytiker@eksempel.example", "Amir Eksempel", Level.CONTRIBUTOR),
    ("koordinator@eksempel.example", "Kari Eksempel", Level.COORDINATOR),
    ("sekretaer@eksempel.example", "Siri Eksempel", Level.SECRETARY),
    ("administrator@eksempel.example", "Anders Eksempel", Level.ADMINISTRATOR),
)


@dataclass(frozen=True)
class ExampleLogin:
    """An example person. `password` is empty where it was told at an earlier start and is kept nowhere."""

    email: str
    level: Level
    password: str


@dataclass(frozen=True)
class Example:
    """The example's own organisation and the people in it."""

    organisation: Organisation
    logins: tuple[ExampleLogin, ...]


def is_local() -> bool:
    """Whether the installation answers on the loopback address only."""
    return set(settings.ALLOWED_HOSTS) <= LOCAL


@transaction.atomic
def create_example_people() -> Example:
    """The example's organisation and people, made unless they are there.

    An account that is there keeps its password, but for one that is unsafe here.
    """
    organisation = Organisation.objects.filter(name=ORGANISATION).first()
    if organisation is None:
        organisation = organisations.add(name=ORGANISATION, kind=OrganisationKind.OTHER, by=SYSTEM)
    known = {user.email: user for user in User.objects.filter(email__in=[email for email, _, _ in PEOPLE])}
    logins = [
        ExampleLogin(
            email,
            level,
            _password(known[email]) if email in known else _make(email, name, level, organisation),
        )
        for email, name, level in PEOPLE
    ]
    return Example(organisation, tuple(logins))


def _make(email: str, name: str, level: Level, organisation: Organisation) -> str:
    """A new account; its password."""
    user = people.invite(email=email, name=name, organisation=organisation, level=level, by=SYSTEM).user
    password = PASSPHRASE if is_local() else people.one_time_password()
    people.change_password(user=user, password=password, by=SYSTEM)
    return password


def _password(user: User) -> str:
    """The password of an account that is there, where it can be told."""
    if is_local():
        return PASSPHRASE if user.is_active and user.check_password(PASSPHRASE) else ""
    if not user.check_password(PASSPHRASE):
        return ""
    password = people.one_time_password()
    people.change_password(user=user, password=password, by=SYSTEM)
    return password
