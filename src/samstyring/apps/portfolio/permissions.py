"""Who may do what in this room: rows of the one table of roles and actions."""

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.permissions import PUBLISHERS, WRITERS, declare

declare("portfolio.add_measure", _("Enter a measure"), levels=WRITERS)
declare(
    "portfolio.change_measure",
    _("Change what is written of a measure: text, stage, work, what it depends on"),
    levels=WRITERS,
)
declare("portfolio.set_duty", _("Say whether a measure must be used or paid for"), levels=PUBLISHERS)
declare("portfolio.add_edition", _("Begin an edition of a roadmap"), levels=PUBLISHERS)
declare("portfolio.change_edition", _("Change what is on a roadmap's edition"), levels=PUBLISHERS)
declare("portfolio.add_activity", _("Enter something in the annual cycle"), levels=WRITERS)
declare("portfolio.change_activity", _("Change something in the annual cycle"), levels=WRITERS)
