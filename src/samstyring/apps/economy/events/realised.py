"""Gains that were promised, and what they came to."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class BenefitPromised(Event):
    """A gain was promised; its measure and place are the related objects."""

    verb = "economy.benefit.promised"

    def sentence(self) -> str:
        return _("The gain “%(name)s” was promised.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class BenefitChanged(Event):
    """What is written of a promised gain was changed."""

    verb = "economy.benefit.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The gain “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class BenefitWithdrawn(Event):
    """A gain is no longer expected, or is expected again."""

    verb = "economy.benefit.withdrawn"
    again: bool

    def sentence(self) -> str:
        words = {"name": self.object_name}
        if self.again:
            return _("The gain “%(name)s” is expected again.") % words
        return _("The gain “%(name)s” is no longer expected.") % words


@dataclass(frozen=True, kw_only=True)
class BenefitDueSet(Event):
    """It was said what a gain is to have come to on a day, or that day was taken out."""

    verb = "economy.benefit.due_set"
    day: date
    removed: bool

    def sentence(self) -> str:
        words = {"name": self.object_name, "day": f"{self.day:%d.%m.%Y}"}
        if self.removed:
            return _("The due day %(day)s was taken out of “%(name)s”.") % words
        return _("“%(name)s” was given the due day %(day)s.") % words


@dataclass(frozen=True, kw_only=True)
class BenefitMeasuredSet(Event):
    """What a gain had come to on a day was recorded, or taken out."""

    verb = "economy.benefit.measured"
    day: date
    removed: bool

    def sentence(self) -> str:
        words = {"name": self.object_name, "day": f"{self.day:%d.%m.%Y}"}
        if self.removed:
            return _("The value of %(day)s was taken out of “%(name)s”.") % words
        return _("“%(name)s” was measured on %(day)s.") % words
