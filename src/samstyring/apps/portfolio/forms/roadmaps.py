"""What people fill in of roadmaps, with errors that say what to do."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation

from ..choices import Scope
from ..models import Edition, Measure, Milestone, RoadmapItem
from ..policies import SPEAK_FOR_THE_SECTOR
from .common import DAY_WRONG, OfOne, Styled, day_input


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

    def clean(self) -> dict[str, Any]:
        """The sector's roadmap is kept by those who can speak for municipalities together."""
        given = super().clean() or self.cleaned_data
        keeper = given.get("keeper") or self.instance.owner_organisation
        if given.get("scope") == Scope.SECTOR and keeper and keeper.kind not in SPEAK_FOR_THE_SECTOR:
            self.add_error(
                "scope",
                _("The sector's roadmap is kept by KS, or by a body, a network or a cooperation."),
            )
        return given

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
