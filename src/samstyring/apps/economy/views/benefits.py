"""Planned and realised: promised gains, one with its curves, and writing what was due and what came."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.models import Measure

from .. import words
from ..actions import benefits as actions
from ..forms_benefits import BenefitForm, DueForm, MeasuredForm, WithdrawForm
from ..models import BenefitDue, BenefitMeasured, PlannedBenefit
from ..queries import benefits as queries
from ..realised import curves, part_reached

PROMISE, MEASURE = "economy.promise_benefit", "economy.measure_benefit"
# Who promises gains: a cooperation does it for its members, a network for its.
PLACES = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.COOPERATION,
    OrganisationKind.COUNTY,
    OrganisationKind.NETWORK,
)


@require_safe
def benefits(request: HttpRequest) -> HttpResponse:
    """Promised gains, with filters on how they stand; of everybody, or of one place or measure."""
    return _listed(request)


@require_safe
def of_place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Promised gains of one municipality; of a network, a cooperation or a county its members' too."""
    return _listed(request, place=get_object_or_404(Organisation, public_id=public_id))


@require_safe
def of_measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Promised gains of one measure, wherever they were promised."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), public_id=public_id)
    return _listed(request, measure=measure)


def _listed(
    request: HttpRequest, *, place: Organisation | None = None, measure: Measure | None = None
) -> HttpResponse:
    today = timezone.localdate()
    filters = queries.Filters(request.GET.get("vis", "")[:20], place, measure)
    page = Paginator(queries.listed(request.user, filters, today), queries.PAGE_SIZE).get_page(
        request.GET.get("side")
    )
    context = {
        "page": page,
        "rows": queries.rows(page.object_list, today),
        "filters": filters,
        "choices": queries.choices(),
        "by_place": queries.by_place(request.user, filters, today) if place or measure else [],
        "may_add": request.user.has_perm(PROMISE),
        "trail": _list_trail(place, measure),
    }
    return render(request, "economy/benefits.html", context)


def _list_trail(place: Organisation | None, measure: Measure | None) -> list[tuple[str, str]]:
    if measure:
        return [
            (_("Measures"), reverse("portfolio:measures")),
            (measure.name, measure.get_absolute_url()),
            (_("Planned and realised"), ""),
        ]
    if place:
        return [(place.name, place.get_absolute_url()), (_("Planned and realised"), "")]
    return [(_("National costs"), reverse("economy:national_costs")), (_("Planned and realised"), "")]


@require_safe
def benefit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One gain: what was planned and what it came to, as curves and a table."""
    one = get_object_or_404(queries.whole(request.user), public_id=public_id)
    today = timezone.localdate()
    due, measured = queries.due_values(one), queries.measured_values(one)
    stands = queries.standing_of(one, today)
    way = (
        part_reached(stands.due.value, stands.now.value, one.baseline) if stands.due and stands.now else None
    )
    context = {
        "benefit": one,
        "standing": stands,
        "way": way,
        "lines": queries.lines(one),
        "curves": curves(due, measured, one.baseline, lambda value: words.plain(value, None)),
        "may_change": request.user.has_perm(PROMISE, one),
        "may_measure": request.user.has_perm(MEASURE, one),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [
            (_("Planned and realised"), reverse("economy:benefits")),
            (one.organisation.name, reverse("economy:benefits_of_place", args=[one.organisation.public_id])),
            (one.name, ""),
        ],
    }
    return render(request, "economy/benefit.html", context)


def _visible(request: HttpRequest, public_id: UUID, permission: str) -> PlannedBenefit:
    found: PlannedBenefit = get_object_or_404(
        queries.seen(request.user).select_related("owner_organisation"), public_id=public_id
    )
    check_allowed(request, permission, found)
    return found


def _trail(one: PlannedBenefit) -> list[tuple[str, str]]:
    return [(_("Planned and realised"), reverse("economy:benefits")), (one.name, one.get_absolute_url())]


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Promise a gain, or change what is written of one. An address can name the measure."""
    one = _visible(request, public_id, PROMISE) if public_id else None
    if one is None:
        check_allowed(request, PROMISE)
    measures = Measure.objects.visible_to(request.user)
    asked = measures.filter(code=request.GET.get("tiltak", "")[:40]).first() if one is None else None
    trail = _trail(one) if one else [(_("Planned and realised"), reverse("economy:benefits"))]
    form = BenefitForm(
        posted(request),
        instance=one,
        keepers=[place for place in held_in(request.user, WRITERS) if place.kind in PLACES],
        measures=measures,
        initial={"measure": asked} if asked else {},
    )
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, public_id)
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.name})
        return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Change a promised gain") if one else _("Enter a promised gain"),
        intro=_("What is gained, how it is measured, and which office answers for it."),
        back=trail[-1][1],
        trail=trail,
    )


