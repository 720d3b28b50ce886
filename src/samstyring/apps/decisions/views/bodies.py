"""Bodies: all of them, one of them, and what is written of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import posted
from samstyring.apps.ledger.queries import history

from ..actions import bodies as actions
from ..choices import StepState
from ..forms.bodies import MeetingForm, PreparationForm, ProfileForm, SeatEndForm, SeatForm
from ..forms.route import bodies_to_send_to
from ..models import BodyProfile, Meeting, Preparation, Seat
from ..queries import bodies as queries
from .common import Trail, acting, handle

SHOWN = 10
LONGEST = 200
CHANGE = "decisions.change_body"


@require_safe
def body_list(request: HttpRequest) -> HttpResponse:
    """All bodies, and who prepares for whom."""
    text = request.GET.get("sok", "")[:LONGEST]
    page = Paginator(queries.listed(text), queries.BODIES_PAGE).get_page(request.GET.get("side"))
    context = {
        "overview": queries.overview(),
        "text": text,
        "page": page,
        "bodies": queries.with_waiting(page.object_list, request.user),
    }
    return render(request, "decisions/body_list.html", context)


@require_safe
def body(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One body: what it is for, its agenda, what waits, what it advised and what became of that."""
    profile = _profile(public_id)
    context: dict[str, Any] = {
        "profile": profile,
        "trail": [(_("Bodies"), reverse("decisions:bodies")), (profile.name, "")],
    }
    if profile.organisation is not None:
        context |= _of_organisation(request, profile.organisation)
    return render(request, "decisions/body.html", context)


