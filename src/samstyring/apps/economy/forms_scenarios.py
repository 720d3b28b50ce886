"""What people fill in of what an economy rests on: effects, ceilings, figures, rates and scenarios."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.engines.cost_benefit import InvalidInput, Party, PartyClass
from samstyring.engines.cost_benefit import Unpriced as EngineUnpriced

from . import sentences
from .choices import NumberKind
from .forms import GIVEN_DRIVERS, NUMBER_HELP, WithNumbers
from .models import Cap, DriverFigure, Item, Override, Parameter, Scenario, Unpriced

STEPS = [(step, f"{step:+d}" if step else "0") for step in range(4, -5, -1)]


class Kept(WithNumbers):
    """A form for something that an organisation keeps. `keepers` are those the person may enter it for."""

    keeper = forms.ModelChoiceField(label=_("Entered by"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, keepers: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["keeper"]
            return
        field: Any = self.fields["keeper"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])
        field.required = bool(keepers)
        if len(keepers) == 1:
            field.initial = keepers[0].pk
        if "visibility" in self.fields:
            self.initial["visibility"] = Visibility.PUBLIC

    def clean(self) -> dict[str, Any]:
        """What is closed has a keeper."""
        given = super().clean()
        closed = given.get("visibility") in {Visibility.NETWORK, Visibility.ORGANISATION}
        if closed and not given.get("keeper") and not self.instance.owner_organisation:
            self.add_error("visibility", _("Choose an organisation that keeps it, or let everybody see it."))
        return given

    def written(self) -> dict[str, Any]:
        """What is stored of a valid form, without who keeps it."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EffectForm(Kept):
    """An effect without a price."""

    step = forms.TypedChoiceField(label=_("How large, from -4 to +4"), choices=STEPS, coerce=int, initial=0)

    class Meta:
        model = Unpriced
        fields = ["name", "party", "step", "reason", "source", "visibility"]
        error_messages = {
            "name": {"required": _("Write what the effect is.")},
            "party": {"required": _("Choose for whom.")},
            "reason": {"required": _("Say why this step was chosen.")},
        }

    def clean(self) -> dict[str, Any]:
        """As the engine takes it."""
        given = super().clean()
        if not self.errors:
            try:
                EngineUnpriced(
                    given["name"], Party(PartyClass(given["party"])), given["step"], given["reason"]
                )
            except InvalidInput as error:
                sentences.put(self, error)
        return given


class CapForm(Kept):
    """A ceiling for what several items save together."""

    class Meta:
        model = Cap
        fields = ["name", "driver", "most", "source", "visibility"]
        help_texts = {
            "name": _("Such as “home visits to people of 80 years and more”."),
            "most": _("Leave it empty where it is not known: then nothing is cut, and the page says so."),
        }
        error_messages = {"name": {"required": _("Write what is saved.")}}

    def clean_most(self) -> Any:
        """Not below nothing."""
        most = self.cleaned_data["most"]
        if most is not None and most < 0:
            raise forms.ValidationError(_("Write a number that is not below 0."))
        return most


class FigureForm(WithNumbers):
    """How many there are here of what costs and benefits grow with. `places` are one's own municipalities."""

    class Meta:
        model = DriverFigure
        fields = ["municipality", "driver", "year", "value", "source"]
        error_messages = {
            "municipality": {"required": _("Choose the municipality.")},
            "driver": {"required": _("Choose what is counted.")},
            "year": {"required": _("Write the year with four digits.")},
            "value": {"required": _("Write a number.")},
        }
        help_texts = {"source": _("Such as “KOSTRA” or “fagsystemet, uttrekk 1. mars”.")}

    def __init__(self, *args: Any, places: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: Any = self.fields["municipality"]
        place.queryset = Organisation.objects.filter(pk__in=[one.pk for one in places])
        if len(places) == 1:
            place.initial = places[0].pk
        driver: Any = self.fields["driver"]
        driver.choices = [("", "---------"), *GIVEN_DRIVERS]

    def _get_validation_exclusions(self) -> set[str]:
        # The same year again is replaced, and is no mistake.
        return super()._get_validation_exclusions() | {"year"}  # type: ignore[misc,no-any-return]  # not in the stubs

    def clean_year(self) -> int:
        """A year that the database takes."""
        year: int = self.cleaned_data["year"]
        if not 2000 <= year <= 2100:
            raise forms.ValidationError(_("Write a year from 2000 to 2100."))
        return year

    def clean_value(self) -> Any:
        """Not below nothing."""
        if self.cleaned_data["value"] < 0:
            raise forms.ValidationError(_("Write a number that is not below 0."))
        return self.cleaned_data["value"]


class ParameterForm(WithNumbers):
    """A rate, a price or an index, with where it was read."""

    class Meta:
        model = Parameter
        fields = ["value", "source", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("value", _("Write a number.")), ("source", _("Say where it was read."))):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words

    def clean_value(self) -> Any:
        """Rates, shares and prices are not below nothing."""
        if self.cleaned_data["value"] < 0:
            raise forms.ValidationError(_("Write a number that is not below 0."))
        return self.cleaned_data["value"]

    def _get_validation_exclusions(self) -> set[str]:
        # The state is set by the act itself, so its constraints are not the form's to check.
        return super()._get_validation_exclusions() | {"state"}  # type: ignore[misc,no-any-return]  # not in the stubs


class ScenarioForm(Kept):
    """A scenario as a whole."""

    class Meta:
        model = Scenario
        fields = ["name", "note", "visibility"]
        error_messages = {"name": {"required": _("Write a name.")}}

    def clean(self) -> dict[str, Any]:
        """A sentence at the field where the same keeper has one with this name."""
        given = super().clean()
        owner = given.get("keeper") or self.instance.owner_organisation
        same = Scenario.objects.filter(
            measure=self.instance.measure, owner_organisation=owner, name=given.get("name")
        ).exclude(pk=self.instance.pk)
        if given.get("name") and same.exists():
            self.add_error("name", _("You have a scenario with this name."))
        return given


class OverrideForm(WithNumbers):
    """Another number for one part of an item. `places` are (value, label): everybody, or one's own."""

    numbers = ("value",)
    place = forms.ChoiceField(label=_("Holds for"))

    class Meta:
        model = Override
        fields = ["item", "part", "value_kind", "value_low", "value_mode", "value_high", "source"]
        help_texts = {"value_kind": NUMBER_HELP}
        error_messages = {"item": {"required": _("Choose the item.")}}

    field_order = ["item", "part", "place"]

    def __init__(
        self, *args: Any, items: QuerySet[Item], places: Sequence[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["item"].queryset = items
        fields["place"].choices = places
        fields["value_kind"].choices = [one for one in NumberKind.choices if one[0] != NumberKind.UNKNOWN]
