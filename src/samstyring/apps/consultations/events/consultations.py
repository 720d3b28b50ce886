"""What happens to a consultation, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

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
