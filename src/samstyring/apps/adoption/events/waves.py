"""What happens to a wave. The object is the wave; the municipality that it is about is related."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class WaveAdded(Event):
    """A wave was entered; its network and measure are related."""

    verb = "adoption.wave.added"

    def sentence(self) -> str:
        return _("The wave “%(name)s” was entered.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class WaveChanged(Event):
    """What is written of a wave was changed."""

    verb = "adoption.wave.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The wave “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class WaveStepWritten(Event):
    """A step was entered or changed; `position` is its place from 1."""

    verb = "adoption.wave.step_written"
    position: int

    def sentence(self) -> str:
        return _("Step %(number)d of the wave “%(name)s” was written.") % {
            "number": self.position,
            "name": self.object_name,
        }


@dataclass(frozen=True, kw_only=True)
class WaveStepRemoved(Event):
    """A step that nobody had begun was taken out."""

    verb = "adoption.wave.step_removed"
    position: int

    def sentence(self) -> str:
        return _("Step %(number)d of the wave “%(name)s” was taken out.") % {
            "number": self.position,
            "name": self.object_name,
        }


@dataclass(frozen=True, kw_only=True)
class WaveJoined(Event):
    """A municipality came into a wave; `outside` says that it is not in the network."""

    verb = "adoption.wave.joined"
    outside: bool

    def sentence(self) -> str:
        if self.outside:
            return _("One from outside the network came into the wave “%(name)s”.") % {
                "name": self.object_name
            }
        return _("A participant came into the wave “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class WaveLeft(Event):
    """A municipality left a wave; what it had is kept."""

    verb = "adoption.wave.left"

    def sentence(self) -> str:
        return _("A participant left the wave “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class WaveReturned(Event):
    """A municipality that had left was taken back."""

    verb = "adoption.wave.returned"

    def sentence(self) -> str:
        return _("A participant was taken back into the wave “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class WaveWentOn(Event):
    """It was said how far a participant has come; `done` of `steps` steps are done."""

    verb = "adoption.wave.went_on"
    done: int
    steps: int

    def sentence(self) -> str:
        return _("In the wave “%(name)s” a participant has done %(done)d of %(steps)d steps.") % {
            "name": self.object_name,
            "done": self.done,
            "steps": self.steps,
        }


@dataclass(frozen=True, kw_only=True)
class WaveHoursSet(Event):
    """A participant's hours of a year were written; the sums of that year."""

    verb = "adoption.wave.hours_set"
    year: int
    planned: int
    spent: int

    def sentence(self) -> str:
        return _(
            "Hours in the wave “%(name)s” were written for %(year)d: %(planned)d planned, %(spent)d spent."
        ) % {"name": self.object_name, "year": self.year, "planned": self.planned, "spent": self.spent}


@dataclass(frozen=True, kw_only=True)
class WaveHoursUndone(Event):
    """The newest change of a participant's hours of a year was undone."""

    verb = "adoption.wave.hours_undone"
    year: int
    planned: int
    spent: int

    def sentence(self) -> str:
        return _(
            "The newest change of hours in the wave “%(name)s” was undone for %(year)d: "
            "%(planned)d planned, %(spent)d spent."
        ) % {"name": self.object_name, "year": self.year, "planned": self.planned, "spent": self.spent}


@dataclass(frozen=True, kw_only=True)
class WaveIntroductionLinked(Event):
    """A participant's own introduction was tied to the wave; `made` says that it was entered by this."""

    verb = "adoption.wave.introduction_linked"
    made: bool

    def sentence(self) -> str:
        return _("A participant’s introduction was tied to the wave “%(name)s”.") % {"name": self.object_name}
