"""What happens on a case's way: sent, advised on, decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from ..choices import Act, Result, View


@dataclass(frozen=True, kw_only=True)
class RouteChanged(Event):
    """A body was put on the route ahead, or taken off it; it is the related object."""

    verb = "decisions.route.changed"
    task: Code
    removed: bool

    def sentence(self) -> str:
        if self.removed:
            return _("A body was taken off the route of “%(name)s”.") % {"name": self.object_name}
        return _("A body was put on the route of “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class CaseMoved(Event):
    """A case went from one phase to another. The body that has it now is the related object."""

    verb = "decisions.case.moved"
    act: Code
    before: Code
    after: Code
    turn: int

    def sentence(self) -> str:
        words = {
            Act.SEND: _("“%(name)s” was sent to its first body."),
            Act.PASS_ON: _("“%(name)s” was sent on to the next body."),
            Act.SUBMIT: _("“%(name)s” was sent to the one that decides."),
            Act.RETURN: _("“%(name)s” was sent back to be prepared."),
            Act.DECIDE: _("“%(name)s” is decided."),
            Act.RECORD: _("“%(name)s” is decided, outside the program."),
            Act.ANSWER: _("All that “%(name)s” treats is answered."),
            Act.WITHDRAW: _("“%(name)s” was withdrawn."),
            Act.TAKE_UP: _("“%(name)s” was taken up again."),
        }
        return words[Act(self.act)] % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class AdviceGiven(Event):
    """A body gave its advice on a case, or corrected it. The body is the related object."""

    verb = "decisions.advice.given"
    advice: UUID
    view: Code
    dissent: bool
    day: date
    corrects: UUID | None

    def sentence(self) -> str:
        given = {"name": self.object_name, "view": str(View(self.view).label).lower()}
        if self.corrects:
            return _("Advice on “%(name)s” was corrected: %(view)s.") % given
        return _("Advice on “%(name)s” was given: %(view)s.") % given


@dataclass(frozen=True, kw_only=True)
class DecisionTaken(Event):
    """A decision was taken here, recorded as it was taken elsewhere, or corrected."""

    verb = "decisions.decision.taken"
    decision: UUID
    inside: bool
    result: Code
    departs: bool
    reason_given: bool
    day: date
    corrects: UUID | None

    def sentence(self) -> str:
        given = {"name": self.object_name, "result": str(Result(self.result).label).lower()}
        if self.corrects:
            return _("The decision on “%(name)s” was corrected: %(result)s.") % given
        if self.inside:
            return _("“%(name)s” was decided: %(result)s.") % given
        return _("A decision on “%(name)s”, taken elsewhere, was recorded: %(result)s.") % given
