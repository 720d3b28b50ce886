"""Published knowledge: the list by topic, one publication, and writing one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.ledger.queries import history

from ..actions import evidence as actions
from ..choices import EvidenceKind
from ..forms import EvidenceForm, OutcomeFormSet
from ..models import Evidence
from ..queries import evidence as queries
from ..queries import experiences


@require_safe
def evidence_list(request: HttpRequest) -> HttpResponse:
    """All that is known, by topic, with disagreements shown where a topic is chosen."""
    topic = request.GET.get("tema", "")[:80]
    kind = request.GET.get("slag", "")
    text = request.GET.get("sok", "")[:200]
    found = queries.listed(
        request.user, text=text, topic=topic, kind=kind if kind in EvidenceKind.values else ""
    )
    page = Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "topics": queries.topics(request.user),
        "topic": topic,
        "kinds": EvidenceKind.choices,
        "kind": kind,
        "text": text,
        "disagreements": queries.disagreements(page.object_list) if topic else [],
        "experiences": experiences.listed(request.user, topic=topic)[:5] if topic else [],
        "may_add": request.user.has_perm("knowledge.add_evidence"),
    }
    return render(request, "knowledge/evidence_list.html", context)


@require_safe
def evidence(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One publication with its outcomes, and where others about the same disagree with it."""
    one = get_object_or_404(queries.with_outcomes(request.user), public_id=public_id)
    others = queries.listed(request.user, topic=one.topic)[:100]
    context = {
        "evidence": one,
        "disagreements": [
            found
            for found in queries.disagreements(others)
            if any(outcome.evidence_id == one.pk for _, outcomes in found.sides for outcome in outcomes)
        ],
        "may_change": request.user.has_perm("knowledge.change_evidence", one),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [(_("Knowledge"), "knowledge:evidence_list")],
    }
    return render(request, "knowledge/evidence.html", context)


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Enter a publication, or change what is written of one."""
    one: Evidence | None = None
    if public_id is not None:
        one = get_object_or_404(queries.with_outcomes(request.user), public_id=public_id)
    if not request.user.has_perm("knowledge.change_evidence" if one else "knowledge.add_evidence", one):
        raise PermissionDenied
    form = EvidenceForm(request.POST or None, instance=one)
    outcomes = OutcomeFormSet(
        request.POST or None,
        prefix="outcomes",
        initial=list(one.outcomes.values(*actions.OUTCOME_FIELDS)) if one else None,
    )
    if request.method == "POST" and form.is_valid() and outcomes.is_valid():
        rows = [
            row.cleaned_data
            for row in outcomes.forms
            if row.cleaned_data.get("name") and not row.cleaned_data.get("DELETE")
        ]
        owner = one.owner_organisation if one else held_in(request.user, WRITERS)[0]
        by = actor_for(request.user, owner)
        if one is None:
            saved = actions.add(fields=form.cleaned_data, outcomes=rows, owner=owner, by=by)
        else:
            saved = actions.change(evidence=one, fields=form.cleaned_data, outcomes=rows, by=by)
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
        return redirect(saved)
    context = {
        "form": form,
        "outcomes": outcomes,
        "evidence": one,
        "trail": [(_("Knowledge"), "knowledge:evidence_list")],
    }
    status = 422 if form.errors or (outcomes.is_bound and not outcomes.is_valid()) else 200
    return render(request, "knowledge/write_evidence.html", context, status=status)
