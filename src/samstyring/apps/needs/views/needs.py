"""Needs: the list, one need, writing one, and backing one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import TABLE, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.queries.organisations import counties
from samstyring.apps.actors.views.common import check_allowed, posted
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS
from samstyring.apps.ledger.queries import history

from ..actions import backing
from ..actions import needs as actions
from ..actions.ladder import earlier_places
from ..choices import Act, Level, NeedKind, State, sector_label
from ..drawing import ladder
from ..forms import BackForm, NeedForm
from ..models import Need
from ..policies import acts
from ..queries import likeness, listing, one_need
from .common import Request, the_need, trail_to


@require_safe
def need_list(request: HttpRequest) -> HttpResponse:
    """The needs, those that most municipalities stand behind first."""
    filters = listing.NeedFilters.from_address(request.GET)
    page = listing.page_of(request.user, filters, request.GET.get("side"))
    states = [(listing.ALL, _("All, also those that are closed")), *State.choices]
    context = {
        "page": page,
        "rows": listing.rows(list(page.object_list)),
        "filters": filters,
        "choices": [
            ("slag", _("Kind"), NeedKind.choices, filters.slag, _("All kinds")),
            (
                "sektor",
                _("Sector"),
                [(one, sector_label(one)) for one in listing.sectors(request.user)],
                filters.sektor,
                _("All sectors"),
            ),
            ("niva", _("Level"), Level.choices, filters.niva, _("All levels")),
            ("stand", _("State"), states, filters.stand, _("Open")),
            (
                "fylke",
                _("County"),
                [(one.number, one.name) for one in counties()],
                filters.fylke,
                _("All counties"),
            ),
            (
                "storrelse",
                _("Size of municipality"),
                SIZE_LABELS.items(),
                filters.storrelse,
                _("All sizes"),
            ),
            ("orden", _("Order"), orders(), filters.orden, _("Most municipalities first")),
        ],
        "table": Organisation.objects.filter(public_id=filters.bord).first() if filters.bord else None,
        "may_write": request.user.has_perm("needs.write"),
    }
    return render(request, "needs/need_list.html", context)


def orders() -> list[tuple[str, str]]:
    """The orders of the list besides the usual one."""
    return [("nyest", _("Newest first")), ("eldst", _("Oldest first")), ("navn", _("By title"))]


@require_safe
def need(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One need: where it comes from, who stands behind it, and its way."""
    one = the_need(request, public_id)
    shown = one_need.shown_need(
        one, request.user, sources=request.GET.get("side"), backers=request.GET.get("bak")
    )
    levels = [(level.value, str(level.label)) for level in Level]
    own = [step for step in shown.steps if step.need_id == one.pk]
    may_decide = request.user.has_perm("needs.decide", one)
    # What began here has nobody below to go back to.
    vain = {Act.RETURN} if may_decide and not earlier_places(one).exists() else set()
    backers = held_in(request.user, TABLE["needs.back"].levels)
    context = {
        "need": one,
        "shown": shown,
        "ladder": ladder(levels, [(step.number, step.to_level) for step in own], one.level),
        "acts": [(act, address_of(one, act), act_words(act)) for act in acts(one) if act not in vain]
        if may_decide
        else [],
        "may_decide": may_decide,
        "may_unmerge": may_undo_merge(request, one),
        "may_change": request.user.has_perm("needs.write", one),
        "from_points": any(source.source.point_id for source in shown.shown_sources),
        "may_judge": request.user.has_perm("needs.judge", one),
        "may_back": bool(backers) and one.is_open,
        "may_order": held_in(request.user, TABLE["needs.order"].levels),
        "rests_on": list(one.knowledge.evidence.visible_to(request.user)) if has_question(one) else [],
        "backed_by_mine": [
            row.backing.organisation
            for row in shown.shown_backings
            if row.backing.organisation in backers and row.backing.organisation_id != one.raised_by_id
        ],
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": trail_to(one),
    }
    return render(request, "needs/need.html", context)


