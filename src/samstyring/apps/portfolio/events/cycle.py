"""The events of the annual cycle, and each in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class ActivityAdded(Event):
    """Something was entered in the annual cycle."""

    verb = "portfolio.activity.added"

    def sentence(self) -> str:
        return _("“%(name)s” was entered in the annual cycle.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class ActivityChanged(Event):
    """What is written of something in the annual cycle was changed."""

    verb = "portfolio.activity.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("“%(name)s” in the annual cycle was changed.") % {"name": self.object_name}
