"""What happens to the items of a measure's economy, and to what they rest on.

The name on each is the measure's: an item can be closed to others, and so its own name stays out.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class FrameSet(Event):
    """The first year and the horizon of a measure's economy were set."""

    verb = "economy.frame.set"
    start: int
    years: int

    def sentence(self) -> str:
        return _("“%(name)s” is reckoned from %(start)d over %(years)d years.") % {
            "name": self.object_name,
            "start": self.start,
            "years": self.years,
        }


@dataclass(frozen=True, kw_only=True)
class ItemAdded(Event):
    """A cost or benefit was entered; the measure is related."""

    verb = "economy.item.added"
    direction: Code
    party: Code

    def sentence(self) -> str:
        if self.direction == "cost":
            return _("A cost was entered in the economy of “%(name)s”.") % {"name": self.object_name}
        return _("A benefit was entered in the economy of “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ItemChanged(Event):
    """A cost or benefit was changed; what it was is kept. `undone`: it went back to the version before."""

    verb = "economy.item.changed"
    fields: list[Code]
    undone: bool = False

    def sentence(self) -> str:
        if self.undone:
            return _("A change of an item in the economy of “%(name)s” was undone.") % {
                "name": self.object_name
            }
        return _("An item in the economy of “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ItemRemoved(Event):
    """A cost or benefit was taken out."""

    verb = "economy.item.removed"

    def sentence(self) -> str:
        return _("An item was taken out of the economy of “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ItemRestored(Event):
    """A cost or benefit that was taken out was put back."""

    verb = "economy.item.restored"

    def sentence(self) -> str:
        return _("An item was put back in the economy of “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class CurveSet(Event):
    """A curve of use was entered or changed."""

    verb = "economy.curve.set"

    def sentence(self) -> str:
        return _("A curve of use of “%(name)s” was entered or changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class CapSet(Event):
    """A ceiling for what several items save was entered or changed."""

    verb = "economy.cap.set"

    def sentence(self) -> str:
        return _("A ceiling for what several items save was entered or changed.")


@dataclass(frozen=True, kw_only=True)
class EffectSet(Event):
    """An effect without a price was entered, changed or taken out; then there is no step."""

    verb = "economy.effect.set"
    step: int | None

    def sentence(self) -> str:
        if self.step is None:
            return _("An effect without a price was taken out of “%(name)s”.") % {"name": self.object_name}
        return _("An effect without a price was entered for “%(name)s”: %(step)+d.") % {
            "name": self.object_name,
            "step": self.step,
        }


@dataclass(frozen=True, kw_only=True)
class FigureGiven(Event):
    """How many there are of something in a municipality was said."""

    verb = "economy.figure.given"
    driver: Code
    year: int

    def sentence(self) -> str:
        return _("%(name)s gave a figure for %(year)d that costs and benefits grow with.") % {
            "name": self.object_name,
            "year": self.year,
        }


@dataclass(frozen=True, kw_only=True)
class ParameterSet(Event):
    """A rate, a price or an index was filled in or confirmed; values as decimal text, empty is unknown."""

    verb = "economy.parameter.set"
    code: Code
    before: Code
    after: Code

    def sentence(self) -> str:
        if not self.before:
            return _("“%(name)s” was filled in: %(after)s.") % {
                "name": self.object_name,
                "after": self.after,
            }
        return _("“%(name)s” was set from %(before)s to %(after)s.") % {
            "name": self.object_name,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, kw_only=True)
class ScenarioMade(Event):
    """A scenario of a measure was made or described anew."""

    verb = "economy.scenario.made"

    def sentence(self) -> str:
        return _("A scenario for the economy of “%(name)s” was made or described anew.") % {
            "name": self.object_name
        }


@dataclass(frozen=True, kw_only=True)
class OverrideSet(Event):
    """A scenario got another number for a part of an item, or lost it again where `part` is taken out."""

    verb = "economy.scenario.override_set"
    part: Code
    level: Code
    removed: bool = False

    def sentence(self) -> str:
        if self.removed:
            return _("Another number was taken out of a scenario for “%(name)s”.") % {
                "name": self.object_name
            }
        return _("Another number was said in a scenario for “%(name)s”.") % {"name": self.object_name}
