"""The annual cycle: a year as a wheel and a list, one activity, and writing one."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.views.common import check_allowed, form_page, posted
from samstyring.apps.ledger.queries import history

from ..actions import cycle as actions
from ..forms import ActivityForm
from ..models import Activity, Measure
from ..queries import cycle as queries
from ..recurrence import choice_of

YEARS = range(2000, 2101)


@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """One year, of all who act or of one."""
    asked, who = request.GET.get("ar", ""), request.GET.get("hvem", "")[:200]
    this_year = timezone.localdate().year
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else this_year
    if number not in YEARS:
        number = this_year
    context = {
        "year": queries.year(request.user, number, who=who),
        "before": number - 1 if number - 1 in YEARS else None,
        "after": number + 1 if number + 1 in YEARS else None,
        "actors": [(one, one) for one in queries.actors(request.user)],
        "who": who,
        "may_add": request.user.has_perm("portfolio.add_activity"),
    }
    return render(request, "portfolio/cycle.html", context)


@require_safe
def activity(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One activity, with the days it recurs on next."""
    one = _visible(request, public_id)
    measure = one.measure
    if measure is not None and not Measure.objects.visible_to(request.user).filter(pk=measure.pk).exists():
        measure = None
    context = {
        "activity": one,
        "measure": measure,
        "upcoming": queries.upcoming(one, timezone.localdate()),
        "repeat": dict(ActivityForm.base_fields["repeat"].choices).get(  # type: ignore[attr-defined]  # a ChoiceField
            choice_of(one.rule, one.starts)[0] or "once"
        ),
        "may_change": request.user.has_perm("portfolio.change_activity", one),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [(_("Annual cycle"), reverse("portfolio:cycle")), (one.title, "")],
    }
    return render(request, "portfolio/activity.html", context)


def _visible(request: HttpRequest, public_id: UUID) -> Activity:
    found: Activity = get_object_or_404(
        queries.visible(request.user).select_related("owner_organisation", "acts", "measure"),
        public_id=public_id,
    )
    return found


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Enter what recurs, or change it."""
    one = _visible(request, public_id) if public_id else None
    check_allowed(request, "portfolio.change_activity" if one else "portfolio.add_activity", one)
    form = ActivityForm(
        posted(request),
        instance=one,
        keepers=held_in(request.user, WRITERS),
        measures=Measure.objects.visible_to(request.user),
        initial=None if one else {"starts": datetime.date(timezone.localdate().year, 1, 15)},
    )
    if request.method == "POST" and form.is_valid():
        if one is None:
            keeper = form.cleaned_data.get("keeper")
            saved = actions.add(fields=form.written(), owner=keeper, by=actor_for(request.user, keeper))
        else:
            by = actor_for(request.user, one.owner_organisation)
            saved = actions.change(activity=one, fields=form.written(), by=by)
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
        return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Change what recurs") if one else _("Enter what recurs"),
        intro=_("A revision, a budget, a call for grants, a report: what comes again, and what it asks."),
        back=reverse("portfolio:activity", args=[public_id]) if public_id else reverse("portfolio:cycle"),
        trail=[(_("Annual cycle"), reverse("portfolio:cycle"))],
    )
