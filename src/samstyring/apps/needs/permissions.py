"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import PUBLISHERS, WRITERS, declare


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
