"""What people fill in of promised gains, with errors that say what to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, Styled, day_input
from samstyring.apps.portfolio.models import Measure

from .forms_national import NUMBER_WRONG, NumberField
from .models import BenefitDue, BenefitMeasured, PlannedBenefit

WRITTEN = ["name", "owner_office", "indicator", "unit", "better", "baseline", "source", "visibility"]


class BenefitForm(Styled):
    """A gain that is promised somewhere. `keepers` are those the person may promise one for."""

    baseline = NumberField(
        label=_("Before the measure"),
        required=False,
        decimal_places=3,
        help_text=_("The indicator’s value before. Leave it empty where nobody measured it."),
        error_messages=NUMBER_WRONG,
    )

    class Meta:
        model = PlannedBenefit
        fields = ["organisation", "measure", *WRITTEN]
        error_messages = {
            "organisation": {"required": _("Choose where the gain is promised.")},
            "measure": {"required": _("Choose a measure.")},
            "name": {"required": _("Write what is gained, such as “Færre hjemmebesøk”.")},
            "owner_office": {"required": _("Write which office or role answers for it.")},
            "indicator": {"required": _("Write what is measured, such as “Hjemmebesøk i uken”.")},
            "unit": {"required": _("Write the unit, such as “besøk”.")},
        }
        help_texts = {
            "owner_office": _("An office or a role, not a person’s name."),
            "source": _("The case or paper in which it was promised."),
        }

    def __init__(
        self, *args: Any, keepers: list[Organisation], measures: QuerySet[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["organisation"], self.fields["measure"]
            return
        place = self.fields["organisation"]
        place.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(keepers) == 1:
            place.initial = keepers[0].pk
        elif not keepers:
            place.help_text = _(
                "You have no role in a municipality, county, network or cooperation, "
                "where gains are promised."
            )
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["visibility"].initial = Visibility.PUBLIC

    def clean(self) -> dict[str, Any]:
        """A gain has one name for a measure in a place; the sentence stands at the name."""
        given = super().clean() or self.cleaned_data
        place = given.get("organisation") or self.instance.organisation_id
        measure = given.get("measure") or self.instance.measure_id
        same = PlannedBenefit.objects.filter(
            organisation=place, measure=measure, name=given.get("name", "")
        ).exclude(pk=self.instance.pk)
        if place and measure and same.exists():
            self.add_error("name", _("This gain is entered here already. Change what is there."))
        return given

    def _get_validation_exclusions(self) -> set[str]:
        # What `clean` has put at a field is not said once more above the form.
        inherited: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return inherited | {"name"}

    def written(self) -> dict[str, Any]:
        """What is stored, of a valid form."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


class DueForm(Styled):
    """What the indicator is to have come to on a day. The same day again is replaced."""

    planned = NumberField(
        label=_("Planned value"),
        decimal_places=3,
        error_messages=NUMBER_WRONG | {"required": _("Write what it is to have come to.")},
    )

    class Meta:
        model = BenefitDue
        fields = ["day", "planned"]
        widgets = {"day": day_input()}
        error_messages = {"day": DAY_WRONG}
        help_texts = {"day": _("The same day again is replaced.")}


class MeasuredForm(Styled):
    """What the indicator had come to on a day. The same day again is replaced."""

    value = NumberField(
        label=_("Measured value"),
        decimal_places=3,
        error_messages=NUMBER_WRONG | {"required": _("Write what it had come to; 0 is an answer too.")},
    )

    class Meta:
        model = BenefitMeasured
        fields = ["day", "value", "source", "note"]
        widgets = {"day": day_input()}
        error_messages = {"day": DAY_WRONG, "source": {"required": _("Say where the value was read.")}}
        help_texts = {"day": _("The same day again is replaced.")}


class WithdrawForm(forms.Form):
    """Why a gain is no longer expected."""

    reason = forms.CharField(
        label=_("Why it is no longer expected"),
        max_length=300,
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 3}),
        error_messages={"required": _("Say why. Others learn from it.")},
    )
