"""Calendars to subscribe to: one's addresses, making and renewing them, and the file itself."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.overview.actions import calendars as actions
from samstyring.apps.overview.calendar_file import written
from samstyring.apps.overview.models import CalendarFeed
from samstyring.apps.overview.queries import calendars as queries
from samstyring.apps.portfolio.models import Measure

MOST = 50


@login_required
@require_safe
def addresses(request: HttpRequest, measure: UUID | None = None) -> HttpResponse:
    """The addresses of one's calendars, and to make one of an organisation or of `measure`."""
    feeds = [
        (queries.name_of(feed), feed, request.build_absolute_uri(feed.address))
        for feed in queries.of_person(_person(request))[:MOST]
    ]
    context = {
        "feeds": feeds,
        "organisation": _asked_organisation(request.GET.get("organisasjon", "")),
        "measure": _asked_measure(request, str(measure or "")),
        "has_all": any(
            feed.organisation_id is None and feed.measure_id is None for _name, feed, _at in feeds
        ),
        "trail": [(_("My account"), reverse("actors:account")), (_("Calendars"), "")],
    }
    return render(request, "overview/calendars.html", context)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # login_required holds it
    return request.user


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _asked_organisation(text: str) -> Organisation | None:
    key = _uuid(text)
    return Organisation.objects.filter(public_id=key).first() if key else None


def _asked_measure(request: HttpRequest, text: str) -> Measure | None:
    key = _uuid(text)
    if key is None:
        return None
    found: Measure | None = Measure.objects.visible_to(request.user).filter(public_id=key).first()
    return found


@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make an address of what the form names, or of all that is one's own."""
    organisation = _asked_organisation(request.POST.get("organisation", ""))
    measure = None if organisation else _asked_measure(request, request.POST.get("measure", ""))
    actions.make(
        person=_person(request), organisation=organisation, measure=measure, by=actor_for(request.user)
    )
    messages.success(request, _("The calendar has an address. Give it to your calendar program."))
    return redirect("overview:calendars")


@login_required
@require_POST
def renew(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End the address and make another."""
    feed = get_object_or_404(queries.of_person(_person(request)), public_id=public_id)
    actions.renew(feed=feed, by=actor_for(request.user))
    messages.success(request, _("The calendar has a new address. The old one answers no more."))
    return redirect("overview:calendars")


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the address away."""
    feed = get_object_or_404(queries.of_person(_person(request)), public_id=public_id)
    actions.remove(feed=feed, by=actor_for(request.user))
    messages.success(request, _("The address is taken away."))
    return redirect("overview:calendars")


@require_safe
def file(request: HttpRequest, public_id: UUID, secret: str) -> HttpResponse:
    """The calendar, to whoever has its address, as its owner may see it. A wrong secret is not found."""
    feed = CalendarFeed.objects.select_related("person", "organisation", "measure").filter(
        public_id=public_id, person__is_active=True
    )
    found = feed.first()
    if found is None or not found.is_secret(secret):
        raise Http404
    made = written(
        f"Samstyring: {queries.name_of(found)}",
        queries.entries(found, timezone.localdate(), request.build_absolute_uri),
        made=timezone.now(),
        host=request.get_host(),
    )
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="samstyring.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
