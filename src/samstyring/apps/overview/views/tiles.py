"""The map of municipalities as equal tiles, with the table beside it."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.queries.introductions import introduced, measured
from samstyring.apps.consultations.models import Consultation
from samstyring.apps.economy.queries import economy
from samstyring.apps.overview import map_marks, tiles
from samstyring.apps.overview.indicators import INDICATORS
from samstyring.apps.overview.queries import on_map
from samstyring.apps.overview.queries.on_map import Map
from samstyring.apps.portfolio.models import Measure

MOST_CHOICES = 200
LONGEST = 60
USUAL = "innbyggere"


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The map, by what `vis` in the address names: an indicator, a measure, its use, or a hearing."""
    asked = request.GET.get("vis", "")[:LONGEST]
    measures = {f"tiltak-{one.code}": one for one in introduced(request.user)[:MOST_CHOICES]}
    used = {f"bruk-{one.code}": one for one in measured(request.user)[:MOST_CHOICES]}
    hearings = {
        f"horing-{one.public_id}": one
        for one in Consultation.objects.visible_to(request.user).order_by("-created", "-pk")[:MOST_CHOICES]
    }
    reckoned = {
        f"okonomi-{one.code}": one for one in economy.index(request.user, only_known=True)[:MOST_CHOICES]
    }
    known = any(asked in those for those in (INDICATORS, measures, used, hearings, reckoned))
    chosen = asked if known else USUAL
    shown, title = _map(chosen, measures, used, hearings, reckoned, request.user)
    width, height = tiles.size()
    context = {
        "map": shown,
        "tiles": map_marks.tiles(shown.municipalities),
        "rows": map_marks.rows(sorted(shown.municipalities, key=lambda one: (one.county, one.name))),
        "chosen": chosen,
        "not_found": bool(asked) and not known,
        "what": title,
        "choices": [
            (_("Figures of the register"), [(key, one.label) for key, one in INDICATORS.items()]),
            (_("How far a measure has come"), [(key, one.name) for key, one in measures.items()]),
            (_("How much a measure is used"), [(key, one.name) for key, one in used.items()]),
            (_("What a measure comes to"), [(key, one.name) for key, one in reckoned.items()]),
            (_("Stance in a hearing"), [(key, one.title) for key, one in hearings.items()]),
        ],
        "width": width,
        "height": height,
        "side": tiles.SIDE,
        "borders": tiles.borders(),
    }
    return render(request, "overview/map.html", context)


@require_safe
def of_economy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a measure comes to, on the map."""
    one = get_object_or_404(Measure.objects.visible_to(request.user), public_id=public_id)
    return redirect(f"{reverse('overview:map')}?vis=okonomi-{quote(one.code)}")


def _map(
    chosen: str,
    measures: dict[str, Measure],
    used: dict[str, Measure],
    hearings: dict[str, Consultation],
    reckoned: dict[str, Measure],
    user: Person,
) -> tuple[Map, str]:
    """The map of what is chosen, which is there, and its name."""
    if chosen in measures:
        return on_map.of_measure(measures[chosen], user), measures[chosen].name
    if chosen in used:
        name = _("%(name)s: newest use for each 1,000 inhabitants") % {"name": used[chosen].name}
        return on_map.of_use(used[chosen], user), name
    if chosen in reckoned:
        name = _("%(name)s: what it comes to for each inhabitant") % {"name": reckoned[chosen].name}
        return on_map.of_economy(reckoned[chosen], user), name
    if chosen in hearings:
        return on_map.of_consultation(hearings[chosen]), hearings[chosen].title
    return on_map.of_indicator(chosen), str(INDICATORS[chosen].label)
