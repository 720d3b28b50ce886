"""Who can be asked to score: people with a role in the body or its members, and others by address."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Membership, Organisation, Role, User
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.visibility import roles_held

from ..models import Round

MOST = 500


def people_for(round_: Round) -> list[tuple[str, str]]:
    """(person:organisation, words) for those who hold a role today and are not asked yet. One query."""
    today = timezone.localdate()
    in_body = Membership.objects.filter(valid_on(today), group=round_.owner_organisation_id).values("member")
    roles = (
        Role.objects.filter(
            valid_on(today),
            Q(organisation=round_.owner_organisation_id) | Q(organisation__in=in_body),
            withdrawn_at=None,
            user__is_active=True,
        )
        .exclude(user__in=round_.members.values("user"))
        .order_by("organisation__name", "user__name", "user_id")
        .values_list("user_id", "organisation_id", "user__name", "organisation__name")
        .distinct()
    )
    return [(f"{user}:{organisation}", f"{name}, {of}") for user, organisation, name, of in roles[:MOST]]


def chosen(person: str, email: str) -> tuple[User, Organisation]:
    """The person and the organisation that was chosen or written. Raises NotPossible.

    `person` is one of `people_for`, validated by whoever calls.
    """
    if person:
        user, organisation = person.split(":")
        return User.objects.get(pk=user), Organisation.objects.get(pk=organisation)
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise NotPossible(
            _("No account has this address. An administrator of the person’s organisation can invite them."),
            field="email",
        )
    held = list(Organisation.objects.filter(pk__in=roles_held(found).values("organisation"))[:2])
    if len(held) != 1:
        raise NotPossible(
            _("The account must hold a role in one organisation for the person to score for it."),
            field="email",
        )
    return found, held[0]
