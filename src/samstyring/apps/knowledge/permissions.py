"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import WRITERS, declare


def teller(experience: Any) -> Organisation | None:
    """The organisation whose experience it is, or the organisation itself."""
    if isinstance(experience, Organisation):
        return experience
    organisation: Organisation | None = experience.owner_organisation
    return organisation


declare("knowledge.add_evidence", _("Enter and import published knowledge"), levels=WRITERS)
declare("knowledge.change_evidence", _("Change what is written of published knowledge"), levels=WRITERS)
declare(
    "knowledge.tell_experience",
    _("Tell and change the organisation's experiences"),
    levels=WRITERS,
    organisation_of=teller,
)
