"""What people fill in, with errors that say what to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation

from .models import Activity, Dependency, Duty, Edition, Effort, Measure, Milestone, RoadmapItem, StageChange
from .recurrence import choice_of, rule_for

NAME_MISSING = {"required": _("Write a name.")}
DAY_WRONG = {"required": _("Choose a day."), "invalid": _("Write the day as 2026-01-31.")}


def day_input() -> forms.DateInput:
    """A field for a day that a browser helps with."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Styled(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """A form with the look of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3


class OfOne(Styled):
    """A form for a line that belongs to one thing, which is not on the form and counts all the same."""

    parent: str

    def _get_validation_exclusions(self) -> set[str]:
        # Django leaves out constraints on fields that are not on the form: this one the address gives.
        return super()._get_validation_exclusions() - {self.parent}  # type: ignore[misc,no-any-return]  # not in the stubs


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


class EditionForm(Styled):
    """An edition of a roadmap as a whole."""

    keeper = forms.ModelChoiceField(label=_("Entered by"), queryset=Organisation.objects.none())
    copy_of = forms.ModelChoiceField(
        label=_("Begin with what stands in"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("nothing: an empty edition"),
    )

    class Meta:
        model = Edition
        fields = ["scope", "year", "title", "dated", "note", "source"]
        widgets = {"dated": day_input()}
        error_messages = {
            "scope": {"required": _("Choose whose roadmap it is.")},
            "year": {"required": _("Write the year with four digits.")},
            "title": {"required": _("Write a title.")},
            "dated": DAY_WRONG,
        }

    def __init__(
        self, *args: Any, keepers: list[Organisation], editions: QuerySet[Edition], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["keeper"], self.fields["copy_of"]
            return
        keeper = self.fields["keeper"]
        keeper.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        keeper.required = bool(keepers)
        if len(keepers) == 1:
            keeper.initial = keepers[0].pk
        self.fields["copy_of"].queryset = editions  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_year(self) -> int:
        """A year that the database takes."""
        year: int = self.cleaned_data["year"]
        if not 2000 <= year <= 2100:
            raise forms.ValidationError(_("Write the year with four digits."))
        return year


class ItemForm(OfOne):
    """A line of an edition."""

    parent = "edition"

    class Meta:
        model = RoadmapItem
        fields = ["measure", "part", "starts", "ends", "certainty", "expected", "source", "dropped", "why"]
        widgets = {"starts": day_input(), "ends": day_input()}
        error_messages = {
            "measure": {"required": _("Choose a measure.")},
            "certainty": {"required": _("Choose how sure it is.")},
            "starts": DAY_WRONG,
            "ends": DAY_WRONG,
        }
        help_texts = {
            "part": _("Where a measure has several lines, such as “legevakt”."),
            "ends": _("Leave it empty where no end is said."),
        }

    def __init__(self, *args: Any, measures: QuerySet[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """The period in order, and a reason for what is taken off."""
        given = super().clean() or self.cleaned_data
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The period ends before it begins."))
        if given.get("dropped") and not given.get("why"):
            self.add_error("why", _("Say why it is taken off the roadmap."))
        return given


class MilestoneForm(OfOne):
    """A day in an edition when something is to have happened."""

    parent = "edition"

    class Meta:
        model = Milestone
        fields = ["date", "title", "measure", "source"]
        widgets = {"date": day_input()}
        error_messages = {"date": DAY_WRONG, "title": {"required": _("Write what happens.")}}

    def __init__(self, *args: Any, measures: QuerySet[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField


class ActivityForm(Styled):
    """What recurs, how often, and what it asks. `keepers` are those the person may enter it for."""

    keeper = forms.ModelChoiceField(label=_("Entered by"), queryset=Organisation.objects.none())
    repeat = forms.ChoiceField(
        label=_("How often"),
        choices=[
            ("yearly", _("Every year")),
            ("half_yearly", _("Twice a year")),
            ("quarterly", _("Four times a year")),
            ("monthly", _("Every month")),
            ("once", _("Only once")),
        ],
    )
    same_weekday = forms.BooleanField(
        label=_("On the same weekday of the month, not the same date"),
        required=False,
        help_text=_("Such as the second Tuesday, where the first day is one."),
    )

    class Meta:
        model = Activity
        fields = [
            "title",
            "acts",
            "acts_name",
            "asks",
            "measure",
            "starts",
            "last_day",
            "source",
            "visibility",
        ]
        widgets = {"starts": day_input(), "last_day": day_input()}
        error_messages = {
            "title": {"required": _("Write what recurs.")},
            "starts": DAY_WRONG,
            "last_day": DAY_WRONG,
        }
        help_texts = {
            "starts": _("The first time. The others are counted from it."),
            "last_day": _("Leave it empty as long as it goes on."),
            "source": _("Where this was read."),
        }

    field_order = [
        "keeper",
        "title",
        "acts",
        "acts_name",
        "asks",
        "measure",
        "starts",
        "repeat",
        "same_weekday",
    ]

    def __init__(
        self, *args: Any, keepers: list[Organisation], measures: QuerySet[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keeper = self.fields["keeper"]
        keeper.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        keeper.required = bool(keepers)
        self.fields["acts"].queryset = Organisation.objects.filter(valid_to=None).exclude(  # type: ignore[attr-defined]  # a ModelChoiceField
            kind__in=["municipality", "county"]
        ) | Organisation.objects.filter(pk__in=[one.pk for one in keepers])
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["visibility"].initial = Visibility.PUBLIC
        if self.instance.pk:
            del self.fields["keeper"]
            repeat, same_weekday = choice_of(self.instance.rule, self.instance.starts)
            self.initial.update(repeat=repeat or "once", same_weekday=same_weekday)
        elif len(keepers) == 1:
            keeper.initial = keepers[0].pk

    def clean(self) -> dict[str, Any]:
        """The rule made of the choices, the days in order, and the owner's name in words."""
        given = super().clean() or self.cleaned_data
        starts, last = given.get("starts"), given.get("last_day")
        if starts and last and last < starts:
            self.add_error("last_day", _("The last day is before the first."))
        if given.get("acts") and not given.get("acts_name"):
            given["acts_name"] = given["acts"].name
        return given

    def written(self) -> dict[str, Any]:
        """What is stored, of a valid form: the model's fields, with the rule for what was chosen."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        rule = rule_for(
            self.cleaned_data["repeat"],
            self.cleaned_data["starts"],
            same_weekday=self.cleaned_data["same_weekday"],
        )
        return fields | {"rule": rule}
