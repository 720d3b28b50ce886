"""Measures: the list, one measure, and writing what is known of one."""

from typing import Any
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
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.ledger.queries import history

from ..actions import measures as actions
from ..choices import MeasureKind, Stage
from ..forms import DutyForm, EffortForm, MeasureForm, StageForm
from ..models import Duty, Measure, StageChange
from ..queries import dependencies, wishes
from ..queries import measures as queries

LONGEST = 200


@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    """All measures, with the filters that stand in the address."""
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("sok", "slag", "fase", "eier", "plikt")}
    filters = queries.Filters(
        text=asked["sok"], kind=asked["slag"], stage=asked["fase"], owner=asked["eier"], duty=asked["plikt"]
    )
    found = queries.listed(request.user, filters)
    owners = queries.owners(request.user)
    context = {
        "page": Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side")),
        "filters": filters,
        "filtered": any(asked.values()),
        "choices": [
            ("slag", _("Kind"), MeasureKind.choices, filters.kind),
            ("fase", _("Stage"), Stage.choices, filters.stage),
            ("eier", _("Owner"), [(one, one) for one in owners], filters.owner),
            ("plikt", _("Duty"), queries.duty_filters(), filters.duty),
        ],
        "stage_words": dict(Stage.choices),
        "may_add": request.user.has_perm("portfolio.add_measure"),
    }
    return render(request, "portfolio/measure_list.html", context)


@require_safe
def measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One measure: what it is, what binds whom, what it takes, what it depends on, what is known."""
    one = get_object_or_404(queries.whole(request.user), public_id=public_id)
    duties = list(one.duties.all())
    context = {
        "measure": one,
        "stages": list(one.stages.all()),
        "use": [duty for duty in duties if duty.kind == "use"],
        "pay": [duty for duty in duties if duty.kind == "pay"],
        "around": dependencies.surroundings(one, request.user),
        "tied": wishes.tied(one, request.user),
        "may_tie": request.user.has_perm("portfolio.tie_need"),
        "known": queries.known_of(one, request.user),
        "not_known": queries.not_known(one),
        "may_change": request.user.has_perm("portfolio.change_measure", one),
        "may_set_duty": request.user.has_perm("portfolio.set_duty", one),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [(_("Measures"), reverse("portfolio:measures")), (one.name, "")],
    }
    return render(request, "portfolio/measure.html", context)


def visible_measure(request: HttpRequest, public_id: UUID) -> Measure:
    """The measure, where the person may see it; else it does not exist."""
    found: Measure = get_object_or_404(
        Measure.objects.visible_to(request.user).select_related("owner_organisation", "responsible"),
        public_id=public_id,
    )
    return found


def trail_to(one: Measure) -> list[tuple[str, str]]:
    """The way to a page under a measure."""
    return [(_("Measures"), reverse("portfolio:measures")), (one.name, one.get_absolute_url())]


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Enter a measure, or change what is written of one."""
    one = visible_measure(request, public_id) if public_id else None
    check_allowed(request, "portfolio.change_measure" if one else "portfolio.add_measure", one)
    form = MeasureForm(posted(request), instance=one, keepers=held_in(request.user, WRITERS))
    if request.method == "POST" and form.is_valid():
        fields: dict[str, Any] = dict(form.cleaned_data)
        if one is None:
            keeper = fields.pop("keeper", None)
            saved = actions.add(fields=fields, owner=keeper, by=actor_for(request.user, keeper))
        else:
            saved = actions.change(
                measure=one, fields=fields, by=actor_for(request.user, one.owner_organisation)
            )
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.name})
        return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Change a measure") if one else _("Enter a measure"),
        intro=_("Leave empty what is not known: the page says so, and who could fill it in."),
        back=reverse("portfolio:measure", args=[public_id]) if public_id else reverse("portfolio:measures"),
        # The form has changed `one` where it was not valid, so the name is not read from it.
        trail=[(_("Measures"), reverse("portfolio:measures"))],
    )


@login_required
def set_stage(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what stage the measure has come to."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.change_measure", one)
    form = StageForm(
        posted(request), instance=StageChange(measure=one), initial={"date": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.set_stage(measure=one, by=by, **form.cleaned_data)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The stage is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Say what stage it is at"),
        intro=_("Earlier stages stay in the history. The newest counts."),
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
def set_duty(request: HttpRequest, public_id: UUID, duty: int | None = None) -> HttpResponse:
    """Say whether somebody must use the measure, or pay for it."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.set_duty", one)
    line = get_object_or_404(Duty, pk=duty, measure=one) if duty else None
    form = DutyForm(posted(request), instance=line or Duty(measure=one))
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        actions.set_duty(measure=one, fields=form.cleaned_data, duty=line, by=by)
        messages.success(request, _("The duty is saved."))
        return redirect(one)
    return form_page(
        request,
        form,
        title=_("Say whether there is a duty"),
        intro=_(
            "To use and to pay are two things: write one line for each, and one for each of those it is for."
        ),
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
@require_POST
def remove_duty(request: HttpRequest, public_id: UUID, duty: int) -> HttpResponse:
    """Take a line on a duty out."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.set_duty", one)
    line = get_object_or_404(Duty.objects.select_related("measure"), pk=duty, measure=one)
    actions.remove_duty(duty=line, by=actor_for(request.user, one.owner_organisation))
    messages.success(request, _("The line is taken out."))
    return redirect(one)


@login_required
def set_effort(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how many hours a profession spends on a typical introduction."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.change_measure", one)
    form = EffortForm(posted(request))
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        actions.set_effort(measure=one, fields=form.cleaned_data, by=by)
        messages.success(request, _("The hours are saved."))
        return redirect(one)
    return form_page(
        request,
        form,
        title=_("Hours of a typical introduction"),
        intro=_("In one municipality, for one profession. Write where the figure is from."),
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
@require_POST
def remove_effort(request: HttpRequest, public_id: UUID, effort: int) -> HttpResponse:
    """Take the hours of a profession out."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.change_measure", one)
    line = get_object_or_404(one.efforts.select_related("measure"), pk=effort)
    actions.remove_effort(effort=line, by=actor_for(request.user, one.owner_organisation))
    messages.success(request, _("The line is taken out."))
    return redirect(one)
