"""The events of needs tied to measures, and each in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from ..choices import TieKind, WishState


@dataclass(frozen=True, kw_only=True)
class NeedTied(Event):
    """A need, which is the related object, was tied to a measure."""

    verb = "portfolio.wish.tied"
    kind: Code

    def sentence(self) -> str:
        if self.kind == TieKind.WISH:
            return _("“%(name)s” got a wish for what it can do.") % {"name": self.object_name}
        return _("“%(name)s” was tied to a need that it is to meet.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class NeedUntied(Event):
    """A tie between a need and a measure was taken out."""

    verb = "portfolio.wish.untied"

    def sentence(self) -> str:
        return _("A need was taken out of “%(name)s”.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class WishAnswered(Event):
    """The owner of a solution said what becomes of a wish; the need is the related object."""

    verb = "portfolio.wish.answered"
    state: Code
    day: date

    def sentence(self) -> str:
        return _("A wish for “%(name)s” was answered: %(state)s.") % {
            "name": self.object_name,
            "state": str(WishState(self.state).label).lower(),
        }
