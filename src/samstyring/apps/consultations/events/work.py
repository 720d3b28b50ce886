"""Sharing the work of reviewing, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentsAssigned(Event):
    """Documents of a consultation were given to somebody to review, or to nobody."""

    verb = "consultations.documents.assigned"
    documents: int
    somebody: bool

    def sentence(self) -> str:
        if not self.somebody:
            return ngettext(
                "%(count)d document was given to nobody to review.",
                "%(count)d documents were given to nobody to review.",
                self.documents,
            ) % {"count": self.documents}
        return ngettext(
            "%(count)d document was given to somebody to review.",
            "%(count)d documents were given to somebody to review.",
            self.documents,
        ) % {"count": self.documents}


@dataclass(frozen=True, kw_only=True)
class SampleDrawn(Event):
    """A sample was drawn for several people to label."""

    verb = "consultations.sample.drawn"
    number: int
    seed: int
    statements: int
    drawn_from: int

    def sentence(self) -> str:
        return _("Sample %(number)d was drawn: %(statements)d of %(all)d statements, seed %(seed)d.") % {
            "number": self.number,
            "statements": self.statements,
            "all": self.drawn_from,
            "seed": self.seed,
        }


@dataclass(frozen=True, kw_only=True)
class SampleLabelled(Event):
    """Somebody labelled a statement of a sample."""

    verb = "consultations.sample.labelled"
    number: int
    position: int

    def sentence(self) -> str:
        return _("Sample %(number)d: statement %(position)d was labelled.") % {
            "number": self.number,
            "position": self.position + 1,
        }