def _of_organisation(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    today = timezone.localdate()
    page = Paginator(queries.advised(one, request.user), queries.PAGE_SIZE).get_page(request.GET.get("side"))
    holding, ended = queries.seats(one, today)
    prepares, prepared_by = queries.prepares(one)
    waits = queries.on_the_way(one, request.user, StepState.HERE)
    ahead = queries.on_the_way(one, request.user, StepState.AHEAD)
    return {
        "body": one,
        "may_change": request.user.has_perm(CHANGE, one),
        "seats": holding,
        "ended": ended,
        "seat_count": sum(seat.number for seat in holding),
        "prepares": [(pair, queries.address_of(pair.other)) for pair in prepares],
        "prepared_by": [(pair, queries.address_of(pair.body)) for pair in prepared_by],
        "agenda": queries.agenda(one, request.user, today),
        "waits": list(waits[:SHOWN]),
        "waits_count": waits.count(),
        "ahead": list(ahead[:SHOWN]),
        "ahead_count": ahead.count(),
        "page": page,
        "given": queries.what_became(page.object_list),
        "decided": list(queries.decided(one, request.user)[:SHOWN]),
        "history": history(one.public_id) if request.user.is_authenticated else None,
    }


@login_required
def describe(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write what a body is for."""
    profile, one = _body(public_id)
    return handle(
        request,
        ProfileForm(posted(request), instance=BodyProfile.objects.get(pk=profile.pk)),
        lambda fields: actions.describe(
            organisation=one, fields=fields, profile=profile, by=actor_for(acting(request), one)
        ),
        permission=CHANGE,
        thing=one,
        done=_("What the body is for is saved."),
        title=_("What the body is for"),
        back=profile.get_absolute_url(),
        to=profile.get_absolute_url(),
        trail=_trail(profile),
    )


@login_required
def describe_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write what a body in the register is for, which nobody has written of yet."""
    one = get_object_or_404(Organisation, public_id=public_id)
    written = BodyProfile.objects.filter(organisation=one).first()
    if written is not None:
        return redirect(written)
    if not bodies_to_send_to().filter(pk=one.pk).exists():
        raise Http404
    return handle(
        request,
        ProfileForm(posted(request), instance=BodyProfile(organisation=one)),
        lambda fields: actions.describe(organisation=one, fields=fields, by=actor_for(acting(request), one)),
        permission=CHANGE,
        thing=one,
        done=_("What the body is for is saved."),
        title=_("What the body is for"),
        intro=one.name,
        back=one.get_absolute_url(),
        trail=[(_("Bodies"), reverse("decisions:bodies")), (one.name, one.get_absolute_url())],
    )


@login_required
def seat(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter seats."""
    profile, one = _body(public_id)
    return handle(
        request,
        SeatForm(posted(request), initial={"number": 1}),
        lambda fields: actions.seat(body=one, fields=fields, by=actor_for(acting(request), one)),
        permission=CHANGE,
        thing=one,
        done=_("The seats are saved."),
        title=_("Seats in the body"),
        intro=_("An organisation or a group, not a person."),
        back=profile.get_absolute_url(),
        to=profile.get_absolute_url() + "#seats",
        trail=_trail(profile),
    )


@login_required
def end_seat(request: HttpRequest, public_id: UUID, seat: int) -> HttpResponse:
    """Say on which day seats ended."""
    profile, one = _body(public_id)
    row = get_object_or_404(Seat.objects.select_related("organisation"), pk=seat, body=one)
    return handle(
        request,
        SeatEndForm(posted(request), initial={"valid_to": timezone.localdate()}),
        lambda fields: actions.end_seat(seat=row, day=fields["valid_to"], by=actor_for(acting(request), one)),
        permission=CHANGE,
        thing=one,
        done=_("The seats are saved."),
        title=_("Seats that end"),
        intro=row.words,
        back=profile.get_absolute_url(),
        to=profile.get_absolute_url() + "#seats",
        trail=_trail(profile),
    )


@login_required
def prepare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say whom a body prepares cases for."""
    profile, one = _body(public_id)
    return handle(
        request,
        PreparationForm(posted(request)),
        lambda fields: actions.prepare(
            body=one, other=fields["other"], source=fields["source"], by=actor_for(acting(request), one)
        ),
        permission=CHANGE,
        thing=one,
        done=_("It is saved for whom the body prepares."),
        title=_("Prepares cases for"),
        intro=_("It cannot go in a circle."),
        back=profile.get_absolute_url(),
        to=profile.get_absolute_url() + "#prepares",
        trail=_trail(profile),
    )


@login_required
@require_POST
def stop_preparing(request: HttpRequest, public_id: UUID, preparation: int) -> HttpResponse:
    """Say that a body does not prepare for the other any more."""
    profile, one = _body(public_id)
    if not request.user.has_perm(CHANGE, one):
        raise PermissionDenied
    row = get_object_or_404(Preparation.objects.select_related("body", "other"), pk=preparation, body=one)
    actions.stop_preparing(preparation=row, by=actor_for(acting(request), one))
    messages.success(request, _("It is saved for whom the body prepares."))
    return redirect(profile.get_absolute_url() + "#prepares")


@login_required
def meet(request: HttpRequest, public_id: UUID, meeting: UUID | None = None) -> HttpResponse:
    """Enter a meeting, or move one."""
    profile, one = _body(public_id)
    row = get_object_or_404(Meeting, public_id=meeting, body=one) if meeting else None
    form = MeetingForm(posted(request), instance=row, initial={} if row else {"visibility": "public"})
    return handle(
        request,
        form,
        lambda fields: actions.meet(body=one, fields=fields, meeting=row, by=actor_for(acting(request), one)),
        permission=CHANGE,
        thing=one,
        done=_("The meeting is saved."),
        title=_("Change the meeting") if row else _("Enter a meeting"),
        back=profile.get_absolute_url(),
        to=profile.get_absolute_url() + "#agenda",
        trail=_trail(profile),
    )


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: UUID, meeting: UUID) -> HttpResponse:
    """Take a meeting out that will not be held."""
    profile, one = _body(public_id)
    if not request.user.has_perm(CHANGE, one):
        raise PermissionDenied
    row = get_object_or_404(Meeting, public_id=meeting, body=one)
    try:
        actions.cancel(meeting=row, by=actor_for(acting(request), one))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The meeting is called off."))
    return redirect(profile.get_absolute_url() + "#agenda")


def _profile(public_id: UUID) -> BodyProfile:
    return get_object_or_404(BodyProfile.objects.select_related("organisation"), public_id=public_id)


def _body(public_id: UUID) -> tuple[BodyProfile, Organisation]:
    profile = _profile(public_id)
    if profile.organisation is None:
        raise Http404
    return profile, profile.organisation


def _trail(profile: BodyProfile) -> Trail:
    return [(_("Bodies"), reverse("decisions:bodies")), (profile.name, profile.get_absolute_url())]
