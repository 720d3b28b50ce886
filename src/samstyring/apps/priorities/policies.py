"""What the state allows, with a sentence for the user where it does not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.actors.policies import NotPossible

from .choices import Act, State
from .models import MOST_STEPS, Round

# The one table of how a round moves on: the act, the states that allow it, and where it leads.
TRANSITIONS: dict[Act, tuple[frozenset[State], State]] = {
    Act.OPEN: (frozenset({State.PREPARING}), State.OPEN),
    Act.BACK: (frozenset({State.OPEN}), State.PREPARING),
    Act.CLOSE: (frozenset({State.OPEN, State.AGAIN}), State.TALKING),
    Act.AGAIN: (frozenset({State.TALKING}), State.AGAIN),
    Act.CONCLUDE: (frozenset({State.TALKING}), State.CONCLUDED),
}
LEAST_ITEMS = 2
MOST_ITEMS = 100
MOST_CRITERIA = 12
MOST_MEMBERS = 200


@dataclass(frozen=True)
class Weighing:
    """One criterion as it is weighed, in whole per cent."""

    name: str
    weight: int
    low: int
    high: int


def acts_for(state: str) -> list[Act]:
    """What moves a round on from a state."""
    return [act for act, (states, _to) in TRANSITIONS.items() if state in states]


def check_act(state: str, act: Act) -> State:
    """The state that the act leads to. Raises NotPossible where the state does not allow it."""
    states, to = TRANSITIONS[act]
    if state in states:
        return to
    now = str(State(state).label).lower()
    raise NotPossible(
        _("This cannot be done now: the round is “%(state)s”. Somebody else may have moved it on.")
        % {"state": now}
    )


def check_preparing(round_: Round) -> None:
    """Raises NotPossible where what members score by can no longer be changed."""
    if round_.state != State.PREPARING:
        raise NotPossible(
            _("Criteria and what is weighed can be changed only while the round is being prepared.")
        )


def check_not_concluded(round_: Round) -> None:
    """Raises NotPossible for a round that has ended."""
    if round_.state == State.CONCLUDED:
        raise NotPossible(_("The round is concluded, and stays as it is."))


def check_takes_scores(round_: Round) -> None:
    """Raises NotPossible where scoring is not open."""
    if not round_.takes_scores:
        raise NotPossible(_("The round is not open for scoring. What you chose is not stored."))


def check_talking(round_: Round) -> None:
    """Raises NotPossible where scores are not being talked about."""
    if round_.state != State.TALKING:
        raise NotPossible(_("This can be written while the scores are being talked about."))


def check_version(round_: Round, version: int) -> None:
    """Raises NotPossible where somebody else did something after the page was shown."""
    if round_.version != version:
        raise NotPossible(
            _("Somebody else changed the round while you were writing. Look at what is new, and save again.")
        )


def weighing_problems(criteria: Sequence[Weighing]) -> list[tuple[int | None, str, str]]:
    """What is wrong with weights and bounds: the criterion's number (none for all), the field, a sentence."""
    found: list[tuple[int | None, str, str]] = []
    for number, one in enumerate(criteria):
        if one.low > one.weight:
            found.append((number, "low", _("This is more than the weight.")))
        if one.high < one.weight:
            found.append((number, "high", _("This is less than the weight.")))
        if one.high > 100:
            found.append((number, "high", _("The highest weight is 100 per cent.")))
    total = sum(one.weight for one in criteria)
    if total != 100:
        found.append(
            (
                None,
                "weight",
                _("The weights sum to %(total)d per cent. They must sum to 100.") % {"total": total},
            )
        )
    low, high = sum(one.low for one in criteria), sum(one.high for one in criteria)
    if low > 100:
        sentence = _("The lowest weights sum to %(total)d per cent, so no weights keep within the bounds.")
        found.append((None, "low", sentence % {"total": low}))
    if high < 100:
        sentence = _("The highest weights sum to %(total)d per cent, so no weights keep within the bounds.")
        found.append((None, "high", sentence % {"total": high}))
    return found


def missing_to_open(
    *, items: int, members: int, criteria: Sequence[Weighing], steps: Collection[int]
) -> list[str]:
    """What a round lacks before members can score, in words. `steps` are the lengths of the scales."""
    found = []
    if items < LEAST_ITEMS:
        found.append(_("There must be at least two things to weigh against each other."))
    if not criteria:
        found.append(_("There must be at least one criterion."))
    elif any(not 2 <= count <= MOST_STEPS for count in steps):
        found.append(_("Each criterion needs a scale of at least two steps in words."))
    if criteria:
        found += [sentence for _number, _field, sentence in weighing_problems(criteria)]
    if not members:
        found.append(_("There must be somebody who scores."))
    return found


def check_most(items: int) -> None:
    """Raises NotPossible for more things than a round can hold."""
    if items > MOST_ITEMS:
        raise NotPossible(
            ngettext(
                "A round can weigh %(count)d thing at most.",
                "A round can weigh %(count)d things at most.",
                MOST_ITEMS,
            )
            % {"count": MOST_ITEMS},
            field="things",
        )
