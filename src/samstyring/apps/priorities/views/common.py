"""What the pages of this room share."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.views.common import check_allowed
from samstyring.apps.ledger.events import Actor

from ..models import Item, Member, Round
from ..permissions import member_of, sees_each_members_scores

Trail = list[tuple[str, str]]


def visible_round(request: HttpRequest, public_id: UUID) -> Round:
    """The round, where the person may see it; else it does not exist. One query."""
    found: Round = get_object_or_404(
        Round.objects.visible_to(request.user).select_related("owner_organisation"), public_id=public_id
    )
    return found


def led_round(request: HttpRequest, public_id: UUID) -> Round:
    """The round, for somebody who may lead it. Raises Http404 or PermissionDenied."""
    found = visible_round(request, public_id)
    check_allowed(request, "priorities.lead", found)
    return found


def own_membership(request: HttpRequest, round_: Round) -> Member:
    """The person's membership, to score by. Raises PermissionDenied for others and for the disqualified."""
    found = member_of(request.user, round_)
    if found is None:
        raise PermissionDenied
    return found


def item_in(round_: Round, key: int) -> Item:
    """One of the things in the round. Raises Http404."""
    return get_object_or_404(round_.items.select_related("need", "measure"), pk=key)


def lead_actor(request: HttpRequest, round_: Round) -> Actor:
    """Whoever acts for the body."""
    return actor_for(request.user, round_.body)


def trail_to(round_: Round) -> Trail:
    """The way to a page under a round."""
    return [(_("Priorities"), reverse("priorities:rounds")), (round_.title, round_.get_absolute_url())]


def in_round(request: HttpRequest, round_: Round, here: str, title: str = "") -> dict[str, Any]:
    """What every page of a round shows: its parts, and what the person is to it. At most four queries."""
    return {
        "round": round_,
        "here": here,
        "membership": member_of(request.user, round_),
        "may_lead": request.user.has_perm("priorities.lead", round_),
        "scores_shown": may_see_result(request, round_),
        "trail": [*trail_to(round_), (title, "")] if title else trail_to(round_),
    }


def may_see_result(request: HttpRequest, round_: Round) -> bool:
    """Whether the result can be seen: by those who take part once scoring is closed, by all at the end."""
    if round_.shown_turn < 1:
        return False
    return round_.state == "concluded" or sees_each_members_scores(request.user, round_)


def round_with_result(request: HttpRequest, public_id: UUID) -> Round:
    """The round, where its result may be seen. Raises Http404 as if there were none."""
    found = visible_round(request, public_id)
    if not may_see_result(request, found):
        raise Http404
    return found
