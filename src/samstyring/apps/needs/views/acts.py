"""The acts on a need, each on a page of its own with its reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import posted
from samstyring.apps.ledger.events import Actor

from ..actions import ladder
from ..choices import Act
from ..forms import MergeForm, RaiseForm, ReasonForm, ReturnForm, SplitForm
from ..models import Need
from ..policies import check_allowed, is_possible
from ..queries import likeness, places
from .common import the_need, trail_to
from .needs import ADDRESSES, act_words, may_undo_merge


@login_required
def act(request: HttpRequest, public_id: UUID, word: str) -> HttpResponse:
    """One act on a need: the form with its reason, and doing it."""
    if word not in ADDRESSES:
        raise Http404
    what = ADDRESSES[word]
    one = the_need(request, public_id)
    may_undo = what == Act.UNMERGE and may_undo_merge(request, one)
    if not may_undo and not request.user.has_perm("needs.decide", one):
        raise PermissionDenied
    form = form_for(request, one, what)
    refused = ""
    if not is_possible(one, what):
        try:
            check_allowed(one, what)
        except NotPossible as error:
            refused = str(error)
    elif what == Act.RETURN and not form.found:
        refused = _("The need began here: there is nobody below to send it back to. It can be closed.")
    if request.method == "POST" and form.is_valid():
        try:
            leads_to = do(one, what, form, by=actor_for(request.user, one.held_by))
        except NotPossible as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            one = the_need(request, public_id)
            refused = ""
        else:
            messages.success(request, done_words(what) % {"title": one.title})
            return redirect(leads_to)
    if form.is_bound and form.errors:
        # Who was later sees the need as it stands now, and may send what was written once more.
        form.data = form.data.copy()
        form.data["seen"] = str(one.version)
    context = {
        "form": form,
        "need": one,
        "act": what,
        "refused": refused,
        "title": act_words(what),
        "back": one.get_absolute_url(),
        "trail": trail_to(one, act_words(what)),
        "search": request.GET.get("sok", ""),
    }
    return render(request, "needs/act.html", context, status=422 if form.errors else 200)


def form_for(request: HttpRequest, one: Need, what: Act) -> Any:
    """The form that an act is filled in on."""
    given: dict[str, Any] = {"data": posted(request), "initial": {"seen": one.version}}
    if what == Act.RAISE:
        return RaiseForm(**given, places=places.above(one))
    if what == Act.RETURN:
        return ReturnForm(**given, places=list(ladder.earlier_places(one)))
    if what == Act.MERGE:
        chosen = request.POST.get("into", "") or request.GET.get("i", "")
        needs = likeness.to_merge(one, request.user, request.GET.get("sok", ""), chosen)
        given["initial"]["into"] = chosen
        return MergeForm(**given, needs=needs)
    if what == Act.SPLIT:
        return SplitForm(**given, need=one, sources=list(one.sources.order_by("id")[:50]))
    return ReasonForm(**given)


def do(one: Need, what: Act, form: Any, *, by: Actor) -> Need:
    """Do the act, and return the need whose page to show. Raises NotPossible."""
    common = {
        "need": one,
        "reason": form.cleaned_data["reason"],
        "seen": form.cleaned_data["seen"],
        "by": by,
    }
    if what == Act.RAISE:
        level, holder = form.chosen
        return ladder.raise_(level=level, holder=holder, **common)
    if what == Act.RETURN:
        return ladder.send_back(to=form.chosen, **common)
    if what == Act.MERGE:
        ladder.merge(into=form.chosen, **common)
        found: Need = form.chosen
        return found
    if what == Act.SPLIT:
        ladder.split(parts=form.parts, **common)
        return one
    simple: dict[Act, Callable[..., Need]] = {
        Act.UNMERGE: ladder.unmerge,
        Act.ADOPT: ladder.adopt,
        Act.CLOSE: ladder.close,
        Act.REOPEN: ladder.reopen,
    }
    return simple[what](**common)


def done_words(what: Act) -> str:
    """What is said when it is done."""
    return {
        Act.RAISE: _("“%(title)s” is raised to the next level."),
        Act.RETURN: _("“%(title)s” is sent back."),
        Act.MERGE: _(
            "“%(title)s” is merged. It keeps its sources, backers and words, and can be taken out again."
        ),
        Act.UNMERGE: _("“%(title)s” stands on its own again."),
        Act.SPLIT: _("“%(title)s” is divided."),
        Act.ADOPT: _("“%(title)s” is taken on."),
        Act.CLOSE: _("“%(title)s” is closed."),
        Act.REOPEN: _("“%(title)s” is open again."),
    }[what]
