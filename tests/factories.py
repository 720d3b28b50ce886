"""Small makers of what many tests need, through the same actions that the program uses."""

from django.utils import timezone

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, Role, User


def organisation(name: str = "Eksempelvik kommune (eksempel)", **fields: object) -> Organisation:
    """An organisation of an invented kind of name."""
    defaults: dict[str, object] = {"kind": OrganisationKind.OTHER}
    return Organisation.objects.create(name=name, **defaults | fields)


def person(
    *,
    role: Level | None = None,
    organisation: Organisation | None = None,
    email: str = "ada@eksempel.example",
) -> User:
    """A person, with a role in the organisation when one is given."""
    user = User.objects.create_user(email, "en lang eksempelsetning", name="Ada Eksempel")
    if role is not None and organisation is not None:
        Role.objects.create(user=user, organisation=organisation, role=role, valid_from=timezone.localdate())
    return user


def give_role(user: User, organisation: Organisation, role: Level) -> None:
    """One more role for a person, from today."""
    Role.objects.create(user=user, organisation=organisation, role=role, valid_from=timezone.localdate())
