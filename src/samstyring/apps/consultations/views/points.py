"""Points: the list, one point, and what people do with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.ledger import queries as ledger
from samstyring.apps.ledger.events import Actor

from ..actions import points as actions
from ..models import Consultation, Point
from ..queries import one_point, points
from ..queries.holding import may_see_personal
from ..themes import theme_choices
from .common import Request, person, require, seen_consultation


@require_GET
def point_list(request: Request, public_id: UUID) -> HttpResponse:
    """What several say, under one name each."""
    consultation = seen_consultation(request, public_id)
    filters = points.PointFilters.from_address(request.GET)
    rows = points.point_list(consultation, filters)
    return render(
        request,
        "consultations/points.html",
        {
            "consultation": consultation,
            "filters": filters,
            "choices": points.filter_choices(consultation),
            "page": Paginator(rows, points.PER_PAGE).get_page(request.GET.get("side")),
            "dissolved": points.dissolved_points(consultation),
            "preparation": points.preparation_of(consultation),
            "may_edit_points": request.user.has_perm("consultations.edit_points", consultation),
        },
    )


def seen_point(request: Request, public_id: UUID) -> Point:
    """The point, or 404 where it is not there or its consultation is not for this user to see."""
    return get_object_or_404(
        Point.objects.select_related("consultation__owner_organisation", "merged_into").filter(
            consultation__in=Consultation.objects.visible_to(request.user)
        ),
        public_id=public_id,
    )


def edited_point(request: Request, public_id: UUID) -> tuple[Point, Actor]:
    """The point and who acts. Raises PermissionDenied for whoever may not change points there."""
    found = seen_point(request, public_id)
    require(request, "consultations.edit_points", found.consultation)
    return found, actor_for(request.user, found.consultation.owner_organisation)


@require_GET
def point(request: Request, public_id: UUID) -> HttpResponse:
    """One point: who says it, side by side, who joins, the opposite view. A merged one leads to the other."""
    found = seen_point(request, public_id)
    if found.merged_into is not None:
        return redirect("consultations:point", public_id=found.merged_into.public_id)
    return render_point(request, found)


def render_point(request: Request, found: Point, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a point. `more` carries what was typed and what is wrong with it."""
    return render(request, "consultations/point.html", point_context(request, found) | more, status=status)


def point_context(request: Request, found: Point) -> dict[str, Any]:
    """What the page of a point and the part of it that changes show."""
    may_see = may_see_personal(request.user, found.consultation)
    return {
        "consultation": found.consultation,
        "point": found,
        "shown": one_point.shown_point(found, page=request.GET.get("side"), may_see=may_see),
        "may_edit_points": request.user.has_perm("consultations.edit_points", found.consultation),
        "may_see_personal": may_see,
        "themes": [
            (slug, label) for slug, label in theme_choices(found.consultation).items() if slug != "none"
        ],
        "name": found.name,
        "theme": found.theme,
        "history": ledger.history(found.public_id),
    }


@login_required
@require_POST
def rename(request: Request, public_id: UUID) -> HttpResponse:
    """Give a point a name and a theme."""
    found, by = edited_point(request, public_id)
    name, theme = request.POST.get("name", ""), request.POST.get("theme", "")
    try:
        actions.rename(
            point=found,
            name=name,
            theme=theme if theme in theme_choices(found.consultation) else "",
            seen=seen_version(request),
            by=by,
        )
    except ValidationError as refused:
        return render_point(
            request, found, status=422, name=name, theme=theme, name_error=refused.messages[0]
        )
    except actions.PointChanged as refused:
        found = seen_point(request, public_id)
        return render_point(request, found, status=409, name=name, theme=theme, name_error=str(refused))
    messages.success(request, _("The name is saved."))
    return redirect("consultations:point", public_id=found.public_id)


@login_required
@require_POST
def set_state(request: Request, public_id: UUID) -> HttpResponse:
    """Confirm a point, dissolve it, or take that back."""
    found, by = edited_point(request, public_id)
    state = request.POST.get("state", "")
    if state not in Point.State.values:
        return HttpResponse(status=400)
    try:
        actions.set_state(point=found, state=Point.State(state), seen=seen_version(request), by=by)
    except actions.PointChanged as refused:
        messages.error(request, str(refused))
    return redirect("consultations:point", public_id=found.public_id)


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: Request, public_id: UUID) -> HttpResponse:
    """Choose another point and merge this one into it."""
    found, by = edited_point(request, public_id)
    if found.merged_into is not None:
        return redirect("consultations:point", public_id=found.merged_into.public_id)
    if request.method == "POST":
        into = get_object_or_404(found.consultation.points, public_id=chosen_uuid(request))
        try:
            actions.merge(point=found, into=into, seen=seen_version(request), user=person(request), by=by)
        except (actions.PointChanged, ValidationError) as refused:
            messages.error(
                request, refused.messages[0] if isinstance(refused, ValidationError) else str(refused)
            )
            return redirect("consultations:point_merge", public_id=found.public_id)
        messages.success(request, _("The two points are one now. It can be undone below."))
        return redirect("consultations:point", public_id=into.public_id)
    search = request.GET.get("sok", "").strip()
    rows = points.mergeable(found, search)
    return render(
        request,
        "consultations/point_merge.html",
        {
            "consultation": found.consultation,
            "point": found,
            "search": search,
            "page": Paginator(rows, points.PER_PAGE).get_page(request.GET.get("side")),
        },
    )


def chosen_uuid(request: Request) -> UUID:
    """The point that was chosen. Raises Http404 by way of a number that no point has."""
    try:
        return UUID(request.POST.get("into", ""))
    except ValueError:
        return UUID(int=0)


@login_required
@require_POST
def unmerge(request: Request, public_id: UUID) -> HttpResponse:
    """Undo a merging."""
    found, by = edited_point(request, public_id)
    actions.unmerge(point=found, by=by)
    messages.success(request, _("The merging is undone."))
    return redirect("consultations:point", public_id=found.public_id)


@login_required
@require_POST
def split(request: Request, public_id: UUID) -> HttpResponse:
    """Make a point of its own of some of the statements."""
    found, by = edited_point(request, public_id)
    members = [int(value) for value in request.POST.getlist("member") if value.isdecimal()]
    name = request.POST.get("new_name", "")
    try:
        new = actions.split(
            point=found, members=members, name=name, seen=seen_version(request), user=person(request), by=by
        )
    except ValidationError as refused:
        return render_point(
            request, found, status=422, new_name=name, chosen=members, split_error=refused.messages[0]
        )
    except actions.PointChanged as refused:
        found = seen_point(request, public_id)
        return render_point(
            request, found, status=409, new_name=name, chosen=members, split_error=str(refused)
        )
    messages.success(request, _("The statements you chose are a point of their own now."))
    return HttpResponseRedirect(reverse("consultations:point", args=[new.public_id]))


def seen_version(request: Request) -> int | None:
    """The version of the point that the person saw, as the form sends it back."""
    value = request.POST.get("seen", "")
    return int(value) if value.isdecimal() else None
