"""Reading: all measures that somebody introduces, one measure's, one municipality's, and one introduction."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.models import Measure

from ..choices import Stand, Status
from ..queries import introductions as queries
from ..queries.waves import of_introduction
from ..use import Figure, curve, fell_back, newest

INDEX_SIZE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which measures are introduced, and how far they have come."""
    page = Paginator(queries.introduced(request.user), INDEX_SIZE).get_page(request.GET.get("side"))
    counts = queries.counts(page.object_list, request.user)
    context = {
        "page": page,
        "rows": [(one, [counts[one.pk][key] for key in (*Status.values, *Stand.values)]) for one in page],
        "heads": [*Status.labels, *Stand.labels],
        "mine": held_in(request.user, WRITERS),
        "may_add": request.user.has_perm("adoption.add_introduction"),
    }
    return render(request, "adoption/index.html", context)


@require_safe
def of_measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who has introduced a measure, who says no and why, and who fell back."""
    measure = get_object_or_404(Measure.objects.visible_to(request.user), public_id=public_id)
    asked = {name: request.GET.get(name, "") for name in ("status", "holdning")}
    found = queries.of_measure(measure, request.user, status=asked["status"], stand=asked["holdning"])
    page = Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "measure": measure,
        "page": page,
        "rows": queries.rows(list(page.object_list)),
        "fallen": queries.who_fell_back(measure, request.user),
        "fallen_count": queries.fallen(measure, request.user).count(),
        "may_add": request.user.has_perm("adoption.add_introduction"),
        "may_plan": request.user.has_perm("adoption.write_wave"),
        "trail": [
            (_("Measures"), reverse("portfolio:measures")),
            (measure.name, measure.get_absolute_url()),
            (_("Introduction"), ""),
        ],
        **_choices(asked),
    }
    return render(request, "adoption/of_measure.html", context)


@require_safe
def of_organisation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What one municipality introduces, with what its cooperations introduce for it."""
    organisation = get_object_or_404(Organisation, public_id=public_id)
    asked = {name: request.GET.get(name, "") for name in ("status", "holdning")}
    found = queries.of_organisation(
        organisation, request.user, status=asked["status"], stand=asked["holdning"]
    )
    page = Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "organisation": organisation,
        "page": page,
        "rows": queries.rows(list(page.object_list), of=organisation),
        "operation": queries.it_operation(organisation, request.user),
        "may_say": request.user.has_perm("adoption.say_it_operation", organisation),
        "may_add": request.user.has_perm("adoption.add_introduction", organisation),
        "trail": [
            (organisation.name, organisation.get_absolute_url()),
            (_("Introduction"), ""),
        ],
        **_choices(asked),
    }
    return render(request, "adoption/of_organisation.html", context)


def _choices(asked: dict[str, str]) -> dict[str, object]:
    return {
        "choices": [
            ("status", _("Status"), Status.choices, asked["status"]),
            ("holdning", _("Stand"), Stand.choices, asked["holdning"]),
        ],
        "filtered": any(asked.values()),
    }


@require_safe
def introduction(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One introduction: decision, status, history, and use over time as a curve and a table."""
    one = get_object_or_404(queries.whole(request.user), public_id=public_id)
    shown = sorted(one.figures.all(), key=lambda row: (row.year, row.month or 13), reverse=True)
    figures = [Figure(row.year, row.month or 0, row.active, row.eligible) for row in shown]
    context = {
        "introduction": one,
        "steps": list(one.steps.all()),
        "figures": list(zip(shown, figures, strict=True)),
        "newest": newest(figures),
        "fall": fell_back(figures),
        "curve": curve(figures),
        "unmeasured": one.status == Status.IN_USE and not figures,
        "waves": list(of_introduction(one, request.user)),
        "may_change": request.user.has_perm("adoption.change_introduction", one),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [
            (one.organisation.name, reverse("adoption:of_organisation", args=[one.organisation.public_id])),
            (one.measure.name, ""),
        ],
    }
    return render(request, "adoption/introduction.html", context)
