"""Forms of this room."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.register import match

INPUT = {"class": "ds-input"}


class ManyFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several uploaded files, as a list.

    How large each may be is decided file by file, so that one that is too large does not keep the others out.
    """

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """The files. Raises ValidationError where there is none."""
        given = [file for file in (data if isinstance(data, list | tuple) else [data]) if file is not None]
        if not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(ManyFilesField, self).clean(file, initial) for file in given]


class UploadForm(forms.Form):
    """One or more documents to take in."""

    files = ManyFilesField(  # type: ignore[assignment]  # Django keeps the uploaded files under another `files`
        label=_("Documents"),
        help_text=_("PDF, Word (DOCX), text, or ZIP, CSV and XLSX with several. Several at once is fine."),
        # An empty file is a document that the reader refuses with a sentence, not a slip of the form.
        allow_empty_file=True,
        error_messages={"required": _("Choose at least one file.")},
    )


class ConsultationForm(forms.Form):
    """What is known of a consultation."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        widget=forms.TextInput(attrs=INPUT),
        error_messages={"required": _("Write a title.")},
    )
    deadline = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateInput(attrs={**INPUT, "type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the date as day, month and year, as in 31.12.2026.")},
    )
    issued_by = forms.CharField(
        label=_("Who asks"),
        required=False,
        max_length=300,
        help_text=_("The name of an organisation in the register, or its number."),
        widget=forms.TextInput(attrs=INPUT),
    )
    questions = forms.CharField(
        label=_("Questions that are asked"),
        required=False,
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={**INPUT, "rows": 8}),
    )

    def clean_title(self) -> str:
        """The title without surrounding space."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_issued_by(self) -> Organisation | None:
        """The organisation that the name means."""
        name = self.cleaned_data["issued_by"].strip()
        if not name:
            return None
        found = match(name, on=timezone.localdate())
        if found.organisation is None:
            raise forms.ValidationError(
                _("Several organisations are called that. Write the number.")
                if found.is_ambiguous
                else _("The register has no organisation with that name.")
            )
        return found.organisation


def first_error(form: forms.BaseForm) -> str:
    """The first error of a form, as a sentence."""
    return next((str(message) for messages in form.errors.values() for message in messages), "")
