"""What people fill in of waves: the wave, its steps, who takes part, and how far each has come."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, NAME_MISSING, OfOne, day_input
from samstyring.apps.portfolio.models import Measure

from ..choices import Progress
from ..models import Wave, WaveStep

WRITTEN = ["name", "about", "source", "visibility"]


class WaveForm(OfOne):
    """What is written of a wave. `keepers` are those the person may plan one for."""

    parent = "network"

    class Meta:
        model = Wave
        fields = ["network", "measure", *WRITTEN]
        error_messages = {
            "network": {"required": _("Choose who runs the wave.")},
            "measure": {"required": _("Choose a measure.")},
            "name": NAME_MISSING,
        }
        help_texts = {
            "name": _("Such as “Wave 2: the inner municipalities”."),
            "source": _("Where the plan is decided or written."),
        }

    def __init__(
        self, *args: Any, keepers: Sequence[Organisation], measures: QuerySet[Measure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["network"], self.fields["measure"]
            return
        network = self.fields["network"]
        network.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(keepers) == 1:
            network.initial = keepers[0].pk
        elif not keepers:
            network.help_text = _("You have no role in a network or cooperation, which is who runs a wave.")
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["visibility"].initial = Visibility.PUBLIC

    def written(self) -> dict[str, Any]:
        """What is stored, of a valid form."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


class StepForm(OfOne):
    """One step of a wave and its period."""

    parent = "wave"

    class Meta:
        model = WaveStep
        fields = ["name", "starts", "ends"]
        widgets = {"starts": day_input(), "ends": day_input()}
        error_messages = {"name": NAME_MISSING, "starts": DAY_WRONG, "ends": DAY_WRONG}
        help_texts = {
            "name": _("Such as “Risk and vulnerability analysis”, “Training” or “Go-live”."),
            "starts": _("All participants take the step in this period. Leave it empty while it is open."),
        }

    def clean(self) -> dict[str, Any]:
        """The rule that stands at one field; the database holds it too."""
        given = super().clean() or self.cleaned_data
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The period ends before it begins."))
        return given

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"starts", "ends"}


class JoinForm(forms.Form):
    """Who is to take part: those of the network by ticks, one from outside with the reason."""

    members = forms.MultipleChoiceField(
        label=_("In the network"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.ModelChoiceField(
        label=_("Another municipality"), queryset=Organisation.objects.none(), required=False
    )
    reason = forms.CharField(
        label=_("Why it takes part without being in the network"),
        required=False,
        max_length=300,
        help_text=_("Needed for a municipality that is not in the network."),
    )

    def __init__(self, *args: Any, inside: Iterable[Organisation], there: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inside = {one.pk: one for one in inside}
        self.fields["members"].choices = [  # type: ignore[attr-defined]  # a MultipleChoiceField
            (str(key), one.name) for key, one in self.inside.items() if key not in there
        ]
        self.fields["other"].queryset = (  # type: ignore[attr-defined]  # a ModelChoiceField
            Organisation.objects.filter(~Q(pk__in=there), kind=OrganisationKind.MUNICIPALITY, valid_to=None)
        )
        for name in ("other", "reason"):
            self.fields[name].widget.attrs["class"] = "ds-input"

    def clean(self) -> dict[str, Any]:
        """Somebody is chosen."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not given.get("members") and not given.get("other"):
            self.add_error("other", _("Tick a municipality in the network, or choose another."))
        return given

    def chosen(self) -> list[Organisation]:
        """All that are to take part, each once, of a valid form."""
        found = {int(key): self.inside[int(key)] for key in self.cleaned_data["members"]}
        other = self.cleaned_data["other"]
        return list((found | ({other.pk: other} if other else {})).values())


class ProgressForm(forms.Form):
    """How far one participant has come with each step, since a day."""

    def __init__(
        self, *args: Any, steps: Sequence[WaveStep], states: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        for step in steps:
            self.fields[f"step_{step.pk}"] = forms.ChoiceField(
                label=step.name,
                choices=Progress.choices,
                initial=states.get(step.pk, Progress.PLANNED),
                widget=forms.Select(attrs={"class": "ds-input"}),
            )
        widget = day_input()
        widget.attrs["class"] = "ds-input"
        self.fields["day"] = forms.DateField(
            label=_("What is new is so since"),
            widget=widget,
            error_messages=DAY_WRONG,
            help_text=_("The day when a step was begun or done."),
        )

    def states(self) -> dict[WaveStep, str]:
        """The state of each step, of a valid form."""
        return {step: self.cleaned_data[f"step_{step.pk}"] for step in self.steps}

    @property
    def day(self) -> datetime.date:
        """Since when, of a valid form."""
        found: datetime.date = self.cleaned_data["day"]
        return found
