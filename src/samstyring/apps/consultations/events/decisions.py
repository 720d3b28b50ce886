"""What people decide about a document as a whole, and what the program finds of versions, in words."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Event

from ..models import Decision, Stance


@dataclass(frozen=True, kw_only=True)
class VersionFound(Event):
    """The program found that the document is a newer version of another."""

    verb = "consultations.submission.version_found"
    older: UUID

    def sentence(self) -> str:
        return _("Found to be a newer version of another document of the consultation.")


@dataclass(frozen=True, kw_only=True)
class SendersDecided(Event):
    """A person decided who a document is from: organisations of the register, and others by their number."""

    verb = "consultations.submission.senders_decided"
    organisations: tuple[UUID, ...]
    private_persons: int
    others: int

    def sentence(self) -> str:
        count = len(self.organisations) + self.private_persons + self.others
        if self.private_persons and count == self.private_persons:
            return _("The sender was confirmed as a private person.")
        if not count:
            return _("The sender was set to unknown.")
        return ngettext("%(count)d sender was decided.", "%(count)d senders were decided.", count) % {
            "count": count
        }


@dataclass(frozen=True, kw_only=True)
class StanceDecided(Event):
    """A person decided where the senders stand."""

    verb = "consultations.submission.stance_decided"
    stance: Stance | None

    def sentence(self) -> str:
        return _("The stance was set to %(stance)s.") % {
            "stance": self.stance.label if self.stance else _("not stated")
        }


@dataclass(frozen=True, kw_only=True)
class EndorsementDecided(Event):
    """A person decided whether the document joins a reply; whose, if that organisation is in the register."""

    verb = "consultations.submission.endorsement_decided"
    joins: bool
    organisation: UUID | None

    def sentence(self) -> str:
        if self.joins:
            return _("Decided: the document joins another reply.")
        return _("Decided: the document does not join that reply.")


@dataclass(frozen=True, kw_only=True)
class NoRemarksDecided(Event):
    """A person decided whether a document says only that there is nothing to remark."""

    verb = "consultations.submission.no_remarks_decided"
    no_remarks: bool

    def sentence(self) -> str:
        return _("Confirmed: no remarks.") if self.no_remarks else _("Decided: it does have remarks.")


@dataclass(frozen=True, kw_only=True)
class VersionDecided(Event):
    """A person decided which document this is a newer version of; none says that it stands by itself."""

    verb = "consultations.submission.version_decided"
    older: UUID | None

    def sentence(self) -> str:
        if self.older:
            return _("Decided to be a newer version of another document of the consultation.")
        return _("Decided to be a reply of its own, not a newer version.")


@dataclass(frozen=True, kw_only=True)
class PersonalDataDecided(Event):
    """A person held ranges of a document back, or cleared them."""

    verb = "consultations.submission.personal_data_decided"
    held: int
    cleared: int

    def sentence(self) -> str:
        return _("Personal data: %(held)d places held back, %(cleared)d shown to everybody.") % {
            "held": self.held,
            "cleared": self.cleared,
        }


@dataclass(frozen=True, kw_only=True)
class SubmissionSetAside(Event):
    """A person set a document aside, with a reason that stands in its row, or took it in again."""

    verb = "consultations.submission.set_aside"
    is_set_aside: bool

    def sentence(self) -> str:
        return (
            _("The document was set aside.") if self.is_set_aside else _("The document was taken in again.")
        )


@dataclass(frozen=True, kw_only=True)
class DecisionUndone(Event):
    """A person undid a decision on a document."""

    verb = "consultations.submission.decision_undone"
    kind: Decision.Kind

    def sentence(self) -> str:
        return _("Undone: the decision on “%(what)s”.") % {"what": self.kind.label}
