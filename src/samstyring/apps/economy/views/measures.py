"""The economy of measures: the list, one measure, its municipalities, and the worked example."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import WRITERS, held_in, once_a_request
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS, size_of
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import InvalidInput

from .. import example as worked
from ..library import typical
from ..models import Frame, Scenario
from ..queries import economy as queries
from ..queries.inputs import newest_parameters
from ..reckoning import least_transfer, measure_result
from ..results import MunicipalityLine
from ..sentences import sentence
from ..transfers import least
from .showing import CERTAINTIES, account_asked, accounts, figures

LONGEST = 60


def visible_measure(request: HttpRequest, public_id: UUID) -> Measure:
    """The measure, where the person may see it; else it does not exist."""
    found: Measure = get_object_or_404(
        Measure.objects.visible_to(request.user).select_related("owner_organisation"), public_id=public_id
    )
    return found


def trail_to(measure: Measure, *, here: bool = False) -> list[tuple[str, str]]:
    """The way to a page under a measure's economy; `here` is that page itself."""
    own = reverse("economy:of_measure", args=[measure.public_id])
    return [
        (_("Measures"), reverse("portfolio:measures")),
        (measure.name, measure.get_absolute_url()),
        (_("Economy"), "" if here else own),
    ]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Measures with what is known of their economy."""
    only_known = request.GET.get("vis") == "kjente"
    found = queries.index(request.user, only_known=only_known)
    context = {
        "page": Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side")),
        "only_known": only_known,
    }
    return render(request, "economy/index.html", context)


@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    """A measure's economy by the measure's short code."""
    one = get_object_or_404(Measure.objects.visible_to(request.user), code=code)
    return redirect("economy:of_measure", one.public_id)


@require_safe
def of_measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One measure's economy, for the whole country or for one municipality."""
    once_a_request(request.user)
    one = visible_measure(request, public_id)
    account = account_asked(request.GET.get("regnskap", "")[:LONGEST])
    place = _place(request)
    scenarios = queries.scenarios_of(one, request.user)
    scenario = _scenario(request, scenarios)
    items = queries.items_of(one, request.user)
    shown: dict[str, Any] = {}
    result = None
    if items:
        try:
            result = measure_result(
                one,
                user=request.user,
                scenario=scenario,
                municipalities=[place] if place else None,
                account=account,
            )
            shown = figures(result)
        except InvalidInput as error:
            shown = {"problem": sentence(error)}
    context = {
        "measure": one,
        "rows": queries.rows(items, queries.topic_evidence(one, request.user), result),
        "effects": queries.effects_of(one, request.user),
        "curves": list(one.curves.all()),
        "frame": Frame.objects.filter(measure=one).first(),
        "accounts": accounts(account),
        "place": place,
        "own_places": _own_places(request),
        "scenario": scenario,
        "scenarios": scenarios,
        "certainties": CERTAINTIES,
        "address_rest": _rest(request),
        **permissions(request, one),
        "taken_out": queries.taken_out(one, request.user) if request.user.is_authenticated else [],
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": trail_to(one, here=True),
        **shown,
    }
    return render(request, "economy/measure.html", context)


def permissions(request: HttpRequest, one: Measure) -> dict[str, Any]:
    """What the person may do with a measure's economy. No more queries than the roles take once."""
    for_all = one.owner_organisation is not None and request.user.has_perm("economy.write_items", one)
    for_all = for_all or bool(getattr(request.user, "is_superuser", False))
    return {
        "may_write": for_all or bool(own_organisations(request)),
        "may_write_for_all": for_all,
        "may_scenario": request.user.has_perm("economy.write_scenario"),
        "may_give_figure": request.user.has_perm("economy.give_figure"),
    }


def own_organisations(request: HttpRequest) -> list[Organisation]:
    """Those that the person may enter something for that holds only there: municipalities and groups of them.

    One query a request, however often it is asked.
    """
    if not hasattr(request, "_own_organisations"):
        held = held_in(request.user, WRITERS)
        found = [one for one in held if one.kind == OrganisationKind.MUNICIPALITY or one.is_group]
        vars(request)["_own_organisations"] = found
    kept: list[Organisation] = vars(request)["_own_organisations"]
    return kept


