"""National costs: the list of solutions, one year's from total to municipality, and writing what is known."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import PUBLISHERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.models import Measure

from .. import comparing
from ..actions import national as actions
from ..drawing_national import blocks, scatter
from ..forms_national import CostForm, GrowthForm, NumberField, PartsForm
from ..models import Growth, NationalCost
from ..naming import together
from ..queries import national as queries
from ..sharing import by_size

WRITE = "economy.write_national_cost"
MUNICIPALITIES_SIZE = 50
# What is shared to compare rules with where the municipalities' part is not known.
TRIED = Decimal(1_000_000)


@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    """What national solutions cost, by solution, with what is not known named."""
    page = Paginator(queries.solutions(request.user), queries.PAGE_SIZE).get_page(request.GET.get("side"))
    found = queries.lines([None, *page.object_list], request.user)
    context = {
        "page": page,
        "whole": found[0],
        "lines": found[1:],
        "unknown": sum(line.cost is None or line.cost.total is None for line in found[1:]),
        "may_write": request.user.has_perm(WRITE),
    }
    return render(request, "economy/national_costs.html", context)


@require_safe
def of_measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """To the newest year of a measure; where none is entered, a page that says so and who could enter it."""
    measure = get_object_or_404(
        Measure.objects.visible_to(request.user).prefetch_related("duties"), public_id=public_id
    )
    newest = queries.seen(request.user).filter(measure=measure).first()
    if newest:
        return redirect(newest)
    context = {
        "measure": measure,
        "line": queries.lines([measure], request.user)[0],
        "prices": queries.prices(measure),
        "may_write": request.user.has_perm(WRITE),
        "trail": [(_("National costs"), reverse("economy:national_costs")), (measure.name, "")],
    }
    return render(request, "economy/no_national_cost.html", context)


def _asked_sum(request: HttpRequest) -> tuple[Decimal, str]:
    """The sum that somebody wants to share to compare rules, and a sentence where it is none."""
    text = request.GET.get("sum", "")[:30]
    if not text:
        return TRIED, ""
    try:
        given = NumberField(min_value=1).clean(text)
    except ValidationError:
        return TRIED, _("“%(text)s” is no sum. Write kroner, such as 1 000 000.") % {"text": text}
    return (TRIED if given is None else given), ""


@require_safe
def national_cost(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One year of one solution: total, sectors, municipalities, and what other rules would mean."""
    one = get_object_or_404(queries.seen(request.user), public_id=public_id)
    parts = queries.parts_of(one)
    ours = queries.municipal(parts)
    known = ours.kroner if ours else None
    tried, wrong = _asked_sum(request)
    rules = list(queries.rules(request.user))
    chosen = comparing.choose(rules, one.rule, request.GET.get("regel", ""), request.GET.get("mot", ""))
    found = comparing.compare(one, chosen, known if known is not None else tried)
    rows: list[Any] = comparing.only_named(found, request.GET.get("kommune", "")[:100])
    context = {
        "cost": one,
        "parts": parts,
        "blocks": blocks(parts),
        "ours": ours,
        "known": known,
        "tried": tried,
        "sum_wrong": wrong,
        "rules": rules,
        "found": found,
        "sizes": by_size(found.changes),
        "scatter": scatter(found.changes),
        "page": Paginator(rows, MUNICIPALITIES_SIZE).get_page(request.GET.get("side")),
        "named": request.GET.get("kommune", "")[:100],
        "years": queries.years_of(one.measure, request.user),
        "prices": queries.prices(one.measure),
        "may_write": request.user.has_perm(WRITE),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [
            (_("National costs"), reverse("economy:national_costs")),
            (f"{one.measure.name if one.measure else together()}, {one.year}", ""),
        ],
    }
    return render(request, "economy/national_cost.html", context)


def _visible(request: HttpRequest, public_id: UUID) -> NationalCost:
    found: NationalCost = get_object_or_404(queries.seen(request.user), public_id=public_id)
    return found


def _trail(one: NationalCost) -> list[tuple[str, str]]:
    name = one.measure.name if one.measure else together()
    return [
        (_("National costs"), reverse("economy:national_costs")),
        (f"{name}, {one.year}", one.get_absolute_url()),
    ]


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Enter a year's cost of a measure (named in the address; without, of all together), or change one."""
    check_allowed(request, WRITE)
    one = _visible(request, public_id) if public_id else None
    measure = one.measure if one else _asked_measure(request)
    form = CostForm(
        posted(request),
        instance=one,
        measure=measure,
        rules=queries.rules(request.user),
        initial={"year": timezone.localdate().year},
    )
    # The form writes on the row that it was given, also where it is not valid.
    trail = _trail(one) if one else [(_("National costs"), reverse("economy:national_costs"))]
    back = trail[-1][1]
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, one, measure)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The cost is saved."))
            return redirect(saved)
    name = measure.name if measure else together()
    return form_page(
        request,
        form,
        title=_("What “%(name)s” costs") % {"name": name},
        intro=_(
            "All payers together, in one year, in that year’s kroner. Leave empty what is not known: the "
            "page then says so."
        ),
        back=back,
        trail=trail,
    )


def _asked_measure(request: HttpRequest) -> Measure | None:
    code = request.GET.get("tiltak", "")[:40]
    if not code:
        return None
    found: Measure = get_object_or_404(Measure.objects.visible_to(request.user), code=code)
    return found


def _save(
    request: HttpRequest, form: CostForm, one: NationalCost | None, measure: Measure | None
) -> NationalCost:
    if one is not None:
        stored = NationalCost.objects.get(pk=one.pk)
        by = actor_for(request.user, stored.owner_organisation)
        return actions.change(cost=stored, fields=form.written(), by=by)
    keeper = next(iter(held_in(request.user, PUBLISHERS)), None)
    return actions.enter(
        measure=measure,
        year=form.cleaned_data["year"],
        fields=form.written(),
        owner=keeper,
        by=actor_for(request.user, keeper),
    )


@login_required
def set_parts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say which part each sector pays."""
    check_allowed(request, WRITE)
    one = _visible(request, public_id)
    form = PartsForm(posted(request), given={part.sector: part for part in actions.given(one)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_parts(cost=one, parts=form.parts, by=actor_for(request.user))
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Who shares the cost is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Who shares the cost"),
        intro=_("What is left over is shown as “not known who”, so that the parts always sum to the whole."),
        back=one.get_absolute_url(),
        trail=_trail(one),
    )


@login_required
def set_growth(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say by how much the cost rose from the year before."""
    check_allowed(request, WRITE)
    one = _visible(request, public_id)
    form = GrowthForm(posted(request), instance=Growth(cost=one))
    if request.method == "POST" and form.is_valid():
        actions.set_growth(cost=one, fields=form.cleaned_data, by=actor_for(request.user))
        messages.success(request, _("The growth is saved."))
        return redirect(one)
    return form_page(
        request,
        form,
        title=_("How much it rose from the year before"),
        intro=_("In kroner. A line for the same sector is replaced."),
        back=one.get_absolute_url(),
        trail=_trail(one),
    )


@login_required
@require_POST
def remove_growth(request: HttpRequest, public_id: UUID, growth: int) -> HttpResponse:
    """Take out a line on growth that should not have been there."""
    check_allowed(request, WRITE)
    one = _visible(request, public_id)
    line = get_object_or_404(Growth.objects.select_related("cost"), pk=growth, cost=one)
    actions.remove_growth(growth=line, by=actor_for(request.user))
    messages.success(request, _("The line is taken out."))
    return redirect(one)
