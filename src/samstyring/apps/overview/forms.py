"""What people fill in on the pages that look across all rooms."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from samstyring.apps.portfolio.forms import Styled

from .models import PaperVersion
from .models.papers import TYPED

LONGEST = 20_000


class PaperForm(Styled):
    """What a person writes in a council's paper. `based_on` is the version that was on the page."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    class Meta:
        model = PaperVersion
        fields = list(TYPED)
        help_texts = {
            "archive_number": _("As in your archive, such as 26/01234."),
            "treated_by": _("Body and day, such as “formannskapet 3. februar 2027”."),
            "matter": _("Why this comes up now, in two or three sentences."),
            "recommendation": _(
                "What is to be decided, by whom, and from when. A new line is a new paragraph."
            ),
            "assessment": _("What weighs most, and why. A new line is a new paragraph."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("matter", 4), ("recommendation", 6), ("assessment", 8)):
            self.fields[name].widget.attrs["rows"] = rows
            self.fields[name].widget.attrs["maxlength"] = LONGEST
            self.fields[name].validators.append(MaxLengthValidator(LONGEST))

    def typed(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in TYPED}
