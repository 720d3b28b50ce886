"""What an economy rests on: curves of use, ceilings, effects without a price, figures, rates and prices."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form

from ..actions import scenarios as actions
from ..choices import Driver, ParameterState
from ..forms import CurveForm
from ..forms_scenarios import CapForm, EffectForm, FigureForm, ParameterForm
from ..models import Curve, DriverFigure, Parameter, Unpriced
from ..queries import economy as queries
from ..queries.use import fitted, starting_curve
from ..words import plain
from .measures import permissions, trail_to, visible_measure


@login_required
def set_curve(request: HttpRequest, public_id: UUID, curve: UUID | None = None) -> HttpResponse:
    """Enter a curve of use, or change one."""
    one = visible_measure(request, public_id)
    if not permissions(request, one)["may_write_for_all"]:
        raise PermissionDenied
    there = get_object_or_404(Curve, measure=one, public_id=curve) if curve else None
    measured = None if there else fitted(one, request.user)
    form = CurveForm(
        posted(request),
        instance=there or Curve(measure=one),
        initial=starting_curve(measured) if measured else {},
    )
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        stored = get_object_or_404(Curve, pk=there.pk) if there else None
        actions.set_curve(measure=one, fields=form.cleaned_data, by=by, curve=stored)
        messages.success(request, _("The curve of use is saved."))
        return redirect("economy:of_measure", one.public_id)
    return form_page(
        request,
        form,
        title=_("A curve of use"),
        intro=_("How the share of those who could use it grows, from the first year. Items can follow it.")
        if measured is None
        else _(
            "It begins with the curve that fits the use measured so far, from the first figure in each "
            "place; on average it is %(error)s percentage points away. Change it where you know better."
        )
        % {"error": plain(measured.error * 100, 1)},
        back=reverse("economy:of_measure", args=[one.public_id]),
        trail=trail_to(one),
    )


@login_required
def add_effect(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter an effect without a price."""
    one = visible_measure(request, public_id)
    if not permissions(request, one)["may_write"]:
        raise PermissionDenied
    form = EffectForm(posted(request), instance=Unpriced(measure=one), keepers=held_in(request.user, WRITERS))
    if request.method == "POST" and form.is_valid():
        keeper = form.cleaned_data["keeper"]
        actions.add_effect(
            measure=one, fields=form.written(), owner=keeper, by=actor_for(request.user, keeper)
        )
        messages.success(request, _("The effect is saved."))
        return redirect("economy:of_measure", one.public_id)
    return form_page(
        request,
        form,
        title=_("An effect without a price"),
        intro=_("It stands beside the sums and is never added to them."),
        back=reverse("economy:of_measure", args=[one.public_id]),
        trail=trail_to(one),
    )


@login_required
@require_POST
def remove_effect(request: HttpRequest, public_id: UUID, effect: UUID) -> HttpResponse:
    """Take an effect out."""
    one = visible_measure(request, public_id)
    row: Unpriced = get_object_or_404(
        Unpriced.objects.visible_to(request.user).select_related("owner_organisation"),
        measure=one,
        public_id=effect,
    )
    owned = row.owner_organisation is not None and request.user.has_perm("economy.write_own_items", row)
    if not owned and not permissions(request, one)["may_write_for_all"]:
        raise PermissionDenied
    actions.remove_effect(effect=row, by=actor_for(request.user, row.owner_organisation))
    messages.success(request, _("“%(name)s” is taken out.") % {"name": row.name})
    return redirect("economy:of_measure", one.public_id)


@login_required
def add_cap(request: HttpRequest) -> HttpResponse:
    """Enter a ceiling for what several items save together."""
    check_allowed(request, "economy.write_own_items")
    form = CapForm(posted(request), keepers=held_in(request.user, WRITERS))
    if request.method == "POST" and form.is_valid():
        keeper = form.cleaned_data["keeper"]
        actions.set_cap(fields=form.written(), owner=keeper, by=actor_for(request.user, keeper))
        messages.success(request, _("The ceiling is saved. Items can now be marked with it."))
        return redirect("economy:rates")
    return form_page(
        request,
        form,
        title=_("A ceiling for what several save"),
        intro=_("Two measures that save the same visit cannot save more visits than there are."),
        back=reverse("economy:rates"),
        trail=[(_("Economy"), reverse("economy:index")), (_("Rates and prices"), reverse("economy:rates"))],
    )


@login_required
def give_figure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how many there are in one's own municipality of what a measure's items grow with."""
    one = visible_measure(request, public_id)
    check_allowed(request, "economy.give_figure")
    places = [at for at in held_in(request.user, WRITERS) if at.kind == OrganisationKind.MUNICIPALITY]
    asked = request.GET.get("av", "")[:20]
    form = FigureForm(
        posted(request),
        instance=DriverFigure(),
        places=places,
        initial={"year": timezone.localdate().year, "driver": asked},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        own = one if given["driver"] == Driver.USERS else None
        try:
            actions.give_figure(**given, measure=own, by=actor_for(request.user, given["municipality"]))
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The figure is saved."))
            return redirect("economy:of_measure", one.public_id)
    return form_page(
        request,
        form,
        title=_("Say how many there are here"),
        intro=_("The newest year counts. The same year again is replaced."),
        back=reverse("economy:of_measure", args=[one.public_id]),
        trail=trail_to(one),
    )


@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """Rates, prices and indices with their sources, and the ceilings that items share."""
    missing = request.GET.get("vis") == "mangler"
    found = Parameter.objects.order_by("name", "scope", "-year", "pk")
    if missing:
        found = found.filter(state__in=[ParameterState.MISSING, ParameterState.UNVERIFIED])
    context: dict[str, Any] = {
        "page": Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side")),
        "missing": missing,
        "caps": list(queries.caps(request.user)[:50]),
        "may_set": request.user.has_perm("economy.set_parameter"),
        "may_add_cap": request.user.has_perm("economy.write_own_items"),
        "trail": [(_("Economy"), reverse("economy:index")), (_("Rates and prices"), "")],
    }
    return render(request, "economy/rates.html", context)


@login_required
def set_rate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Fill in or confirm a rate, a price or an index."""
    check_allowed(request, "economy.set_parameter")
    row = get_object_or_404(Parameter, public_id=public_id)
    form = ParameterForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        actions.set_parameter(
            parameter=row,
            by=actor_for(request.user),
            **{name: form.cleaned_data[name] for name in form.Meta.fields},
        )
        messages.success(request, _("“%(name)s” is confirmed.") % {"name": row.name})
        return redirect("economy:rates")
    year = f" {row.year}" if row.year else ""
    return form_page(
        request,
        form,
        title=f"{row.name}{year}",
        intro=_("Everybody's reckoning uses this. Unit: %(unit)s.") % {"unit": row.unit or "–"},
        back=reverse("economy:rates"),
        trail=[(_("Economy"), reverse("economy:index")), (_("Rates and prices"), reverse("economy:rates"))],
    )
