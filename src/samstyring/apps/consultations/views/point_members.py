"""Statements into points and out of them: one click from any statement, suggestions by one key each, undo."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samstyring.apps.actors.acting import actor_for

from ..actions import points as actions
from ..actions.point_parts import Span
from ..models import Point, PointMember
from ..queries import alike as queries
from ..queries.holding import may_see_personal, shown_statements
from .common import Request, person, require, seen_statement
from .points import edited_point, point_context, seen_point

SPAN = re.compile(r"(\d{1,18})-(\d{1,9})-(\d{1,9})")
PER_PAGE = 25
STATES = PointMember.State
SIDES = PointMember.Side


def span_of(text: str) -> Span | None:
    """A place in the texts, as forms send it; None where it is none."""
    found = SPAN.fullmatch(text)
    return Span(*(int(part) for part in found.groups())) if found else None


@login_required
@require_POST
def new_point(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Make a point of a statement, and of those that were ticked beside it; one it is in already is shown."""
    submission, statement = seen_statement(request, public_id, start, end)
    consultation = submission.consultation
    require(request, "consultations.edit_points", consultation)
    chosen = [span for value in request.POST.getlist("chosen") if (span := span_of(value))]
    own = Span(statement.reading.source_text_id, start, end)
    if not chosen:
        there = queries.points_at([statement]).get((own.source_text, start, end))
        if there:
            messages.info(request, _("The statement is in this point already."))
            return redirect("consultations:point", public_id=there[0].public_id)
    try:
        point = actions.make(
            consultation=consultation,
            spans=[own, *chosen],
            user=person(request),
            by=actor_for(request.user, consultation.owner_organisation),
        )
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("consultations:alike", public_id=public_id, start=start, end=end)
    messages.success(request, _("The point is made. Give it a better name, and look at the suggestions."))
    return redirect("consultations:point", public_id=point.public_id)


@dataclass(frozen=True)
class Done:
    """What was just decided on a statement, and how to undo it."""

    span: str
    before: str
    after: str
    side: str

    @property
    def sentence(self) -> str:
        """What was done, in words."""
        if self.after == STATES.CONFIRMED:
            return _("Added as the opposite view.") if self.side == SIDES.AGAINST else _("Added.")
        if self.after == STATES.REMOVED:
            return _("Not part of this point.")
        return _("Undone.")

    @property
    def can_undo(self) -> bool:
        """Whether it is an act, and not the undoing of one."""
        return self.after != self.before and self.after in {STATES.CONFIRMED, STATES.REMOVED}


@require_GET
def suggestions(request: Request, public_id: UUID) -> HttpResponse:
    """What may belong to a point: put in the point's page, or a page of its own without JavaScript."""
    found = seen_point(request, public_id)
    template = "consultations/_suggestions.html" if request.htmx else "consultations/suggestions.html"
    return render(request, template, suggestions_context(request, found))


def suggestions_context(request: Request, found: Point) -> dict[str, Any]:
    """What the suggestions show."""
    may_see = may_see_personal(request.user, found.consultation)
    return {
        "consultation": found.consultation,
        "point": found,
        "suggestions": queries.suggestions(found, may_see=may_see),
        "may_edit_points": request.user.has_perm("consultations.edit_points", found.consultation),
    }


@login_required
@require_POST
def decide(request: Request, public_id: UUID) -> HttpResponse:
    """Put a statement in a point, take it out, or undo that."""
    found, by = edited_point(request, public_id)
    span = span_of(request.POST.get("span", ""))
    state, side = request.POST.get("state", ""), request.POST.get("side") or SIDES.FOR
    seen = request.POST.get("seen", "")
    if span is None or state not in {*STATES.values, ""} or side not in SIDES.values:
        return HttpResponse(status=400)
    error, done = "", None
    try:
        actions.decide(
            point=found,
            span=span,
            state=STATES(state) if state else None,
            side=SIDES(side),
            seen=seen,
            user=person(request),
            by=by,
        )
        done = Done(request.POST["span"], seen, state, side)
    except (actions.PointChanged, ValidationError) as refused:
        error = refused.messages[0] if isinstance(refused, ValidationError) else str(refused)
    if request.htmx:
        found = seen_point(request, public_id)
        context = point_context(request, found) | suggestions_context(request, found)
        return render(request, "consultations/_decided.html", context | {"done": done, "error": error})
    if error:
        messages.error(request, error)
    elif done:
        messages.success(request, done.sentence)
    back = (
        "consultations:point_suggestions"
        if request.POST.get("from") == "suggestions"
        else "consultations:point"
    )
    return redirect(back, public_id=found.public_id)


@require_GET
def alike(request: Request, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Statements that mean about the same as one, ranked."""
    submission, statement = seen_statement(request, public_id, start, end)
    consultation = submission.consultation
    given = request.GET.get("innen", "")
    within = queries.Within(given) if given in queries.Within.values else queries.Within.CONSULTATION
    found = queries.alike_to(statement, within, request.user)
    may_see = may_see_personal(request.user, consultation)
    page = Paginator(found.ranked, PER_PAGE).get_page(request.GET.get("side"))
    statement.reading.submission = submission
    return render(
        request,
        "consultations/alike.html",
        {
            "consultation": consultation,
            "submission": submission,
            "statement": statement,
            "own": shown_statements([statement], may_see=may_see)[0],
            "within": within,
            "scopes": queries.Within.choices,
            "found": found,
            "page": page,
            "rows": queries.shown_alike(
                list(page.object_list),
                by_meaning=found.by_meaning,
                may_see=may_see,
                consultation=consultation,
            ),
            "may_edit_points": request.user.has_perm("consultations.edit_points", consultation),
        },
    )
