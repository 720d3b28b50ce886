"""What one person may do with one case, asked of the database once."""

from samstyring.apps.actors.models import User
from samstyring.apps.actors.permissions import TABLE
from samstyring.apps.actors.visibility import Person, roles_held

from ..models import Case, RouteStep

OF_OWNER = (
    "decisions.change_case",
    "decisions.send_case",
    "decisions.return_case",
    "decisions.record_decision",
    "decisions.propose_position",
    "decisions.agree_position",
    "decisions.assess",
    "decisions.write_answer",
    "decisions.answer",
)
OF_BODY_HERE = ("decisions.advise", "decisions.decide", "decisions.return_case", "decisions.assess")


def may_do(user: Person, case: Case, here: RouteStep | None) -> set[str]:
    """The names of this room's actions that the person may do with the case. One query.

    It decides on what a page shows; each act asks fully by itself.
    """
    if not isinstance(user, User) or not user.is_active:
        return set()
    if user.is_superuser:
        return {name for name in TABLE if name.startswith("decisions.")}
    held = set(roles_held(user).values_list("organisation_id", "role"))
    may = {name for name in OF_OWNER if _in(held, case.owner_organisation_id, name)}
    if here is not None:
        may |= {name for name in OF_BODY_HERE if _in(held, here.body_id, name)}
    if any(role in TABLE["decisions.comment_position"].levels for _organisation, role in held):
        may.add("decisions.comment_position")
    return may


def _in(held: set[tuple[int, str]], organisation: int | None, name: str) -> bool:
    return any((organisation, level) in held for level in TABLE[name].levels)
