"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import PUBLISHERS, TABLE, WRITERS, declare
from samstyring.apps.actors.visibility import Person, roles_held


def holder(need: Any) -> Organisation | None:
    """Who has the need on the table, or the organisation itself."""
    if isinstance(need, Organisation):
        return need
    organisation: Organisation | None = need.held_by
    return organisation


declare(
    "needs.write", _("Write needs for the organisation, and change what is written of them"), levels=WRITERS
)
declare("needs.back", _("Back a need for the organisation, and withdraw it"), levels=PUBLISHERS)
declare(
    "needs.decide",
    _("Raise, send back, merge, divide, take on, close and open needs again"),
    levels=PUBLISHERS,
    organisation_of=holder,
    condition=_("in the organisation that has the need on its table"),
)
declare(
    "needs.judge",
    _("Judge a need for knowledge, and answer it"),
    levels=PUBLISHERS,
    organisation_of=holder,
    condition=_("in the organisation that has the need on its table"),
)
declare("needs.order", _("Put the organisation's own list of needs in order"), levels=WRITERS)


def held_in(user: Person, action: str) -> list[Organisation]:
    """The organisations in which the person holds a role that the action takes, by name. One query."""
    if not user.is_authenticated:
        return []
    held = roles_held(user).filter(role__in=TABLE[action].levels).values("organisation")
    return list(Organisation.objects.filter(pk__in=held).select_related("county").order_by("name"))
