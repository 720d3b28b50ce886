"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import EVERYBODY, PUBLISHERS, WRITERS, declare, holds


def _participant(part: Any) -> Organisation | None:
    """The municipality that takes part in a wave; an organisation itself."""
    if isinstance(part, Organisation):
        return part
    organisation: Organisation | None = part.organisation
    return organisation


def _network(part: Any) -> Organisation | None:
    """The network that runs the wave of a participant; an organisation itself."""
    if isinstance(part, Organisation):
        return part
    organisation: Organisation | None = part.wave.network
    return organisation


declare("adoption.add_introduction", _("Enter what one's municipality does with a measure"), levels=WRITERS)
declare(
    "adoption.change_introduction",
    _("Change an introduction: stand, decision, status, period"),
    levels=WRITERS,
)
declare("adoption.write_use", _("Enter how much a measure is used"), levels=WRITERS)
declare("adoption.say_it_operation", _("Say who runs one’s IT"), levels=PUBLISHERS)
declare("adoption.write_wave", _("Plan a wave: its steps and participants"), levels=WRITERS)
declare(
    "adoption.write_wave_part",
    _("Say how far a participant of a wave has come, and its hours"),
    levels=WRITERS,
    predicate=holds(WRITERS, _participant) | holds(WRITERS, _network),
    condition=_("in the network that runs the wave, or in the participant"),
)
declare(
    "adoption.say_capacity",
    _("Say how many hours one’s municipality has, and employee-years"),
    levels=WRITERS,
)
declare("adoption.write_office_holders", _("Say what office-holders are asked for, by key"), levels=WRITERS)
declare("adoption.see_office_holders", _("See what office-holders are asked for, by key"), levels=EVERYBODY)
