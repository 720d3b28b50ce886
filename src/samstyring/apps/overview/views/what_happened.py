"""“What happened to the input?”: by organisation and by consultation."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries import organisations as register
from samstyring.apps.actors.visibility import Person, roles_held
from samstyring.apps.consultations.models import Consultation

from ..queries import what_happened as queries
from ..queries.progress import progress_of
from ..states import ANSWERS, STATES

CONSULTATIONS_PER_PAGE = 15


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Find an organisation, or see how much of each consultation is answered."""
    text = " ".join(request.GET.get("q", "").split())[:200]
    context: dict[str, Any] = {"q": text, "mine": _mine(request.user)}
    if text:
        found = register.search(text, former=True)
        context["page"] = Paginator(found, queries.PER_PAGE).get_page(request.GET.get("side"))
    else:
        page = Paginator(
            Consultation.objects.visible_to(request.user).order_by("-created", "-pk"), CONSULTATIONS_PER_PAGE
        ).get_page(request.GET.get("side"))
        progress = progress_of(list(page.object_list), request.user)
        context |= {"page": page, "rows": [(one, progress[one.pk]) for one in page.object_list]}
    return render(request, "overview/what_happened.html", context)


def _mine(user: Person) -> list[Organisation]:
    """The organisations in which the visitor has a role. One query, none for a visitor."""
    if not user.is_authenticated:
        return []
    held = roles_held(user).values("organisation")
    return list(Organisation.objects.filter(pk__in=held).order_by("name"))


@require_safe
def organisation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of what one organisation said."""
    one = get_object_or_404(Organisation, public_id=public_id)
    said = queries.said_by(one, request.user)
    state = _state(request)
    chosen = request.GET.get("horing", "")
    within = next((part for part in said.parts if str(part.consultation.public_id) == chosen), None)
    lines = [
        line
        for line in said.lines
        if (not state or line.state == state)
        and (within is None or line.consultation == within.consultation.pk)
    ]
    page = Paginator(lines, queries.PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "organisation": one,
        "said": said,
        "page": page,
        "rows": queries.rows(list(page.object_list), request.user),
        "state": state,
        "within": within,
        "within_id": chosen if within else "",
        "counts": queries.counts(said.lines),
        "total": len(said.lines),
        "answered": sum(line.state in ANSWERS for line in said.lines),
    }
    return render(request, "overview/what_happened_to.html", context)


@require_safe
def consultation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What became of the points of one consultation; for htmx only the line with the figures."""
    one = get_object_or_404(Consultation.objects.visible_to(request.user), public_id=public_id)
    context: dict[str, Any] = {
        "consultation": one,
        "progress": progress_of([one], request.user)[one.pk],
    }
    if request.headers.get("HX-Request"):
        return render(request, "overview/_consultation_line.html", context)
    lines = queries.said_in(one, request.user)
    state = _state(request)
    shown = [line for line in lines if not state or line.state == state]
    page = Paginator(shown, queries.PER_PAGE).get_page(request.GET.get("side"))
    context |= {
        "page": page,
        "rows": queries.rows(list(page.object_list), request.user),
        "state": state,
        "counts": queries.counts(lines),
        "total": len(lines),
    }
    return render(request, "overview/what_happened_in.html", context)


def _state(request: HttpRequest) -> str:
    given = request.GET.get("stand", "")
    return given if given in STATES else ""
