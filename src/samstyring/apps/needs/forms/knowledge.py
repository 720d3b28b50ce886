"""What a need for knowledge asks, how it is judged, the project for its gap, and the answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.apps.knowledge.models import Evidence

from ..choices import Judgement, ProjectStatus
from ..models import KnowledgeNeed
from .acts import ReasonForm
from .needs import style


class AskForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """Population, intervention, comparison, outcome and context; what is not known is left empty."""

    class Meta:
        model = KnowledgeNeed
        fields = ["population", "intervention", "comparison", "outcome", "context"]
        help_texts = {
            "population": _("Such as: people over 80 who live at home with help every day."),
            "intervention": _("Such as: digital supervision at night."),
            "comparison": _("Such as: visits by the night patrol."),
            "outcome": _("Such as: sleep, falls, hours of the night patrol."),
            "context": _("Such as: small municipalities with long distances."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["rows"] = 2
        style(self)

    def clean(self) -> dict[str, Any]:
        """At least what it is about."""
        given = super().clean() or self.cleaned_data
        if not given.get("population") and not given.get("intervention"):
            self.add_error("population", _("Say whom it concerns, or what is done."))
        return given


class OnEvidence(ReasonForm):
    """An act that rests on publications: `evidence` are those to choose among."""

    evidence = forms.MultipleChoiceField(
        label=_("It rests on"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, evidence: Sequence[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(one.public_id): one for one in evidence}
        if not self.found:
            del self.fields["evidence"]
            return
        self.fields["evidence"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, f"{one.title} ({one.year})" if one.year else one.title) for key, one in self.found.items()
        ]

    @property
    def chosen(self) -> list[Evidence]:
        """The publications."""
        return [self.found[key] for key in self.cleaned_data.get("evidence", [])]


class JudgeForm(OnEvidence):
    """Whether what is known suffices."""

    judgement = forms.ChoiceField(
        label=_("Judgement"),
        choices=Judgement.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a judgement.")},
    )
    brief = forms.CharField(
        label=_("What is known, in short"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("It goes back to all who asked, and is shown to all others."),
    )

    field_order = ["judgement", "brief", "evidence", "reason"]


class ProjectForm(ReasonForm):
    """The research question, the project idea, its partners, and how far it has come."""

    research_question = forms.CharField(
        label=_("Research question"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the question that research shall answer.")},
    )
    project = forms.CharField(label=_("Project idea"), max_length=300, required=False)
    partners = forms.CharField(
        label=_("Partners"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Organisations, not private persons."),
    )
    project_status = forms.ChoiceField(
        label=_("Status"), choices=[("", "–"), *ProjectStatus.choices], required=False
    )


class AnswerForm(OnEvidence):
    """What was found. It is its own reason."""

    result = forms.CharField(
        label=_("Result"),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what was found.")},
        help_text=_("It goes back to all who asked, and is shown to all others."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reason"]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that are filled in."""
        return sorted(self.visible_fields(), key=lambda field: field.name != "result")
