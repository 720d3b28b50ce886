"""Who may do what in this room: rows of the one table of roles and actions."""

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.permissions import PUBLISHERS, WRITERS, declare

declare("adoption.add_introduction", _("Enter what one's municipality does with a measure"), levels=WRITERS)
declare(
    "adoption.change_introduction",
    _("Change an introduction: stand, decision, status, period"),
    levels=WRITERS,
)
declare("adoption.write_use", _("Enter how much a measure is used"), levels=WRITERS)
declare("adoption.say_it_operation", _("Say who runs one’s IT"), levels=PUBLISHERS)
