"""The events of the pages that look across all rooms."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarMade(Event):
    """Somebody made an address of a calendar; an organisation or a measure is the related object."""

    verb = "overview.calendar.made"

    def sentence(self) -> str:
        return _("A calendar’s address was made.")


@dataclass(frozen=True, kw_only=True)
class CalendarRenewed(Event):
    """The address of a calendar was renewed: the old one ended."""

    verb = "overview.calendar.renewed"
    number: int

    def sentence(self) -> str:
        return _("A calendar’s address was renewed.")


@dataclass(frozen=True, kw_only=True)
class CalendarRemoved(Event):
    """The address of a calendar was taken away."""

    verb = "overview.calendar.removed"

    def sentence(self) -> str:
        return _("A calendar’s address was taken away.")


@dataclass(frozen=True, kw_only=True)
class PaperSaved(Event):
    """What is written in a council's paper was saved; municipality and measure or case are related.

    The name is that of the measure or the case; what was typed is not here.
    """

    verb = "overview.paper.saved"
    number: int

    def sentence(self) -> str:
        return _("Version %(number)d of the council’s paper on “%(name)s” was saved.") % {
            "number": self.number,
            "name": self.object_name,
        }


@dataclass(frozen=True, kw_only=True)
class PaperRestored(Event):
    """An earlier version of what is written in a council's paper was put back."""

    verb = "overview.paper.restored"
    number: int
    earlier: int

    def sentence(self) -> str:
        return _("Version %(earlier)d of the council’s paper on “%(name)s” was put back.") % {
            "earlier": self.earlier,
            "name": self.object_name,
        }
