"""What happens with answers: written, published, replied to."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Code, Event

from ..answer_choices import OutcomeKind


@dataclass(frozen=True, kw_only=True)
class AnswerWritten(Event):
    """An answer was written as a draft, for so many points and needs."""

    verb = "decisions.answer.written"
    kind: Code
    subjects: int

    def sentence(self) -> str:
        return ngettext(
            "An answer to %(count)d thing in “%(name)s” was drafted: %(outcome)s.",
            "An answer to %(count)d things in “%(name)s” was drafted: %(outcome)s.",
            self.subjects,
        ) % {
            "count": self.subjects,
            "name": self.object_name,
            "outcome": str(OutcomeKind(self.kind).label).lower(),
        }


@dataclass(frozen=True, kw_only=True)
class DraftsDropped(Event):
    """Drafts of answers were thrown away."""

    verb = "decisions.answer.dropped"
    subjects: int

    def sentence(self) -> str:
        return _("Drafts of answers in “%(name)s” were dropped.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class AnswersPublished(Event):
    """Answers were published; what they answer are the related objects. `told` organisations were told."""

    verb = "decisions.answers.published"
    subjects: int
    replaced: int
    told: int

    def sentence(self) -> str:
        return ngettext(
            "%(count)d answer in “%(name)s” was published, and %(told)d organisations were told.",
            "%(count)d answers in “%(name)s” were published, and %(told)d organisations were told.",
            self.subjects,
        ) % {"count": self.subjects, "name": self.object_name, "told": self.told}


@dataclass(frozen=True, kw_only=True)
class AnswerRepliedTo(Event):
    """An organisation replied to an answer; it is the related object."""

    verb = "decisions.answer.replied_to"
    outcome: UUID

    def sentence(self) -> str:
        return _("An answer in “%(name)s” got a reply.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ReplyHeld(Event):
    """A reply was held back from others, or shown again."""

    verb = "decisions.answer.reply_held"
    reply: UUID
    held: bool

    def sentence(self) -> str:
        if self.held:
            return _("A reply to an answer in “%(name)s” was held back.") % {"name": self.object_name}
        return _("A reply to an answer in “%(name)s” is shown again.") % {"name": self.object_name}
