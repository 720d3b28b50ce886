"""Hours by profession and quarter as one form of plain fields, which needs no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility

from ..actions.hours import Has, Hours
from ..models import EmployeeYears
from ..models.work import MOST_HOURS, QUARTERS

NEW_ROWS = 2
MOST_ROWS = 40
# What is stored of a profession: hours by (quarter, column).
Stored = Mapping[tuple[int, str], int | None]


@dataclass(frozen=True)
class Line:
    """A profession on the form. `profession` is none for the row of all together."""

    heading: str
    profession: BoundField | None
    quarters: list[tuple[int, list[BoundField]]]


class Grid(forms.Form):
    """Professions down and quarters across. An empty field says nothing; a row without hours is left out."""

    columns: tuple[tuple[str, Promise], ...] = ()
    # Whether the first row is all professions together, which has no name.
    all_first = False

    def __init__(
        self, *args: Any, stored: Mapping[str, Stored], suggestions: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [name for name in stored if name]
        # Professions that the measure usually takes come as rows with their names, and no hours.
        known = {name.casefold() for name in named}
        named += [name for name in suggestions if name.casefold() not in known]
        rows = ([""] if self.all_first else []) + named[:MOST_ROWS] + [""] * NEW_ROWS
        asked = self.data.get("rows", "") if self.is_bound else ""
        if asked.isascii() and asked.isdecimal() and len(rows) < int(asked) <= MOST_ROWS + NEW_ROWS + 1:
            rows += [""] * (int(asked) - len(rows))
        self.row_count = len(rows)
        for place, name in enumerate(rows):
            self._add_row(place, name, stored.get(name, {}) if name or self._is_all(place) else {})

    def _is_all(self, place: int) -> bool:
        return self.all_first and place == 0

    def _add_row(self, place: int, name: str, stored: Stored) -> None:
        if not self._is_all(place):
            self.fields[f"profession_{place}"] = forms.CharField(
                label=_("Profession or role"),
                required=False,
                max_length=100,
                initial=name,
                widget=forms.TextInput(attrs={"class": "ds-input"}),
            )
        for quarter in QUARTERS:
            for column, label in self.columns:
                self.fields[f"{column}_{place}_{quarter}"] = forms.IntegerField(
                    label=str(label),
                    required=False,
                    min_value=0,
                    max_value=MOST_HOURS,
                    initial=stored.get((quarter, column)),
                    widget=forms.NumberInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
                    error_messages={
                        "invalid": _("Write whole hours, such as 40."),
                        "min_value": _("Hours cannot be below nothing."),
                        "max_value": _("That is more hours than there are."),
                    },
                )

    def clean(self) -> dict[str, Any]:
        """Each profession once, and hours only with a profession."""
        given = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for place in range(self.row_count):
            if self._is_all(place):
                continue
            name = given.get(f"profession_{place}", "")
            if not name and any(value is not None for value in self._values(place).values()):
                self.add_error(f"profession_{place}", _("Write which profession or role the hours are of."))
            if name and name.casefold() in seen:
                self.add_error(f"profession_{place}", _("This profession is on the form twice."))
            seen.add(name.casefold())
        return given

    def _values(self, place: int) -> dict[tuple[int, str], int | None]:
        return {
            (quarter, column): self.cleaned_data.get(f"{column}_{place}_{quarter}")
            for quarter in QUARTERS
            for column, _label in self.columns
        }

    @property
    def lines(self) -> list[Line]:
        """The rows as they stand on the page."""
        return [self._line(place) for place in range(self.row_count)]

    def _line(self, place: int) -> Line:
        profession = None if self._is_all(place) else self[f"profession_{place}"]
        heading = str(_("All professions together")) if profession is None else str(profession.value() or "")
        return Line(
            heading,
            profession,
            [
                (quarter, [self[f"{column}_{place}_{quarter}"] for column, _label in self.columns])
                for quarter in QUARTERS
            ],
        )

    def _filled(self) -> list[tuple[str, dict[tuple[int, str], int | None]]]:
        return [
            (self.cleaned_data.get(f"profession_{place}", ""), self._values(place))
            for place in range(self.row_count)
        ]


class HoursForm(Grid):
    """What a participant of a wave plans and spends in a year."""

    columns = (("planned", _("Planned")), ("spent", _("Spent")))

    def written(self) -> list[Hours]:
        """What is stored, of a valid form."""
        return [
            Hours(quarter, name, values[quarter, "planned"], values[quarter, "spent"])
            for name, values in self._filled()
            for quarter in QUARTERS
            if name
        ]


class CapacityForm(Grid):
    """How many hours an organisation has in a year."""

    columns = (("hours", _("Hours")),)
    all_first = True

    visibility = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[
            (Visibility.ORGANISATION, Visibility.ORGANISATION.label),
            (Visibility.LOGGED_IN, Visibility.LOGGED_IN.label),
            (Visibility.PUBLIC, Visibility.PUBLIC.label),
        ],
        initial=Visibility.LOGGED_IN,
        help_text=_("A network sees that you are over-booked only where it may see this."),
        widget=forms.Select(attrs={"class": "ds-input"}),
    )

    def written(self) -> list[Has]:
        """What is stored, of a valid form."""
        return [
            Has(quarter, name, hours)
            for name, values in self._filled()
            for quarter in QUARTERS
            if (hours := values[quarter, "hours"]) is not None
        ]


class EmployeeYearsForm(forms.Form):
    """How many employee-years there were in a year, and where that was read."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        error_messages={"required": _("Write the year with four digits.")},
    )
    number = forms.DecimalField(
        label=_("Employee-years"),
        min_value=Decimal("0.1"),
        max_digits=8,
        decimal_places=1,
        localize=True,
        help_text=EmployeeYears._meta.get_field("number").help_text,
        error_messages={
            "required": _("Write how many employee-years there were."),
            "min_value": _("Write a number above nothing."),
        },
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        error_messages={"required": _("Write where the number was read.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"
