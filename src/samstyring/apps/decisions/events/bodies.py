"""What is said of a body. The object is its organisation."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class BodyDescribed(Event):
    """It was written what a body is for."""

    verb = "decisions.body.described"
    fields: list[Code]

    def sentence(self) -> str:
        return _("It was written what “%(name)s” is for.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class SeatSet(Event):
    """Seats in a body were entered; whose they are is the related object where the register has it."""

    verb = "decisions.body.seat_set"
    number: int

    def sentence(self) -> str:
        return _("Seats in “%(name)s” were entered.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class SeatEnded(Event):
    """Seats in a body were said to end on a day."""

    verb = "decisions.body.seat_ended"
    day: date

    def sentence(self) -> str:
        return _("Seats in “%(name)s” were said to end.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class PreparationSet(Event):
    """A body was said to prepare cases for another, which is the related object."""

    verb = "decisions.body.preparation_set"

    def sentence(self) -> str:
        return _("“%(name)s” was said to prepare cases for another body.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class PreparationRemoved(Event):
    """A body was said not to prepare cases for another any more."""

    verb = "decisions.body.preparation_removed"

    def sentence(self) -> str:
        return _("“%(name)s” no longer prepares cases for another body.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class MeetingSet(Event):
    """A meeting of a body was entered, moved or called off."""

    verb = "decisions.body.meeting_set"
    day: date
    papers_due: date | None
    cancelled: bool = False

    def sentence(self) -> str:
        if self.cancelled:
            return _("A meeting of “%(name)s” was called off.") % {"name": self.object_name}
        return _("A meeting of “%(name)s” was entered.") % {"name": self.object_name}
