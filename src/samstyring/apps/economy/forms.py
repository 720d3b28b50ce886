"""What people fill in of a measure's economy, with errors at the field that say what to do."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from types import SimpleNamespace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.knowledge.models import Evidence
from samstyring.apps.portfolio.forms import Styled
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import BenefitClass, Case, Fixed, InvalidInput, Party, PartyClass
from samstyring.engines.cost_benefit import Direction as EngineDirection
from samstyring.engines.cost_benefit import Item as EngineItem
from samstyring.engines.cost_benefit import Recurrence as EngineRecurrence
from samstyring.engines.cost_benefit.model import NO_YEAR

from . import sentences
from .choices import AGES, Driver, NumberKind
from .models import Cap, Curve, Frame, Item
from .numbers import number

USED = {
    NumberKind.FIXED: ("mode",),
    NumberKind.LOG_NORMAL: ("low", "high"),
    NumberKind.UNKNOWN: (),
    NumberKind.PERT: ("low", "mode", "high"),
    NumberKind.TRIANGULAR: ("low", "mode", "high"),
}
"""The values that each kind of number has."""

NUMBER_HELP = _("One number: only the middle field. P10 and P90: only the first and the last.")


class NumberInput(forms.TextInput):
    """A number as people write it: the spaces between thousands are theirs to use."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, without spaces of any kind."""
        typed = super().value_from_datadict(data, files, name)
        return "".join(typed.split()) if isinstance(typed, str) else typed


class WithNumbers(Styled):
    """A form with numbers as people write them. `numbers` are the prefixes of uncertain numbers on it."""

    numbers: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.DecimalField):
                field.localize = True
                field.widget = NumberInput(attrs={"class": "ds-input", "inputmode": "decimal"})
                field.widget.is_localized = True

    def clean(self) -> dict[str, Any]:
        """Each uncertain number as the engine takes it."""
        given = super().clean() or self.cleaned_data
        for prefix in self.numbers:
            clean_number(self, given, prefix)
        return given


def clean_number(form: forms.BaseForm, given: dict[str, Any], prefix: str) -> None:
    """Leave out the values that the kind does not have; the engine's refusal stands at its field."""
    kind = given.get(f"{prefix}_kind")
    names = [f"{prefix}_{part}" for part in ("low", "mode", "high")]
    if kind not in USED or any(name in form.errors for name in names):
        return
    for part in ("low", "mode", "high"):
        if part not in USED[NumberKind(kind)]:
            given[f"{prefix}_{part}"] = None
    values = {name: given.get(name) for name in names}
    try:
        number(SimpleNamespace(**{f"{prefix}_kind": kind}, **values), prefix)
    except InvalidInput as error:
        sentences.put(form, error, f"{prefix}_")


