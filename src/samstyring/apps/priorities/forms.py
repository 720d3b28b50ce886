"""What people fill in, with errors that say what to do."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import DAY_WRONG, NAME_MISSING, Styled, day_input

from .choices import CriterionKind, NoteKind
from .defaults import Written
from .models import MOST_STEPS, Criterion, Item, Note, Round
from .policies import MOST_CRITERIA, Weighing, weighing_problems


class RoundForm(Styled):
    """What is written of a round as a whole. `bodies` are those the person may open one for."""

    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Choose the body that weighs.")},
    )

    class Meta:
        model = Round
        fields = [
            "title",
            "question",
            "over",
            "top",
            "deadline",
            "unit",
            "limit",
            "limit_source",
            "visibility",
        ]
        widgets = {"deadline": day_input()}
        error_messages = {
            "title": NAME_MISSING,
            "over": {"required": _("Choose what is weighed.")},
            "deadline": DAY_WRONG,
            "limit": {"invalid": _("Write a whole number."), "min_value": _("Write a whole number.")},
        }
        help_texts = {
            "question": _("Such as “Which three should we take to the council this spring?”."),
            "top": _("The page says how often each is among so many."),
            "deadline": _("Scores given after this day are shown as late. The round is closed by hand."),
            "unit": _("Leave it empty where nothing is to be held against a capacity."),
            "limit": _("The hours or kroner there are. What there is no room for is shown below a line."),
        }

    field_order = ["body"]

    def __init__(self, *args: Any, bodies: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["body"]
            return
        # What an instance holds goes before a field's own initial value.
        self.initial["visibility"] = Visibility.PUBLIC
        body = self.fields["body"]
        body.queryset = Organisation.objects.filter(pk__in=[one.pk for one in bodies])  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(bodies) == 1:
            body.initial = bodies[0].pk

    def clean_top(self) -> int:
        """At least one is chosen."""
        top: int = self.cleaned_data["top"]
        if top < 1:
            raise forms.ValidationError(_("Write a number from 1."))
        return top

    def clean(self) -> dict[str, Any]:
        """A capacity needs its unit."""
        given = super().clean() or self.cleaned_data
        if given.get("limit") is not None and not given.get("unit"):
            self.add_error("unit", _("Choose whether the capacity is hours or kroner."))
        return given


PER_CENT = {
    "required": _("Write a whole number from 0 to 100."),
    "invalid": _("Write a whole number from 0 to 100."),
    "min_value": _("Write a whole number from 0 to 100."),
    "max_value": _("Write a whole number from 0 to 100."),
}


def _per_cent(label: Any, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100,
        initial=initial,
        error_messages=PER_CENT,
        widget=forms.NumberInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
    )


class CriterionForm(forms.Form):
    """One criterion with its scale: a line for each step, the lowest first."""

    kind = forms.ChoiceField(
        choices=CriterionKind.choices,
        initial=CriterionKind.OTHER,
        required=False,
        widget=forms.HiddenInput,
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Write a name, or choose to take the criterion out.")},
        widget=forms.TextInput(attrs={"class": "ds-input"}),
    )
    explanation = forms.CharField(
        label=_("What is asked"),
        required=False,
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 2}),
    )
    weight = _per_cent(_("Weight in per cent"), 0)
    low = _per_cent(_("At least"), 0)
    high = _per_cent(_("At most"), 100)
    steps = forms.CharField(
        label=_("The steps in words"),
        help_text=_("A line for each, the lowest first. The highest step speaks most for what is weighed."),
        error_messages={"required": _("Write at least two steps, a line for each.")},
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 5}),
    )
    filled = forms.BooleanField(
        label=_("Fill in from municipalities’ own backing and lists, instead of scoring"), required=False
    )

    def clean_steps(self) -> tuple[str, ...]:
        """The steps, without empty lines."""
        lines = tuple(line.strip() for line in self.cleaned_data["steps"].splitlines() if line.strip())
        if not 2 <= len(lines) <= MOST_STEPS:
            raise forms.ValidationError(_("Write from two to nine steps, a line for each."))
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("A step can have 200 characters at most."))
        return lines

    def written(self) -> Written:
        """The criterion, of a valid form."""
        given = self.cleaned_data
        return Written(
            kind=given["kind"] or CriterionKind.OTHER,
            name=given["name"],
            explanation=given["explanation"],
            weight=given["weight"],
            low=given["low"],
            high=given["high"],
            steps=given["steps"],
            filled=given["filled"] and given["kind"] == CriterionKind.OWN,
        )


class BaseCriteria(BaseFormSet):  # type: ignore[type-arg]  # generic only in the stubs
    """All criteria together: weights that sum, bounds that leave something, and no name twice."""

    def clean(self) -> None:
        """Each sentence at the field that it is about, sums above all."""
        if any(self.errors):
            return
        forms_left = self.kept()
        if not forms_left:
            raise forms.ValidationError(_("There must be at least one criterion."))
        # An error takes the value out of the form's, so all are read first.
        weighed = [
            Weighing(*(one.cleaned_data[name] for name in ("name", "weight", "low", "high")))
            for one in forms_left
        ]
        names = [one.name for one in weighed]
        for one, name in zip(forms_left, names, strict=True):
            if names.count(name) > 1:
                one.add_error("name", _("Another criterion has this name."))
        whole = []
        for number, field, sentence in weighing_problems(weighed):
            if number is None:
                whole.append(sentence)
            else:
                forms_left[number].add_error(field, sentence)
        if whole:
            raise forms.ValidationError(whole)

    def kept(self) -> list[CriterionForm]:
        """The forms that something is written in, without those taken out."""
        return [
            one
            for one in self.forms
            if one.cleaned_data and not one.cleaned_data.get("DELETE") and one.cleaned_data.get("name")
        ]


CriteriaForms = formset_factory(
    CriterionForm, formset=BaseCriteria, extra=1, can_delete=True, max_num=MOST_CRITERIA, validate_max=True
)


def initial_criteria(criteria: list[Criterion]) -> list[dict[str, Any]]:
    """What the forms show of criteria that are there, which have their steps with them."""
    return [
        {
            "kind": one.kind,
            "name": one.name,
            "explanation": one.explanation,
            "weight": one.weight,
            "low": one.low,
            "high": one.high,
            "steps": "\n".join(step.words for step in one.steps.all()),
            "filled": one.filled,
        }
        for one in criteria
    ]


class TakesForm(Styled):
    """What a thing takes of the capacity."""

    class Meta:
        model = Item
        fields = ["takes_low", "takes_high", "takes_source"]

    def clean(self) -> dict[str, Any]:
        """Both or neither, and in order."""
        given = super().clean() or self.cleaned_data
        low, high = given.get("takes_low"), given.get("takes_high")
        if self.errors:
            return given
        if low is None and high is not None:
            self.add_error("takes_low", _("Write the least too, the same where you know only one figure."))
        elif low is not None and high is None:
            self.add_error("takes_high", _("Write the most too, the same where you know only one figure."))
        elif low is not None and high is not None and high < low:
            self.add_error("takes_high", _("This is less than the least."))
        return given


class OverruleForm(forms.Form):
    """Another step than the one that was filled in. `steps` are (value, words)."""

    step = forms.ChoiceField(
        label=_("Another step"), required=False, widget=forms.Select(attrs={"class": "ds-input"})
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=500, widget=forms.TextInput(attrs={"class": "ds-input"})
    )

    def __init__(self, *args: Any, steps: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [
            ("", _("what was filled in counts")),
            *((str(value), f"{value}. {words}") for value, words in steps),
        ]


class MemberForm(forms.Form):
    """Somebody who is to score: chosen among those with a role, or by e-mail address."""

    person = forms.ChoiceField(
        label=_("Somebody with a role in the body or in one of its members"),
        required=False,
        widget=forms.Select(attrs={"class": "ds-input"}),
    )
    email = forms.EmailField(
        label=_("Or the e-mail address of somebody else’s account"),
        required=False,
        error_messages={"invalid": _("Write an e-mail address, such as navn@kommune.no.")},
        widget=forms.EmailInput(attrs={"class": "ds-input", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [("", _("choose")), *people]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given.get("person")) == bool(given.get("email")):
            self.add_error("person", _("Choose a person, or write an e-mail address."))
        return given


class DisqualifyForm(forms.Form):
    """From what a member is disqualified, and why. `things` are (key, title)."""

    item = forms.ChoiceField(
        label=_("From what"), required=False, widget=forms.Select(attrs={"class": "ds-input"})
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Shown to everyone who may see the round: write no private matters."),
        error_messages={"required": _("Say why the member is disqualified.")},
        widget=forms.TextInput(attrs={"class": "ds-input"}),
    )

    def __init__(self, *args: Any, things: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [("", _("the whole round")), *((str(key), title) for key, title in things)]


class NoteForm(Styled):
    """A note, from one of the organisations that the person may write for."""

    class Meta:
        model = Note
        fields = ["kind", "text"]
        error_messages = {"text": {"required": _("Write what was said.")}}
        labels = {"kind": pgettext_lazy("of a note", "Kind"), "text": _("What was said")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = NoteKind.TALK


class ConcludeForm(forms.Form):
    """The advice, and for each item the body's place and reason. `rows` are those of the result."""

    text = forms.CharField(
        label=_("The advice"),
        error_messages={"required": _("Write what the body advises.")},
        help_text=_("What the body advises, to whom, and what it builds on. The list below follows it."),
        widget=forms.Textarea(attrs={"class": "ds-input", "rows": 6}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            key = row.thing.item.pk
            self.fields[f"place-{key}"] = forms.IntegerField(
                label=_("Place"),
                min_value=1,
                max_value=len(rows),
                initial=row.place,
                error_messages={
                    name: _("Write a place from 1 to %(count)d.") % {"count": len(rows)}
                    for name in ("required", "invalid", "min_value", "max_value")
                },
                widget=forms.NumberInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
            )
            self.fields[f"reason-{key}"] = forms.CharField(
                label=_("Why"),
                initial=row.reason,
                error_messages={"required": _("Say why it stands here.")},
                widget=forms.Textarea(attrs={"class": "ds-input", "rows": 3}),
            )

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """Each row of the result with its two fields."""
        return [
            (row, self[f"place-{row.thing.item.pk}"], self[f"reason-{row.thing.item.pk}"])
            for row in self.rows
        ]
