"""What people fill in of introductions and use, with errors that say what to do."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, Styled, day_input
from samstyring.apps.portfolio.models import Measure

from ..choices import DECLINED
from ..models import Introduction, ItOperation, UseFigure

WRITTEN = [
    "stand",
    "stand_reason",
    "status",
    "decided_by",
    "decided_on",
    "archive_reference",
    "lead_office",
    "starts",
    "ends",
    "services",
    "counted",
    "source",
    "visibility",
]


class IntroductionForm(Styled):
    """What is written of an introduction. `keepers` are those the person may enter one for."""

    day = forms.DateField(
        label=_("Stand and status hold from"),
        widget=day_input(),
        error_messages=DAY_WRONG,
        help_text=_("A new stand or status is a new step in the history, from this day."),
    )

    class Meta:
        model = Introduction
        fields = ["organisation", "measure", *WRITTEN]
        widgets = {"decided_on": day_input(), "starts": day_input(), "ends": day_input()}
        error_messages = {
            "organisation": {"required": _("Choose where it is introduced.")},
            "measure": {"required": _("Choose a measure.")},
            "decided_on": DAY_WRONG,
            "starts": DAY_WRONG,
            "ends": DAY_WRONG,
        }
        help_texts = {
            "stand_reason": _("Needed where it is later or not relevant. Others learn from it."),
            "archive_reference": _("The number of the case in the archive, such as 26/1234."),
            "lead_office": _("An office or a role, not a person’s name."),
            "ends": _("Leave it empty where no end is said."),
            "counted": _("Such as “brukere med vedtak” or “avdelinger”."),
            "source": _("Where this was read, where it was not entered by the municipality itself."),
        }

    field_order = ["organisation", "measure", "stand", "stand_reason", "status", "day"]

    def __init__(
        self, *args: Any, keepers: list[Organisation], measures: QuerySet[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["organisation"], self.fields["measure"]
            return
        organisation = self.fields["organisation"]
        organisation.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(keepers) == 1:
            organisation.initial = keepers[0].pk
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["visibility"].initial = Visibility.PUBLIC

    def clean(self) -> dict[str, Any]:
        """The rules that stand at one field each; the database holds them too."""
        given = super().clean() or self.cleaned_data
        if given.get("stand") in DECLINED and not given.get("stand_reason"):
            self.add_error("stand_reason", _("Say why it is later or not relevant."))
        if given.get("decided_on") and not given.get("decided_by"):
            self.add_error("decided_by", _("Say who decided, not only when."))
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The period ends before it begins."))
        return given

    def _get_validation_exclusions(self) -> set[str]:
        # Those rules that `clean` has put at a field are not said once more above the form.
        inherited: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return inherited | {"stand_reason", "decided_by", "starts", "ends", "status"}

    def written(self) -> dict[str, Any]:
        """What is stored, of a valid form."""
        return {name: self.cleaned_data[name] for name in WRITTEN}

    @property
    def step_day(self) -> datetime.date:
        """From when the stand and status hold, of a valid form."""
        day: datetime.date = self.cleaned_data["day"]
        return day


class UseForm(Styled):
    """How many could and did use it in one period. A period that is there already is replaced."""

    class Meta:
        model = UseFigure
        fields = ["year", "month", "eligible", "active", "source"]
        error_messages = {
            "year": {"required": _("Write the year with four digits.")},
            "active": {"required": _("Write how many used it; 0 is an answer too.")},
        }
        help_texts = {
            "month": _("1 to 12. Leave it empty for the whole year."),
            "eligible": _("Leave it empty where it is not known. The same period again is replaced."),
        }

    def clean(self) -> dict[str, Any]:
        """No more used it than could."""
        given = super().clean() or self.cleaned_data
        eligible, active = given.get("eligible"), given.get("active")
        if eligible is not None and active is not None and active > eligible:
            self.add_error("active", _("More cannot have used it than could."))
        return given


class ItOperationForm(Styled):
    """Who runs an organisation's IT."""

    class Meta:
        model = ItOperation
        fields = ["run_by", "run_by_name", "note", "visibility"]
        help_texts = {"note": _("Such as “vertskommunen bestiller for oss”. It is said once, here.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["run_by"].queryset = Organisation.objects.filter(valid_to=None)  # type: ignore[attr-defined]  # a ModelChoiceField
        if not self.instance.pk:
            self.fields["visibility"].initial = Visibility.PUBLIC

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        given = super().clean() or self.cleaned_data
        if not given.get("run_by") and not given.get("run_by_name"):
            self.add_error("run_by_name", _("Choose who runs your IT, or write it in words."))
        return given
