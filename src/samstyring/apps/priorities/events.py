"""The events of this room, and each in words. No event carries a score."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Code, Event

from .choices import Act


@dataclass(frozen=True, kw_only=True)
class RoundPrepared(Event):
    """A body began to prepare a round."""

    verb = "priorities.round.prepared"
    over: Code

    def sentence(self) -> str:
        return _("The round “%(name)s” was begun.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class RoundChanged(Event):
    """What is written of a round was changed."""

    verb = "priorities.round.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The round “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class CriteriaSet(Event):
    """The criteria, their weights and scales were written."""

    verb = "priorities.round.criteria_set"
    weights: list[int]

    def sentence(self) -> str:
        return _("The criteria of “%(name)s” were written, with the weights %(weights)s.") % {
            "name": self.object_name,
            "weights": ", ".join(map(str, self.weights)),
        }


@dataclass(frozen=True, kw_only=True)
class ItemsSet(Event):
    """Things were put into a round or taken out; they are the related objects."""

    verb = "priorities.round.items_set"
    added: int
    removed: int

    def sentence(self) -> str:
        return _("What “%(name)s” weighs was changed: %(added)d added, %(removed)d taken out.") % {
            "name": self.object_name,
            "added": self.added,
            "removed": self.removed,
        }


@dataclass(frozen=True, kw_only=True)
class TakesSet(Event):
    """What one thing takes of the capacity was written; the thing is the related object."""

    verb = "priorities.round.takes_set"
    low: int | None
    high: int | None

    def sentence(self) -> str:
        return _("What one of those in “%(name)s” takes was written.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class MembersSet(Event):
    """Somebody was asked to score, or no longer; their organisation is the related object."""

    verb = "priorities.round.members_set"
    added: int
    removed: int

    def sentence(self) -> str:
        return _("Who scores in “%(name)s” was changed: %(added)d added, %(removed)d taken out.") % {
            "name": self.object_name,
            "added": self.added,
            "removed": self.removed,
        }


@dataclass(frozen=True, kw_only=True)
class MemberDisqualified(Event):
    """A member was disqualified from one thing (a related object) or from all, or is so no longer."""

    verb = "priorities.round.member_disqualified"
    wholly: bool
    lifted: bool

    def sentence(self) -> str:
        name = {"name": self.object_name}
        if self.lifted:
            return _("A disqualification in “%(name)s” was taken back.") % name
        if self.wholly:
            return _("A member was disqualified from “%(name)s”.") % name
        return _("A member was disqualified from one of those in “%(name)s”.") % name


@dataclass(frozen=True, kw_only=True)
class Scored(Event):
    """A member gave, changed or took back scores. The object is the member: no round's history shows it."""

    verb = "priorities.member.scored"
    turn: int
    cells: int
    late: bool
    done: bool

    def sentence(self) -> str:
        return _("Scores were given.")


@dataclass(frozen=True, kw_only=True)
class RoundMoved(Event):
    """A round was opened, closed or otherwise moved on."""

    verb = "priorities.round.moved"
    act: Code
    turn: int

    def sentence(self) -> str:
        return _("“%(name)s”: %(act)s.") % {
            "name": self.object_name,
            "act": str(Act(self.act).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class Overruled(Event):
    """A person set another step than the one that was filled in, or took that back; the thing is related."""

    verb = "priorities.round.overruled"
    filled: int
    overruled: int | None

    def sentence(self) -> str:
        words = {"name": self.object_name, "filled": self.filled, "step": self.overruled}
        if self.overruled is None:
            return _("In “%(name)s”, the step that was filled in (%(filled)d) counts again.") % words
        return _("In “%(name)s”, the step %(filled)d that was filled in was overruled by %(step)d.") % words


@dataclass(frozen=True, kw_only=True)
class Noted(Event):
    """A note or a minority's view was written."""

    verb = "priorities.round.noted"
    kind: Code

    def sentence(self) -> str:
        if self.kind == "minority":
            return _("A minority view was written in “%(name)s”.") % {"name": self.object_name}
        return _("A note was written in “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class Concluded(Event):
    """A round ended in an advice; the things in it are the related objects."""

    verb = "priorities.round.concluded"
    items: int
    moved: int
    draws: int
    seed: int

    def sentence(self) -> str:
        words = {"name": self.object_name, "count": self.items}
        said = ngettext(
            "“%(name)s” was concluded with an advice on %(count)d thing.",
            "“%(name)s” was concluded with an advice on %(count)d things.",
            self.items,
        )
        return said % words
