"""What the state allows, whoever asks. Each check raises `NotPossible` with a sentence for the user."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Membership, Organisation, Role, User
from samstyring.apps.actors.models.organisations import valid_on


class NotPossible(Exception):
    """The act is not possible as things stand; the same in all rooms. The text is one sentence for the user,
    and `field` is where on the form it belongs."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


def check_role_can_be_given(
    user: User,
    organisation: Organisation,
    level: str,
    valid_from: datetime.date,
    valid_to: datetime.date | None,
) -> None:
    """A role needs days that are in order, and is held once at a time."""
    if valid_to is not None and valid_to < valid_from:
        raise NotPossible(_("The last day is before the first. Correct the days."))
    same = Role.objects.filter(user=user, organisation=organisation, role=level, withdrawn_at=None)
    overlapping = same.exclude(valid_to__lt=valid_from)
    if valid_to is not None:
        overlapping = overlapping.exclude(valid_from__gt=valid_to)
    if overlapping.exists():
        raise NotPossible(_("The person has this role in the organisation already."))


def check_role_can_be_withdrawn(role: Role, *, by: User | None) -> None:
    """A role is withdrawn once, and nobody leaves an organisation without an administrator by mistake."""
    if role.withdrawn_at is not None:
        raise NotPossible(_("The role has been withdrawn already."))
    if by is None or role.user_id != by.pk or role.role != Level.ADMINISTRATOR:
        return
    others = Role.objects.filter(
        valid_on(timezone.localdate()),
        organisation=role.organisation_id,
        role=Level.ADMINISTRATOR,
        withdrawn_at=None,
        user__is_active=True,
    ).exclude(user=by)
    if not others.exists():
        raise NotPossible(
            _("You are the only administrator here. Give somebody else the role before you leave it.")
        )


def check_can_be_deactivated(person: User, *, by: User | None) -> None:
    """An account is closed once, and by somebody else."""
    if not person.is_active:
        raise NotPossible(_("The account has been deactivated already."))
    if by is not None and person.pk == by.pk:
        raise NotPossible(_("You cannot deactivate your own account. Ask another administrator."))


def check_can_be_member(group: Organisation, member: Organisation) -> None:
    """Only networks, cooperations and bodies have members, each once and not themselves."""
    if not group.is_group:
        raise NotPossible(_("Only networks, cooperations and bodies have members."))
    if group.pk == member.pk:
        raise NotPossible(_("An organisation cannot be a member of itself."))
    if Membership.objects.filter(group=group, member=member, valid_to=None).exists():
        raise NotPossible(_("%(name)s is a member already.") % {"name": member.name})


def check_is_active(person: User) -> None:
    """A closed account gets neither password nor role: who opens it could act under the person's name."""
    if not person.is_active:
        raise NotPossible(_("The account is deactivated. Ask the operator of the installation to open it."))
