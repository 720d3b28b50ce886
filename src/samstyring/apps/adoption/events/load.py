"""What is said of what an organisation has and who is asked. The object is the organisation."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Event


@dataclass(frozen=True, kw_only=True)
class CapacitySaid(Event):
    """An organisation said how many hours it has in the quarters of a year; `hours` are all rows summed."""

    verb = "adoption.capacity.said"
    year: int
    hours: int

    def sentence(self) -> str:
        return _("It was said how many hours %(name)s has for introductions in %(year)d.") % {
            "name": self.object_name,
            "year": self.year,
        }


@dataclass(frozen=True, kw_only=True)
class EmployeeYearsSaid(Event):
    """An organisation said how many employee-years it had."""

    verb = "adoption.employee_years.said"
    year: int

    def sentence(self) -> str:
        return _("It was said how many employee-years %(name)s had in %(year)d.") % {
            "name": self.object_name,
            "year": self.year,
        }


@dataclass(frozen=True, kw_only=True)
class OfficeHolderWritten(Event):
    """What an office-holder is asked for was entered or changed. Neither office nor key is told."""

    verb = "adoption.office_holder.written"
    targets: int

    def sentence(self) -> str:
        return _("It was written what an office-holder in %(name)s is asked for.") % {
            "name": self.object_name
        }


@dataclass(frozen=True, kw_only=True)
class OfficeHolderRemoved(Event):
    """An office-holder was taken out."""

    verb = "adoption.office_holder.removed"

    def sentence(self) -> str:
        return _("An office-holder in %(name)s was taken out of the list.") % {"name": self.object_name}
