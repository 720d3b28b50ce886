"""The events of sheets of own lists, and each in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class NeedsWritten(Event):
    """Needs were written from a sheet; they are the related objects, the object is the organisation."""

    verb = "needs.sheet.needs_written"
    count: int

    def sentence(self) -> str:
        return ngettext(
            "%(count)d need of %(name)s was written from a sheet.",
            "%(count)d needs of %(name)s were written from a sheet.",
            self.count,
        ) % {"count": self.count, "name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class NeedsChanged(Event):
    """What is written of needs was changed by a sheet; they are the related objects."""

    verb = "needs.sheet.needs_changed"
    count: int

    def sentence(self) -> str:
        return ngettext(
            "What is written of %(count)d need of %(name)s was changed by a sheet.",
            "What is written of %(count)d needs of %(name)s was changed by a sheet.",
            self.count,
        ) % {"count": self.count, "name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class OwnListTaken(Event):
    """A sheet of an own list was taken in; the object is the organisation."""

    verb = "needs.sheet.taken"
    new: int
    changed: int
    length: int

    def sentence(self) -> str:
        return _(
            "A sheet of the own list of %(name)s was taken in: %(new)d new and %(changed)d changed rows."
        ) % {"name": self.object_name, "new": self.new, "changed": self.changed}
