"""What people decide about statements, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Code, Event

from ..models import Cut, StatementType
from ..themes import theme_label


@dataclass(frozen=True, kw_only=True)
class StatementReviewed(Event):
    """A person set the type of a statement."""

    verb = "consultations.statement.reviewed"
    start: int
    end: int
    before: StatementType
    after: StatementType

    def sentence(self) -> str:
        return _("Statement %(start)d–%(end)d: type set from %(before)s to %(after)s.") % {
            "start": self.start,
            "end": self.end,
            "before": self.before.label,
            "after": self.after.label,
        }


@dataclass(frozen=True, kw_only=True)
class StatementThemed(Event):
    """A person set the theme of a statement. Themes by their slugs."""

    verb = "consultations.statement.themed"
    start: int
    end: int
    before: Code
    after: Code

    def sentence(self) -> str:
        return _("Statement %(start)d–%(end)d: theme set from %(before)s to %(after)s.") % {
            "start": self.start,
            "end": self.end,
            "before": theme_label(self.before) or "–",
            "after": theme_label(self.after),
        }


@dataclass(frozen=True, kw_only=True)
class StatementCited(Event):
    """A person said whether a statement is somebody else's words."""

    verb = "consultations.statement.cited"
    start: int
    end: int
    cited: bool

    def sentence(self) -> str:
        place = {"start": self.start, "end": self.end}
        if self.cited:
            return _("Statement %(start)d–%(end)d: marked as somebody else's words.") % place
        return _("Statement %(start)d–%(end)d: marked as the sender's own words.") % place


@dataclass(frozen=True, kw_only=True)
class ReviewWithdrawn(Event):
    """A person took a review back: the program's proposal shows again. `before` is None where only theme or
    citation had been decided."""

    verb = "consultations.statement.review_withdrawn"
    start: int
    end: int
    before: StatementType | None

    def sentence(self) -> str:
        if self.before is None:
            return _("Statement %(start)d–%(end)d: the review was withdrawn.") % {
                "start": self.start,
                "end": self.end,
            }
        return _("Statement %(start)d–%(end)d: the review “%(before)s” was withdrawn.") % {
            "start": self.start,
            "end": self.end,
            "before": self.before.label,
        }


@dataclass(frozen=True, kw_only=True)
class TextCut(Event):
    """A person divided a range into other statements than the program had. `pieces` is how many."""

    verb = "consultations.text.cut"
    start: int
    end: int
    kind: Cut.Kind
    pieces: int

    def sentence(self) -> str:
        place = {"start": self.start, "end": self.end, "count": self.pieces}
        if self.kind == Cut.Kind.SPLIT:
            return (
                ngettext(
                    "Text %(start)d–%(end)d: divided into %(count)d statement.",
                    "Text %(start)d–%(end)d: divided into %(count)d statements.",
                    self.pieces,
                )
                % place
            )
        if self.kind == Cut.Kind.JOIN:
            return _("Text %(start)d–%(end)d: joined to one statement.") % place
        if self.kind == Cut.Kind.MARK:
            return _("Text %(start)d–%(end)d: marked as a statement.") % place
        return _("Text %(start)d–%(end)d: marked as no statement.") % place


@dataclass(frozen=True, kw_only=True)
class CutWithdrawn(Event):
    """A person took back how a range had been divided."""

    verb = "consultations.text.cut_withdrawn"
    start: int
    end: int
    kind: Cut.Kind

    def sentence(self) -> str:
        return _("Text %(start)d–%(end)d: “%(kind)s” was taken back.") % {
            "start": self.start,
            "end": self.end,
            "kind": self.kind.label,
        }
