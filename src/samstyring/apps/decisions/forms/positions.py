"""The sector's position: proposed, commented on, agreed, and what was said for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, Styled, day_input

from ..choices import View
from ..models import Position
from .route import bodies_to_send_to


class PositionForm(forms.Form):
    """A proposed position."""

    proposed = forms.CharField(
        label=_("Proposed position"),
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 6}),
        error_messages={"required": _("Write the proposed position.")},
    )


class AskForm(forms.Form):
    """Until when municipalities can comment."""

    comments_until = forms.DateField(
        label=_("Comments by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "ds-input"}, format="%Y-%m-%d"),
        error_messages={"invalid": DAY_WRONG["invalid"]},
        help_text=_(
            "Leave it empty where no day is set. The position is to be agreed before the body meets."
        ),
    )


class CommentForm(forms.Form):
    """What one organisation thinks of the proposed position."""

    organisation = forms.ModelChoiceField(
        label=_("On behalf of"),
        queryset=Organisation.objects.none(),
        widget=forms.Select(attrs={"class": "ds-input"}),
        error_messages={"required": _("Choose for whom you comment.")},
    )
    view = forms.ChoiceField(
        label=_("What we think"),
        choices=[("", "---------"), *View.choices],
        widget=forms.Select(attrs={"class": "ds-input"}),
        error_messages={"required": _("Choose what you think; “no view” is an answer too.")},
    )
    text = forms.CharField(
        label=_("In our words"),
        required=False,
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 4}),
    )

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(organisations) == 1:
            field.initial = organisations[0].pk

    def clean(self) -> dict[str, Any]:
        """Changes are asked for in words."""
        given = super().clean() or self.cleaned_data
        if given.get("view") == View.CHANGES and not given.get("text"):
            self.add_error("text", _("Write which changes you ask for."))
        return given


class AgreeForm(Styled):
    """The position as it was agreed, with its mandate."""

    class Meta:
        model = Position
        fields = ["agreed", "agreed_by", "agreed_on", "mandate", "mandate_in"]
        widgets = {"agreed_on": day_input()}
        error_messages = {"agreed_on": DAY_WRONG}
        help_texts = {
            "mandate": _("What the representatives may say and agree to for the sector, and where it ends."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sentences = {
            "agreed": _("Write the position as it was agreed."),
            "agreed_by": _("Choose the body that agreed on it."),
            "agreed_on": _("Choose a day."),
            "mandate": _("Write what the representatives may say and agree to for the sector."),
        }
        for name, sentence in sentences.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence
        for name in ("agreed_by", "mandate_in"):
            self.fields[name].queryset = bodies_to_send_to()  # type: ignore[attr-defined]  # a ModelChoiceField


class DropForm(forms.Form):
    """Why no position was agreed."""

    dropped_why = forms.CharField(
        label=_("Why no position was agreed"),
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 4}),
        error_messages={"required": _("Write why.")},
    )


class SaidForm(Styled):
    """What was said for the sector in the body."""

    class Meta:
        model = Position
        fields = ["said", "said_on"]
        widgets = {"said_on": day_input()}
        error_messages = {"said_on": DAY_WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, sentence in (("said", _("Write what was said.")), ("said_on", _("Choose a day."))):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence
