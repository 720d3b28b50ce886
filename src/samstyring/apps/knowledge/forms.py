"""What people fill in, with errors that say what to do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation

from . import doi
from .importing.rows import YEARS
from .models import Evidence, Experience, Outcome

INPUT = {"class": "ds-input"}
MOST_BYTES = 2_000_000
TITLE_MISSING = {"required": _("Write a title.")}
TOPIC_MISSING = {"required": _("Write in a word or two what it is about, such as “dho”.")}


def styled(form: forms.BaseForm) -> None:
    """Give every control the look of the site."""
    for field in form.fields.values():
        field.widget.attrs.setdefault("class", "ds-input")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3


class EvidenceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """One publication."""

    link = forms.URLField(label=_("Web address"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Evidence
        fields = [
            "topic",
            "title",
            "authors",
            "year",
            "kind",
            "doi",
            "link",
            "country",
            "setting",
            "participants",
            "size",
            "source",
        ]
        error_messages = {"title": TITLE_MISSING, "topic": TOPIC_MISSING}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)
        self.fields["doi"].help_text = _("Such as 10.1000/182, with or without https://doi.org/ before it.")

    def clean_doi(self) -> str:
        """The identifier written one way, or what is wrong with it."""
        given: str = self.cleaned_data["doi"].strip()
        if not given:
            return ""
        try:
            return doi.normalised(given)
        except ValueError:
            raise ValidationError(
                _("This is no DOI: one begins with 10. and has a slash. Leave it empty if there is none.")
            ) from None

    def clean_year(self) -> int | None:
        """A year that something can have been published in."""
        year: int | None = self.cleaned_data["year"]
        if year is not None and year not in YEARS:
            raise ValidationError(_("Write the year with four digits."))
        return year


class OutcomeForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """One outcome of a publication."""

    class Meta:
        model = Outcome
        fields = ["name", "direction", "finding", "benefit_class", "certainty", "for_whom"]
        error_messages = {
            "name": {"required": _("Name the outcome.")},
            "direction": {"required": _("Choose a direction.")},
            "finding": {"required": _("Write what was found, in your own words.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)


OutcomeFormSet: type[BaseFormSet[OutcomeForm]] = formset_factory(
    OutcomeForm, extra=1, can_delete=True, max_num=50, validate_max=True
)


class ExperienceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """What an organisation has learnt. `organisations` are those the person may write for."""

    class Meta:
        model = Experience
        fields = [
            "organisation",
            "topic",
            "title",
            "done",
            "effect",
            "hard",
            "helped",
            "advice",
            "contact",
            "started",
        ]
        widgets = {"started": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        error_messages = {
            "title": TITLE_MISSING,
            "topic": TOPIC_MISSING,
            "done": {"required": _("Write what you did, and where.")},
        }

    def __init__(self, *args: Any, organisations: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        styled(self)
        self.fields["contact"].help_text = _(
            "A role or an office with its address, such as “helseinnovasjon”. No names of people."
        )
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])  # type: ignore[attr-defined]  # a ModelChoiceField
        if len(organisations) == 1:
            field.initial = organisations[0].pk
        if self.instance.pk:
            del self.fields["organisation"]


class ImportForm(forms.Form):
    """A file or text to be read, and what it is about where it does not say."""

    topic = forms.CharField(
        label=_("What it is about"),
        max_length=80,
        required=False,
        help_text=_("For all records that do not say so themselves."),
        widget=forms.TextInput(attrs=INPUT),
    )
    file = forms.FileField(
        label=_("File: RIS, BibTeX or CSV"),
        required=False,
        widget=forms.ClearableFileInput(attrs=INPUT),
    )
    text = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={**INPUT, "rows": 8, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """Text out of the file, or what was pasted. The file goes before."""
        given = super().clean() or self.cleaned_data
        file = given.get("file")
        if file is not None:
            given["text"] = self._decoded(file)
        elif not (given.get("text") or "").strip():
            raise ValidationError(_("Choose a file, or paste the records."))
        return given

    def _decoded(self, file: Any) -> str:
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 2 MB. Divide it into several."))
        data: bytes = file.read()
        if b"\0" in data:
            raise ValidationError(_("This is no text file. Export the records as RIS, BibTeX or CSV."))
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252", errors="replace")