class ItemForm(WithNumbers):
    """A cost or benefit. `places` are those it can be entered for: (value, label); one has no choice."""

    numbers = ("quantity", "amount")
    place = forms.ChoiceField(
        label=_("Holds for"),
        help_text=_("What you enter for your own organisation changes nothing for others."),
    )
    hours = forms.CharField(
        label=_("Hours for each unit, by profession"),
        required=False,
        widget=forms.Textarea,
        help_text=_("One line for each profession, such as “Sykepleier: 0,75”."),
    )

    class Meta:
        model = Item
        fields = [
            "name", "direction", "recurrence", "party", "organisation", "organisation_name",
            "driver", "quantity_kind", "quantity_low", "quantity_mode", "quantity_high", "unit",
            "amount_kind", "amount_low", "amount_mode", "amount_high", "price_year", "who_knows",
            "curve", "first_year", "last_year", "budget", "benefit_class", "becomes", "cap",
            "grounds", "source", "evidence", "visibility",
        ]  # fmt: skip
        widgets = {"evidence": forms.CheckboxSelectMultiple}
        error_messages = {
            "name": {"required": _("Write a name.")},
            "direction": {"required": _("Choose whether it is a cost or a benefit.")},
            "recurrence": {"required": _("Choose when it falls due.")},
            "party": {"required": _("Choose who pays or gains.")},
            "first_year": {"required": _("Write a number; 1 is the first year.")},
        }
        help_texts = {
            "quantity_kind": NUMBER_HELP,
            "amount_kind": _(
                "Choose “Not known yet” where you do not know: it is shown, and never taken as 0."
            ),
            "unit": _("Such as “visit” or “licence”."),
            "who_knows": _("Such as an office or a supplier."),
            "curve": _("Leave it empty for what falls due whether it is used or not."),
            "first_year": _("1 is the first year."),
            "last_year": _("Leave it empty where it goes on."),
            "becomes": _("Saved time is money only where somebody is not paid for it."),
            "cap": _("Two measures that save the same visit are then not counted twice."),
            "benefit_class": _("Only for a benefit."),
        }

    groups = (
        (_("What it is"), ("place", "name", "direction", "recurrence", "budget", "benefit_class", "becomes")),
        (_("Who pays or gains"), ("party", "organisation", "organisation_name")),
        (
            _("How many"),
            ("driver", "quantity_kind", "quantity_low", "quantity_mode", "quantity_high", "unit", "curve"),
        ),
        (
            _("How much"),
            ("amount_kind", "amount_low", "amount_mode", "amount_high", "price_year", "who_knows"),
        ),
        (_("When"), ("first_year", "last_year")),
        (_("What it rests on"), ("grounds", "source", "evidence", "hours", "cap", "visibility")),
    )

    def __init__(
        self,
        *args: Any,
        measure: Measure,
        places: Sequence[tuple[str, Any]],
        evidence: QuerySet[Evidence],
        caps: QuerySet[Cap],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["place"].choices = places
        if self.instance.pk:
            del self.fields["place"]
            self.initial["hours"] = "\n".join(
                f"{one.profession}: {one.hours.normalize():f}" for one in self.instance.hours.all()
            )
        else:
            # The row that is not there yet has values of its own, which stand before what is usual here.
            self.initial["quantity_mode"] = 1
            self.initial["visibility"] = Visibility.PUBLIC
        fields["organisation"].queryset = Organisation.objects.filter(valid_to=None).exclude(
            kind__in=["municipality", "county"]
        )
        fields["curve"].queryset = measure.curves.all()
        fields["cap"].queryset = caps
        fields["evidence"].queryset = evidence

    @property
    def grouped(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [
            (heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups
        ]

    def clean_hours(self) -> list[tuple[str, Decimal]]:
        """Profession and hours of each line."""
        found: dict[str, Decimal] = {}
        for line in self.cleaned_data["hours"].splitlines():
            if not line.strip():
                continue
            match = re.fullmatch(r"\s*(\S[^:]{0,98}?)\s*:\s*(\d[\d ]{0,7}(?:[.,]\d{1,3})?)\s*", line)
            try:
                hours = Decimal(match[2].replace(" ", "").replace(",", ".")) if match else None
            except InvalidOperation:
                hours = None
            if match is None or hours is None or hours >= 10**7:
                raise forms.ValidationError(
                    _("Write each line as “Sykepleier: 0,75”; this one is not: %(line)s"),
                    params={"line": line.strip()[:80]},
                )
            found[match[1]] = hours
        return sorted(found.items())

    def clean(self) -> dict[str, Any]:
        """As the engine takes it: price year, years in order, no class of gain on a cost."""
        given = super().clean()
        if given.get("direction") == "cost":
            given["becomes"] = "money"
        if "amount_kind" in given and "price_year" not in self.errors and "last_year" not in self.errors:
            self._as_the_engine(given)
        return given

    def _as_the_engine(self, given: dict[str, Any]) -> None:
        unknown = given["amount_kind"] == NumberKind.UNKNOWN
        try:
            EngineItem(
                "item",
                given.get("name", ""),
                EngineDirection(given.get("direction") or "benefit"),
                EngineRecurrence(given.get("recurrence") or "once"),
                Party(PartyClass.MUNICIPALITY),
                "fixed",
                Fixed(1.0),
                1 if unknown else given.get("price_year") or NO_YEAR,
                first=(given.get("first_year") or 1) - 1,
                last=given["last_year"] - 1 if given.get("last_year") is not None else None,
                benefit_class=BenefitClass(given["benefit_class"]) if given.get("benefit_class") else None,
            )
        except InvalidInput as error:
            sentences.put(self, error)

    def written(self) -> dict[str, Any]:
        """What is stored of a valid form."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return fields | {"hours": self.cleaned_data["hours"], "evidence": list(fields["evidence"])}


class FrameForm(WithNumbers):
    """The first year and the horizon."""

    class Meta:
        model = Frame
        fields = ["start", "years", "note", "example"]
        error_messages = {
            "start": {"required": _("Write the year with four digits.")},
            "years": {"required": _("Write a number of years.")},
        }
        help_texts = {"years": _("From 1 to 100.")}

    def clean_start(self) -> int:
        """A year that the database takes."""
        year: int = self.cleaned_data["start"]
        if not 2000 <= year <= 2100:
            raise forms.ValidationError(_("Write a year from 2000 to 2100."))
        return year

    def clean_years(self) -> int:
        """A horizon that the engine takes."""
        years: int = self.cleaned_data["years"]
        try:
            Case(("any",), (), {}, 2026, years)
        except InvalidInput as error:
            raise forms.ValidationError(sentences.sentence(error)) from error
        return years


class CurveForm(WithNumbers):
    """How use grows."""

    numbers = ("ceiling", "half")
    SHAPES = [choice for choice in NumberKind.choices if choice[0] in {"fixed", "triangular", "pert"}]

    class Meta:
        model = Curve
        fields = [
            "name", "ceiling_kind", "ceiling_low", "ceiling_mode", "ceiling_high",
            "half_kind", "half_low", "half_mode", "half_high", "spread", "delay", "dropout", "source",
        ]  # fmt: skip
        help_texts = {
            "ceiling_kind": _("From 0 to 1: 0,4 is four of ten. One number: only the middle field."),
            "half_kind": NUMBER_HELP,
        }
        error_messages = {"name": {"required": _("Write a name.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ceiling_kind", "half_kind"):
            field: Any = self.fields[name]
            field.choices = self.SHAPES

    def clean(self) -> dict[str, Any]:
        """Shares between 0 and 1."""
        given = super().clean()
        for name in ("ceiling_low", "ceiling_mode", "ceiling_high", "dropout"):
            if given.get(name) is not None and not 0 <= given[name] <= 1:
                self.add_error(name, _("Write a share between 0 and 1."))
        for name in ("spread", "delay"):
            if given.get(name) is not None and given[name] < 0:
                self.add_error(name, _("Years cannot be below 0."))
        return given


GIVEN_DRIVERS = [choice for choice in Driver.choices if choice[0] not in {Driver.FIXED, *AGES}]
"""What people give figures for; the register has the others."""
