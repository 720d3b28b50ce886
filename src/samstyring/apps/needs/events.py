"""The events of this room, and each in words. Reasons are in the steps of a need, never here."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.apps.ledger.events import Code, Event

from .choices import Judgement, Level


@dataclass(frozen=True, kw_only=True)
class NeedWritten(Event):
    """A need was written, from so many places in replies."""

    verb = "needs.need.written"
    kind: Code
    sources: int

    def sentence(self) -> str:
        if self.sources:
            return ngettext(
                "The need “%(title)s” was made from %(count)d statement.",
                "The need “%(title)s” was made from %(count)d statements.",
                self.sources,
            ) % {"title": self.object_name, "count": self.sources}
        return _("The need “%(title)s” was written.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class NeedChanged(Event):
    """What is written of a need was changed."""

    verb = "needs.need.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("What is written of “%(title)s” was changed.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class SourcesAdded(Event):
    """A need got more sources."""

    verb = "needs.need.sources_added"
    sources: int

    def sentence(self) -> str:
        return ngettext(
            "“%(title)s” got %(count)d more source.",
            "“%(title)s” got %(count)d more sources.",
            self.sources,
        ) % {"title": self.object_name, "count": self.sources}


@dataclass(frozen=True, kw_only=True)
class NeedBacked(Event):
    """An organisation stands behind a need."""

    verb = "needs.need.backed"

    def sentence(self) -> str:
        return _("“%(title)s” was backed.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class BackingWithdrawn(Event):
    """An organisation stands behind it no more."""

    verb = "needs.need.backing_withdrawn"

    def sentence(self) -> str:
        return _("The backing of “%(title)s” was withdrawn.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class NeedStep(Event):
    """What the acts of the ladder have in common. `number` finds the step with its reason."""

    said: ClassVar[Promise]

    number: int
    from_level: Code
    to_level: Code

    def sentence(self) -> str:
        return str(self.said) % {
            "title": self.object_name,
            "level": str(Level(self.to_level).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class NeedRaised(NeedStep):
    """A need went up the ladder."""

    verb = "needs.need.raised"
    said = gettext_lazy("“%(title)s” was raised to the level %(level)s.")


@dataclass(frozen=True, kw_only=True)
class NeedReturned(NeedStep):
    """A need was sent back down."""

    verb = "needs.need.returned"
    said = gettext_lazy("“%(title)s” was sent back to the level %(level)s.")


@dataclass(frozen=True, kw_only=True)
class NeedMerged(NeedStep):
    """A need went into another, which is in `related`."""

    verb = "needs.need.merged"
    said = gettext_lazy("“%(title)s” was merged into another need.")


@dataclass(frozen=True, kw_only=True)
class NeedUnmerged(NeedStep):
    """A merge was undone."""

    verb = "needs.need.unmerged"
    said = gettext_lazy("The merging of “%(title)s” was undone.")


@dataclass(frozen=True, kw_only=True)
class NeedSplit(NeedStep):
    """A need was divided into others."""

    verb = "needs.need.divided"
    said = gettext_lazy("“%(title)s” was divided.")


@dataclass(frozen=True, kw_only=True)
class NeedAdopted(NeedStep):
    """Whoever has it on the table took it on."""

    verb = "needs.need.adopted"
    said = gettext_lazy("“%(title)s” was taken on at the level %(level)s.")


@dataclass(frozen=True, kw_only=True)
class NeedClosed(NeedStep):
    """A need was closed."""

    verb = "needs.need.closed"
    said = gettext_lazy("“%(title)s” was closed.")


@dataclass(frozen=True, kw_only=True)
class NeedReopened(NeedStep):
    """A need was opened again."""

    verb = "needs.need.reopened"
    said = gettext_lazy("“%(title)s” was opened again.")


@dataclass(frozen=True, kw_only=True)
class KnowledgeAsked(Event):
    """What a need for knowledge asks was written."""

    verb = "needs.knowledge.asked"
    fields: list[Code]

    def sentence(self) -> str:
        return _("What “%(title)s” asks was written down.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class KnowledgeJudged(NeedStep):
    """A need for knowledge was judged."""

    verb = "needs.knowledge.judged"
    judgement: Code

    def sentence(self) -> str:
        return _("“%(title)s” was judged: %(judgement)s.") % {
            "title": self.object_name,
            "judgement": str(Judgement(self.judgement).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class ProjectProposed(NeedStep):
    """A gap became a research question and a project idea, or the project came further."""

    verb = "needs.knowledge.project_set"
    said = gettext_lazy("The research project for “%(title)s” was written down.")


@dataclass(frozen=True, kw_only=True)
class KnowledgeAnswered(NeedStep):
    """An answer was published."""

    verb = "needs.knowledge.answered"
    said = gettext_lazy("“%(title)s” was answered.")


@dataclass(frozen=True, kw_only=True)
class AnswerReopened(NeedStep):
    """A published answer was opened again."""

    verb = "needs.knowledge.reopened"
    said = gettext_lazy("The answer to “%(title)s” was opened again.")


@dataclass(frozen=True, kw_only=True)
class ListOrdered(Event):
    """An organisation put its own list of needs in another order."""

    verb = "needs.list.ordered"
    length: int

    def sentence(self) -> str:
        return ngettext(
            "The own list of needs was changed; it has %(count)d need.",
            "The own list of needs was changed; it has %(count)d needs.",
            self.length,
        ) % {"count": self.length}


@dataclass(frozen=True, kw_only=True)
class NeedsToldApart(Event):
    """Two needs that look alike were said not to be the same, or that was taken back."""

    verb = "needs.need.told_apart"
    stands: bool

    def sentence(self) -> str:
        if self.stands:
            return _("“%(title)s” was told apart from a need that looks like it.") % {
                "title": self.object_name
            }
        return _("“%(title)s” may again be the same as a need that looks like it.") % {
            "title": self.object_name
        }
