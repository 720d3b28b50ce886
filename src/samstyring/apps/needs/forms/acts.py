"""The acts on a need: each with a reason, which is asked for at the field."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation

from ..choices import NeedKind
from ..models import Need, NeedSource, Step
from .needs import style

REASON_MISSING = {"required": _("Give a reason: those who backed the need will read it.")}
MOST_PARTS = 4


class ReasonForm(forms.Form):
    """An act that needs nothing but its reason. `seen` is the version of the need that was looked at."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea, max_length=4000, error_messages=REASON_MISSING
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that are filled in, the reason last."""
        found = self.visible_fields()
        return [field for field in found if field.name != "reason"] + [self["reason"]]


class RaiseForm(ReasonForm):
    """Whose table it goes to: `places` are (level, organisations) to choose among."""

    to = forms.ChoiceField(
        label=_("Raise it to"), error_messages={"required": _("Choose whose table it goes to.")}
    )

    def __init__(
        self, *args: Any, places: Sequence[tuple[str, str, Sequence[Organisation]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.found = {f"{level}:{one.pk}": (level, one) for level, _label, those in places for one in those}
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "–"),
            *((label, [(f"{level}:{one.pk}", one.name) for one in those]) for level, label, those in places),
        ]

    @property
    def chosen(self) -> tuple[str, Organisation]:
        """The level and the organisation."""
        return self.found[self.cleaned_data["to"]]


class ReturnForm(ReasonForm):
    """Who gets it back: `places` are the steps that put it there."""

    to = forms.ChoiceField(
        label=_("Send it back to"), error_messages={"required": _("Choose who gets it back.")}
    )

    def __init__(self, *args: Any, places: Sequence[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(step.pk): step for step in places}
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(step.pk), f"{step.to_holder.name} ({step.get_to_level_display()})") for step in places
        ]

    @property
    def chosen(self) -> Step:
        """The step that put it there."""
        return self.found[self.cleaned_data["to"]]


class MergeForm(ReasonForm):
    """Into which need: `needs` are those that can be chosen among."""

    into = forms.ChoiceField(
        label=_("Merge it into"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the need that it goes into.")},
    )

    def __init__(self, *args: Any, needs: Sequence[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(need.public_id): need for need in needs}
        self.fields["into"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(need.public_id), need.title) for need in needs
        ]

    @property
    def chosen(self) -> Need:
        """The need that it goes into."""
        return self.found[self.cleaned_data["into"]]


class SplitForm(ReasonForm):
    """The parts by name and kind, and which sources go to each; none chosen is all."""

    def __init__(self, *args: Any, need: Need, sources: Sequence[NeedSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.need = need
        choices = [(str(one.pk), str(one)) for one in sources]
        for number in range(1, MOST_PARTS + 1):
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Part %(number)d") % {"number": number},
                max_length=200,
                required=number <= 2,
                error_messages={"required": _("Name at least two parts.")},
            )
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Kind of part %(number)d") % {"number": number},
                choices=NeedKind.choices,
                initial=need.kind,
                required=False,
            )
            if len(choices) > 1:
                self.fields[f"sources_{number}"] = forms.MultipleChoiceField(
                    label=_("Sources of part %(number)d") % {"number": number},
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    help_text=_("Choose none where all belong to it."),
                )
        style(self)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """What is asked for, as the action takes it."""
        given = self.cleaned_data
        return [
            {
                "title": given[f"title_{number}"],
                "kind": given.get(f"kind_{number}") or self.need.kind,
                "sources": [int(pk) for pk in given.get(f"sources_{number}", [])],
            }
            for number in range(1, MOST_PARTS + 1)
            if given.get(f"title_{number}")
        ]


class BackForm(forms.Form):
    """For which organisation, and in which words of its own."""

    organisation = forms.ModelChoiceField(
        label=_("For"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Choose for which organisation.")},
    )
    wording = forms.CharField(
        label=_("In your own words"),
        widget=forms.Textarea,
        required=False,
        max_length=4000,
        help_text=_("What it means where you are. Leave it empty where the need says it all."),
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(  # type: ignore[attr-defined]  # a model's
            pk__in=[one.pk for one in organisations]
        )
        if len(organisations) == 1:
            field.initial = organisations[0].pk
