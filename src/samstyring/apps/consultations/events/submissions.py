"""What happens to a document, in words."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Code, Event


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
        from ..refusals import sentence_for

        return _("Could not be read: %(reason)s") % {"reason": sentence_for(self.refusal)}


@dataclass(frozen=True, kw_only=True)
class ArchiveReceived(Event):
    """A file that holds several documents came in."""

    verb = "consultations.archive.received"
    sha256: Code
    size: int

    def sentence(self) -> str:
        return _("A file with several documents, of %(size)s, was received (SHA-256 %(hash)s…).") % {
            "size": filesizeformat(self.size),
            "hash": self.sha256[:12],
        }


@dataclass(frozen=True, kw_only=True)
class ArchiveUnpacked(Event):
    """The documents of an archive were taken out."""

    verb = "consultations.archive.unpacked"
    documents: int
    refused: int

    def sentence(self) -> str:
        return _("A file was unpacked: %(documents)d documents, %(refused)d left out.") % {
            "documents": self.documents,
            "refused": self.refused,
        }


@dataclass(frozen=True, kw_only=True)
class ArchiveRefused(Event):
    """An archive could not be unpacked."""

    verb = "consultations.archive.refused"
    refusal: Code

    def sentence(self) -> str:
        from ..refusals import sentence_for

        return _("A file could not be unpacked: %(reason)s") % {"reason": sentence_for(self.refusal)}
