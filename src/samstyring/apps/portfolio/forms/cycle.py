"""What people fill in of the annual cycle, with errors that say what to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation

from ..models import Activity, Measure
from ..recurrence import choice_of, rule_for
from .common import DAY_WRONG, Styled, day_input


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
