"""What people fill in of national costs and payments, with errors that say what to do."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import Styled
from samstyring.apps.portfolio.models import Measure

from .choices_national import SURENESS, Sector
from .models import Growth, NationalCost, Payment, SharingRule, UnitPrice
from .models.national import FIRST_YEAR, LAST_YEAR
from .sharing import Given

SPACES = re.compile(r"[\s\u00a0\u202f']")


class NumberField(forms.DecimalField):
    """A number as people write it in Norwegian: spaces between thousands, and a comma."""

    def __init__(self, *, max_digits: int = 15, decimal_places: int = 2, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_digits=max_digits, decimal_places=decimal_places, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """A Decimal, or none where nothing is written. Raises ValidationError for what is no number."""
        if isinstance(value, str):
            value = SPACES.sub("", value).replace(",", ".").removesuffix("kr").replace("−", "-")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """As it is written here: without needless zeros, with a comma."""
        return plain_number(value) if isinstance(value, Decimal) else value


def plain_number(value: Decimal) -> str:
    """A number without needless zeros, with a comma."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


NUMBER_WRONG = {"invalid": _("Write a number, such as 1 250 000 or 12,5.")}


class CostForm(Styled):
    """What a measure cost all payers together in a year."""

    total = NumberField(
        label=_("Total, kroner"),
        required=False,
        min_value=0,
        help_text=_("What all payers pay together in the year. Leave it empty where it is not known."),
        error_messages=NUMBER_WRONG | {"min_value": _("A total cannot be below 0.")},
    )
    percent = NumberField(
        label=_("Price adjustment of the year, per cent"),
        required=False,
        decimal_places=3,
        error_messages=NUMBER_WRONG,
    )

    class Meta:
        model = NationalCost
        fields = ["year", "total", "rule", "source", "state", "note"]
        error_messages = {"year": {"required": _("Write the year with four digits.")}}
        help_texts = {
            "rule": _("Leave it empty where it is not known."),
            "source": _("Where the total was read. Needed where there is one."),
        }

    field_order = ["year", "total", "source", "state", "percent", "rule", "note"]

    def __init__(
        self, *args: Any, measure: Measure | None, rules: QuerySet[SharingRule], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.fields["rule"].queryset = rules  # type: ignore[attr-defined]  # a ModelChoiceField
        if self.instance.pk:
            del self.fields["year"]
            if self.instance.adjustment is not None:
                self.initial["percent"] = self.instance.adjustment * 100

    def clean(self) -> dict[str, Any]:
        """A total has a source, and a year is entered once."""
        given = super().clean() or self.cleaned_data
        if given.get("total") is not None and not given.get("source"):
            self.add_error("source", _("Say where the total was read."))
        year = given.get("year")
        if year and NationalCost.objects.filter(measure=self.measure, year=year).exists():
            self.add_error("year", _("This year is entered already. Change what is there."))
        return given

    def written(self) -> dict[str, Any]:
        """What is stored, of a valid form."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in {"year", "percent"}}
        percent: Decimal | None = self.cleaned_data["percent"]
        return kept | {"adjustment": None if percent is None else percent / 100}

    def _get_validation_exclusions(self) -> set[str]:
        # What `clean` has put at a field is not said once more above the form.
        inherited: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return inherited | {"source", "total", "year"}


SHARE = re.compile(r"(\d+)\s*/\s*(\d+)")


def read_part(text: str) -> tuple[Fraction | None, Decimal | None]:
    """A sector's part as it is written: “1/3”, “45 %” or kroner such as “83 600 000”.

    Raises ValueError for anything else, and for a share above the whole.
    """
    text = text.strip()
    if (found := SHARE.fullmatch(text)) and int(found[2]):
        share = Fraction(int(found[1]), int(found[2]))
    else:
        is_share = text.endswith("%")
        plain = SPACES.sub("", text.removesuffix("%").removesuffix("kr")).replace(",", ".")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise ValueError(text) from None
        if not number.is_finite() or number < 0:
            raise ValueError(text)
        if not is_share:
            return None, number.quantize(Decimal("0.01"))
        share = Fraction(number) / 100
    if share > 1 or share.denominator > 10**9:
        raise ValueError(text)
    return share, None


def write_part(given: Given) -> str:
    """A part as it is read by `read_part`."""
    if given.share is None:
        return plain_number(given.amount) if given.amount is not None else ""
    percent = given.share * 100
    if 1000 % percent.denominator == 0:
        return f"{plain_number(Decimal(percent.numerator) / percent.denominator)} %"
    return f"{given.share.numerator}/{given.share.denominator}"


class PartsForm(forms.Form):
    """What each sector pays: a share or kroner, with one source for all of them."""

    source = forms.CharField(label=_("Source"), max_length=500, required=False)
    sure = forms.ChoiceField(label=_("How sure"), required=False, choices=[("", "---------"), *SURENESS])

    def __init__(self, *args: Any, given: Mapping[str, Given], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for value, label in Sector.choices:
            self.fields[value] = forms.CharField(
                label=label,
                required=False,
                max_length=40,
                initial=write_part(given[value]) if value in given else "",
                help_text=_("A share such as 1/3 or 45 %, or kroner. Leave it empty where it is not known."),
            )
        if first := next(iter(given.values()), None):
            self.fields["source"].initial, self.fields["sure"].initial = first.source, first.state
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"
        self.order_fields([*Sector.values, "source", "sure"])

    def clean(self) -> dict[str, Any]:
        """Each part is a share or kroner, and what is said has a source."""
        given = super().clean() or self.cleaned_data
        self.parts: list[Given] = []
        for value in Sector.values:
            if not (text := given.get(value, "")):
                continue
            try:
                share, amount = read_part(text)
            except ValueError:
                self.add_error(value, _("Write a share such as 1/3 or 45 %, or kroner such as 83 600 000."))
                continue
            self.parts.append(Given(value, share, amount, given.get("source", ""), given.get("sure", "")))
        if self.parts and not given.get("source"):
            self.add_error("source", _("Say where the parts were read."))
        return given


class GrowthForm(Styled):
    """By how much a cost rose from the year before. A sector that is there already is replaced."""

    amount = NumberField(
        label=_("Rose by, kroner"),
        help_text=_("With a minus in front where it fell."),
        error_messages=NUMBER_WRONG | {"required": _("Write how many kroner it rose by.")},
    )

    class Meta:
        model = Growth
        fields = ["sector", "amount", "source", "state", "note"]
        help_texts = {"sector": _("Leave it empty for all of them together.")}
        error_messages = {"source": {"required": _("Say where it was read.")}}


class PriceForm(Styled):
    """What one unit of a measure costs in a year. The same unit and year again is replaced."""

    amount = NumberField(
        label=_("Kroner"),
        min_value=0,
        error_messages=NUMBER_WRONG | {"required": _("Write how many kroner.")},
    )

    class Meta:
        model = UnitPrice
        fields = ["year", "unit", "amount", "source", "state"]
        error_messages = {
            "year": {"required": _("Write the year with four digits.")},
            "unit": {"required": _("Write what the price is for, such as “en måned for et medlem”.")},
            "source": {"required": _("Say where the price was read.")},
        }


class PaymentForm(Styled):
    """What one organisation paid for a measure in a year. The same year again is replaced."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("The same year again is replaced."),
        error_messages={"required": _("Write the year with four digits.")},
    )
    amount = NumberField(
        label=_("Kroner in the year"),
        min_value=0,
        error_messages=NUMBER_WRONG
        | {"required": _("Write how many kroner."), "min_value": _("What is paid cannot be below 0.")},
    )

    class Meta:
        model = Payment
        fields = ["organisation", "measure", "year", "amount", "source", "note", "visibility"]
        error_messages = {
            "organisation": {"required": _("Choose who pays.")},
            "measure": {"required": _("Choose a measure.")},
            "source": {"required": _("Say where it was read, such as “Faktura” or “Regnskapet”.")},
        }

    def __init__(
        self, *args: Any, keepers: list[Organisation], measures: QuerySet[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        places = Organisation.objects.filter(pk__in=[one.pk for one in keepers])
        self.fields["organisation"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["visibility"].initial = Visibility.PUBLIC
        if len(keepers) == 1:
            self.fields["organisation"].initial = keepers[0].pk

    def _get_validation_exclusions(self) -> set[str]:
        # A year that is there already is replaced, so that it is there is no error.
        inherited: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return inherited | {"year"}
