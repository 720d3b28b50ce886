"""Scenarios: make one, say other numbers in it, and see two compared item by item."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.ledger.queries import history
from samstyring.engines.cost_benefit import InvalidInput

from ..actions import scenarios as actions
from ..forms_scenarios import OverrideForm, ScenarioForm
from ..models import Override, Scenario
from ..queries import economy as queries
from ..queries.inputs import in_use
from ..reckoning import measure_result, scenario_difference
from ..sentences import sentence
from .items import EVERYBODY, organisation_of
from .measures import LONGEST, own_organisations, trail_to, visible_measure
from .showing import account_asked, accounts


def visible_scenario(request: HttpRequest, public_id: UUID) -> Scenario:
    """The scenario, where the person may see it and its measure."""
    found: Scenario = get_object_or_404(
        Scenario.objects.visible_to(request.user).select_related(
            "measure__owner_organisation", "owner_organisation"
        ),
        public_id=public_id,
    )
    visible_measure(request, found.measure.public_id)
    return found


def _trail(one: Scenario) -> list[tuple[str, str]]:
    return [*trail_to(one.measure), (one.name, one.get_absolute_url())]


@require_safe
def scenario(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A scenario beside the measure as it is entered, or beside another scenario."""
    one = visible_scenario(request, public_id)
    account = account_asked(request.GET.get("regnskap", "")[:LONGEST])
    others = [other for other in queries.scenarios_of(one.measure, request.user) if other.pk != one.pk]
    wanted = request.GET.get("mot", "")[:LONGEST]
    before = next((other for other in others if str(other.public_id) == wanted), None)
    overrides = one.overrides.filter(item__in=in_use(request.user)).select_related("item", "organisation")
    context: dict[str, Any] = {
        "scenario": one,
        "measure": one.measure,
        "overrides": list(overrides),
        "others": others,
        "against": before,
        "accounts": accounts(account),
        "account": request.GET.get("regnskap", "")[:LONGEST],
        "may_write": _may_write(request, one),
        "may_say": request.user.has_perm("economy.write_scenario"),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [*trail_to(one.measure), (one.name, "")],
    }
    try:
        context["first"] = measure_result(one.measure, user=request.user, scenario=before, account=account)
        context["second"] = measure_result(one.measure, user=request.user, scenario=one, account=account)
        context["differences"] = scenario_difference(
            one.measure, before, one, user=request.user, account=account
        )
    except InvalidInput as error:
        context["problem"] = sentence(error)
    return render(request, "economy/scenario.html", context)


def _may_write(request: HttpRequest, one: Scenario) -> bool:
    if getattr(request.user, "is_superuser", False):
        return True
    return one.owner_organisation is not None and request.user.has_perm("economy.write_scenario", one)


@login_required
def write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Make a scenario of a measure."""
    measure = visible_measure(request, public_id)
    check_allowed(request, "economy.write_scenario")
    keepers = held_in(request.user, WRITERS)
    form = ScenarioForm(posted(request), instance=Scenario(measure=measure), keepers=keepers)
    if request.method == "POST" and form.is_valid():
        keeper = form.cleaned_data["keeper"]
        saved = actions.set_scenario(
            measure=measure, fields=form.written(), owner=keeper, by=actor_for(request.user, keeper)
        )
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
        return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Make a scenario"),
        intro=_("The same measure under other assumptions. You say the other numbers on its page."),
        back=reverse("economy:of_measure", args=[measure.public_id]),
        trail=trail_to(measure),
    )


@login_required
def override(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say another number in a scenario, for everybody as its keeper or for one's own organisation."""
    one = visible_scenario(request, public_id)
    places: list[tuple[str, Any]] = [(EVERYBODY, _("Everybody"))] if _may_write(request, one) else []
    places += [(str(place.public_id), place.name) for place in own_organisations(request)]
    if not places:
        raise PermissionDenied
    form = OverrideForm(
        posted(request),
        instance=Override(scenario=one),
        items=in_use(request.user).filter(measure=one.measure),
        places=places,
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form, one)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The number is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Say another number"),
        intro=_("The same item, number and place again is replaced. A municipality's own number goes first."),
        back=one.get_absolute_url(),
        trail=_trail(one),
    )


def _save(request: HttpRequest, form: OverrideForm, one: Scenario) -> None:
    given = form.cleaned_data
    place = organisation_of(request, given["place"])
    names = ("value_kind", "value_low", "value_mode", "value_high", "source")
    actions.set_override(
        scenario=one,
        item=given["item"],
        part=given["part"],
        organisation=place,
        value={name: given[name] for name in names},
        by=actor_for(request.user, place or one.owner_organisation),
    )


@login_required
@require_POST
def remove_override(request: HttpRequest, public_id: UUID, override: int) -> HttpResponse:
    """Let an item have its own number again."""
    one = visible_scenario(request, public_id)
    row = get_object_or_404(one.overrides.select_related("organisation", "scenario__measure"), pk=override)
    own = row.organisation is not None and request.user.has_perm("economy.write_scenario", row.organisation)
    if not own and not _may_write(request, one):
        raise PermissionDenied
    actions.remove_override(
        override=row, by=actor_for(request.user, row.organisation or one.owner_organisation)
    )
    messages.success(request, _("The number is taken out."))
    return redirect(one)
