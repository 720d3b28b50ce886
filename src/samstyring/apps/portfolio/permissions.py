"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.permissions import PUBLISHERS, WRITERS, declare, held_in, holds, named, owner

from .policies import SPEAK_FOR_THE_SECTOR


def responsible(measure: Any) -> Organisation | None:
    """Who owns a measure in the world; an organisation itself."""
    if isinstance(measure, Organisation):
        return measure
    organisation: Organisation | None = measure.responsible
    return organisation


def _leads_sector(user: Any, thing: Any = None) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    if thing is None:
        return any(one.kind in SPEAK_FOR_THE_SECTOR for one in held_in(user, PUBLISHERS))
    of = owner(thing)
    return of is not None and of.kind in SPEAK_FOR_THE_SECTOR and bool(holds(PUBLISHERS).test(user, of))


declare("portfolio.add_measure", _("Enter a measure"), levels=WRITERS)
declare(
    "portfolio.change_measure",
    _("Change what is written of a measure: text, stage, work, what it depends on"),
    levels=WRITERS,
)
declare("portfolio.set_duty", _("Say whether a measure must be used or paid for"), levels=PUBLISHERS)
declare("portfolio.add_edition", _("Begin an edition of a roadmap"), levels=PUBLISHERS)
declare("portfolio.change_edition", _("Change what is on a roadmap's edition"), levels=PUBLISHERS)
declare(
    "portfolio.lead_sector",
    _("Join the sector's roadmap, advise on each line, and publish it"),
    levels=PUBLISHERS,
    predicate=named(_leads_sector, "leads_sector"),
    condition=_("in KS, a body, a network or a cooperation that keeps the edition"),
)
declare("portfolio.tie_need", _("Tie a need of the organisation to a measure"), levels=WRITERS)
declare(
    "portfolio.answer_wish",
    _("Say what becomes of a wish for what a solution can do"),
    levels=PUBLISHERS,
    predicate=holds(PUBLISHERS, responsible) | holds(PUBLISHERS),
    condition=_("in the organisation that owns the measure or keeps its description"),
)
declare("portfolio.add_activity", _("Enter something in the annual cycle"), levels=WRITERS)
declare("portfolio.change_activity", _("Change something in the annual cycle"), levels=WRITERS)
