"""The pages on which a member scores, one thing at a time or all in a table. Only the member's own scores."""

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible

from ..actions import scoring as actions
from ..models import Member, Round
from ..queries.own import Sheet, sheets_for
from .common import in_round, own_membership, visible_round

FIELD = re.compile(r"s-(\d{1,12})-(\d{1,12})")
# A round has at most so many cells: things times criteria.
MOST_CELLS = 1_200


@login_required
def score(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One thing at a time: the one that the address asks for, or the first that is not scored."""
    one = visible_round(request, public_id)
    member = own_membership(request, one)
    return _page(request, one, member, table=False)


@login_required
def table(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All things in a table."""
    one = visible_round(request, public_id)
    member = own_membership(request, one)
    return _page(request, one, member, table=True)


def _page(
    request: HttpRequest,
    one: Round,
    member: Member,
    *,
    table: bool,
    typed: dict[str, int | None] | None = None,
    errors: dict[str, str] | None = None,
    problem: str = "",
) -> HttpResponse:
    sheets = sheets_for(one, member, request.user, typed=typed, errors=errors)
    context: dict[str, Any] = in_round(request, one, "score", _("Score"))
    context |= {
        "sheets": sheets,
        "member": member,
        "sheet": _asked_for(sheets, request.POST.get("sak") or request.GET.get("sak", "")),
        "complete": sum(sheet.complete for sheet in sheets),
        "done": member.done_turn == one.turn and one.takes_scores,
        "late": one.takes_scores and actions.is_late(one),
        "problem": problem,
    }
    if context["sheet"]:
        number = context["sheet"].number
        context |= {"before": number - 1 or None, "after": number + 1 if number < len(sheets) else None}
    template = "priorities/score_table.html" if table else "priorities/score.html"
    return render(request, template, context, status=422 if problem or errors else 200)


def _asked_for(sheets: list[Sheet], asked: str) -> Sheet | None:
    if asked.isdecimal() and 1 <= int(asked[:6]) <= len(sheets):
        return sheets[int(asked[:6]) - 1]
    return next((sheet for sheet in sheets if not sheet.complete), sheets[0] if sheets else None)


@login_required
@require_POST
def give(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Store what was chosen: all of it, or nothing where something is wrong."""
    one = visible_round(request, public_id)
    member = own_membership(request, one)
    given, typed = _given(request)
    try:
        actions.give(member=member, given=given, by=actor_for(request.user, member.organisation))
    except NotPossible as error:
        if request.headers.get("HX-Request"):
            # A refusal is shown in the same place as “saved”; htmx shows no answer with an error's status.
            return render(request, "priorities/_saved.html", {"problem": str(error)})
        errors = {error.field: str(error)} if error.field else {}
        return _page(
            request,
            one,
            member,
            table="tabell" in request.POST,
            typed=typed,
            errors=errors,
            problem="" if errors else str(error),
        )
    if request.headers.get("HX-Request"):
        sheets = sheets_for(one, member, request.user)
        context = {"complete": sum(sheet.complete for sheet in sheets), "sheets": sheets}
        return render(request, "priorities/_saved.html", context)
    messages.success(request, _("Your scores are saved."))
    if "tabell" in request.POST:
        return redirect("priorities:score_table", one.public_id)
    following = request.POST.get("neste", "")
    place = reverse("priorities:score", args=[one.public_id])
    return redirect(f"{place}?sak={following[:6]}" if following.isdecimal() else place)


def _given(request: HttpRequest) -> tuple[dict[tuple[int, int], int | None], dict[str, int | None]]:
    """What was chosen by item and criterion, and by field. What is no number is out of every scale."""
    given: dict[tuple[int, int], int | None] = {}
    typed: dict[str, int | None] = {}
    for name in list(request.POST)[: MOST_CELLS + 10]:
        found = FIELD.fullmatch(name)
        if found is None:
            continue
        text = request.POST[name].strip()
        step = None if not text else int(text) if text.isdecimal() and len(text) < 5 else -1
        given[int(found[1]), int(found[2])] = step
        typed[name] = step
    return given, typed


@login_required
@require_POST
def finish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that one is done."""
    one = visible_round(request, public_id)
    member = own_membership(request, one)
    try:
        actions.finish(member=member, by=actor_for(request.user, member.organisation))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Thank you. You can change your scores until the scoring is closed."))
    return redirect(one)
