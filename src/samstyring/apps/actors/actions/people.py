"""What is done with people's accounts and roles."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors import policies
from samstyring.apps.actors.events import (
    PasswordChanged,
    PasswordReset,
    PersonDeactivated,
    PersonInvited,
    RoleGiven,
    RoleWithdrawn,
)
from samstyring.apps.actors.models import Organisation, Role, User, UserManager
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

# How long a password that was made for somebody can be used to choose one's own.
ONE_TIME_DAYS = 7
# Without letters and digits that look alike.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Invited:
    """A person, and the one-time password, which is kept nowhere; empty for who can log in already."""

    user: User
    password: str


def one_time_password() -> str:
    """A password of 20 signs (99 bits) in groups that can be read aloud."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(4))


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    by: Actor,
    organisation: Organisation | None = None,
    level: str = "",
    valid_to: datetime.date | None = None,
    operator: bool = False,
    reopen: bool = False,
) -> Invited:
    """Make an account, with a role when an organisation is given; or give the role to who has an account.

    With `reopen`, an account that was deactivated is opened again, without the roles that it had.
    Raises policies.NotPossible.
    """
    address = UserManager.normalize_email(email)
    user = User.objects.select_for_update().filter(email=address).first()
    password = ""
    if user is not None and not reopen:
        policies.check_is_active(user)
    if user is None or not user.is_active:
        user = user or User(email=address)
        user.name, user.is_active = name, True
        password = _set_one_time_password(user)
        record(
            PersonInvited(
                object_id=user.public_id,
                related=(organisation.public_id,) if organisation is not None else (),
            ),
            by=by,
        )
    if operator and not user.is_superuser:
        user.is_superuser = True
        user.save(update_fields=["is_superuser"])
    if organisation is not None:
        give_role(user=user, organisation=organisation, level=level, valid_to=valid_to, by=by)
    return Invited(user, password)


@transaction.atomic
def give_role(
    *,
    user: User,
    organisation: Organisation,
    level: str,
    by: Actor,
    valid_from: datetime.date | None = None,
    valid_to: datetime.date | None = None,
) -> Role:
    """Give a role from a day (today) to a day (until it is withdrawn). Raises policies.NotPossible."""
    first = valid_from or timezone.localdate()
    # Two who give the same role at the same time take turns.
    user = User.objects.select_for_update().get(pk=user.pk)
    policies.check_role_can_be_given(user, organisation, level, first, valid_to)
    role = Role.objects.create(
        user=user, organisation=organisation, role=level, valid_from=first, valid_to=valid_to
    )
    record(
        RoleGiven(
            object_id=user.public_id,
            related=(organisation.public_id,),
            level=level,
            organisation=organisation.public_id,
            valid_from=first,
            valid_to=valid_to,
        ),
        by=by,
    )
    return role


@transaction.atomic
def withdraw_role(*, role: Role, by: Actor, person: User | None = None) -> None:
    """End a role at once; `person` is who withdraws it. Raises policies.NotPossible."""
    role = Role.objects.select_for_update(of=("self",)).select_related("user", "organisation").get(pk=role.pk)
    policies.check_role_can_be_withdrawn(role, by=person)
    _withdraw(role, by=by)


@transaction.atomic
def deactivate(*, user: User, by: Actor, person: User | None = None) -> None:
    """Close an account: its sessions and roles end, what the person did stays. `person` is who closes it.

    Raises policies.NotPossible.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    policies.check_can_be_deactivated(user, by=person)
    open_roles = list(
        user.roles.select_related("user", "organisation")
        .filter(withdrawn_at=None)
        .exclude(valid_to__lt=timezone.localdate())
    )
    for role in open_roles:
        _withdraw(role, by=by)
    user.is_active = user.is_superuser = False
    user.one_time_until = None
    # Sessions are bound to the password: without one they all end, also if the account is opened again.
    user.set_unusable_password()
    user.save()
    record(
        PersonDeactivated(
            object_id=user.public_id,
            related=tuple({role.organisation.public_id for role in open_roles}),
            roles=len(open_roles),
        ),
        by=by,
    )


@transaction.atomic
def reset_password(*, user: User, by: Actor) -> str:
    """Make a new one-time password, return it, and end the person's sessions. Raises policies.NotPossible."""
    user = User.objects.select_for_update().get(pk=user.pk)
    policies.check_is_active(user)
    password = _set_one_time_password(user)
    # Whoever has got hold of the account may have made keys with it.
    user.api_tokens.filter(revoked=None).update(revoked=timezone.now())
    record(PasswordReset(object_id=user.public_id), by=by)
    return password


@transaction.atomic
def change_password(*, user: User, password: str, by: Actor) -> None:
    """Keep the password that the person chose. Whoever calls has validated it."""
    user.set_password(password)
    user.one_time_until = None
    user.save(update_fields=["password", "one_time_until"])
    record(PasswordChanged(object_id=user.public_id), by=by)


def _set_one_time_password(user: User) -> str:
    password = one_time_password()
    user.set_password(password)
    user.one_time_until = timezone.now() + datetime.timedelta(days=ONE_TIME_DAYS)
    user.save()
    return password


def _withdraw(role: Role, *, by: Actor) -> None:
    role.withdrawn_at = timezone.now()
    role.valid_to = max(role.valid_from, timezone.localdate())
    role.save(update_fields=["withdrawn_at", "valid_to"])
    record(
        RoleWithdrawn(
            object_id=role.user.public_id,
            related=(role.organisation.public_id,),
            level=role.role,
            organisation=role.organisation.public_id,
        ),
        by=by,
    )
