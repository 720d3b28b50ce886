"""The sector's roadmap: the newest edition, joining it, advising on each line, and publishing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form

from ..actions import sector as actions
from ..choices import Scope
from ..forms import AddedForm, AdviceForm, JoinForm
from ..models import Edition, Measure, Recommendation
from ..queries import sector as queries
from .roadmaps import shown, trail_to, visible_edition


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest edition of the sector's roadmap, or what there could be."""
    found = queries.newest_sector(request.user)
    if found is None:
        context = {"may_add": request.user.has_perm("portfolio.lead_sector")}
        return render(request, "portfolio/no_sector_roadmap.html", context)
    return shown(request, found, here="sector")


def led_edition(request: HttpRequest, public_id: UUID) -> Edition:
    """An edition that the person leads; PermissionDenied for others, and nothing where it is not seen."""
    one = visible_edition(request, public_id)
    check_allowed(request, "portfolio.lead_sector", one)
    return one


@login_required
def join(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draw the lines from own lists and a national edition."""
    one = led_edition(request, public_id)
    editions = Edition.objects.visible_to(AnonymousUser()).filter(scope=Scope.NATIONAL)
    form = JoinForm(
        posted(request), editions=editions, initial={"national": one.joined_with or editions.first()}
    )
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            count = actions.join(edition=one, national=form.cleaned_data["national"], by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            said = ngettext("The edition has %(count)d line.", "The edition has %(count)d lines.", count)
            messages.success(request, said % {"count": count})
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Draw it from both lists"),
        intro=_(
            "What municipalities put first on their own lists, in any sector, and what stands on the "
            "national roadmap become lines. What you have advised already stays, with today's figures."
        ),
        back=one.get_absolute_url(),
        trail=trail_to((one.title, one.get_absolute_url())),
    )


@login_required
def advise(request: HttpRequest, public_id: UUID, line: int) -> HttpResponse:
    """Say what the sector advises on a line."""
    one = led_edition(request, public_id)
    row = get_object_or_404(
        Recommendation.objects.select_related("measure", "need", "edition"), pk=line, edition=one
    )
    form = AdviceForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.advise(line=row, fields=form.cleaned_data, by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The advice is saved."))
            return _to_line(one, row)
    return form_page(
        request,
        form,
        title=_("Advice on “%(name)s”") % {"name": row.title},
        intro=_basis(row),
        back=one.get_absolute_url(),
        trail=trail_to((one.title, one.get_absolute_url())),
    )


def _basis(row: Recommendation) -> str:
    """What the advice can rest on, in one sentence."""
    wanted = ngettext(
        "%(count)d municipality wants it", "%(count)d municipalities want it", row.municipalities
    ) % {"count": row.municipalities}
    place = (
        _("place %(place)d among what municipalities put first") % {"place": row.municipal_place}
        if row.municipal_place
        else _("on no own list")
    )
    state = (
        _("place %(place)d in the national edition") % {"place": row.state_place}
        if row.state_place
        else _("not in the national edition")
    )
    return f"{wanted}; {place}; {state}."


@login_required
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a measure on the edition that neither list has."""
    one = led_edition(request, public_id)
    measures = Measure.objects.visible_to(AnonymousUser()).exclude(recommendations__edition=one)
    form = AddedForm(posted(request), measures=measures)
    if request.method == "POST" and form.is_valid():
        fields: dict[str, Any] = dict(form.cleaned_data)
        by = actor_for(request.user, one.owner_organisation)
        try:
            row = actions.add_measure(edition=one, measure=fields.pop("measure"), fields=fields, by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The advice is saved."))
            return _to_line(one, row)
    return form_page(
        request,
        form,
        title=_("Add a measure with advice"),
        intro=_("For a measure that is neither on own lists nor on the national roadmap."),
        back=one.get_absolute_url(),
        trail=trail_to((one.title, one.get_absolute_url())),
    )


def _to_line(edition: Edition, row: Recommendation) -> HttpResponse:
    response = redirect(edition)
    # Where one was is where the eye and the keyboard go.
    response["Location"] += f"#line-{row.pk}"
    return response


@login_required
@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Publish an edition: from now on it stays as it is."""
    one = visible_edition(request, public_id)
    sector = one.scope == Scope.SECTOR
    check_allowed(request, "portfolio.lead_sector" if sector else "portfolio.change_edition", one)
    try:
        actions.publish(edition=one, by=actor_for(request.user, one.owner_organisation))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(title)s” is published, and stays as it is.") % {"title": one.title})
    return redirect(one)
