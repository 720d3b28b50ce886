"""The events of this room, and each in words."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Code, Event

from .models import StatementType


@dataclass(frozen=True, kw_only=True)
class ConsultationCreated(Event):
    """A consultation was created."""

    verb = "consultations.consultation.created"

    def sentence(self) -> str:
        return _("The consultation was created.")


@dataclass(frozen=True, kw_only=True)
class ConsultationRenamed(Event):
    """A consultation got another title; the new one is the object's name."""

    verb = "consultations.consultation.renamed"

    def sentence(self) -> str:
        return _("The title was changed to “%(title)s”.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class SubmissionReceived(Event):
    """A document came in. Its hash anchors the original in the chain."""

    verb = "consultations.submission.received"
    sha256: Code
    size: int

    def sentence(self) -> str:
        return _("A document of %(size)s was received (SHA-256 %(hash)s…).") % {
            "size": filesizeformat(self.size),
            "hash": self.sha256[:12],
        }


@dataclass(frozen=True, kw_only=True)
class SubmissionRead(Event):
    """The program read a submission."""

    verb = "consultations.submission.read"
    engine: Code
    engine_version: Code
    text_sha256: Code
    statements: int

    def sentence(self) -> str:
        return ngettext(
            "Read by %(engine)s %(version)s: %(count)d statement.",
            "Read by %(engine)s %(version)s: %(count)d statements.",
            self.statements,
        ) % {
            "engine": self.engine,
            "version": self.engine_version,
            "count": self.statements,
        }


@dataclass(frozen=True, kw_only=True)
class SubmissionRefused(Event):
    """The program could not read a submission."""

    verb = "consultations.submission.refused"
    refusal: Code

    def sentence(self) -> str:
        from .refusals import sentence_for

        return _("Could not be read: %(reason)s") % {"reason": sentence_for(self.refusal)}


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
