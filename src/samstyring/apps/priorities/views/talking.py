"""The scores are shown and talked about: how far apart the members are, and what is said of it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.models import User
from samstyring.apps.actors.policies import NotPossible

from ..actions import notes as actions
from ..choices import NoteKind, State
from ..drawing import strips
from ..forms import NoteForm
from ..models import Round
from ..permissions import sees_each_members_scores
from ..queries.each import each_members_scores
from ..queries.results import result_of
from .common import in_round, lead_actor, round_with_result


@require_safe
def talk(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All things by how far apart the members are; one of them with each member's scores and notes."""
    one = round_with_result(request, public_id)
    if not sees_each_members_scores(request.user, one):
        # Who gave which score stays among those who took part; the spread is on the result page.
        raise Http404
    return _page(request, one)


def _page(request: HttpRequest, one: Round, form: NoteForm | None = None) -> HttpResponse:
    result = result_of(one, request.user)
    assert result is not None  # noqa: S101 -- round_with_result has asked
    rows = sorted(result.rows, key=lambda row: -max((cell.disagreement for cell in row.cells), default=0.0))
    asked = request.GET.get("sak", "")
    shown = next((row for row in rows if str(row.thing.item.pk) == asked), rows[0] if rows else None)
    notes = list(one.notes.select_related("organisation"))
    context = in_round(request, one, "talk", _("Talk about the scores"))
    may_write = one.state == State.TALKING and (context["may_lead"] or context["membership"])
    context |= {
        "result": result,
        "rows": rows,
        "row": shown,
        "strips": strips(shown.cells) if shown else [],
        "each": each_members_scores(one, shown.thing.item.pk) if shown else [],
        "notes": [note for note in notes if shown and note.item_id == shown.thing.item.pk],
        "round_notes": [note for note in notes if note.item_id is None],
        "form": (form or NoteForm()) if may_write else None,
    }
    return render(request, "priorities/talk.html", context, status=422 if form is not None else 200)


@login_required
@require_POST
def note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a note on a thing, or on the round."""
    one = round_with_result(request, public_id)
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- login_required
    membership = one.members.filter(user=user).select_related("organisation").first()
    if membership is None and not request.user.has_perm("priorities.lead", one):
        raise PermissionDenied
    item = one.items.select_related("need", "measure").filter(pk=_key(request)).first()
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    try:
        actions.write(
            round_=one,
            item=item if form.cleaned_data["kind"] == NoteKind.TALK else None,
            kind=form.cleaned_data["kind"],
            text=form.cleaned_data["text"],
            author=user,
            organisation=membership.organisation if membership else one.body,
            by=lead_actor(request, one),
        )
    except NotPossible as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return _page(request, one, form)
    messages.success(request, _("The note is saved."))
    place = reverse("priorities:talk", args=[one.public_id])
    return redirect(f"{place}?sak={item.pk}" if item else place)


def _key(request: HttpRequest) -> int:
    text = request.GET.get("sak", "")
    return int(text) if text.isdecimal() and len(text) < 13 else 0
