"""What rests on an organisation and its offices by month; and its office-holders, for its own people."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.views.common import check_allowed, posted
from samstyring.apps.portfolio.recurrence import heavy_months

from .. import drawing
from ..actions import offices as actions
from ..booking import between, quarter_at, quarter_of
from ..forms import OfficeHolderForm
from ..models import OfficeHolder
from ..months import DONE, KINDS, Month, by_month
from ..queries import load as queries
from ..queries import offices
from ..queries.booked import books, without_hours
from ..queries.pressure import beside

LABELS = {
    "seats": pgettext_lazy("kind of load", "Seats"),
    "networks": pgettext_lazy("kind of load", "Networks"),
    "introductions": pgettext_lazy("kind of load", "Introductions"),
    "waves": pgettext_lazy("kind of load", "Waves"),
    "hearings": pgettext_lazy("kind of load", "Hearings"),
    "meetings": pgettext_lazy("kind of load", "Meetings"),
    "deadlines": pgettext_lazy("kind of load", "Deadlines"),
}
# This quarter and the seven after it.
QUARTERS_AHEAD = 7


@require_safe
def load(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All that rests on it for twelve months, by kind; and small beside large."""
    place = get_object_or_404(Organisation.objects.select_related("county"), public_id=public_id)
    today = timezone.localdate()
    rests = queries.rests_on(place, request.user, today)
    introductions = queries.under_way(place, request.user)
    items = queries.items(place, rests, introductions, queries.coming_duties(request.user, today))
    months = by_month(items, today)
    first = quarter_of(today)
    quarters = between(first, quarter_at(first.place + QUARTERS_AHEAD))
    common = len(rests.hearings) + len(rests.activities)
    sees_holders = request.user.has_perm("adoption.see_office_holders", place)
    context = {
        "organisation": place,
        "rests": rests,
        "introductions": introductions,
        "undated": sum(not one.starts and not one.ends for one in introductions),
        "months": list(zip(months, _heavy(months), strict=True)),
        "heads": [LABELS[kind] for kind in KINDS],
        "legend": [(kind, LABELS[kind]) for kind in DONE],
        "drawing": _drawn(months),
        "offices": _offices(one.lead_office for one in introductions if one.organisation_id == place.pk),
        "book": books([place.pk], request.user, quarters)[place.pk],
        "without_hours": without_hours(place.pk, request.user),
        "beside": beside(place, request.user, today, common),
        "common": common,
        "sees_holders": sees_holders,
        "holders": offices.holders(place, request.user) if sees_holders else [],
        "may_write_holders": request.user.has_perm("adoption.write_office_holders", place),
        "may_say_capacity": request.user.has_perm("adoption.say_capacity", place),
        "trail": [(place.name, place.get_absolute_url()), (_("What rests on it"), "")],
    }
    return render(request, "adoption/load.html", context)


def _heavy(months: list[Month]) -> list[bool]:
    heavy = heavy_months([month.done for month in months])
    return [place in heavy for place in range(1, len(months) + 1)]


def _drawn(months: list[Month]) -> drawing.Bars | None:
    return drawing.stacked(
        [
            drawing.Given(
                formats.date_format(month.first, "M"), [(kind, month.counts[kind]) for kind in DONE], heavy
            )
            for month, heavy in zip(months, _heavy(months), strict=True)
        ]
    )


def _offices(leads: Iterable[str]) -> list[tuple[str, int]]:
    """The offices that lead introductions under way, those with the most first; no name is not stated."""
    return sorted(Counter(leads).items(), key=lambda pair: (not pair[0], -pair[1], pair[0]))


@login_required
def write_holder(request: HttpRequest, public_id: UUID, holder: int | None = None) -> HttpResponse:
    """Say what an office-holder is asked for, under a key."""
    place = get_object_or_404(Organisation.objects.select_related("county"), public_id=public_id)
    check_allowed(request, "adoption.write_office_holders", place)
    row = get_object_or_404(OfficeHolder, pk=holder, organisation=place) if holder else None
    groups = offices.choices(place, request.user, timezone.localdate(), row)
    form = OfficeHolderForm(
        posted(request),
        instance=row or OfficeHolder(organisation=place, owner_organisation=place),
        groups=groups,
        initial=offices.chosen(row) if row else {},
    )
    if request.method == "POST" and form.is_valid():
        actions.write(
            organisation=place,
            holder=row,
            fields=form.written(),
            targets=form.chosen(),
            by=actor_for(request.user, place),
        )
        messages.success(request, _("The office-holder is saved."))
        return redirect("adoption:load", place.public_id)
    context = {
        "organisation": place,
        "form": form,
        "holder": row,
        "trail": [
            (place.name, place.get_absolute_url()),
            (_("What rests on it"), reverse("adoption:load", args=[public_id])),
            (_("Office-holder"), ""),
        ],
    }
    return render(request, "adoption/office_holder.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_holder(request: HttpRequest, public_id: UUID, holder: int) -> HttpResponse:
    """Take an office-holder out of the list."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "adoption.write_office_holders", place)
    row = get_object_or_404(
        OfficeHolder.objects.select_related("organisation"), pk=holder, organisation=place
    )
    actions.remove(holder=row, by=actor_for(request.user, place))
    messages.success(request, _("The office-holder is taken out of the list."))
    return redirect("adoption:load", place.public_id)