def _save(request: HttpRequest, form: BenefitForm, public_id: UUID | None) -> PlannedBenefit:
    if public_id is not None:
        stored = PlannedBenefit.objects.select_related("owner_organisation").get(public_id=public_id)
        by = actor_for(request.user, stored.owner_organisation)
        return actions.change(benefit=stored, fields=form.written(), by=by)
    place = form.cleaned_data["organisation"]
    return actions.promise(
        organisation=place,
        measure=form.cleaned_data["measure"],
        fields=form.written(),
        by=actor_for(request.user, place),
    )


@login_required
def set_due(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what the indicator is to have come to on a day."""
    one = _visible(request, public_id, PROMISE)
    form = DueForm(posted(request))
    if request.method == "POST" and form.is_valid():
        actions.set_due(benefit=one, by=actor_for(request.user, one.owner_organisation), **form.cleaned_data)
        messages.success(request, _("The due day is saved."))
        return redirect(one)
    return form_page(
        request,
        form,
        title=_("When is what due?"),
        intro=_("%(indicator)s, in %(unit)s.") % {"indicator": one.indicator, "unit": one.unit},
        back=one.get_absolute_url(),
        trail=_trail(one),
    )


@login_required
@require_POST
def remove_due(request: HttpRequest, public_id: UUID, due: int) -> HttpResponse:
    """Take out a due day."""
    one = _visible(request, public_id, PROMISE)
    row = get_object_or_404(BenefitDue.objects.select_related("benefit"), pk=due, benefit=one)
    actions.remove_due(due=row, by=actor_for(request.user, one.owner_organisation))
    messages.success(request, _("The due day is taken out."))
    return redirect(one)


@login_required
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Record what the indicator had come to on a day."""
    one = _visible(request, public_id, MEASURE)
    form = MeasuredForm(posted(request), initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.measure(benefit=one, day=fields.pop("day"), fields=fields, by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The value is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Record a value"),
        intro=_("%(indicator)s, in %(unit)s.") % {"indicator": one.indicator, "unit": one.unit},
        back=one.get_absolute_url(),
        trail=_trail(one),
    )


@login_required
@require_POST
def remove_measured(request: HttpRequest, public_id: UUID, measured: int) -> HttpResponse:
    """Take out a value that should not have been there."""
    one = _visible(request, public_id, MEASURE)
    row = get_object_or_404(BenefitMeasured.objects.select_related("benefit"), pk=measured, benefit=one)
    actions.remove_measured(measured=row, by=actor_for(request.user, one.owner_organisation))
    messages.success(request, _("The value is taken out."))
    return redirect(one)


@login_required
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that a gain is no longer expected, and why."""
    one = _visible(request, public_id, PROMISE)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.withdraw(benefit=one, reason=form.cleaned_data["reason"], by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("It is saved that the gain is no longer expected."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("No longer expected"),
        intro=_("The gain stays on its page with the reason, and can be expected again."),
        back=one.get_absolute_url(),
        trail=_trail(one),
    )


@login_required
@require_POST
def expect_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Undo that a gain was withdrawn."""
    one = _visible(request, public_id, PROMISE)
    try:
        actions.expect_again(benefit=one, by=actor_for(request.user, one.owner_organisation))
    except NotPossible as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The gain is expected again."))
    return redirect(one)
