"""The events of this room, and each in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from .choices import DutyKind, DutyState, Relation, Stage


@dataclass(frozen=True, kw_only=True)
class MeasureAdded(Event):
    """A measure was entered."""

    verb = "portfolio.measure.added"
    kind: Code

    def sentence(self) -> str:
        return _("The measure “%(name)s” was entered.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class MeasureChanged(Event):
    """What is written of a measure was changed."""

    verb = "portfolio.measure.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The measure “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class StageSet(Event):
    """A measure was said to be at a stage."""

    verb = "portfolio.measure.stage_set"
    stage: Code
    date: date
    began: bool

    def sentence(self) -> str:
        words = {"name": self.object_name, "stage": str(Stage(self.stage).label).lower()}
        return _("“%(name)s” was said to be at the stage “%(stage)s”.") % words


@dataclass(frozen=True, kw_only=True)
class DutySet(Event):
    """It was said whether somebody must use a measure, or pay for it."""

    verb = "portfolio.measure.duty_set"
    kind: Code
    state: Code
    before: Code
    valid_from: date | None

    def sentence(self) -> str:
        return _("%(kind)s for “%(name)s” was set to: %(state)s.") % {
            "kind": str(DutyKind(self.kind).label),
            "name": self.object_name,
            "state": str(DutyState(self.state).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class DutyRemoved(Event):
    """A line on a duty was taken out, as it should not have been there."""

    verb = "portfolio.measure.duty_removed"
    kind: Code
    state: Code

    def sentence(self) -> str:
        return _("A line on %(kind)s was taken out of “%(name)s”.") % {
            "kind": str(DutyKind(self.kind).label).lower(),
            "name": self.object_name,
        }


@dataclass(frozen=True, kw_only=True)
class EffortSet(Event):
    """The hours of one profession in a typical introduction were entered, changed or taken out."""

    verb = "portfolio.measure.effort_set"
    hours_low: int | None
    hours_high: int | None

    def sentence(self) -> str:
        if self.hours_low is None:
            return _("Hours were taken out of “%(name)s”.") % {"name": self.object_name}
        return _("Hours of a typical introduction of “%(name)s” were entered: %(low)d–%(high)d.") % {
            "name": self.object_name,
            "low": self.hours_low,
            "high": self.hours_high,
        }


@dataclass(frozen=True, kw_only=True)
class DependencyAdded(Event):
    """One measure was said to stand in a relation to another, which is the related object."""

    verb = "portfolio.dependency.added"
    relation: Code

    def sentence(self) -> str:
        return _("“%(name)s” was given a dependency: %(relation)s.") % {
            "name": self.object_name,
            "relation": str(Relation(self.relation).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class DependencyRemoved(Event):
    """A dependency was taken out."""

    verb = "portfolio.dependency.removed"
    relation: Code

    def sentence(self) -> str:
        return _("A dependency was taken out of “%(name)s”: %(relation)s.") % {
            "name": self.object_name,
            "relation": str(Relation(self.relation).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class EditionBegun(Event):
    """An edition of a roadmap was begun, as a copy of an earlier one where that is said."""

    verb = "portfolio.edition.begun"
    scope: Code
    year: int
    items: int

    def sentence(self) -> str:
        return _("The edition “%(name)s” was begun.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class EditionChanged(Event):
    """What is written of an edition as a whole was changed."""

    verb = "portfolio.edition.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The edition “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class RoadmapItemSet(Event):
    """A line of an edition was entered, changed or taken off; its measure is the related object."""

    verb = "portfolio.edition.item_set"
    certainty: Code
    starts: date | None
    ends: date | None
    dropped: bool

    def sentence(self) -> str:
        if self.dropped:
            return _("A measure was taken off “%(name)s”.") % {"name": self.object_name}
        return _("A measure was placed on “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class MilestoneSet(Event):
    """A milestone of an edition was entered."""

    verb = "portfolio.edition.milestone_set"
    date: date

    def sentence(self) -> str:
        return _("A milestone was entered in “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ActivityAdded(Event):
    """Something was entered in the annual cycle."""

    verb = "portfolio.activity.added"

    def sentence(self) -> str:
        return _("“%(name)s” was entered in the annual cycle.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ActivityChanged(Event):
    """What is written of something in the annual cycle was changed."""

    verb = "portfolio.activity.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("“%(name)s” in the annual cycle was changed.") % {"name": self.object_name}
