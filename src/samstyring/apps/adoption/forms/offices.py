"""What people fill in of an office-holder: the office, a key that is no name, and what it is asked for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.apps.portfolio.forms import OfOne

from ..models import OfficeHolder
from ..models.offices import TARGETS

WRITTEN = ["office", "key", "hours_a_month"]
MOST_WORDS = 20
# Groups of choices as a field takes them: a heading, and (value, words) under it.
Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class OfficeHolderForm(OfOne):
    """One who holds an office. A choice of `targets` is “kind:key”, such as “wave:7”."""

    parent = "organisation"

    targets = forms.MultipleChoiceField(
        label=_("What it is asked for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label=_("Something else, one on each line"),
        required=False,
        widget=forms.Textarea,
        help_text=_("No names of people."),
    )

    class Meta:
        model = OfficeHolder
        fields = WRITTEN
        error_messages = {
            "office": {"required": _("Write the office or the role.")},
            "key": {"required": _("Write a key, such as “K-07”.")},
        }
        help_texts = {
            "office": _("Such as “E-health coordinator”. An office or a role, not a person’s name."),
            "key": _("Your own, so that you know who is meant: up to four letters and a number."),
            "hours_a_month": _("All together. Leave it empty where it is not known."),
        }

    def __init__(self, *args: Any, groups: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["targets"].widget.attrs.pop("class", None)
        self.groups = groups
        self.fields["targets"].choices = groups  # type: ignore[attr-defined]  # a MultipleChoiceField

    @property
    def tick_groups(self) -> list[tuple[str, list[tuple[str, str, bool]], int]]:
        """What can be ticked, by heading: (value, words, whether it is ticked), and the heading's number."""
        on = set(self["targets"].value() or ())
        return [
            (heading, [(value, words, value in on) for value, words in rows], number)
            for number, (heading, rows) in enumerate(self.groups)
        ]

    def clean_words(self) -> list[str]:
        """The lines, each once."""
        lines = dict.fromkeys(line.strip() for line in self.cleaned_data["words"].splitlines())
        found = [line for line in lines if line]
        if len(found) > MOST_WORDS or any(len(line) > 200 for line in found):
            raise forms.ValidationError(_("Write at most twenty lines of at most 200 letters each."))
        return found

    def written(self) -> dict[str, Any]:
        """What is stored of the holder, of a valid form."""
        return {name: self.cleaned_data[name] for name in WRITTEN}

    def chosen(self) -> list[dict[str, Any]]:
        """What it is asked for, of a valid form, as `actions.offices` takes it."""
        found: list[dict[str, Any]] = []
        for value in self.cleaned_data["targets"]:
            kind, _colon, key = value.partition(":")
            if kind in TARGETS:
                found.append({f"{kind}_id": int(key)})
        return found + [{"words": line} for line in self.cleaned_data["words"]]
