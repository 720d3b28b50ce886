"""Rounds: the list, one round, writing what it is, and moving it on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure

from ..actions import moving
from ..actions import rounds as actions
from ..choices import Act, Over, State
from ..forms import RoundForm
from ..models import Round
from ..permissions import led_by, sees_each_members_scores
from ..policies import acts_for, missing_to_open
from ..queries import advice_of, listing
from ..queries.preparing import readiness
from ..queries.things import things_in
from .common import in_round, lead_actor, led_round, visible_round

LONGEST = 200


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """All rounds, with the filters that stand in the address."""
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("sok", "tilstand", "over")}
    found = listing.listed(request.user, state=asked["tilstand"], over=asked["over"], text=asked["sok"])
    context = {
        "page": Paginator(found, listing.PAGE_SIZE).get_page(request.GET.get("side")),
        "asked": asked,
        "filtered": any(asked.values()),
        "choices": [
            ("tilstand", _("State"), State.choices, asked["tilstand"]),
            ("over", _("What is weighed"), Over.choices, asked["over"]),
        ],
        "may_add": request.user.has_perm("priorities.prepare"),
    }
    return render(request, "priorities/round_list.html", context)


@require_safe
def one_round(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One round: what it asks, by which criteria, over what, who scores; and the advice it ended in."""
    one = visible_round(request, public_id)
    context = in_round(request, one, "round")
    sees_names = sees_each_members_scores(request.user, one)
    members = list(
        one.members.select_related("organisation", "user").prefetch_related("disqualifications__item")
    )
    things = things_in(one, request.user)
    titles = {thing.item.pk: thing.title for thing in things}
    preparing = one.state == State.PREPARING
    context |= {
        "trail": [(_("Priorities"), reverse("priorities:rounds")), (one.title, "")],
        "things": things,
        "criteria": list(one.criteria.prefetch_related("steps")),
        "members": [
            (
                member,
                [
                    (line, titles.get(line.item_id) if line.item_id else _("the whole round"))
                    for line in member.disqualifications.all()
                ],
            )
            for member in members
        ],
        "sees_names": sees_names,
        "done_count": sum(member.done_turn == one.turn for member in members) if sees_names else 0,
        "missing": missing_to_open(**readiness(one)) if preparing and context["may_lead"] else [],
        "acts": [act for act in acts_for(one.state) if act != Act.CONCLUDE] if context["may_lead"] else [],
        "advice": advice_of(one, request.user) if one.state == State.CONCLUDED else None,
        "history": history(one.public_id) if request.user.is_authenticated else None,
    }
    return render(request, "priorities/round.html", context)


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Begin a round, or change what is written of one."""
    if public_id is None:
        return begin(request)
    one = led_round(request, public_id)
    title = one.title
    form = RoundForm(posted(request), instance=one, bodies=[])
    if request.method == "POST" and form.is_valid():
        by = lead_actor(request, one)
        try:
            saved = actions.change(round_=Round(pk=one.pk), fields=form.cleaned_data, by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
            return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Change the round"),
        back=one.get_absolute_url(),
        trail=[(_("Priorities"), reverse("priorities:rounds")), (title, one.get_absolute_url())],
    )


def begin(
    request: HttpRequest, things: tuple[Need | Measure, ...] = (), *, title: str = "", intro: str = ""
) -> HttpResponse:
    """Begin a round, with something in it already where that is where the person came from.

    `title` is proposed for the round, and `intro` says what is in it already.
    """
    check_allowed(request, "priorities.prepare")
    over = Over.MEASURES if things and isinstance(things[0], Measure) else Over.NEEDS
    form = RoundForm(posted(request), instance=Round(over=over, title=title), bodies=led_by(request.user))
    if request.method == "POST" and form.is_valid():
        fields: dict[str, Any] = dict(form.cleaned_data)
        body = fields.pop("body")
        by = actor_for(request.user, body)
        made = actions.prepare(fields=fields, body=body, by=by)
        if things and (made.over == Over.MEASURES) == isinstance(things[0], Measure):
            actions.add_items(round_=made, things=list(things), by=by)
        messages.success(
            request,
            _("“%(title)s” is begun with the usual criteria. Now choose what is weighed.")
            % {"title": made.title},
        )
        return redirect("priorities:things", made.public_id)
    return form_page(
        request,
        form,
        title=_("Begin a round"),
        intro=" ".join(
            [
                *([intro] if intro else []),
                _("Nobody but those with a role in the body sees it before it is opened for scoring."),
            ]
        ),
        back=reverse("priorities:rounds"),
        trail=[(_("Priorities"), reverse("priorities:rounds"))],
    )


@login_required
def from_need(request: HttpRequest, thing: UUID) -> HttpResponse:
    """Put a need into a round that is being prepared, or begin one with it."""
    need = get_object_or_404(Need.objects.visible_to(request.user), public_id=thing)
    return _into_round(request, need, Over.NEEDS)


@login_required
def from_measure(request: HttpRequest, thing: UUID) -> HttpResponse:
    """Put a measure into a round that is being prepared, or begin one with it."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), public_id=thing)
    return _into_round(request, measure, Over.MEASURES)


def _into_round(request: HttpRequest, thing: Need | Measure, over: Over) -> HttpResponse:
    check_allowed(request, "priorities.prepare")
    if request.method == "POST" and "round" in request.POST:
        one = _chosen_round(request)
        try:
            actions.add_items(round_=one, things=[thing], by=lead_actor(request, one))
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("“%(title)s” is in the round.") % {"title": thing})
        return redirect("priorities:things", one.public_id)
    waiting = Round.objects.filter(
        state=State.PREPARING, over=over, owner_organisation__in=led_by(request.user)
    ).select_related("owner_organisation")
    if request.method == "POST" or not waiting.exists():
        return begin(request, (thing,))
    context = {
        "thing": thing,
        "rounds": waiting[: listing.PAGE_SIZE],
        "new": RoundForm(instance=Round(over=over), bodies=led_by(request.user)),
        "trail": [(_("Priorities"), reverse("priorities:rounds")), (_("Put into a round"), "")],
    }
    return render(request, "priorities/into_round.html", context)


def _chosen_round(request: HttpRequest) -> Round:
    try:
        public_id = UUID(request.POST["round"])
    except ValueError:
        public_id = UUID(int=0)
    return led_round(request, public_id)


@login_required
@require_POST
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open, take back, close or open again."""
    one = led_round(request, public_id)
    asked = request.POST.get("act", "")
    if asked not in {Act.OPEN, Act.BACK, Act.CLOSE, Act.AGAIN}:
        messages.error(request, _("Choose what is to be done with the round."))
        return redirect(one)
    try:
        moved = moving.move(round_=one, act=Act(asked), by=lead_actor(request, one))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect(one)
    messages.success(
        request,
        _("“%(title)s” is now: %(state)s.")
        % {"title": moved.title, "state": moved.get_state_display().lower()},
    )
    return redirect("priorities:talk", moved.public_id) if asked == Act.CLOSE else redirect(moved)
