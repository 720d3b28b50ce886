"""Writing hours: what a participant of a wave plans and spends, and what an organisation has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted

from ..actions import hours as actions
from ..forms import CapacityForm, EmployeeYearsForm, HoursForm
from ..models import Capacity, EmployeeYears, Wave, WaveHours, WaveParticipant
from .wave_writing import acting_for, participant_of, trail_of

FIRST, LAST = 2000, 2099


def _year(request: HttpRequest) -> int:
    """The year that the address asks for, else this one."""
    asked = request.GET.get("ar", "")
    if asked.isascii() and asked.isdecimal() and FIRST <= int(asked) <= LAST:
        return int(asked)
    return timezone.localdate().year


@login_required
def hours(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """A participant's hours of a year, planned and spent, by profession and quarter."""
    row, year = participant_of(request, public_id, key), _year(request)
    form = HoursForm(posted(request), stored=_stored_hours(row, year), suggestions=_suggested(row.wave))
    if request.method == "POST" and form.is_valid():
        written = form.written()
        if actions.write(participant=row, year=year, rows=written, by=acting_for(request, row)):
            messages.success(request, _saved_words(row, year, written))
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect(f"{_address(row)}?ar={year}")
    context = {
        "wave": row.wave,
        "participant": row,
        "form": form,
        "year": year,
        "can_undo": row.changes.filter(year=year).exists(),
        "above": _above(row, year),
        "trail": [*trail_of(row.wave), (row.organisation.name, "")],
    }
    return render(request, "adoption/wave_hours.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def undo(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Undo the newest change of a participant's hours of a year."""
    row, year = participant_of(request, public_id, key), _year(request)
    try:
        actions.undo(participant=row, year=year, by=acting_for(request, row))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The newest change is undone. To undo once more brings it back."))
    return redirect(f"{_address(row)}?ar={year}")


def _address(row: WaveParticipant) -> str:
    return reverse("adoption:wave_hours", args=[row.wave.public_id, row.pk])


def _saved_words(row: WaveParticipant, year: int, written: Iterable[actions.Hours]) -> str:
    words = _("The hours of %(name)s in %(year)d are saved.") % {"name": row.organisation.name, "year": year}
    above = sum(one.spent is not None and one.spent > (one.planned or 0) for one in written)
    if above:
        words += " " + _("In %(count)d of the quarters more is spent than planned; it is marked.") % {
            "count": above
        }
    return words


def _stored_hours(row: WaveParticipant, year: int) -> dict[str, dict[tuple[int, str], int | None]]:
    found: dict[str, dict[tuple[int, str], int | None]] = defaultdict(dict)
    for one in row.hours.filter(year=year).order_by("profession"):
        found[one.profession] |= {(one.quarter, "planned"): one.planned, (one.quarter, "spent"): one.spent}
    return found


def _above(row: WaveParticipant, year: int) -> list[WaveHours]:
    """What was spent above plan. One query."""
    return [
        one
        for one in row.hours.filter(year=year, spent__isnull=False)
        if one.spent is not None and one.spent > (one.planned or 0)
    ]


def _suggested(wave: Wave) -> Sequence[str]:
    """The professions that the measure typically takes. One query."""
    return list(wave.measure.efforts.order_by("profession").values_list("profession", flat=True))


@login_required
def capacity(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How many hours an organisation has for introductions in a year."""
    place, year = get_object_or_404(Organisation, public_id=public_id), _year(request)
    check_allowed(request, "adoption.say_capacity", place)
    stored = list(Capacity.objects.filter(organisation=place, year=year).order_by("profession"))
    by_name: dict[str, dict[tuple[int, str], int | None]] = defaultdict(dict)
    for one in stored:
        by_name[one.profession][one.quarter, "hours"] = one.hours
    initial = {"visibility": stored[0].visibility} if stored else {}
    form = CapacityForm(posted(request), stored=by_name, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.say_capacity(
            organisation=place,
            year=year,
            rows=form.written(),
            visibility=form.cleaned_data["visibility"],
            by=actor_for(request.user, place),
        )
        messages.success(request, _("It is saved how many hours you have in %(year)d.") % {"year": year})
        return redirect("adoption:load", place.public_id)
    context = {
        "organisation": place,
        "form": form,
        "year": year,
        "trail": [*_trail(place), (_("Hours that we have"), "")],
    }
    return render(request, "adoption/capacity.html", context, status=422 if form.errors else 200)


@login_required
def employee_years(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How many employee-years there were in a year, with the source."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "adoption.say_capacity", place)
    newest = EmployeeYears.objects.filter(organisation=place).first()
    initial = {"year": newest.year, "number": newest.number, "source": newest.source} if newest else {}
    form = EmployeeYearsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.say_employee_years(organisation=place, by=actor_for(request.user, place), **form.cleaned_data)
        messages.success(request, _("The number of employee-years is saved."))
        return redirect("adoption:load", place.public_id)
    return form_page(
        request,
        form,
        title=_("Employee-years"),
        intro=_("With this number what rests on you can be seen beside how many you are. Everyone sees it."),
        back=reverse("adoption:load", args=[public_id]),
        trail=_trail(place),
    )


def _trail(place: Organisation) -> list[tuple[str, str]]:
    return [
        (place.name, place.get_absolute_url()),
        (_("What rests on it"), reverse("adoption:load", args=[place.public_id])),
    ]
