"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.permissions import EVERYBODY, PUBLISHERS, declare, held_in, named
from samstyring.apps.actors.visibility import Person, roles_held

from .models import Disqualification, Member, Round

# Those that can hold rounds: groups of organisations, and whoever asks on behalf of many.
HOLDERS = (
    OrganisationKind.BODY,
    OrganisationKind.NETWORK,
    OrganisationKind.COOPERATION,
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.COUNTY,
    OrganisationKind.KS,
    OrganisationKind.AGENCY,
    OrganisationKind.MINISTRY,
    OrganisationKind.OTHER,
)


def member_of(user: Person, round_: Round) -> Member | None:
    """The person's membership of the round, unless disqualified from all of it. One query."""
    if not isinstance(user, User) or not user.is_active:
        return None
    wholly = Disqualification.objects.filter(member=OuterRef("pk"), item=None)
    return round_.members.filter(~Q(Exists(wholly)), user=user).select_related("organisation").first()


def _scores(user: Any, thing: Any = None) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    if thing is None:
        return user.scores_in.exists()
    return isinstance(thing, Round) and member_of(user, thing) is not None


declare("priorities.prepare", _("Prepare a round that weighs needs or measures"), levels=PUBLISHERS)
declare(
    "priorities.lead",
    _("Lead a round: who scores, who is disqualified, open and close it, conclude with an advice"),
    levels=PUBLISHERS,
)
declare(
    "priorities.score",
    _("Score in a round"),
    levels=EVERYBODY,
    predicate=named(_scores, "scores_in_round"),
    condition=_("who is a member of the round and not disqualified from it"),
)


def led_by(user: Person) -> list[Organisation]:
    """The bodies that the person may open a round for, by name."""
    return [one for one in held_in(user, PUBLISHERS) if one.kind in HOLDERS]


def sees_each_members_scores(user: Person, round_: Round) -> bool:
    """Whether the person may see who gave which score, once that may be shown: members and those in the body.

    A member who is disqualified may still see.
    """
    if not isinstance(user, User) or not user.is_active:
        return False
    if user.is_superuser or round_.members.filter(user=user).exists():
        return True
    return roles_held(user).filter(organisation=round_.owner_organisation_id).exists()
