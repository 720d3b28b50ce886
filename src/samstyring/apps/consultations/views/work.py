"""Working together: who reviews what, samples that several label, and how far they and the program agree."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samstyring.apps.actors.acting import actor_for

from ..actions import work as actions
from ..models import Consultation, Sample, SampledStatement, StatementType
from ..queries import holding
from ..queries import work as queries
from ..queries.agreement import agreement
from ..queries.selection import valid_uuid
from ..themes import theme_choices
from .common import Request, person, require, seen_consultation

SIZES = (50, 100, 200)
AROUND = 300  # characters of the text shown before and after a statement that is to be labelled


@require_GET
@login_required
def work(request: Request, public_id: UUID) -> HttpResponse:
    """Who reviews what, what is left, and the samples."""
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.review", consultation)
    asked = request.GET.get("hvem", "")
    whose = asked if asked == "ingen" else (valid_uuid(asked) or "")
    may_see = holding.may_see_personal(request.user, consultation)
    found = queries.work(consultation, request.GET.get("side"), whose=whose, may_see=may_see)
    return render(
        request,
        "consultations/work.html",
        {
            "consultation": consultation,
            "work": found,
            "page": found.page,
            "whose": whose,
            "reviewers": queries.reviewers(consultation),
            "samples": consultation.samples.select_related("created_by")[:20],
            "sizes": SIZES,
        },
    )


@login_required
@require_POST
def assign(request: Request, public_id: UUID) -> HttpResponse:
    """Give the documents that are ticked, or share all that nobody has, out to people."""
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.review", consultation)
    people = queries.reviewers(consultation)
    chosen = next((one for one in people if str(one.public_id) == request.POST.get("reviewer")), None)
    if chosen is None and request.POST.get("reviewer") != "ingen":
        messages.error(request, _("Choose who is to review the documents."))
        return back(consultation, request.POST.get("hvem", ""))
    ticked = [UUID(one) for one in request.POST.getlist("document") if valid_uuid(one)]
    rows = consultation.submissions.filter(public_id__in=ticked).values_list("pk", flat=True)
    try:
        changed = actions.assign(
            consultation=consultation,
            documents=list(rows),
            reviewer=chosen,
            user=person(request),
            by=actor_for(request.user, consultation.owner_organisation),
        )
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return back(consultation, request.POST.get("hvem", ""))
    messages.success(
        request,
        ngettext("%(count)d document changed hands.", "%(count)d documents changed hands.", changed)
        % {"count": changed},
    )
    return back(consultation, request.POST.get("hvem", ""))


def back(consultation: Consultation, whose: str) -> HttpResponseRedirect:
    """To the page about the work, with the same filter."""
    address = reverse("consultations:work", args=[consultation.public_id])
    return HttpResponseRedirect(
        f"{address}?hvem={whose}" if whose == "ingen" or valid_uuid(whose) else address
    )


@login_required
@require_POST
def draw(request: Request, public_id: UUID) -> HttpResponse:
    """Draw a sample, and begin to label it."""
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.review", consultation)
    size = request.POST.get("size", "")
    try:
        sample = actions.draw(
            consultation=consultation,
            size=int(size) if size.isdecimal() else 0,
            user=person(request),
            by=actor_for(request.user, consultation.owner_organisation),
        )
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("consultations:work", public_id=consultation.public_id)
    return redirect("consultations:sample", public_id=consultation.public_id, number=sample.number)


@login_required
@require_GET
def sample(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """What a sample shows so far, as far as this person has labelled it."""
    consultation, found = seen_sample(request, public_id, number)
    result = agreement(found, seen_by=person(request).pk)
    may_see = holding.may_see_personal(request.user, consultation)
    texts = {row.sampled.source_text_id for row in result.differing}
    held = {} if may_see else holding.held_in(texts)
    own = found.statements.filter(labels__by=person(request)).count()
    return render(
        request,
        "consultations/sample.html",
        {
            "consultation": consultation,
            "sample": found,
            "result": result,
            "differing": [
                (
                    row,
                    holding.redact_quote(
                        row.sampled.quote, row.sampled.start, held.get(row.sampled.source_text_id, [])
                    ),
                )
                for row in result.differing[:50]
            ],
            "own": own,
            "left": result.size - own,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def label(request: Request, public_id: UUID, number: int) -> HttpResponse:
    """Label the next statement of a sample, seeing neither the program's nor others' answers."""
    consultation, found = seen_sample(request, public_id, number)
    error, status = "", 200
    if request.method == "POST":
        position = request.POST.get("position", "")
        sampled = get_object_or_404(found.statements, position=int(position) if position.isdecimal() else -1)
        try:
            actions.label(
                sampled=sampled,
                type=request.POST.get("type", ""),
                theme=request.POST.get("theme", ""),
                themes=theme_choices(consultation),
                user=person(request),
                by=actor_for(request.user, consultation.owner_organisation),
            )
            return redirect("consultations:sample_label", public_id=public_id, number=number)
        except ValidationError as refused:
            error, status = refused.messages[0], 409
        except ValueError:
            error, status = _("Choose both a type and a theme."), 422
    else:
        following = queries.next_in_sample(found, person(request))
        if following is None:
            return redirect("consultations:sample", public_id=public_id, number=number)
        sampled = following
    return render(
        request,
        "consultations/sample_label.html",
        label_context(request, found, sampled, error),
        status=status,
    )


def label_context(
    request: Request, found: Sample, sampled: SampledStatement, error: str
) -> dict[str, object]:
    """What the page for labelling shows: the statement in its surroundings, and what was chosen so far."""
    text = sampled.source_text
    may_see = holding.may_see_personal(request.user, found.consultation)
    held = [] if may_see else holding.held_ranges(text.pk)
    end = min(len(text.text), sampled.end + AROUND)
    begin = max(0, sampled.start - AROUND)
    return {
        "consultation": found.consultation,
        "sample": found,
        "sampled": sampled,
        "before": holding.redact(text.text, begin, sampled.start, held),
        "quote": holding.redact(text.text, sampled.start, sampled.end, held),
        "after": holding.redact(text.text, sampled.end, end, held),
        "types": StatementType.choices,
        "themes": list(theme_choices(found.consultation).items()),
        "chosen_type": request.POST.get("type", ""),
        "chosen_theme": request.POST.get("theme", ""),
        "error": error,
        "done": found.statements.filter(labels__by=person(request)).count(),
        "size": found.statements.count(),
    }


def seen_sample(request: Request, public_id: UUID, number: int) -> tuple[Consultation, Sample]:
    """A sample of a consultation that this person may review, or 404."""
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.review", consultation)
    found = get_object_or_404(consultation.samples, number=number)
    found.consultation = consultation
    return consultation, found
