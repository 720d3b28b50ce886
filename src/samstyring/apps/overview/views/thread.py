"""The whole thread from a statement, a point, a need, a measure, a round, a case or a decision."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samstyring.apps.consultations.models import Consultation, Point, Reading
from samstyring.apps.consultations.queries import holding
from samstyring.apps.decisions.models import Case, Decision
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.priorities.models import Round

from ..queries import thread as queries
from ..thread import Node, shown
from ..treated import Treated, treated_needs, treated_points

VISIBLE: dict[str, Any] = {
    queries.NEED: Need,
    queries.MEASURE: Measure,
    queries.ROUND: Round,
    queries.CASE: Case,
}


@require_safe
def thread(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The thread from a thing; for htmx, of a point or a need, only how it was treated."""
    thing: Any
    if kind == queries.POINT:
        points = Point.objects.filter(consultation__in=Consultation.objects.visible_to(request.user))
        thing = get_object_or_404(points.select_related("consultation"), public_id=public_id)
    elif kind == "decision":
        cases = Case.objects.visible_to(request.user)
        decision = get_object_or_404(Decision.objects.filter(case__in=cases), public_id=public_id)
        thing, kind = get_object_or_404(cases, pk=decision.case_id), queries.CASE
    else:
        thing = get_object_or_404(VISIBLE[kind].objects.visible_to(request.user), public_id=public_id)
    treated = _treated(request, kind, thing)
    if request.headers.get("HX-Request"):
        return render(request, "overview/_treated_door.html", {"treated": treated, "name": thing})
    links = queries.gather(request.user, kind=kind, pk=thing.pk)
    address = (
        reverse("consultations:point", args=[thing.public_id])
        if kind == queries.POINT
        else thing.get_absolute_url()
    )
    context = {
        "name": str(thing),
        "address": address,
        "treated": treated,
        "shown": shown(links, start=(kind, thing.pk)),
    }
    return render(request, "overview/thread.html", context)


def _treated(request: HttpRequest, kind: str, thing: Any) -> Treated | None:
    """What became of a point or a need; None for others."""
    if kind == queries.POINT:
        return treated_points([thing], request.user)[thing.pk]
    if kind == queries.NEED:
        return treated_needs([thing], request.user)[thing.pk]
    return None


@require_safe
def statement(request: HttpRequest, public_id: UUID, start: int, end: int) -> HttpResponse:
    """The thread from one statement in a reply."""
    reading = get_object_or_404(
        Reading.objects.filter(
            is_current=True,
            submission__consultation__in=Consultation.objects.visible_to(request.user),
        ).select_related("submission__consultation", "source_text"),
        submission__public_id=public_id,
    )
    text = reading.source_text.text
    if not 0 <= start < end <= len(text):
        raise Http404
    quote = " ".join(holding.redact(text, start, end, holding.hidden_from(request.user, reading)).split())
    address = reverse("consultations:statement", args=[public_id, start, end])
    node = Node(quote, address, [reading.submission.consultation.title], is_here=True)
    links = queries.gather(request.user, place=(reading.source_text_id, start, end))
    context = {"name": quote, "address": address, "shown": shown(links, start=None, statement=node)}
    return render(request, "overview/thread.html", context)
