"""Writing a need, and changing what is written of one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation

from ..choices import SECTORS, sector_label
from ..models import Need

OWN = [(Visibility.PUBLIC, Visibility.PUBLIC.label), (Visibility.LOGGED_IN, Visibility.LOGGED_IN.label)]


def style(form: forms.BaseForm) -> None:
    """Give a form the look of the site."""
    for field in form.fields.values():
        field.widget.attrs.setdefault("class", "ds-input")
        # Ten rows are Django's own for a text that says nothing of its height.
        if isinstance(field.widget, forms.Textarea) and str(field.widget.attrs.get("rows")) == "10":
            field.widget.attrs["rows"] = 4


class NeedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """What is written of a need. `organisations` are those the person may write one for."""

    organisation = forms.ModelChoiceField(
        label=_("Raised by"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Choose for which organisation the need is raised.")},
    )
    rests_on = forms.CharField(
        label=_("What it rests on"),
        required=False,
        widget=forms.Textarea,
        help_text=_("A meeting, a case, figures of your own. Leave it empty where there is nothing."),
    )

    class Meta:
        model = Need
        fields = ["title", "description", "kind", "sector", "visibility"]
        error_messages = {
            "title": {"required": _("Say in one sentence what is needed.")},
            "kind": {"required": _("Choose a kind.")},
            "sector": {"required": _("Write which sector it belongs to.")},
        }
        help_texts = {
            "title": _("One sentence: what somebody has to have solved, not how."),
            "sector": _("Choose one, or write a word of your own. Any sector, not health alone."),
        }

    field_order = ["organisation", "title", "description", "kind", "sector", "rests_on", "visibility"]

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation] = (), made: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        style(self)
        self.fields["sector"].widget.attrs["list"] = "sectors"
        open_only = bool(self.instance.pk) and self.instance.held_by_id != self.instance.owner_organisation_id
        visibility = self.fields["visibility"]
        choices = OWN if open_only else [*OWN, (Visibility.ORGANISATION, Visibility.ORGANISATION.label)]
        visibility.choices = choices  # type: ignore[attr-defined]  # a choice field
        if not self.instance.pk:
            visibility.initial = Visibility.PUBLIC
        if self.instance.pk or made:
            del self.fields["rests_on"]
        if self.instance.pk:
            del self.fields["organisation"]
            self.initial["sector"] = sector_label(self.instance.sector)
        else:
            self.initial.setdefault("sector", sector_label("health"))
            organisation = self.fields["organisation"]
            organisation.queryset = Organisation.objects.filter(  # type: ignore[attr-defined]  # a model's
                pk__in=[one.pk for one in organisations]
            )
            if len(organisations) == 1:
                organisation.initial = organisations[0].pk

    @property
    def sectors(self) -> list[str]:
        """The sectors that are proposed, in words."""
        return [str(label) for label in SECTORS.values()]

    def clean_sector(self) -> str:
        """The sector's own code where it is one of ours, else the words as they were written."""
        given = " ".join(str(self.cleaned_data["sector"]).split())
        ours = {str(label).casefold(): code for code, label in SECTORS.items()}
        return ours.get(given.casefold(), given)
