"""What people fill in of the sector's roadmap, with errors that say what to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..choices import Advice
from ..models import Edition, Measure, Recommendation
from .common import DAY_WRONG, Styled, day_input


class JoinForm(forms.Form):
    """Which national edition municipalities' own lists are joined with."""

    national = forms.ModelChoiceField(
        label=_("National edition"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("none: own lists alone"),
        widget=forms.Select(attrs={"class": "ds-input"}),
    )

    def __init__(self, *args: Any, editions: QuerySet[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["national"].queryset = editions  # type: ignore[attr-defined]  # a ModelChoiceField


class AdviceForm(Styled):
    """What the sector advises on one line, and why; or that the line is taken off."""

    class Meta:
        model = Recommendation
        fields = ["advice", "introduce_by", "reason", "dropped", "why"]
        widgets = {"introduce_by": day_input()}
        error_messages = {"introduce_by": DAY_WRONG}
        help_texts = {
            "introduce_by": _("Only where the advice is to introduce it by a day."),
            "why": _("Compared with the edition before."),
        }

    def clean(self) -> dict[str, Any]:
        """A day with the advice that has one, a reason with any advice, and why for what is taken off."""
        given = super().clean() or self.cleaned_data
        advice, day = given.get("advice"), given.get("introduce_by")
        if advice == Advice.INTRODUCE_BY and not day and "introduce_by" not in self.errors:
            self.add_error("introduce_by", _("Choose the day by which to introduce it."))
        if advice != Advice.INTRODUCE_BY and day:
            self.add_error("introduce_by", _("Choose “Introduce by a day”, or leave the day empty."))
        if advice and not given.get("reason"):
            self.add_error("reason", _("Give the reason: municipalities will read it."))
        if given.get("dropped") and not given.get("why"):
            self.add_error("why", _("Say why it is taken off the roadmap."))
        return given

    def _get_validation_exclusions(self) -> set[str]:
        # The constraints say the same as `clean`, without a place on the form.
        return super()._get_validation_exclusions() | {"advice", "dropped"}  # type: ignore[misc,no-any-return]  # not in the stubs


class AddedForm(AdviceForm):
    """A measure that neither list has, with the advice on it. `measures` are those that everyone may see."""

    measure = forms.ModelChoiceField(
        label=_("Measure"),
        queryset=Measure.objects.none(),
        error_messages={"required": _("Choose a measure.")},
        widget=forms.Select(attrs={"class": "ds-input"}),
    )

    field_order = ["measure", "advice", "introduce_by", "reason", "why"]

    def __init__(self, *args: Any, measures: QuerySet[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["dropped"]
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["advice"].required = True
