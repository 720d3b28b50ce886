"""What people fill in of a rule to share by, with errors that say what to do."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.forms import Styled

from .forms_national import NUMBER_WRONG, SPACES, NumberField, plain_number
from .models import SharingRule


class RuleForm(Styled):
    """A rule to share by. Steps are written a line each."""

    keeper = forms.ModelChoiceField(
        label=_("Entered by"),
        queryset=Organisation.objects.none(),
        help_text=_("The organisation that keeps the rule up to date."),
        error_messages={"required": _("Choose who keeps the rule.")},
    )
    floor = NumberField(
        label=_("At least, kroner a municipality and year"),
        required=False,
        min_value=0,
        error_messages=NUMBER_WRONG,
    )
    cap = NumberField(
        label=_("At most, kroner a municipality and year"),
        required=False,
        min_value=0,
        error_messages=NUMBER_WRONG,
    )
    steps = forms.CharField(
        label=_("Steps"),
        required=False,
        widget=forms.Textarea(),
        help_text=_(
            "Only by size or age. One a line, the first from 0: the number of inhabitants or the age that it "
            "begins at, an equals sign, and what one counts for, such as “5000 = 2,5”. Write a question mark "
            "for a weight that is not known."
        ),
    )

    class Meta:
        model = SharingRule
        fields = ["name", "basis", "floor", "cap", "source", "state", "note", "visibility"]
        error_messages = {
            "name": {"required": _("Write a name."), "unique": _("Another rule has this name.")},
            "basis": {"required": _("Choose what it is shared by.")},
        }

    field_order = [
        "keeper",
        "name",
        "basis",
        "steps",
        "floor",
        "cap",
        "source",
        "state",
        "note",
        "visibility",
    ]

    def __init__(self, *args: Any, keepers: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].initial = Visibility.PUBLIC
        if self.instance.pk:
            del self.fields["keeper"]
            steps = self.instance.steps.values_list("first", "weight")
            self.initial["steps"] = "\n".join(
                f"{first} = {'?' if weight is None else plain_number(weight)}" for first, weight in steps
            )
            return
        keeper = self.fields["keeper"]
        keeper.queryset = Organisation.objects.filter(pk__in=[one.pk for one in keepers])  # type: ignore[attr-defined]  # a ModelChoiceField
        keeper.required = bool(keepers)
        if len(keepers) == 1:
            keeper.initial = keepers[0].pk

    def clean_steps(self) -> list[tuple[int, Decimal | None]]:
        """The steps as (first, weight). The order is looked at where it is written."""
        found = []
        for line in self.cleaned_data["steps"].splitlines():
            if not line.strip():
                continue
            first, equals, weight = (part.strip() for part in line.partition("="))
            try:
                step = int(SPACES.sub("", first))
                value = None if weight == "?" else Decimal(SPACES.sub("", weight).replace(",", "."))
                if not equals or step < 0 or (value is not None and not 0 <= value < 10**8):
                    raise ValueError(line)
            except (ValueError, InvalidOperation):
                raise forms.ValidationError(
                    _now("“%(line)s” is no step: write it as “5000 = 2,5”.") % {"line": line[:60]}
                ) from None
            found.append((step, value))
        return found

    def clean(self) -> dict[str, Any]:
        """The most is not below the least."""
        given = super().clean() or self.cleaned_data
        floor, cap = given.get("floor"), given.get("cap")
        if floor is not None and cap is not None and cap < floor:
            self.add_error("cap", _("The most is less than the least."))
        return given

    def _get_validation_exclusions(self) -> set[str]:
        # What `clean` has put at a field is not said once more above the form.
        inherited: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return inherited | {"floor", "cap"}
