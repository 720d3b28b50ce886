"""Two parties' assessments of the same consequence, and where they differ. Plain functions, no database."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .choices import ConsequenceKind, Effect, Party
from .models import Consequence


@dataclass(frozen=True)
class Pair:
    """One kind of consequence. An assessment is none where the party has made none.

    `difference` says in words how they differ, and is empty where they do not or neither has assessed.
    """

    kind: str
    label: str
    municipal: Consequence | None
    state: Consequence | None
    difference: str


def pairs(assessments: Iterable[Consequence]) -> list[Pair]:
    """All kinds in order, each with what the two parties say of it."""
    said = {(one.kind, one.party): one for one in assessments}
    return [
        _pair(kind, said.get((kind, Party.MUNICIPAL)), said.get((kind, Party.STATE)))
        for kind in ConsequenceKind
    ]


def _pair(kind: ConsequenceKind, municipal: Consequence | None, state: Consequence | None) -> Pair:
    return Pair(kind.value, str(kind.label), municipal, state, difference(municipal, state))


def difference(municipal: Consequence | None, state: Consequence | None) -> str:
    """How two assessments differ, in words.

    Ranges of figures differ where they do not touch; a figure beside none is a difference too.
    """
    if municipal is None and state is None:
        return ""
    if municipal is None or state is None:
        return _("Only one of the parties has assessed this.")
    if municipal.effect != state.effect:
        if Effect.UNKNOWN in {municipal.effect, state.effect}:
            return _("One of the parties says that it is not known.")
        return _("They do not see the same effect.")
    if municipal.unit != state.unit:
        if not municipal.unit or not state.unit:
            return _("Only one of the parties has a figure.")
        return _("They do not count in the same unit.")
    if municipal.unit and _apart(municipal, state):
        return _("Their figures do not meet.")
    return ""


def _apart(one: Consequence, other: Consequence) -> bool:
    assert one.low is not None and one.high is not None  # noqa: S101, PT018 -- consequence_figures_have_unit
    assert other.low is not None and other.high is not None  # noqa: S101, PT018 -- the same
    return one.high < other.low or other.high < one.low
