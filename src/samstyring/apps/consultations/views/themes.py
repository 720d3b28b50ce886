"""The themes of a consultation: looked at, and changed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from samstyring.apps.actors.acting import actor_for
from samstyring.engines.text_analysis.frames import MOST_THEMES, default_frame

from ..actions import theme_frames
from ..themes import LONGEST_NAME, own_frame
from .common import Request, require, seen_consultation

INPUT = {"class": "ds-input"}
BLANK_ROWS = 3


class ThemeForm(forms.Form):
    """One theme. A row without a name counts as taken away."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=INPUT),
    )
    description = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 2}),
    )
    examples = forms.CharField(
        label=gettext_lazy("Sentences that belong here, one on each line"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={**INPUT, "rows": 3}),
    )


ThemeForms = forms.formset_factory(ThemeForm, extra=BLANK_ROWS, max_num=MOST_THEMES + BLANK_ROWS)


@login_required
@require_http_methods(["GET", "POST"])
def themes(request: Request, public_id: UUID) -> HttpResponse:
    """The themes that the statements of a consultation are sorted by; saving has its documents read anew."""
    found = seen_consultation(request, public_id)
    require(request, "consultations.edit_themes", found)
    frame = own_frame(found)
    rows = ThemeForms(
        request.POST or None,
        initial=[
            {"name": theme.name, "description": theme.description, "examples": "\n".join(theme.examples)}
            for theme in (frame or default_frame()).themes
        ],
        prefix="tema",
    )
    error = ""
    if request.method == "POST" and rows.is_valid():
        given = default_rows() if "standard" in request.POST else written(rows)
        try:
            changed = theme_frames.change(
                consultation=found, rows=given, by=actor_for(request.user, found.owner_organisation)
            )
        except ValidationError as refused:
            error = refused.messages[0]
        else:
            if changed:
                messages.success(request, _("The themes are saved. The documents are being read anew."))
            return redirect("consultations:themes", public_id=found.public_id)
    wrong = bool(error) or (rows.is_bound and not rows.is_valid())
    context: dict[str, Any] = {
        "consultation": found,
        "rows": rows,
        "is_own": frame is not None,
        "error": error,
    }
    return render(request, "consultations/themes.html", context, status=422 if wrong else 200)


def written(rows: Any) -> list[theme_frames.Row]:
    """The rows with a name, as a person wrote them."""
    return [
        (
            row["name"],
            row["description"],
            [line for line in map(str.strip, row["examples"].splitlines()) if line],
        )
        for row in (form.cleaned_data for form in rows)
        if row.get("name", "").strip()
    ]


def default_rows() -> list[theme_frames.Row]:
    """The rows of the default frame."""
    return [(theme.name, theme.description, theme.examples) for theme in default_frame().themes]
