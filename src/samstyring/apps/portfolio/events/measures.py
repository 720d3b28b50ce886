"""The events of measures and what they depend on, and each in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from ..choices import DutyKind, DutyState, Relation, Stage


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
