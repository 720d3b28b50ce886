"""Who may do what in this room: rows of the one table of roles and actions."""

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import PUBLISHERS, WRITERS, declare
from samstyring.apps.actors.visibility import Person, roles_held

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


def held_in(user: Person, levels: frozenset[str]) -> list[Organisation]:
    """The organisations in which the person holds one of the roles today, by name."""
    if not user.is_authenticated:
        return []
    held = roles_held(user).filter(role__in=levels).values("organisation")
    return list(Organisation.objects.filter(pk__in=held).order_by("name"))
