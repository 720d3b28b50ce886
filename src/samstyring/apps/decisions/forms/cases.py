"""What a case says."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, Styled, day_input

from ..models import Alternative, Case, Consequence, PartyConsultation, ProposedDecision


class CaseForm(Styled):
    """What is asked. `keepers` are the organisations that the person may open a case for."""

    keeper = forms.ModelChoiceField(
        label=_("Prepared by"),
        queryset=Organisation.objects.none(),
        help_text=_("The organisation that prepares the case and sends it on."),
    )
    proposal = forms.CharField(
        label=_("Proposed decision"),
        required=False,
        widget=forms.Textarea,
        help_text=_("The words that a body is to decide. You can write more of them later."),
    )

    class Meta:
        model = Case
        fields = ["title", "question", "background", "deadline", "source", "visibility"]
        widgets = {"deadline": day_input()}
        error_messages = {
            "title": {"required": _("Write a title.")},
            "question": {"required": _("Write what is to be decided, as a question.")},
            "deadline": DAY_WRONG,
        }
        help_texts = {
            "question": _("One question that can be answered with a decision."),
            "source": _("Where the case comes from, such as a letter or an archive number."),
        }

    field_order = ["keeper", "title", "question", "background", "proposal"]

    def __init__(self, *args: Any, keepers: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].initial = Visibility.PUBLIC
        if self.instance.pk:
            del self.fields["keeper"], self.fields["proposal"]
            return
        keeper = self.fields["keeper"]
        keeper.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        keeper.required = bool(keepers)
        if len(keepers) == 1:
            keeper.initial = keepers[0].pk

    def clean(self) -> dict[str, Any]:
        """What is closed belongs to somebody."""
        given = super().clean() or self.cleaned_data
        closed = given.get("visibility") in {Visibility.NETWORK, Visibility.ORGANISATION}
        if closed and not given.get("keeper") and not self.instance.owner_organisation_id:
            self.add_error("visibility", _("Nobody owns the case, so it cannot be closed to others."))
        return given


class ProposalForm(Styled):
    """A proposed decision."""

    class Meta:
        model = ProposedDecision
        fields = ["text", "alternative"]
        error_messages = {"text": {"required": _("Write the decision in full, so that it can be decided.")}}
        help_texts = {
            "text": _("Concrete: who does what, from when, and who pays."),
        }

    def __init__(self, *args: Any, alternatives: QuerySet[Alternative], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["alternative"]
        field.queryset = alternatives  # type: ignore[attr-defined]  # a ModelChoiceField
        field.empty_label = _("none of them")  # type: ignore[attr-defined]  # the same


class AlternativeForm(Styled):
    """An alternative."""

    class Meta:
        model = Alternative
        fields = ["name", "text"]
        error_messages = {"name": {"required": _("Write a short name, such as “Vente ett år”.")}}


class ConsequenceForm(Styled):
    """One party's assessment of one kind of consequence."""

    class Meta:
        model = Consequence
        fields = ["effect", "text", "low", "high", "unit", "professions", "assessed_by", "source"]
        error_messages = {
            "effect": {"required": _("Choose what it comes to; “not known” is an answer too.")},
        }
        help_texts = {
            "low": _("What municipalities must give. A minus sign where they save."),
            "high": _("The same number again where you know only one."),
            "professions": _("Such as “Sykepleier, helsefagarbeider”."),
            "source": _("Where the assessment is written."),
        }

    def __init__(self, *args: Any, assessors: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assessed_by"].queryset = assessors  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """Figures in order, with a unit; a text or a figure where the effect is known."""
        given = super().clean() or self.cleaned_data
        low, high, unit = given.get("low"), given.get("high"), given.get("unit")
        if (low is None) != (high is None):
            missing = "low" if low is None else "high"
            self.add_error(missing, _("Write both numbers, the same twice where you know only one."))
        elif low is not None and high is not None and high < low:
            self.add_error("high", _("This is less than the lowest number."))
        if low is not None and not unit:
            self.add_error("unit", _("Choose what the numbers count."))
        if unit and low is None and "low" not in self.errors:
            self.add_error("low", _("Write the numbers, or choose no unit."))
        return given


class ConsultationForm(Styled):
    """How one of the two consultations stands."""

    class Meta:
        model = PartyConsultation
        fields = ["state", "day", "text", "source"]
        widgets = {"day": day_input()}
        error_messages = {"state": {"required": _("Choose how it stands.")}, "day": DAY_WRONG}
