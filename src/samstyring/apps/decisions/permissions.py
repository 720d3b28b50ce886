"""Who may do what in this room: rows of the one table of roles and actions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import (
    ADMINISTRATORS,
    PUBLISHERS,
    WRITERS,
    declare,
    holds,
    named,
)
from samstyring.apps.actors.visibility import roles_held

from .choices import StepState
from .models import Case, RouteStep

SECRETARIES = frozenset({Level.SECRETARY})


def body_of(thing: Any) -> Organisation | None:
    """The body that acts: of a step, a profile or a meeting; or the organisation itself."""
    if isinstance(thing, Organisation):
        return thing
    if hasattr(thing, "body"):
        body: Organisation = thing.body
        return body
    organisation: Organisation | None = thing.organisation
    return organisation


def held_at_table(user: Any, case: Any = None) -> bool:
    """The user is coordinator or secretary of the case's owner, or of the body that has it now."""
    if holds(PUBLISHERS).test(user, case):
        return True
    if not isinstance(case, Case):
        return False
    here = RouteStep.objects.filter(case=case, state=StepState.HERE).select_related("body").first()
    return here is not None and holds(PUBLISHERS, body_of).test(user, here)


def assesses(user: Any, case: Any = None) -> bool:
    """The user writes for the case's owner, or for a body on its route."""
    if holds(WRITERS).test(user, case):
        return True
    if not isinstance(case, Case):
        return False
    bodies = RouteStep.objects.filter(case=case, turn=case.turn).values("body")
    return roles_held(user).filter(role__in=WRITERS, organisation__in=bodies).exists()


declare("decisions.add_case", _("Open a case"), levels=WRITERS)
declare("decisions.change_case", _("Write what a case says, and what it treats"), levels=WRITERS)
declare(
    "decisions.assess",
    _("Write a party's assessment of what a case means for municipalities"),
    levels=WRITERS,
    predicate=named(assesses, "assesses"),
    condition=_("in the organisation that owns the case, or in a body on its route"),
)
declare("decisions.send_case", _("Send a case on, withdraw it, take it up again"), levels=PUBLISHERS)
declare(
    "decisions.return_case",
    _("Send a case back to be prepared"),
    levels=PUBLISHERS,
    predicate=named(held_at_table, "held_at_table"),
    condition=_("in the organisation that owns the case, or in the body that has it"),
)
declare("decisions.advise", _("Give a body's advice"), levels=PUBLISHERS, organisation_of=body_of)
declare("decisions.decide", _("Decide a case in the program"), levels=SECRETARIES, organisation_of=body_of)
declare("decisions.record_decision", _("Record a decision taken outside the program"), levels=SECRETARIES)
declare("decisions.propose_position", _("Propose a position, and ask for comments"), levels=PUBLISHERS)
declare(
    "decisions.comment_position",
    _("Comment on a proposed position for an organisation"),
    levels=WRITERS,
)
declare(
    "decisions.agree_position",
    _("Say that a position is agreed, with its mandate, and what was said afterwards"),
    levels=SECRETARIES,
)
declare("decisions.write_answer", _("Draft answers to points and needs in a case"), levels=WRITERS)
declare(
    "decisions.answer",
    _("Publish answers to those who raised something, and hold a reply back"),
    levels=SECRETARIES,
)
declare(
    "decisions.reply",
    _("Reply to an answer, for an organisation that raised or backs what it answers"),
    levels=WRITERS,
)
declare(
    "decisions.change_body",
    _("Change what is known of a body: mandate, seats, whom it prepares for, meetings"),
    levels=PUBLISHERS | ADMINISTRATORS,
    organisation_of=body_of,
)
