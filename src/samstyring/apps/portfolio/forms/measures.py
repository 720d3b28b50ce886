"""What people fill in of measures, with errors that say what to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation

from ..models import Dependency, Duty, Effort, Measure, StageChange
from .common import DAY_WRONG, NAME_MISSING, OfOne, Styled, day_input


class MeasureForm(Styled):
    """What is written of a measure. `keepers` are those the person may enter one for."""

    keeper = forms.ModelChoiceField(
        label=_("Entered by"),
        queryset=Organisation.objects.none(),
        help_text=_("The organisation that keeps this description up to date."),
    )

    class Meta:
        model = Measure
        fields = [
            "name",
            "code",
            "kind",
            "responsible",
            "responsible_name",
            "purpose",
            "services",
            "topic",
            "source",
            "visibility",
        ]
        error_messages = {
            "name": NAME_MISSING,
            "code": {"required": _("Write a short code, such as “helseid”.")},
            "kind": {"required": _("Choose a kind.")},
        }
        help_texts = {
            "code": _("Small letters, digits and hyphens, such as “digital-hjemmeoppfolging”."),
            "responsible_name": _("Where the register does not have it, or a few words more than its name."),
            "topic": _("The word that evidence and experiences on it are filed under, such as “dho”."),
            "source": _("Where this was read."),
        }

    field_order = ["keeper"]

    def __init__(self, *args: Any, keepers: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = Organisation.objects.filter(valid_to=None).exclude(  # type: ignore[attr-defined]  # a ModelChoiceField
            kind__in=["municipality", "county"]
        ) | Organisation.objects.filter(pk__in=[one.pk for one in keepers])
        self.fields["visibility"].initial = Visibility.PUBLIC
        keeper = self.fields["keeper"]
        if self.instance.pk:
            del self.fields["keeper"]
            return
        keeper.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        keeper.required = bool(keepers)
        if len(keepers) == 1:
            keeper.initial = keepers[0].pk

    def clean(self) -> dict[str, Any]:
        """The owner's name in words, where only the register's row was chosen."""
        given = super().clean() or self.cleaned_data
        if given.get("responsible") and not given.get("responsible_name"):
            given["responsible_name"] = given["responsible"].name
        return given


class StageForm(Styled):
    """A stage that a measure has come to."""

    class Meta:
        model = StageChange
        fields = ["stage", "date", "began", "note", "source"]
        widgets = {"date": day_input()}
        error_messages = {"stage": {"required": _("Choose a stage.")}, "date": DAY_WRONG}
        help_texts = {
            "began": _("Leave it empty where you only know that it stood so on that day, not since when.")
        }


class DutyForm(OfOne):
    """Whether there is a duty, for whom and since when."""

    parent = "measure"

    class Meta:
        model = Duty
        fields = ["kind", "for_whom", "municipal", "state", "valid_from", "legal_basis", "note", "source"]
        widgets = {"valid_from": day_input()}
        error_messages = {
            "kind": {"required": _("Choose which duty.")},
            "for_whom": {"required": _("Write for whom, such as “Kommunal legevakt”.")},
            "state": {"required": _("Choose whether there is a duty; “not known” is an answer too.")},
            "valid_from": DAY_WRONG,
        }

    def clean(self) -> dict[str, Any]:
        """A sentence at the field where the same ones have a line already."""
        given = super().clean() or self.cleaned_data
        same = Duty.objects.filter(
            measure=self.instance.measure, kind=given.get("kind"), for_whom=given.get("for_whom")
        ).exclude(pk=self.instance.pk)
        if given.get("kind") and given.get("for_whom") and same.exists():
            self.add_error("for_whom", _("There is a line on this duty for the same ones. Change that line."))
        return given


class EffortForm(Styled):
    """Hours of one profession in a typical introduction."""

    class Meta:
        model = Effort
        fields = ["profession", "hours_low", "hours_high", "note", "source"]
        error_messages = {
            "profession": {"required": _("Write the profession or role, such as “Sykepleier”.")},
            "hours_low": {"required": _("Write a number of hours.")},
            "hours_high": {"required": _("Write a number of hours, the same where you know only one.")},
        }
        help_texts = {"note": _("Such as “opplæring av ett team”. The same profession again is replaced.")}

    def clean(self) -> dict[str, Any]:
        """Low before high."""
        given = super().clean() or self.cleaned_data
        low, high = given.get("hours_low"), given.get("hours_high")
        if low is not None and high is not None and high < low:
            self.add_error("hours_high", _("This is less than the lowest number of hours."))
        return given


class DependencyForm(OfOne):
    """How the measure stands to another. `others` are those the person may see."""

    parent = "measure"

    class Meta:
        model = Dependency
        fields = ["relation", "other", "reason", "source"]
        error_messages = {
            "relation": {"required": _("Choose how it stands to the other.")},
            "other": {"required": _("Choose the other measure.")},
        }

    def __init__(self, *args: Any, others: QuerySet[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField
