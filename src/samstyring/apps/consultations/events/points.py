"""What becomes of points, in words. No event carries a point's name: people type it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Event

from ..models import Point, PointMember


@dataclass(frozen=True, kw_only=True)
class PointMade(Event):
    """A person made a point of statements."""

    verb = "consultations.point.made"
    members: int

    def sentence(self) -> str:
        return ngettext(
            "A point was made of %(count)d statement.",
            "A point was made of %(count)d statements.",
            self.members,
        ) % {"count": self.members}


@dataclass(frozen=True, kw_only=True)
class NearIdenticalGrouped(Event):
    """The program put near-identical statements of a consultation together; the points are the related."""

    verb = "consultations.points.grouped"
    made: int
    members: int

    def sentence(self) -> str:
        return _("Near-identical text was grouped: %(made)d new points, %(members)d statements put in.") % {
            "made": self.made,
            "members": self.members,
        }


@dataclass(frozen=True, kw_only=True)
class PointRenamed(Event):
    """A point got another name or theme."""

    verb = "consultations.point.renamed"

    def sentence(self) -> str:
        return _("The point got another name or theme.")


@dataclass(frozen=True, kw_only=True)
class PointStateSet(Event):
    """A person confirmed a point, dissolved it, or took that back."""

    verb = "consultations.point.state_set"
    before: Point.State
    after: Point.State

    def sentence(self) -> str:
        return _("The point went from “%(before)s” to “%(after)s”.") % {
            "before": self.before.label,
            "after": self.after.label,
        }


@dataclass(frozen=True, kw_only=True)
class PointMerged(Event):
    """A point was merged into another one, which the event is related to."""

    verb = "consultations.point.merged"
    into: UUID
    members: int

    def sentence(self) -> str:
        return ngettext(
            "The point was merged into another: %(count)d statement went along.",
            "The point was merged into another: %(count)d statements went along.",
            self.members,
        ) % {"count": self.members}


@dataclass(frozen=True, kw_only=True)
class PointUnmerged(Event):
    """A merging was undone."""

    verb = "consultations.point.unmerged"
    out_of: UUID

    def sentence(self) -> str:
        return _("The merging of two points was undone.")


@dataclass(frozen=True, kw_only=True)
class PointSplit(Event):
    """Some statements of a point became a point of their own."""

    verb = "consultations.point.split"
    into: UUID
    members: int

    def sentence(self) -> str:
        return ngettext(
            "%(count)d statement became a point of its own.",
            "%(count)d statements became a point of their own.",
            self.members,
        ) % {"count": self.members}


@dataclass(frozen=True, kw_only=True)
class PointMemberDecided(Event):
    """A person decided whether a statement belongs to a point. None is a statement without a decision."""

    verb = "consultations.point.member_decided"
    submission: UUID
    start: int
    end: int
    before: PointMember.State | None = None
    after: PointMember.State | None = None
    side: PointMember.Side = PointMember.Side.FOR

    def sentence(self) -> str:
        words = {
            PointMember.State.CONFIRMED: _("Statement %(start)d–%(end)d was put in the point."),
            PointMember.State.PROPOSED: _("Statement %(start)d–%(end)d is proposed for the point again."),
            PointMember.State.REMOVED: _("Statement %(start)d–%(end)d does not belong to the point."),
            None: _("The decision on statement %(start)d–%(end)d was taken back."),
        }
        if self.after == PointMember.State.CONFIRMED and self.side == PointMember.Side.AGAINST:
            words[self.after] = _("Statement %(start)d–%(end)d was put in the point as the opposite view.")
        return words[self.after] % {"start": self.start, "end": self.end}
