"""Wishes for what a running solution can do, prioritised together by those who use it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.actors.views.common import check_allowed
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.portfolio.queries.wishes import open_wishes

from ..policies import LEAST_ITEMS, MOST_ITEMS
from .rounds import begin


@login_required
def from_wishes(request: HttpRequest, thing: UUID) -> HttpResponse:
    """Begin a round over the wishes for a solution that are not met or turned down, most backed first."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), public_id=thing)
    check_allowed(request, "priorities.prepare")
    needs = open_wishes(measure, request.user, MOST_ITEMS)
    if len(needs) < LEAST_ITEMS:
        messages.info(request, _("There must be at least two open wishes to weigh against each other."))
        return redirect(measure)
    intro = ngettext(
        "The round weighs %(count)d wish for “%(name)s” that waits.",
        "The round weighs %(count)d wishes for “%(name)s” that wait.",
        len(needs),
    ) % {"count": len(needs), "name": measure.name}
    title = _("Wishes for %(name)s") % {"name": measure.name}
    return begin(request, tuple(needs), title=title[:200], intro=intro)
