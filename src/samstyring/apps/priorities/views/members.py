"""Who scores in a round, and who is disqualified from what."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import form_page, posted, put_on_form

from ..actions import members as actions
from ..forms import DisqualifyForm, MemberForm
from ..models import Disqualification, Member, Round
from ..queries.people import chosen, people_for
from ..queries.things import things_in
from .common import in_round, lead_actor, led_round, trail_to, visible_round


@login_required
def members(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Those who score, how far each has come, and a form to ask one more."""
    one = led_round(request, public_id)
    form = MemberForm(posted(request), people=people_for(one))
    if request.method == "POST" and form.is_valid():
        try:
            user, organisation = chosen(form.cleaned_data["person"], form.cleaned_data["email"])
            actions.add(round_=one, user=user, organisation=organisation, by=lead_actor(request, one))
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(
                request, _("%(name)s scores for %(body)s.") % {"name": user.name, "body": organisation.name}
            )
            return redirect("priorities:members", one.public_id)
    titles = {thing.item.pk: thing.title for thing in things_in(one, request.user)}
    rows = one.members.select_related("organisation", "user").prefetch_related("disqualifications")
    context = in_round(request, one, "members", _("Who scores"))
    context |= {
        "form": form,
        "members": [
            (
                member,
                member.done_turn == one.turn and one.turn > 0,
                [
                    (line, titles.get(line.item_id, "") if line.item_id else _("the whole round"))
                    for line in member.disqualifications.all()
                ],
            )
            for member in rows
        ],
    }
    return render(request, "priorities/members.html", context, status=422 if form.errors else 200)


def _member(one: Round, public_id: UUID) -> Member:
    return get_object_or_404(one.members.select_related("organisation", "user", "round"), public_id=public_id)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID, member: UUID) -> HttpResponse:
    """Take out a member who has given no score."""
    one = led_round(request, public_id)
    try:
        actions.remove(member=_member(one, member), by=lead_actor(request, one))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The member is taken out."))
    return redirect("priorities:members", one.public_id)


@login_required
def disqualify(request: HttpRequest, public_id: UUID, member: UUID) -> HttpResponse:
    """Disqualify a member: by whoever leads the round, or by the member as to oneself."""
    one = visible_round(request, public_id)
    row = _member(one, member)
    leads = request.user.has_perm("priorities.lead", one)
    if not leads and row.user_id != request.user.pk:
        raise PermissionDenied
    things = things_in(one, request.user)
    form = DisqualifyForm(posted(request), things=[(thing.item.pk, thing.title) for thing in things])
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["item"]
        item = next((thing.item for thing in things if str(thing.item.pk) == key), None)
        try:
            actions.disqualify(
                member=row, item=item, reason=form.cleaned_data["reason"], by=lead_actor(request, one)
            )
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The disqualification is saved. Scores there do not count."))
            return redirect("priorities:members", one.public_id) if leads else redirect(one)
    return form_page(
        request,
        form,
        title=_("Disqualify a member") if leads else _("Say that you are disqualified"),
        intro=_("%(name)s, who scores for %(body)s. What was scored there stays, and does not count.")
        % {"name": row.user.name, "body": row.organisation.name},
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
@require_POST
def lift(request: HttpRequest, public_id: UUID, line: int) -> HttpResponse:
    """Take a disqualification back."""
    one = led_round(request, public_id)
    row = get_object_or_404(
        Disqualification.objects.select_related("member__round", "item__need", "item__measure"),
        pk=line,
        member__round=one,
    )
    try:
        actions.lift(disqualification=row, by=lead_actor(request, one))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The disqualification is taken back."))
    return redirect("priorities:members", one.public_id)
