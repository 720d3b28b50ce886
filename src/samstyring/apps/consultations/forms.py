"""Forms of this room."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from .models import StatementType


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
        help_text=_("PDF, Word (DOCX) or plain text. Several at once is fine."),
        # An empty file is a document that the reader refuses with a sentence, not a slip of the form.
        allow_empty_file=True,
        error_messages={"required": _("Choose at least one file.")},
    )


class ReviewForm(forms.Form):
    """A person's decision on a statement; no type takes the decision back."""

    type = forms.ChoiceField(choices=[("", ""), *StatementType.choices], required=False)
    seen = forms.IntegerField(min_value=0, required=False)


def first_error(form: forms.BaseForm) -> str:
    """The first error of a form, as a sentence."""
    return next((str(message) for messages in form.errors.values() for message in messages), "")
