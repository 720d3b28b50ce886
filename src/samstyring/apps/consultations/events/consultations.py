"""What happens to a consultation, in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Event


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
class ThemesChanged(Event):
    """The consultation got themes of its own; 0 for the default frame."""

    verb = "consultations.consultation.themes_changed"
    themes: int
    edition: int

    def sentence(self) -> str:
        if not self.themes:
            return _("The consultation uses the common themes again. All documents are read anew.")
        return ngettext(
            "The consultation got %(number)d theme of its own. All documents are read anew.",
            "The consultation got %(number)d themes of its own. All documents are read anew.",
            self.themes,
        ) % {"number": self.themes}


@dataclass(frozen=True, kw_only=True)
class ConsultationDescribed(Event):
    """Deadline, who asks and the number of questions: proposed from the documents, or written by a person."""

    verb = "consultations.consultation.described"
    deadline: date | None
    issued_by: UUID | None
    questions: int
    is_proposed: bool

    def sentence(self) -> str:
        facts = {
            "deadline": date_format(self.deadline) if self.deadline else _("not stated"),
            "questions": self.questions,
        }
        if self.is_proposed:
            return _("From the documents: deadline %(deadline)s, %(questions)d questions.") % facts
        return _("Described: deadline %(deadline)s, %(questions)d questions.") % facts
