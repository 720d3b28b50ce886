"""What people decide about statements, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Event

from ..models import StatementType


@dataclass(frozen=True, kw_only=True)
class StatementReviewed(Event):
    """A person set the type of a statement."""

    verb = "consultations.statement.reviewed"
    start: int
    end: int
    before: StatementType
    after: StatementType

    def sentence(self) -> str:
        return _("Statement %(start)d–%(end)d: type set from %(before)s to %(after)s.") % {
            "start": self.start,
            "end": self.end,
            "before": self.before.label,
            "after": self.after.label,
        }


@dataclass(frozen=True, kw_only=True)
class ReviewWithdrawn(Event):
    """A person took a review back: the program's proposal shows again."""

    verb = "consultations.statement.review_withdrawn"
    start: int
    end: int
    before: StatementType

    def sentence(self) -> str:
        return _("Statement %(start)d–%(end)d: the review “%(before)s” was withdrawn.") % {
            "start": self.start,
            "end": self.end,
            "before": self.before.label,
        }