def _place(request: HttpRequest) -> Organisation | None:
    """The municipality that the address names, where it is one."""
    try:
        wanted = UUID(request.GET.get("kommune", "")[:LONGEST])
    except ValueError:
        return None
    return Organisation.objects.filter(
        public_id=wanted, kind=OrganisationKind.MUNICIPALITY, valid_to=None
    ).first()


def _own_places(request: HttpRequest) -> list[Organisation]:
    return [one for one in own_organisations(request) if one.kind == OrganisationKind.MUNICIPALITY]


def _scenario(request: HttpRequest, scenarios: list[Scenario]) -> Scenario | None:
    wanted = request.GET.get("scenario", "")[:LONGEST]
    return next((one for one in scenarios if str(one.public_id) == wanted), None)


def _rest(request: HttpRequest) -> str:
    """What the address says of place and scenario, to be kept in a link to the other account."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in {"kommune", "scenario"}:
            del kept[name]
    return kept.urlencode()


@require_safe
def municipalities(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every municipality with what the measure comes to there, by size, the heaviest loss first."""
    one = visible_measure(request, public_id)
    account = account_asked(request.GET.get("regnskap", "")[:LONGEST])
    size = request.GET.get("storrelse", "")[:LONGEST]
    problem, lines = "", []
    try:
        result = measure_result(one, user=request.user, account=account)
        lines = [line for line in result.municipalities if _of_size(line, size)]
    except InvalidInput as error:
        problem = sentence(error)
    order = request.GET.get("sorter", "")[:LONGEST]
    lines.sort(key=_by_name if order == "navn" else _heaviest)
    context = {
        "measure": one,
        "page": Paginator(lines, queries.PAGE_SIZE).get_page(request.GET.get("side")),
        "problem": problem,
        "sizes": [("", _("All sizes")), *SIZE_LABELS.items()],
        "size": size,
        "order": order,
        "account": request.GET.get("regnskap", "")[:LONGEST],
        "accounts": accounts(account),
        "trail": [*trail_to(one), (_("By municipality"), "")],
    }
    return render(request, "economy/municipalities.html", context)


def _of_size(line: MunicipalityLine, size: str) -> bool:
    return not size or (line.inhabitants is not None and size_of(line.inhabitants) == size)


def _by_name(line: MunicipalityLine) -> tuple[float, str]:
    return (0.0, line.name)


def _heaviest(line: MunicipalityLine) -> tuple[float, str]:
    """The heaviest loss an inhabitant first; those with unknown inhabitants last."""
    return (line.each if line.each is not None else float("inf"), line.name)


@require_safe
def transfer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The least transfer that leaves no municipality worse off, at the certainty asked for."""
    one = visible_measure(request, public_id)
    asked = request.GET.get("sikkerhet", "")[:3]
    certainty = int(asked) if asked.isdigit() and 1 <= int(asked) <= 99 else CERTAINTIES[0]
    context: dict[str, Any] = {
        "measure": one,
        "certainty": certainty,
        "certainties": CERTAINTIES,
        "trail": [*trail_to(one), (_("The least transfer"), "")],
    }
    try:
        result = measure_result(one, user=request.user)
        found = least_transfer(one, user=request.user, certainty=certainty / 100)
        context |= {
            "result": result,
            "least": least(found, result),
            "gains": [(kind.value, amount) for kind, amount in found.gains.items()],
            "incomplete": len(found.unknown),
        }
    except InvalidInput as error:
        context["problem"] = sentence(error)
    return render(request, "economy/transfer.html", context)


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """The worked example: why a video clinic stalls, and what transfer would mend it."""
    account = account_asked(request.GET.get("regnskap", "")[:LONGEST])
    context: dict[str, Any] = {
        "accounts": accounts(account),
        "trail": [(_("Economy"), reverse("economy:index")), (_("Worked example"), "")],
    }
    try:
        result, items = worked.result(account, newest_parameters().values())
        context |= figures(result) | {"rows": queries.rows(items, [], result)}
    except InvalidInput as error:
        context["problem"] = sentence(error)
    return render(request, "economy/example.html", context)


def library() -> list[dict[str, str]]:
    """The typical items, for the pages that start from them."""
    return list(typical().values())
