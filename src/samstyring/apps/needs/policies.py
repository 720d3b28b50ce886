"""What the state of a need allows: one table of transitions, and checks with a sentence for the user.

docs/methods/needs.md shows the table as a drawing; `drawing()` makes it.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import OrganisationKind as Kind
from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible

from .choices import Act, Level, State
from .models import KnowledgeNeed, Need

# What each state allows, and the state that follows; None is the state from before the merge.
TRANSITIONS: Mapping[State, Mapping[Act, State | None]] = {
    State.RAISED: {
        Act.RAISE: State.RAISED,
        Act.RETURN: State.RETURNED,
        Act.MERGE: State.MERGED,
        Act.SPLIT: State.SPLIT,
        Act.ADOPT: State.ADOPTED,
        Act.CLOSE: State.CLOSED,
    },
    State.RETURNED: {
        Act.RAISE: State.RAISED,
        Act.RETURN: State.RETURNED,
        Act.MERGE: State.MERGED,
        Act.SPLIT: State.SPLIT,
        Act.ADOPT: State.ADOPTED,
        Act.CLOSE: State.CLOSED,
    },
    State.ADOPTED: {
        Act.RAISE: State.RAISED,
        Act.RETURN: State.RETURNED,
        Act.MERGE: State.MERGED,
        Act.SPLIT: State.SPLIT,
        Act.CLOSE: State.CLOSED,
    },
    State.MERGED: {Act.UNMERGE: None},
    State.SPLIT: {Act.REOPEN: State.RAISED},
    State.CLOSED: {Act.REOPEN: State.RAISED},
}
LEVELS = tuple(Level)

# Which kinds of organisation have needs on the table at a level.
HOLDERS: Mapping[Level, frozenset[Kind]] = {
    Level.MUNICIPALITY: frozenset({Kind.MUNICIPALITY, Kind.COOPERATION}),
    Level.NETWORK: frozenset({Kind.NETWORK, Kind.COOPERATION, Kind.BODY}),
    Level.REGION: frozenset(
        {
            Kind.NETWORK,
            Kind.BODY,
            Kind.COUNTY,
            Kind.COUNTY_GOVERNOR,
            Kind.REGIONAL_HEALTH_TRUST,
            Kind.HEALTH_TRUST,
        }
    ),
    Level.NATION: frozenset(
        {Kind.NETWORK, Kind.BODY, Kind.KS, Kind.MINISTRY, Kind.AGENCY, Kind.SAMETINGET, Kind.RESEARCH}
    ),
}


def level_of(organisation: Organisation) -> Level:
    """The rung on which the needs of an organisation begin: the lowest on which it can have one."""
    found = [level for level in LEVELS if organisation.kind in HOLDERS[level]]
    return found[0] if found else Level.NATION


def acts(need: Need) -> list[Act]:
    """What the state and the level of a need allow, in the order of the table."""
    return [act for act in TRANSITIONS[State(need.state)] if is_possible(need, act)]


def is_possible(need: Need, act: Act) -> bool:
    """Whether the state and the level allow an act."""
    if act not in TRANSITIONS[State(need.state)]:
        return False
    if act == Act.RAISE:
        return need.level != Level.NATION
    return act != Act.RETURN or need.level != Level.MUNICIPALITY


def check_allowed(need: Need, act: Act) -> None:
    """The state allows the act. Raises NotPossible."""
    if not is_possible(need, act):
        raise NotPossible(
            _("The need stands as “%(state)s” at the level “%(level)s”: that cannot be done with it now.")
            % {"state": need.get_state_display(), "level": need.get_level_display()}
        )


def check_seen(need: Need, seen: int, last: str) -> None:
    """Nobody has done anything since the page was opened. `last` says what, for the one who is later."""
    if need.version != seen:
        raise NotPossible(
            _(
                "Somebody was before you: %(last)s. "
                "Look at the need as it stands now, and send again if you still mean it."
            )
            % {"last": last}
        )


def reason_given(reason: str) -> str:
    """The reason without white space around it. Raises NotPossible for an empty one."""
    reason = reason.strip()
    if not reason:
        raise NotPossible(_("Give a reason: those who backed the need will read it."), field="reason")
    return reason


def check_holder(level: str, holder: Organisation) -> None:
    """The organisation can have needs on its table at that level. Raises NotPossible."""
    if holder.kind not in HOLDERS[Level(level)]:
        raise NotPossible(
            _("%(name)s does not work at the level “%(level)s”. Choose another.")
            % {"name": holder.name, "level": Level(level).label},
            field="to",
        )


def check_raise(need: Need, level: str, holder: Organisation) -> None:
    """It goes up, to somebody else who may see it. Raises NotPossible."""
    check_allowed(need, Act.RAISE)
    if LEVELS.index(Level(level)) <= LEVELS.index(Level(need.level)):
        raise NotPossible(_("Choose a level above the one where the need is."), field="to")
    check_holder(level, holder)
    if need.visibility not in {Visibility.PUBLIC, Visibility.LOGGED_IN}:
        raise NotPossible(
            _("Only your own organisation can see this need. Change who may see it before you raise it."),
            field="to",
        )


def check_merge(need: Need, into: Need) -> None:
    """`need` may go into `into`. Raises NotPossible with a sentence that says what to choose instead."""
    check_allowed(need, Act.MERGE)
    if need.pk == into.pk:
        raise NotPossible(_("A need cannot be merged into itself. Choose another one."), field="into")
    if into.counted_with_id == need.pk:
        raise NotPossible(
            _("“%(title)s” has been merged into this need already, so this one cannot go into it.")
            % {"title": into.title},
            field="into",
        )
    if into.counted_with is not None:
        raise NotPossible(
            _("“%(title)s” has itself been merged into “%(into)s”. Choose that one.")
            % {"title": into.title, "into": into.counted_with.title},
            field="into",
        )
    if not into.is_open:
        raise NotPossible(
            _("“%(title)s” stands as “%(state)s”. Choose one that is open.")
            % {"title": into.title, "state": into.get_state_display()},
            field="into",
        )


def check_parts_done(parts_open: int) -> None:
    """A divided need opens again only where its parts are closed. Raises NotPossible."""
    if parts_open:
        raise NotPossible(_("The need was divided, and its parts are open. Close them first."))


def check_can_be_backed(need: Need, organisation: Organisation) -> None:
    """Municipalities and those who speak for them back needs that are open. Raises NotPossible."""
    if not need.is_open:
        raise NotPossible(_("The need is not open any more, so it cannot be backed."))
    if organisation.kind not in HOLDERS[Level.MUNICIPALITY] | HOLDERS[Level.NETWORK]:
        raise NotPossible(
            _("Municipalities, and networks and cooperations of them, back needs."), field="organisation"
        )


def check_can_be_judged(need: Need) -> None:
    """A need for knowledge is judged above the municipality, while it is open. Raises NotPossible."""
    if not need.is_open:
        raise NotPossible(_("The need is not open any more."))
    if need.level == Level.MUNICIPALITY:
        raise NotPossible(
            _("A need for knowledge is judged by a cluster, a region or the nation. Raise it first.")
        )


def check_has_project(knowledge: KnowledgeNeed) -> None:
    """A project is for something that is not known. Raises NotPossible."""
    if knowledge.judgement not in {"partly", "gap"}:
        raise NotPossible(_("Judge first that something is not known: a project is for the gap."))


def drawing() -> str:
    """The table as a state diagram in Mermaid's words, for the documentation."""
    lines = ["stateDiagram-v2", "    [*] --> raised: write"]
    for state, allowed in TRANSITIONS.items():
        for act, after in allowed.items():
            target = after.value if after is not None else State.RAISED.value
            note = " (as it was)" if after is None else ""
            lines.append(f"    {state.value} --> {target}: {act.value}{note}")
    return "\n".join(lines) + "\n"
