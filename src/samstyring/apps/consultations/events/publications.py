"""What happens to the public edition of a consultation, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class ConsultationPublished(Event):
    """A person made an edition of a consultation public."""

    verb = "consultations.publication.published"
    edition: int
    documents: int

    def sentence(self) -> str:
        return ngettext(
            "Edition %(edition)d was published with %(count)d document.",
            "Edition %(edition)d was published with %(count)d documents.",
            self.documents,
        ) % {"edition": self.edition, "count": self.documents}


@dataclass(frozen=True, kw_only=True)
class PublicationWithdrawn(Event):
    """A person withdrew the public edition."""

    verb = "consultations.publication.withdrawn"
    edition: int

    def sentence(self) -> str:
        return _("Edition %(edition)d was withdrawn from the public.") % {"edition": self.edition}
