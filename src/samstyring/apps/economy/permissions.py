"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import User
from samstyring.apps.actors.permissions import PUBLISHERS, WRITERS, declare, named
from samstyring.apps.actors.visibility import roles_held

# Those whose rates and prices are everybody's.
NATIONAL = (OrganisationKind.KS, OrganisationKind.AGENCY, OrganisationKind.MINISTRY)


def publishes_nationally(user: Any, thing: Any = None) -> bool:  # noqa: ARG001 -- a predicate takes both
    """The person coordinates or is secretary in an organisation that works for the whole country."""
    if not isinstance(user, User) or not user.is_active:
        return False
    held = roles_held(user).filter(
        role__in=[Level.COORDINATOR, Level.SECRETARY], organisation__kind__in=NATIONAL
    )
    return held.exists()


declare(
    "economy.write_items",
    _("Enter and change the costs and benefits of a measure, for everybody"),
    levels=WRITERS,
    condition=_("in the organisation that keeps the measure"),
)
declare(
    "economy.write_own_items",
    _("Enter and change costs and benefits that hold only for one's own organisation"),
    levels=WRITERS,
)
declare("economy.write_scenario", _("Make a scenario, and say other numbers in one"), levels=WRITERS)
declare("economy.give_figure", _("Say how many there are here of what costs grow with"), levels=WRITERS)
declare(
    "economy.set_parameter",
    _("Fill in or confirm a rate, a price or an index"),
    levels=PUBLISHERS,
    predicate=named(publishes_nationally, "publishes_nationally"),
    condition=_("in KS, a state agency or a ministry"),
)

declare(
    "economy.write_national_cost",
    _("Enter what national solutions cost, who shares it, and how it grew"),
    levels=PUBLISHERS,
    predicate=named(publishes_nationally, "publishes_nationally"),
    condition=_("in KS, a state agency or a ministry"),
)
declare("economy.add_rule", _("Enter a rule to share national costs by"), levels=WRITERS)
declare("economy.change_rule", _("Change a rule to share national costs by"), levels=WRITERS)
declare("economy.write_payment", _("Say what one's municipality paid for a measure"), levels=WRITERS)
declare("economy.promise_benefit", _("Enter a gain that is promised, and what is due when"), levels=WRITERS)
declare("economy.measure_benefit", _("Record what a promised gain came to"), levels=WRITERS)
