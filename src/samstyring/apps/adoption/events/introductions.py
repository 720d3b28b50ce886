"""What happens to introductions, each in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from ..choices import Stand, Status


def said(stand: str, status: str) -> str:
    """A stand and a status in words, those that are there."""
    words = [str(Stand(stand).label)] if stand else []
    words += [str(Status(status).label)] if status else []
    return ", ".join(words).lower()


@dataclass(frozen=True, kw_only=True)
class IntroductionAdded(Event):
    """An introduction was entered; its measure and municipality are the related objects."""

    verb = "adoption.introduction.added"
    stand: Code
    status: Code

    def sentence(self) -> str:
        return _("“%(name)s” was entered: %(words)s.") % {
            "name": self.object_name,
            "words": said(self.stand, self.status),
        }


@dataclass(frozen=True, kw_only=True)
class IntroductionChanged(Event):
    """What is written of an introduction was changed."""

    verb = "adoption.introduction.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("“%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class IntroductionMoved(Event):
    """An introduction came to another stand or status."""

    verb = "adoption.introduction.moved"
    stand: Code
    status: Code
    day: date

    def sentence(self) -> str:
        return _("“%(name)s” was set to: %(words)s.") % {
            "name": self.object_name,
            "words": said(self.stand, self.status),
        }


@dataclass(frozen=True, kw_only=True)
class UseSet(Event):
    """How many used it in a month or a year was entered or changed. Month 0 is the whole year."""

    verb = "adoption.use.set"
    year: int
    month: int
    eligible: int | None
    active: int

    def sentence(self) -> str:
        return _("Use of “%(name)s” was entered for %(period)s.") % {
            "name": self.object_name,
            "period": f"{self.month}/{self.year}" if self.month else str(self.year),
        }


@dataclass(frozen=True, kw_only=True)
class UseRemoved(Event):
    """A figure of use was taken out, as it should not have been there."""

    verb = "adoption.use.removed"
    year: int
    month: int

    def sentence(self) -> str:
        return _("Use of “%(name)s” was taken out for %(period)s.") % {
            "name": self.object_name,
            "period": f"{self.month}/{self.year}" if self.month else str(self.year),
        }


@dataclass(frozen=True, kw_only=True)
class ItOperationSaid(Event):
    """An organisation said who runs its IT; the object is the organisation."""

    verb = "adoption.it_operation.said"

    def sentence(self) -> str:
        return _("It was said who runs the IT of %(name)s.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class SheetTaken(Event):
    """A sheet was taken in; the object is the organisation."""

    verb = "adoption.sheet.taken"
    new: int
    changed: int
    figures: int

    def sentence(self) -> str:
        return _("A sheet of %(name)s was taken in: %(new)d new and %(changed)d changed rows.") % {
            "name": self.object_name,
            "new": self.new,
            "changed": self.changed,
        }
