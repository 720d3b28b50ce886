"""What people write for the summary of a consultation, in words; the text itself is not in the ledger."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class SummaryTextSaved(Event):
    """A person wrote, changed or took away the text of one section. `length` is in characters."""

    verb = "consultations.summary.saved"
    section: Code
    length: int

    def sentence(self) -> str:
        if not self.length:
            return _("The summary's own text for “%(section)s” was taken away.") % {"section": self.section}
        return _("The summary's own text for “%(section)s” was saved: %(length)d characters.") % {
            "section": self.section,
            "length": self.length,
        }
