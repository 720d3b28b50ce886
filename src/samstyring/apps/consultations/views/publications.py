"""Publishing a consultation: the checklist, what it would look like, publish and withdraw."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible

from ..actions import publications
from ..models import Consultation, Stance
from ..queries import public
from ..queries.lists import PAGE_SIZE
from ..queries.shown import shown_replies
from .common import Request, person, require, seen_consultation


@login_required
@require_GET
def publication(request: Request, public_id: UUID) -> HttpResponse:
    """What would be published, what to know before, and what is public now."""
    consultation = publishable(request, public_id)
    rows = consultation.submissions.counting().filter(status="read").order_by("id")
    page = Paginator(rows.values_list("pk", flat=True), PAGE_SIZE).get_page(request.GET.get("side"))
    shown = shown_replies(consultation, may_see=False, only=list(page.object_list))
    context = {
        "consultation": consultation,
        "checklist": public.checklist(consultation),
        "page": page,
        "replies": list(shown.values()),
        "editions": consultation.publications.select_related("published_by", "withdrawn_by")[:10],
        "open": consultation.publications.filter(withdrawn=None).first(),
    }
    return render(request, "consultations/publication.html", context)


@login_required
@require_GET
def preview(request: Request, public_id: UUID, submission: UUID) -> HttpResponse:
    """One document as the public would see it if it were published now."""
    consultation = publishable(request, public_id)
    found = get_object_or_404(
        consultation.submissions.counting().filter(status="read").prefetch_related("senders"),
        public_id=submission,
    )
    (document,) = public.snapshot(consultation, only=[found.pk])
    document.submission = found
    context = {
        "consultation": consultation,
        "document": document,
        "names": public.shown_names(document),
        "shown": public.public_text(document, consultation),
        "stance": dict(Stance.choices).get(document.stance, ""),
    }
    return render(request, "consultations/publication_preview.html", context)


@login_required
@require_POST
def publish(request: Request, public_id: UUID) -> HttpResponse:
    """Publish what counts now."""
    consultation = publishable(request, public_id)
    by = actor_for(request.user, consultation.owner_organisation)
    try:
        made = publications.publish(consultation=consultation, user=person(request), by=by)
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Edition %(number)d is public now.") % {"number": made.version})
    return redirect("consultations:publication", public_id=consultation.public_id)


@login_required
@require_POST
def withdraw(request: Request, public_id: UUID) -> HttpResponse:
    """Withdraw what is public."""
    consultation = publishable(request, public_id)
    by = actor_for(request.user, consultation.owner_organisation)
    gone = publications.withdraw(consultation=consultation, user=person(request), by=by)
    if gone is None:
        messages.info(request, _("Nothing was public."))
    else:
        messages.success(request, _("The edition is withdrawn and nobody outside sees it any more."))
    return redirect("consultations:publication", public_id=consultation.public_id)


def publishable(request: Request, public_id: UUID) -> Consultation:
    """The consultation, for somebody who may publish it. Raises PermissionDenied for others who see it."""
    consultation = seen_consultation(request, public_id)
    require(request, "consultations.publish", consultation)
    return consultation
