"""Cases: the list, one case, and what it says."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.views.common import posted
from samstyring.apps.ledger.queries import history

from ..actions import cases as actions
from ..actions import subjects
from ..choices import Act, Phase
from ..forms.cases import CaseForm
from ..models import Case, Decision
from ..models.cases import SUBJECT_KINDS
from ..policies import ROUTE_OPEN, WITH_BODY
from ..queries import cases as queries
from ..queries import one_case, positions
from ..queries.may import may_do
from ..queries.subjects import advised_by_rounds, kind_labels, treated, visible
from .common import acting, handle, trail_to, visible_case
from .route import ACTS

LONGEST = 200
# The phases in the order that a case goes through them; a withdrawn one has left the way.
WAY = (Phase.DRAFT, Phase.ADVICE, Phase.DECISION, Phase.DECIDED, Phase.ANSWERED)
# The acts that take a case further on its way; the others take it back, out or past it.
LEADING = frozenset({Act.SEND, Act.PASS_ON, Act.SUBMIT, Act.DECIDE, Act.ANSWER})


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """All cases, with the filters that stand in the address."""
    asked = {
        name: request.GET.get(name, "")[:LONGEST]
        for name in ("sok", "fase", "organ", "hos", "slag", "gjelder")
    }
    filters = queries.Filters(
        text=asked["sok"],
        phase=asked["fase"],
        body=asked["organ"],
        here=asked["hos"] == "ja",
        kind=asked["slag"],
        thing=asked["gjelder"],
    )
    bodies = queries.bodies_on_routes(request.user)
    context = {
        "page": queries.page_of(request.user, filters, request.GET.get("side")),
        "filters": filters,
        "filtered": any(asked.values()),
        "choices": [
            ("fase", _("Phase"), Phase.choices, filters.phase),
            ("organ", _("Body"), [(str(one.public_id), one.name) for one in bodies], filters.body),
            ("slag", _("Treats"), list(kind_labels().items()), filters.kind),
        ],
        "may_add": request.user.has_perm("decisions.add_case"),
    }
    return render(request, "decisions/case_list.html", context)


@require_safe
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One case: what is asked and proposed, what it treats and means, its route, and what was decided."""
    one = get_object_or_404(one_case.whole(request.user), public_id=public_id)
    shown = one_case.put_together(one, request.user)
    may = may_do(request.user, one, shown.here)
    subjects_shown, hidden = treated(one, request.user)
    position = getattr(one, "position", None)
    possible = [act for act in one_case.acts(shown.standing) if act.permission in may]
    context = {
        "case": one,
        "whole": shown,
        "way": [(phase.label, phase == one.phase) for phase in WAY],
        "may": may,
        "acts": [_offered(act, one) for act in possible if not act.hindered],
        "hindrances": sorted({act.hindered for act in possible if act.act in LEADING} - {""}),
        "preparing": one.phase == Phase.DRAFT,
        "open": one.phase in {Phase.DRAFT, *WITH_BODY},
        "route_open": one.phase in ROUTE_OPEN,
        "may_correct": _may_correct(request, shown.now.decision, may),
        "subjects": subjects_shown,
        "hidden": hidden,
        "rounds": advised_by_rounds(subjects_shown, request.user),
        "position": position,
        "counts": positions.counts(position) if position else [],
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [(_("Cases"), reverse("decisions:cases")), (one.title, "")],
    }
    return render(request, "decisions/case.html", context)


@dataclass(frozen=True)
class Offered:
    """An act that the person can do now; `leads` says that it takes the case further on its way."""

    label: str
    address: str
    leads: bool


def _offered(act: one_case.PossibleAct, one: Case) -> Offered:
    names = {Act.DECIDE: "decide", Act.RECORD: "record_decision", Act.ANSWER: "answers"}
    if act.act in names:
        address = reverse(f"decisions:{names[Act(act.act)]}", args=[one.public_id])
    else:
        word = next(word for word, wanted in ACTS.items() if wanted == act.act)
        address = reverse("decisions:act", args=[one.public_id, word])
    return Offered(act.label, address, act.act in LEADING)


def _may_correct(request: HttpRequest, decision: Decision | None, may: set[str]) -> bool:
    if decision is None or not may:
        return False
    if not decision.inside:
        return "decisions.record_decision" in may
    return bool(request.user.has_perm("decisions.decide", decision.decided_by))


@login_required
def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case, with a first proposed decision and what it treats where that is known."""
    if not request.user.has_perm("decisions.add_case"):
        raise PermissionDenied
    keepers = held_in(request.user, WRITERS)
    form = CaseForm(posted(request), keepers=keepers)
    thing = _asked_for(request)
    if request.method == "POST" and form.is_valid():
        fields: dict[str, Any] = dict(form.cleaned_data)
        keeper, proposal = fields.pop("keeper", None), fields.pop("proposal", "")
        by = actor_for(acting(request), keeper)
        made = actions.open_case(fields=fields, owner=keeper, by=by)
        if proposal.strip():
            actions.set_proposal(case=made, fields={"text": proposal}, by=by)
        if thing is not None:
            subjects.add(case=made, thing=thing, by=by)
        messages.success(request, _("The case “%(title)s” is opened.") % {"title": made.title})
        return redirect(made)
    context = {
        "form": form,
        "title": _("Open a case"),
        "intro": _("It will treat: %(name)s.") % {"name": thing} if thing is not None else "",
        "back": reverse("decisions:cases"),
        "trail": [(_("Cases"), reverse("decisions:cases")), (_("Open a case"), "")],
    }
    return render(request, "decisions/form.html", context, status=422 if form.errors else 200)


def _asked_for(request: HttpRequest) -> Any:
    """The point, need, measure or round that the address asks the case to treat; none where it asks none."""
    kind, public_id = request.GET.get("slag", ""), queries.identifier(request.GET.get("gjelder", ""))
    if kind not in SUBJECT_KINDS or public_id is None:
        return None
    return visible(kind, request.user).filter(public_id=public_id).first()


@login_required
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write something else of a case that is being prepared."""
    one = visible_case(request, public_id)
    trail = trail_to(one)
    form = CaseForm(posted(request), instance=Case.objects.get(pk=one.pk), keepers=[])
    return handle(
        request,
        form,
        lambda fields: actions.change(
            case=one, fields=fields, by=actor_for(request.user, one.owner_organisation)
        ),
        permission="decisions.change_case",
        thing=one,
        done=_("The case is saved."),
        title=_("Change the case"),
        back=one.get_absolute_url(),
        trail=trail,
        case=one,
    )
