"""The events of the sector's roadmap and of publishing, and each in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from ..choices import Advice


@dataclass(frozen=True, kw_only=True)
class EditionJoined(Event):
    """An edition was drawn from own lists and from a national edition, which is the related object."""

    verb = "portfolio.edition.joined"
    lists: int
    lines: int
    new: int

    def sentence(self) -> str:
        return _(
            "“%(name)s” was drawn from %(lists)d own lists and the national roadmap: %(lines)d lines."
        ) % {
            "name": self.object_name,
            "lists": self.lists,
            "lines": self.lines,
        }


@dataclass(frozen=True, kw_only=True)
class Advised(Event):
    """Advice was given on a measure or a need, which is the related object, or it was taken off."""

    verb = "portfolio.edition.advised"
    advice: Code
    introduce_by: date | None
    dropped: bool

    def sentence(self) -> str:
        if self.dropped:
            return _("A line was taken off “%(name)s”.") % {"name": self.object_name}
        return _("“%(name)s” was given advice: %(advice)s.") % {
            "name": self.object_name,
            "advice": str(Advice(self.advice).label).lower() if self.advice else _("none yet"),
        }


@dataclass(frozen=True, kw_only=True)
class EditionPublished(Event):
    """An edition was published, and stays as it is."""

    verb = "portfolio.edition.published"
    lines: int

    def sentence(self) -> str:
        return _("The edition “%(name)s” was published.") % {"name": self.object_name}
