"""The parts of a case: proposed decisions, alternatives, assessments, and the two consultations."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import posted
from samstyring.apps.ledger.events import Actor

from ..actions import cases as actions
from ..actions import consequences
from ..choices import ConsequenceKind, ConsultationKind, Party
from ..forms.cases import AlternativeForm, ConsequenceForm, ConsultationForm, ProposalForm
from ..models import Alternative, Case, Consequence, PartyConsultation, ProposedDecision
from .common import acting, handle, trail_to, visible_case


@login_required
def proposal(request: HttpRequest, public_id: UUID, proposal: int | None = None) -> HttpResponse:
    """Write a proposed decision, or another text of one."""
    one = visible_case(request, public_id)
    row = get_object_or_404(ProposedDecision, pk=proposal, case=one, left_out=False) if proposal else None
    form = ProposalForm(
        posted(request),
        instance=row or ProposedDecision(case=one),
        alternatives=Alternative.objects.filter(case=one),
    )
    return handle(
        request,
        form,
        lambda fields: actions.set_proposal(case=one, fields=fields, proposal=row, by=_by(request, one)),
        permission="decisions.change_case",
        thing=one,
        done=_("The proposed decision is saved."),
        title=_("Proposed decision"),
        intro=_("What a body has advised on keeps its words: another text then stands beside it."),
        back=one.get_absolute_url(),
        to=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
def alternative(request: HttpRequest, public_id: UUID, alternative: int | None = None) -> HttpResponse:
    """Write an alternative, or another text of one."""
    one = visible_case(request, public_id)
    row = get_object_or_404(Alternative, pk=alternative, case=one) if alternative else None
    form = AlternativeForm(posted(request), instance=row or Alternative(case=one))
    return handle(
        request,
        form,
        lambda fields: actions.set_alternative(
            case=one, fields=fields, alternative=row, by=_by(request, one)
        ),
        permission="decisions.change_case",
        thing=one,
        done=_("The alternative is saved."),
        title=_("Alternative"),
        intro=_("To do nothing is an alternative too."),
        back=one.get_absolute_url(),
        to=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
@require_POST
def remove_proposal(request: HttpRequest, public_id: UUID, proposal: int) -> HttpResponse:
    """Take a proposed decision out."""
    one = _may_change(request, public_id)
    row = get_object_or_404(ProposedDecision.objects.select_related("case"), pk=proposal, case=one)
    try:
        actions.remove_proposal(proposal=row, by=_by(request, one))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The proposed decision is taken out."))
    return redirect(one)


@login_required
@require_POST
def remove_alternative(request: HttpRequest, public_id: UUID, alternative: int) -> HttpResponse:
    """Take an alternative out."""
    one = _may_change(request, public_id)
    row = get_object_or_404(Alternative.objects.select_related("case"), pk=alternative, case=one)
    try:
        actions.remove_alternative(alternative=row, by=_by(request, one))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The alternative is taken out."))
    return redirect(one)


@login_required
def consequence(
    request: HttpRequest, public_id: UUID, party: str, kind: str, alternative: int | None = None
) -> HttpResponse:
    """Write a party's assessment of one kind of consequence, of the proposal or of an alternative."""
    one = visible_case(request, public_id)
    if party not in Party.values or kind not in ConsequenceKind.values:
        raise Http404
    of = get_object_or_404(Alternative, pk=alternative, case=one) if alternative else None
    row = Consequence.objects.filter(case=one, alternative=of, party=party, kind=kind).first()
    form = ConsequenceForm(
        posted(request),
        instance=row or Consequence(case=one, alternative=of, party=party, kind=kind),
        assessors=_assessors(),
    )
    return handle(
        request,
        form,
        lambda fields: consequences.assess(
            case=one, kind=kind, party=party, alternative=of, fields=fields, by=_by(request, one)
        ),
        permission="decisions.assess",
        thing=one,
        done=_("The assessment is saved."),
        title=_("%(kind)s, as seen by: %(party)s")
        % {"kind": ConsequenceKind(kind).label, "party": Party(party).label},
        intro=_("Of the alternative: %(name)s") % {"name": of.name} if of else "",
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#consequences",
        trail=trail_to(one),
    )


@login_required
def consultation(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Say how one of the two consultations stands."""
    one = visible_case(request, public_id)
    if kind not in ConsultationKind.values:
        raise Http404
    row = PartyConsultation.objects.filter(case=one, kind=kind).first()
    form = ConsultationForm(posted(request), instance=row or PartyConsultation(case=one, kind=kind))
    return handle(
        request,
        form,
        lambda fields: consequences.set_consultation(
            case=one, kind=kind, fields=fields, by=_by(request, one)
        ),
        permission="decisions.change_case",
        thing=one,
        done=_("The consultation is saved."),
        title=str(ConsultationKind(kind).label),
        intro=ground(kind),
        back=one.get_absolute_url(),
        to=one.get_absolute_url() + "#consultations",
        trail=trail_to(one),
    )


def ground(kind: str) -> str:
    """What a consultation rests on, in words."""
    if kind == ConsultationKind.SAMI:
        return _("It rests on law: Sámi interests, Sametinget among them, have a right to be consulted.")
    return _("It rests on agreement: an arrangement between KS and the government, not on law.")


def _assessors() -> QuerySet[Organisation]:
    return Organisation.objects.filter(valid_to=None).exclude(kind__in=["municipality", "county"])


def _by(request: HttpRequest, case: Case) -> Actor:
    return actor_for(acting(request), case.owner_organisation)


def _may_change(request: HttpRequest, public_id: UUID) -> Case:
    one = visible_case(request, public_id)
    if not request.user.has_perm("decisions.change_case", one):
        raise PermissionDenied
    return one
