"""Decisions: taken here, recorded as they were taken elsewhere, and corrected."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.views.common import posted

from ..actions import decisions as actions
from ..choices import StepState, Task
from ..forms.route import DecisionForm
from ..models import Advice, Case, Decision, ProposedDecision, RouteStep
from .common import acting, handle, seen_version, trail_to, visible_case


@login_required
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the decision, as the body that has the case."""
    one = visible_case(request, public_id)
    steps = RouteStep.objects.filter(case=one, turn=one.turn, task=Task.DECIDE).select_related("body")
    here = steps.exclude(state=StepState.AHEAD).first() or steps.first()
    if here is None:
        raise PermissionDenied
    return handle(
        request,
        DecisionForm(
            posted(request),
            initial={"day": timezone.localdate()},
            proposals=_proposals(one),
            inside=True,
        ),
        lambda fields: actions.decide(
            case=one, fields=fields, by=actor_for(acting(request), here.body), seen=seen_version(request)
        ),
        permission="decisions.decide",
        thing=here,
        done=_("The decision is taken."),
        title=_("Decision of %(body)s") % {"body": here.body.name},
        button=_("Decide"),
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#decision",
        trail=trail_to(one),
        case=one,
        advice=_advice(one),
        proposals=_proposals(one),
    )


@login_required
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down a decision as it was taken outside the program."""
    one = visible_case(request, public_id)
    return handle(
        request,
        DecisionForm(posted(request), proposals=_proposals(one), inside=False),
        lambda fields: actions.record_outside(
            case=one,
            fields=fields,
            by=actor_for(acting(request), one.owner_organisation),
            seen=seen_version(request),
        ),
        permission="decisions.record_decision",
        thing=one,
        done=_("The decision is recorded."),
        title=_("Record a decision taken outside"),
        intro=_("Write it as it was, also where no reason was given or nobody was consulted."),
        button=_("Record"),
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#decision",
        trail=trail_to(one),
        case=one,
        advice=_advice(one),
        proposals=_proposals(one),
    )


@login_required
def correct(request: HttpRequest, public_id: UUID, decision: UUID) -> HttpResponse:
    """Write a decision anew beside the one that was wrong."""
    one = visible_case(request, public_id)
    row = get_object_or_404(
        Decision.objects.select_related("case", "decided_by"), public_id=decision, case=one
    )
    form = DecisionForm(
        posted(request),
        initial=_as_written(row),
        proposals=one.proposals.all(),
        inside=row.inside,
        correcting=True,
    )

    def write(fields: dict[str, Any]) -> Decision:
        given = dict(fields)
        why = given.pop("why_corrected")
        by = actor_for(acting(request), row.decided_by if row.inside else one.owner_organisation)
        return actions.correct(decision=row, fields=given, why=why, by=by)

    return handle(
        request,
        form,
        write,
        permission="decisions.decide" if row.inside else "decisions.record_decision",
        thing=row.decided_by if row.inside else one,
        done=_("The decision is corrected. The earlier one stays beside it."),
        title=_("Correct the decision"),
        intro=_("The earlier decision stays in view beside the new one."),
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#decision",
        trail=trail_to(one),
        case=one,
        advice=_advice(one),
        proposals=_proposals(one),
    )


def _as_written(row: Decision) -> dict[str, Any]:
    names = ("day", "result", "text", "reason", "departs", "consulted", "source", "decided_by_name")
    found = {name: getattr(row, name) for name in names}
    return found | {"proposal": row.proposal_id, "decided_by": row.decided_by_id}


def _proposals(case: Case) -> QuerySet[ProposedDecision]:
    return ProposedDecision.objects.filter(case=case, left_out=False)


def _advice(case: Case) -> list[Advice]:
    """The advice in the turn, that whoever decides sees it on the form."""
    given = Advice.objects.filter(step__case=case, step__turn=case.turn, corrected_by=None)
    return list(given.select_related("step__body").order_by("step__position"))
