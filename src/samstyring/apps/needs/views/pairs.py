"""Pairs of needs that look alike: merge one into the other, or tell them apart."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import TABLE, held_in

from ..actions import apart
from ..queries.pairs import pairs
from .common import the_need, trail_to


@require_safe
def pair_list(request: HttpRequest) -> HttpResponse:
    """The pairs, the likeliest first."""
    mine = [one.pk for one in held_in(request.user, TABLE["needs.decide"].levels)]
    only_mine = bool(mine) and request.GET.get("bord") == "vart"
    told_apart = request.GET.get("vis") == "ulike"
    title = _("Needs that look alike")
    context = {
        "found": pairs(
            request.user,
            request.GET.get("side"),
            tables=mine if only_mine else (),
            decides_on=mine,
            apart=told_apart,
        ),
        "has_table": bool(mine),
        "only_mine": only_mine,
        "told_apart": told_apart,
        "title": title,
        "trail": trail_to(None, title),
    }
    return render(request, "needs/pairs.html", context)


@login_required
@require_POST
def tell_apart(request: HttpRequest, public_id: UUID, other_id: UUID) -> HttpResponse:
    """Tell two needs apart, or take it back: whoever decides on one of them."""
    need, other = the_need(request, public_id), the_need(request, other_id)
    decided = [one for one in (need, other) if request.user.has_perm("needs.decide", one)]
    if not decided:
        raise PermissionDenied
    by = actor_for(request.user, decided[0].held_by)
    names = {"first": need.title, "second": other.title}
    if request.POST.get("act") == "take_back":
        apart.take_back(need=need, other=other, by=by)
        messages.success(request, _("“%(first)s” and “%(second)s” are proposed as a pair again.") % names)
    else:
        apart.tell_apart(need=need, other=other, by=by)
        messages.success(
            request,
            _(
                "“%(first)s” and “%(second)s” are told apart. "
                "Under “Told apart” you find them again and can take it back."
            )
            % names,
        )
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("needs:pairs")
    return redirect(back)
