"""National costs, the rules that they are shared by, and what municipalities say that they paid."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event

from ..choices_national import Sector
from ..naming import together


@dataclass(frozen=True, kw_only=True)
class NationalCostAdded(Event):
    """A national cost of a year was entered, perhaps as unknown."""

    verb = "economy.national_cost.added"
    year: int
    known: bool

    def sentence(self) -> str:
        words = {"name": self.object_name or together(), "year": self.year}
        if self.known:
            return _("What “%(name)s” cost in %(year)d was entered.") % words
        return _("That “%(name)s” cost something unknown in %(year)d was entered.") % words


@dataclass(frozen=True, kw_only=True)
class NationalCostChanged(Event):
    """What is written of a national cost was changed."""

    verb = "economy.national_cost.changed"
    year: int
    fields: list[Code]

    def sentence(self) -> str:
        return _("What is written of the cost of “%(name)s” in %(year)d was changed.") % {
            "name": self.object_name or together(),
            "year": self.year,
        }


@dataclass(frozen=True, kw_only=True)
class SectorPartsSet(Event):
    """It was said which part each sector pays."""

    verb = "economy.national_cost.parts_set"
    year: int
    sectors: list[Code]

    def sentence(self) -> str:
        words = [str(Sector(sector).label).lower() for sector in self.sectors]
        return _("Who shares the cost of “%(name)s” in %(year)d was set: %(words)s.") % {
            "name": self.object_name or together(),
            "year": self.year,
            "words": ", ".join(words) or _("not known"),
        }


@dataclass(frozen=True, kw_only=True)
class GrowthSet(Event):
    """It was said by how much a cost rose, or that line was taken out."""

    verb = "economy.national_cost.growth_set"
    year: int
    sector: Code
    removed: bool

    def sentence(self) -> str:
        words = {"name": self.object_name or together(), "year": self.year}
        if self.removed:
            return _("A line on how “%(name)s” rose in %(year)d was taken out.") % words
        return _("How much “%(name)s” rose in %(year)d was entered.") % words


@dataclass(frozen=True, kw_only=True)
class UnitPriceSet(Event):
    """What one unit of a measure costs in a year was entered, or that price was taken out."""

    verb = "economy.unit_price.set"
    year: int
    removed: bool

    def sentence(self) -> str:
        words = {"name": self.object_name, "year": self.year}
        if self.removed:
            return _("A unit price of “%(name)s” in %(year)d was taken out.") % words
        return _("A unit price of “%(name)s” in %(year)d was entered.") % words


@dataclass(frozen=True, kw_only=True)
class SharingRuleAdded(Event):
    """A rule to share costs by was entered."""

    verb = "economy.sharing_rule.added"
    basis: Code

    def sentence(self) -> str:
        return _("The sharing rule “%(name)s” was entered.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class SharingRuleChanged(Event):
    """A rule was changed: its text, bounds or steps."""

    verb = "economy.sharing_rule.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The sharing rule “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class PaymentSet(Event):
    """A municipality said what it paid for a measure in a year."""

    verb = "economy.payment.set"
    year: int

    def sentence(self) -> str:
        return _("What was paid in %(year)d was entered: %(name)s.") % {
            "name": self.object_name,
            "year": self.year,
        }


@dataclass(frozen=True, kw_only=True)
class PaymentRemoved(Event):
    """What a municipality had said that it paid was taken out."""

    verb = "economy.payment.removed"
    year: int

    def sentence(self) -> str:
        return _("What was said to be paid in %(year)d was taken out: %(name)s.") % {
            "name": self.object_name,
            "year": self.year,
        }
