"""What happens to the sector's position on a case."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from ..choices import PositionState, View


@dataclass(frozen=True, kw_only=True)
class PositionMoved(Event):
    """A position was proposed, put out for comment, agreed or dropped. The case is the related object."""

    verb = "decisions.position.moved"
    before: Code
    after: Code
    day: date | None

    def sentence(self) -> str:
        given = {"name": self.object_name, "state": str(PositionState(self.after).label).lower()}
        return _("The sector's position on “%(name)s”: %(state)s.") % given


@dataclass(frozen=True, kw_only=True)
class PositionCommented(Event):
    """An organisation commented on a proposed position. It and the case are the related objects."""

    verb = "decisions.position.commented"
    view: Code
    again: bool

    def sentence(self) -> str:
        given = {"name": self.object_name, "view": str(View(self.view).label).lower()}
        return _("The proposed position on “%(name)s” was commented on: %(view)s.") % given


@dataclass(frozen=True, kw_only=True)
class PositionSaid(Event):
    """It was written what was said in the body. The case is the related object."""

    verb = "decisions.position.said"
    day: date

    def sentence(self) -> str:
        return _("It was written what was said for the sector on “%(name)s”.") % {"name": self.object_name}
