"""One's own keys to the API."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import tokens as actions
from samstyring.apps.actors.models import User
from samstyring.apps.actors.policies import NotPossible


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The keys that work, and a form for a new one. The secret of a new one is shown in the answer only."""
    user = _person(request)
    context: dict[str, object] = {"label": "", "error": "", "secret": "", "longest": actions.LONGEST_LABEL}
    if request.method == "POST":
        label = request.POST.get("label", "")
        try:
            made = actions.make(user=user, label=label, by=actor_for(user))
        except NotPossible as refused:
            context |= {"label": label, "error": str(refused)}
        else:
            context["secret"] = made.secret
    context["tokens"] = user.api_tokens.filter(revoked=None)
    return render(request, "actors/tokens.html", context, status=422 if context["error"] else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make one of one's keys useless."""
    user = _person(request)
    token = get_object_or_404(user.api_tokens, public_id=public_id)
    actions.revoke(token=token, by=actor_for(user))
    messages.success(request, _("The key “%(label)s” does not work any more.") % {"label": token.label})
    return redirect("actors:tokens")


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("Nobody is logged in.")
    return request.user
