"""Published knowledge out of a file: looked at first, entered when a person says so."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in

from ..actions import evidence as actions
from ..forms import ImportForm
from ..importing import Row, parse
from ..importing.formats import NotReadable
from ..models import Evidence


@dataclass(frozen=True)
class Preview:
    """The records of a file: those that can be entered, those that are here already, and the faulty ones."""

    right: list[Row]
    present: list[Row]
    wrong: list[Row]


@login_required
def bring_in(request: HttpRequest) -> HttpResponse:
    """Show what a file holds; enter what is right in it on confirmation, and keep the rest to be mended."""
    if not request.user.has_perm("knowledge.add_evidence"):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        text, topic = form.cleaned_data["text"], form.cleaned_data["topic"].strip()
        try:
            preview = previewed(parse(text, topic=topic))
        except NotReadable as error:
            form.add_error(None, str(error))
        else:
            if "enter" in request.POST and preview.right:
                return entered(request, preview, topic)
        # The text stays in its field, whether it came as a file or not, so that it can be mended here.
        form = shown_again(form, text, topic)
    context = {
        "form": form,
        "preview": preview,
        "trail": [(_("Knowledge"), "knowledge:evidence_list")],
    }
    return render(request, "knowledge/import.html", context, status=422 if form.errors else 200)


def shown_again(form: ImportForm, text: str, topic: str) -> ImportForm:
    """The form with the text that was read in its field, and the same errors."""
    again = ImportForm({"text": text, "topic": topic})
    again.full_clean()
    for error in form.non_field_errors():
        again.add_error(None, error)
    return again


def previewed(rows: list[Row]) -> Preview:
    """The rows in their groups. One query. The second of two records with one DOI counts as present."""
    dois = [row.fields["doi"] for row in rows if row.is_right and row.fields["doi"]]
    seen = set(Evidence.objects.filter(doi__in=dois).values_list("doi", flat=True))
    right, present, wrong = [], [], []
    for row in rows:
        if not row.is_right:
            wrong.append(row)
        elif row.fields["doi"] and row.fields["doi"] in seen:
            present.append(row)
        else:
            seen.add(row.fields["doi"])
            right.append(row)
    return Preview(right, present, wrong)


def entered(request: HttpRequest, preview: Preview, topic: str) -> HttpResponse:
    """Enter the right ones; with faulty ones left, stay with their text."""
    owner = held_in(request.user, WRITERS)[0]
    actions.add_all(
        rows=[(row.fields, row.outcomes) for row in preview.right],
        owner=owner,
        by=actor_for(request.user, owner),
    )
    count = len(preview.right)
    done = ngettext("%(count)d publication is entered.", "%(count)d publications are entered.", count)
    messages.success(request, done % {"count": count})
    if not preview.wrong:
        return redirect("knowledge:evidence_list")
    rest = "\n\n".join(row.raw for row in preview.wrong)
    left = Preview([], [], preview.wrong)
    context = {
        "form": ImportForm(initial={"text": rest, "topic": topic}),
        "preview": left,
        "trail": [(_("Knowledge"), "knowledge:evidence_list")],
    }
    return render(request, "knowledge/import.html", context)
