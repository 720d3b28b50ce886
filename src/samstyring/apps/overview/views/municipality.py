"""“My municipality”: found by name or number, its page, and the page as a Word paper."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.likeness import MOST, TRAITS, weights_from
from samstyring.apps.actors.models import Organisation
from samstyring.apps.overview.municipality import finding, group, page, word

LONGEST = 100


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find a municipality by its name or number; without a question, all of them by county."""
    text = request.GET.get("sok", "").strip()[:LONGEST]
    hits = finding.search(text) if text else []
    if len(hits) == 1 and not hits[0].became:
        return redirect("overview:municipality", hits[0].organisation.number)
    if text.isascii() and text.isdecimal() and len(text) == 4:
        return redirect("overview:municipality", text)
    context = {
        "text": text,
        "hits": hits,
        "counties": finding.by_county() if not hits else [],
    }
    return render(request, "overview/municipalities.html", context)


def elsewhere(request: HttpRequest, number: str, found: finding.Found) -> HttpResponse:
    """Where nobody has the number today: on to the successor, a choice of several, or that it never was."""
    if len(found.became) == 1:
        address = reverse("overview:municipality", args=[found.became[0].number])
        return redirect(f"{address}?{urlencode({'fra': number})}")
    context = {"number": number, "former": found.former, "became": found.became}
    return render(request, "overview/no_municipality.html", context, status=404)


@require_safe
def municipality(request: HttpRequest, number: str) -> HttpResponse:
    """What binds it, what is coming, what rests on it, what it asked for, and who is like it."""
    found = finding.by_number(number)
    if found.present is None:
        return elsewhere(request, number, found)
    place = found.present
    weights = weights_from(request.GET)
    shown = page.page(place, request.user, today=timezone.localdate(), weights=weights)
    context = {
        "page": shown,
        "municipality": place,
        "former": finding.came_from(place, request.GET.get("fra", "")[:4]),
        "weights": [(trait, weights[trait.key]) for trait in TRAITS],
        "choices": range(MOST + 1),
        "changed": any(trait.key in request.GET for trait in TRAITS),
        "may_write": request.user.has_perm("adoption.add_introduction", place),
        "may_say": request.user.has_perm("adoption.say_it_operation", place),
        "may_pay": request.user.has_perm("economy.write_payment", place),
        "trail": [(_("My municipality"), reverse("overview:municipalities")), (place.name, "")],
    }
    return render(request, "overview/municipality.html", context)


@require_safe
def several(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page of a county, a network or a cooperation; that of a municipality is by its number."""
    place = get_object_or_404(Organisation.objects.select_related("county"), public_id=public_id)
    if place.kind == OrganisationKind.MUNICIPALITY and place.number:
        return redirect("overview:municipality", place.number)
    if place.kind not in group.KINDS:
        return redirect(place)
    today = timezone.localdate()
    context = {
        "page": page.page(place, request.user, today=today),
        "group": group.group(place, request.user, today),
        "municipality": place,
        "may_write": request.user.has_perm("adoption.add_introduction", place),
        "trail": [(_("My municipality"), reverse("overview:municipalities")), (place.name, "")],
    }
    return render(request, "overview/group.html", context)


@require_safe
def paper(request: HttpRequest, number: str) -> HttpResponseBase:
    """The page as a paper to edit in Word, with the gaps marked."""
    found = finding.by_number(number)
    if found.present is None:
        return elsewhere(request, number, found)
    today = timezone.localdate()
    shown = page.page(found.present, request.user, today=today)
    file = word.rendered(shown, today=today, address=request.build_absolute_uri(_address(number)))
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{found.present.name} {today:%Y-%m-%d}.docx",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )


def _address(number: str) -> str:
    return reverse("overview:municipality", args=[number])
