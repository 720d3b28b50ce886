"""The events of roadmaps in editions, and each in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


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
