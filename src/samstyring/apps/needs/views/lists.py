"""Own lists of needs, each in its own order, and the sector's list that is drawn from them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import TABLE, held_in
from samstyring.apps.actors.queries.organisations import counties
from samstyring.apps.actors.views.common import check_allowed
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS

from ..actions import own_list as actions
from ..choices import sector_label
from ..models import Need
from ..queries import listing, lists
from .common import trail_to


@require_safe
def sector(request: HttpRequest) -> HttpResponse:
    """What municipalities put first, together, with how the list is drawn."""
    asked = {name: request.GET.get(name, "")[:60] for name in ("sektor", "fylke", "storrelse")}
    title = _("What municipalities put first")
    context = {
        "found": lists.sector_list(
            request.user, of=asked["sektor"], county=asked["fylke"], size=asked["storrelse"]
        ),
        "filtered": any(asked.values()),
        "choices": [
            (
                "sektor",
                _("Sector"),
                [(one, sector_label(one)) for one in listing.sectors(request.user)],
                asked["sektor"],
                _("All sectors"),
            ),
            (
                "fylke",
                _("County"),
                [(one.number, one.name) for one in counties()],
                asked["fylke"],
                _("All counties"),
            ),
            (
                "storrelse",
                _("Size of municipality"),
                SIZE_LABELS.items(),
                asked["storrelse"],
                _("All sizes"),
            ),
        ],
        "mine": held_in(request.user, TABLE["needs.order"].levels),
        "with_lists": lists.organisations_with_lists(asked["fylke"]),
        "title": title,
    }
    return render(request, "needs/sector.html", context)


@require_safe
def own(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An organisation's own list, in its own order."""
    organisation = get_object_or_404(Organisation, public_id=public_id)
    may_order = request.user.has_perm("needs.order", organisation)
    title = _("The list of %(name)s") % {"name": organisation.name}
    context = {
        "organisation": organisation,
        "lines": lists.own_list(organisation, request.user),
        "may_order": may_order,
        "candidates": lists.candidates(organisation, request.user) if may_order else [],
        "title": title,
        "trail": trail_to(None, title),
    }
    return render(request, "needs/own_list.html", context)


@login_required
@require_POST
def order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a need on the list, move it, or take it off: what the button says."""
    organisation = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "needs.order", organisation)
    need = get_object_or_404(
        Need.objects.visible_to(request.user), public_id=_identifier(request.POST.get("need", ""))
    )
    by = actor_for(request.user, organisation)
    act = request.POST.get("act", "")
    item = organisation.own_list.filter(need=need).first()
    if act == "put":
        actions.put(organisation=organisation, need=need, by=by)
    elif act == "off":
        actions.take_off(organisation=organisation, need=need, by=by)
    elif item is not None:
        given = request.POST.get("place", "")
        to = {"up": item.place - 1, "down": item.place + 1, "first": 1}.get(act)
        if to is None and given.isascii() and given.isdigit() and len(given) < 6:
            to = int(given)
        if to is None:
            messages.error(request, _("Write the place as a number from 1."))
            return redirect("needs:own_list", public_id)
        actions.move(organisation=organisation, need=need, to=to, by=by)
    response = redirect("needs:own_list", public_id)
    # Where the need stands now is where the eye and the keyboard go.
    response["Location"] += f"#need-{need.public_id}"
    return response


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
