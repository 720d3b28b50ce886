"""The events of this room, and each in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class EvidenceAdded(Event):
    """A publication was entered."""

    verb = "knowledge.evidence.added"
    outcomes: int

    def sentence(self) -> str:
        return ngettext(
            "“%(title)s” was entered with %(count)d outcome.",
            "“%(title)s” was entered with %(count)d outcomes.",
            self.outcomes,
        ) % {"title": self.object_name, "count": self.outcomes}


@dataclass(frozen=True, kw_only=True)
class EvidenceChanged(Event):
    """What is written of a publication was changed."""

    verb = "knowledge.evidence.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("“%(title)s” was changed.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ExperienceTold(Event):
    """A municipality told what it has learnt."""

    verb = "knowledge.experience.told"
    from_statement: bool

    def sentence(self) -> str:
        if self.from_statement:
            return _("The experience “%(title)s” was made from a statement in a reply.") % {
                "title": self.object_name
            }
        return _("The experience “%(title)s” was told.") % {"title": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ExperienceChanged(Event):
    """What is told was changed."""

    verb = "knowledge.experience.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The experience “%(title)s” was changed.") % {"title": self.object_name}
