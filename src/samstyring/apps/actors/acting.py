"""Who the ledger is told acted: the person's opaque id, the role in words, and for which organisation."""

from django.contrib.auth.models import AnonymousUser

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.visibility import roles_held
from samstyring.apps.ledger.events import Actor

_ORDER = {level: place for place, level in enumerate(Level.values)}


def actor_for(user: User | AnonymousUser, organisation: Organisation | None = None) -> Actor:
    """The ledger's picture of a person who acts, without the person's name.

    The role is the highest one held today in `organisation`. Without an organisation it is the highest held
    at all, and the organisation is named only when all the person's roles are in the same one. An operator
    without a role is "operator", an account without a role "account", and somebody not logged in "visitor".
    """
    if not isinstance(user, User):
        return Actor(None, "visitor")
    held = list(roles_held(user).select_related("organisation"))
    if organisation is not None:
        held = [role for role in held if role.organisation_id == organisation.pk]
    elif len({role.organisation_id for role in held}) == 1:
        organisation = held[0].organisation
    role = max((role.role for role in held), key=lambda level: _ORDER[level], default="")
    if not role:
        role = "operator" if user.is_superuser else "account"
    if organisation is None:
        return Actor(user.public_id, role)
    return Actor(user.public_id, role, organisation.public_id, organisation.name)
