"""Needs tied to a measure: wishes for what a solution can do, what it is to meet, and what became of each."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import TABLE, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.needs.choices import NeedKind
from samstyring.apps.needs.models import Need

from ..actions import wishes as actions
from ..choices import TieKind
from ..forms import AnswerForm, TieForm, WishForm
from ..models import Measure, NeedTie
from ..queries import wishes as queries
from .measures import trail_to, visible_measure


@require_safe
def wishes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All wishes for a measure, or all needs that it is to meet, with backers and answers."""
    one = visible_measure(request, public_id)
    kind = TieKind.MEETS if request.GET.get("slag") == "dekker" else TieKind.WISH
    page = Paginator(queries.of_measure(one, request.user, kind), queries.PAGE_SIZE).get_page(
        request.GET.get("side")
    )
    title = _("Wishes for what it can do") if kind == TieKind.WISH else _("Needs that it is to meet")
    context = {
        "measure": one,
        "page": page,
        "rows": queries.rows(page),
        "kind": kind,
        "title": title,
        "may_answer": request.user.has_perm("portfolio.answer_wish", one),
        "may_wish": request.user.has_perm("portfolio.tie_need"),
        "trail": [*trail_to(one), (title, "")],
    }
    return render(request, "portfolio/wishes.html", context)


@login_required
def wish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a wish for what a solution can do."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.tie_need")
    organisations = held_in(request.user, TABLE["portfolio.tie_need"].levels)
    form = WishForm(posted(request), organisations=organisations)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        organisation = fields.pop("organisation")
        check_allowed(request, "needs.write", organisation)
        by = actor_for(request.user, organisation)
        try:
            actions.wish(
                measure=one, organisation=organisation, fields=fields | {"kind": NeedKind.TECHNOLOGY}, by=by
            )
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The wish is raised. You are told when it is answered."))
            return redirect("portfolio:wishes", one.public_id)
    return form_page(
        request,
        form,
        title=_("Wish for something in “%(name)s”") % {"name": one.name},
        intro=_("It becomes a need that other users can back, and that you can prioritise together."),
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
def tie(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tie a need of one's own to a measure."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.tie_need")
    mine = held_in(request.user, TABLE["portfolio.tie_need"].levels)
    form = TieForm(posted(request), needs=queries.own_needs(mine, one, request.user))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by = actor_for(request.user, _acts_for(request, one, given["need"]))
        try:
            actions.tie(measure=one, need=given["need"], kind=given["kind"], reason=given["reason"], by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The need is tied to the measure."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Tie a need to “%(name)s”") % {"name": one.name},
        intro=_("Needs that you raised or have on your table, and that are not tied to it yet."),
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
def tie_need(request: HttpRequest, need: UUID) -> HttpResponse:
    """Tie a need to a measure, from the need's own page."""
    one = get_object_or_404(
        Need.objects.visible_to(request.user).select_related("raised_by", "held_by"), public_id=need
    )
    measures = Measure.objects.visible_to(request.user).exclude(need_ties__need=one)
    form = TieForm(posted(request), measures=measures.select_related("responsible", "owner_organisation"))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        by = actor_for(request.user, _acts_for(request, given["measure"], one))
        try:
            actions.tie(measure=given["measure"], need=one, kind=given["kind"], reason=given["reason"], by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The need is tied to the measure."))
            return redirect(given["measure"])
    check_allowed(request, "portfolio.tie_need")
    return form_page(
        request,
        form,
        title=_("Tie “%(title)s” to a measure") % {"title": one.title},
        back=one.get_absolute_url(),
        trail=[(_("Needs"), one.get_absolute_url())],
    )


def _acts_for(request: HttpRequest, measure: Measure, need: Need) -> Organisation:
    """For whom the person ties the two: whose the need is, who has it, or whose the measure is.

    Raises PermissionDenied where the person acts for none of them.
    """
    for of in (need.raised_by, need.held_by, actions.owner_of(measure), measure.owner_organisation):
        if of is not None and request.user.has_perm("portfolio.tie_need", of):
            return of
    raise PermissionDenied


def the_tie(request: HttpRequest, measure: Measure, pk: int) -> NeedTie:
    """A tie of the measure that the person may see."""
    found: NeedTie = get_object_or_404(
        queries.visible(request.user).select_related("need__held_by"), pk=pk, measure=measure
    )
    return found


@login_required
@require_POST
def untie(request: HttpRequest, public_id: UUID, tie: int) -> HttpResponse:
    """Take a tie out that should not have been there."""
    one = visible_measure(request, public_id)
    row = the_tie(request, one, tie)
    by = actor_for(request.user, _acts_for(request, one, row.need))
    try:
        actions.untie(tie=row, by=by)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The need is taken out of the measure."))
    return redirect("portfolio:wishes", one.public_id)


@login_required
def answer(request: HttpRequest, public_id: UUID, tie: int) -> HttpResponse:
    """Say what becomes of a wish."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.answer_wish", one)
    row = the_tie(request, one, tie)
    form = AnswerForm(posted(request), initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        of = actions.owner_of(one)
        if of is None or not request.user.has_perm("portfolio.answer_wish", of):
            of = one.owner_organisation
        try:
            actions.answer(tie=row, by=actor_for(request.user, of), organisation=of, **form.cleaned_data)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The answer is saved, and those behind the wish are told."))
            return redirect("portfolio:wishes", one.public_id)
    return form_page(
        request,
        form,
        title=_("Answer the wish “%(title)s”") % {"title": row.need.title},
        intro=_("Earlier answers stay in the history. The newest counts."),
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@require_safe
def of_need(request: HttpRequest, need: UUID) -> HttpResponse:
    """The measures that a need is tied to, and what became of it in each."""
    one = get_object_or_404(Need.objects.visible_to(request.user), public_id=need)
    context = {
        "need": one,
        "ties": queries.of_need(one, request.user),
        "title": _("Measures that it is tied to"),
        "trail": [(one.title, one.get_absolute_url()), (_("Measures that it is tied to"), "")],
    }
    name = "portfolio/_of_need.html" if getattr(request, "htmx", False) else "portfolio/of_need.html"
    return render(request, name, context)
