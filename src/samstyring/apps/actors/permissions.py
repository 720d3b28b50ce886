"""Who may do what: one table of roles and actions, kept as composable predicates.

Every room declares its own actions in its `permissions.py` (found when the program starts):

    declare("consultations.upload", _("Receive a submission"), levels=WRITERS)

and asks `user.has_perm("consultations.upload", consultation)`. The object leads to the organisation in which
the role must be held today: the object itself, or its `owner_organisation`. Without an object the question is
whether the person may do it anywhere. An operator (superuser) may do everything. docs/roles.md is made from
this table.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rules.permissions import add_perm
from rules.predicates import Predicate

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.visibility import Person, roles_held

OrganisationOf = Callable[[Any], Organisation | None]

EVERYBODY = frozenset(Level)
WRITERS = frozenset({Level.CONTRIBUTOR, Level.COORDINATOR, Level.SECRETARY})
PUBLISHERS = frozenset({Level.COORDINATOR, Level.SECRETARY})
ADMINISTRATORS = frozenset({Level.ADMINISTRATOR})


@dataclass(frozen=True)
class Action:
    """One row of the table. `condition` says in words what must hold besides the role."""

    name: str
    label: str | Promise
    levels: frozenset[Level]
    condition: str | Promise = ""


# Where a person's object keeps its roles; see `once_a_request`.
ONCE = "_roles_of_the_request"

# Every action of every room, by name, as `app.verb`.
TABLE: dict[str, Action] = {}


def owner(thing: Any) -> Organisation | None:
    """The organisation that a thing belongs to: itself, or its `owner_organisation`."""
    if isinstance(thing, Organisation):
        return thing
    organisation: Organisation | None = thing.owner_organisation
    return organisation


def holds(levels: Collection[Level], organisation_of: OrganisationOf = owner) -> Predicate:
    """The person holds one of `levels` today, in the object's organisation or, without one, anywhere.

    An object that belongs to no organisation is nobody's to act on.
    """
    wanted = frozenset(levels)

    def test(user: Any, thing: Any = None) -> bool:
        if not isinstance(user, User) or not user.is_active:
            return False
        organisation = organisation_of(thing) if thing is not None else None
        if thing is not None and organisation is None:
            return False
        return any(
            role in wanted and (organisation is None or of == organisation.pk)
            for role, of in roles_of(user, wanted)
        )

    return named(test, f"holds:{','.join(sorted(wanted))}")


def once_a_request(user: Any) -> None:
    """Let a person's roles be read once for as long as this object lives: for a request that only reads."""
    if isinstance(user, User) and not hasattr(user, ONCE):
        setattr(user, ONCE, None)


def roles_of(user: User, wanted: Collection[Level]) -> list[tuple[str, int]]:
    """The roles that a person holds today, each with its organisation: at least those of `wanted` levels."""
    held = roles_held(user)
    if not hasattr(user, ONCE):
        return list(held.filter(role__in=wanted).values_list("role", "organisation"))
    found: list[tuple[str, int]] | None = getattr(user, ONCE)
    if found is None:
        found = list(held.values_list("role", "organisation"))
        setattr(user, ONCE, found)
    return found


def named(test: Callable[[Any, Any], bool], name: str) -> Predicate:
    """A test of a person and a thing as a predicate that can be combined with `&`, `|` and `~`."""
    return Predicate(test, name=name)


def declare(
    name: str,
    label: str | Promise,
    *,
    levels: Collection[Level],
    organisation_of: OrganisationOf = owner,
    predicate: Predicate | None = None,
    condition: str | Promise = "",
) -> Action:
    """Put an action in the table and make `user.has_perm(name, thing)` answer by it.

    `predicate` takes the place of the usual one (`holds`) where the rule is another; `condition` says it.
    Raises ValueError when another room or another line has declared the same name.
    """
    action = Action(name, label, frozenset(levels), condition)
    if name in TABLE:
        raise ValueError(f"The action “{name}” is declared twice.")
    rule = predicate if predicate is not None else holds(action.levels, organisation_of)
    add_perm(name, rule)  # type: ignore[no-untyped-call]  # django-rules has no types
    TABLE[name] = action
    return action


def held_in(user: Person, levels: Collection[Level]) -> list[Organisation]:
    """The organisations in which the person holds one of the roles today, by name. One query at most."""
    if not isinstance(user, User) or not user.is_active:
        return []
    held = roles_held(user).filter(role__in=levels).values("organisation")
    return list(Organisation.objects.filter(pk__in=held).select_related("county").order_by("name", "pk"))


def administers_everything_held(user: Any, person: Any = None) -> bool:
    """The user is administrator in every organisation where `person` holds a role, and there is one.

    Never for an operator's account: whoever could reset its password would be operator.
    """
    if not isinstance(user, User) or not isinstance(person, User) or person.is_superuser:
        return False
    held = set(roles_held(person).values_list("organisation_id", flat=True))
    mine = roles_held(user).filter(role=Level.ADMINISTRATOR).values_list("organisation_id", flat=True)
    return bool(held) and held <= set(mine)


declare("actors.see_closed", _("See what only the organisation may see"), levels=EVERYBODY)
declare(
    "actors.manage_people",
    _("Invite people to the organisation, give and withdraw roles in it"),
    levels=ADMINISTRATORS,
)
declare(
    "actors.deactivate_person",
    _("Deactivate a person's account"),
    levels=ADMINISTRATORS,
    predicate=named(administers_everything_held, "administers_everything_held"),
    condition=_("in every organisation where the person holds a role"),
)
declare(
    "actors.manage_members",
    _("Add and end memberships in a network, a cooperation or a body"),
    levels=PUBLISHERS | ADMINISTRATORS,
)
declare(
    "actors.add_organisation", _("Add an organisation to the register"), levels=PUBLISHERS | ADMINISTRATORS
)