def has_question(one: Need) -> bool:
    """Whether it is, or was, a need for knowledge."""
    return getattr(one, "knowledge", None) is not None


# The words of the acts in addresses.
ADDRESSES: Mapping[str, Act] = {
    "loft": Act.RAISE,
    "send-tilbake": Act.RETURN,
    "sla-sammen": Act.MERGE,
    "skill": Act.UNMERGE,
    "del": Act.SPLIT,
    "ta-opp": Act.ADOPT,
    "lukk": Act.CLOSE,
    "apne-igjen": Act.REOPEN,
}


def address_of(one: Need, act: Act) -> str:
    """Where an act on a need is done."""
    word = next(word for word, each in ADDRESSES.items() if each == act)
    return reverse("needs:act", args=[one.public_id, word])


def act_words(act: Act) -> str:
    """What a button says."""
    return {
        Act.RAISE: _("Raise to the next level"),
        Act.RETURN: _("Send back"),
        Act.MERGE: _("Merge into another"),
        Act.UNMERGE: _("Undo the merging"),
        Act.SPLIT: _("Divide"),
        Act.ADOPT: _("Take on"),
        Act.CLOSE: _("Close"),
        Act.REOPEN: _("Open again"),
    }[act]


def may_undo_merge(request: HttpRequest, one: Need) -> bool:
    """Whether the person may undo the merge of a need: who has it, or what it went into, on the table."""
    if one.state != State.MERGED or one.merged_into is None:
        return False
    allowed: bool = request.user.has_perm("needs.decide", one) or request.user.has_perm(
        "needs.decide", one.merged_into
    )
    return allowed


@login_required
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what is written of a need."""
    one = the_need(request, public_id)
    check_allowed(request, "needs.write", one)
    form = NeedForm(posted(request), instance=the_need(request, public_id))
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        saved = actions.change(need=one, fields=form.cleaned_data, by=by)
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
        return redirect(saved)
    context: dict[str, Any] = {
        "form": form,
        "need": one,
        "title": _("Change what is written"),
        "back": one.get_absolute_url(),
        "trail": trail_to(one, _("Change what is written")),
    }
    return render(request, "needs/write.html", context, status=422 if form.errors else 200)


@login_required
def back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stand behind a need for one's organisation, in its own words."""
    one = the_need(request, public_id)
    organisations = held_in(request.user, TABLE["needs.back"].levels)
    check_allowed(request, "needs.back")
    form = BackForm(posted(request), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        try:
            backing.back(
                need=one,
                organisation=organisation,
                wording=form.cleaned_data["wording"],
                by=actor_for(request.user, organisation),
            )
        except NotPossible as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, _("%(name)s stands behind the need now.") % {"name": organisation.name})
            return redirect(one)
    context = {
        "form": form,
        "need": one,
        "title": _("Back this need"),
        "back": one.get_absolute_url(),
        "trail": trail_to(one, _("Back this need")),
    }
    return render(request, "needs/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stand behind a need no more."""
    one = the_need(request, public_id)
    organisation = next(
        (
            each
            for each in held_in(request.user, TABLE["needs.back"].levels)
            if str(each.public_id) == request.POST.get("organisation")
        ),
        None,
    )
    if organisation is None:
        raise PermissionDenied
    try:
        backing.withdraw(need=one, organisation=organisation, by=actor_for(request.user, organisation))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("%(name)s does not stand behind the need any more.") % {"name": organisation.name}
        )
    return redirect(one)


@require_safe
def like(request: Request, public_id: UUID) -> HttpResponse:
    """Needs like one: as a part of its page, or as a page of its own."""
    one = the_need(request, public_id)
    context = {
        "need": one,
        "like": likeness.like(one, request.user),
        "may_decide": request.user.has_perm("needs.decide", one) and Act.MERGE in acts(one),
    }
    if request.htmx:
        return render(request, "needs/_like.html", context)
    return render(request, "needs/like.html", context | {"trail": trail_to(one, _("Like needs"))})
