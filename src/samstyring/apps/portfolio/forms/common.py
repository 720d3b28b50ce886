"""What the forms of this room share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NAME_MISSING = {"required": _("Write a name.")}
DAY_WRONG = {"required": _("Choose a day."), "invalid": _("Write the day as 2026-01-31.")}


def day_input() -> forms.DateInput:
    """A field for a day that a browser helps with."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Styled(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """A form with the look of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("class", "ds-input")
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3


class OfOne(Styled):
    """A form for a line that belongs to one thing, which is not on the form and counts all the same."""

    parent: str

    def _get_validation_exclusions(self) -> set[str]:
        # Django leaves out constraints on fields that are not on the form: this one the address gives. Where
        # it is on the form, one that was not filled in is said by the form already.
        given = {self.parent} - self.fields.keys()
        return super()._get_validation_exclusions() - given  # type: ignore[misc,no-any-return]  # not in the stubs
