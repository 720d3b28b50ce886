"""What municipalities have learnt: the list, one experience, telling one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.queries.likeness import distances
from samstyring.apps.consultations.models import Consultation, Statement
from samstyring.apps.ledger.queries import history

from ..actions import experiences as actions
from ..forms import ExperienceForm
from ..models import Experience
from ..queries import evidence as evidence_queries
from ..queries import experiences as queries


@require_safe
def experience_list(request: HttpRequest) -> HttpResponse:
    """Experiences, those of municipalities like one's own first."""
    topic = request.GET.get("tema", "")[:80]
    like = queries.own_municipality(request.user, request.GET.get("kommune", "")[:4])
    found = queries.listed(request.user, topic=topic)
    if like:
        keys = queries.nearest_first(found, distances(like))
        page: Any = Paginator(keys, queries.PAGE_SIZE).get_page(request.GET.get("side"))
        page.object_list = queries.by_keys(found, page.object_list)
    else:
        page = Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "topics": evidence_queries.topics(request.user),
        "topic": topic,
        "like": like,
        "number": request.GET.get("kommune", "")[:4],
        "may_tell": request.user.has_perm("knowledge.tell_experience"),
    }
    return render(request, "knowledge/experience_list.html", context)


@require_safe
def experience(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One experience, with the words in a reply that it came out of."""
    one = get_object_or_404(
        Experience.objects.visible_to(request.user).select_related(
            "organisation__county", "owner_organisation", "source_text__submission__consultation"
        ),
        public_id=public_id,
    )
    context = {
        "experience": one,
        "source": source_of(request, one),
        "may_change": request.user.has_perm("knowledge.tell_experience", one),
        "history": history(one.public_id) if request.user.is_authenticated else None,
        "trail": [(_("Experiences"), "knowledge:experience_list")],
    }
    return render(request, "knowledge/experience.html", context)


def source_of(request: HttpRequest, one: Experience) -> str:
    """The address of the words in the reply, where the person may see the reply; else empty."""
    if one.source_text is None:
        return ""
    submission = one.source_text.submission
    if not Consultation.objects.visible_to(request.user).filter(pk=submission.consultation_id).exists():
        return ""
    return reverse("consultations:statement", args=[submission.public_id, one.start, one.end])


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Tell an experience, or change one."""
    one: Experience | None = None
    if public_id is not None:
        one = get_object_or_404(
            Experience.objects.visible_to(request.user).select_related("organisation", "owner_organisation"),
            public_id=public_id,
        )
    if not request.user.has_perm("knowledge.tell_experience", one):
        raise PermissionDenied
    form = ExperienceForm(
        request.POST or None,
        instance=one,
        organisations=held_in(request.user, WRITERS),
        initial={"topic": request.GET.get("tema", "")},
    )
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        if one is None:
            organisation = fields.pop("organisation")
            by = actor_for(request.user, organisation)
            saved = actions.tell(organisation=organisation, fields=fields, by=by)
        else:
            by = actor_for(request.user, one.owner_organisation)
            saved = actions.change(experience=Experience.objects.get(pk=one.pk), fields=fields, by=by)
        messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
        return redirect(saved)
    context = {"form": form, "experience": one, "trail": [(_("Experiences"), "knowledge:experience_list")]}
    return render(request, "knowledge/write_experience.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def from_statement(request: HttpRequest, public_id: UUID, start: int, end: int) -> HttpResponse:
    """Make an experience out of a statement of a reply, and go on to write the rest of it."""
    statement = get_object_or_404(
        Statement.objects.select_related(
            "reading__source_text", "reading__submission__consultation__owner_organisation"
        ).filter(
            reading__is_current=True,
            reading__submission__consultation__in=Consultation.objects.visible_to(request.user),
        ),
        reading__submission__public_id=public_id,
        start=start,
        end=end,
    )
    consultation = statement.reading.submission.consultation
    owner = consultation.owner_organisation
    if owner is None or not request.user.has_perm("consultations.review", consultation):
        raise PermissionDenied
    try:
        made = actions.from_statement(statement=statement, owner=owner, by=actor_for(request.user, owner))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("consultations:statement", public_id, start, end)
    messages.success(request, _("The statement is an experience now. Add what you know."))
    return redirect("knowledge:change_experience", made.public_id)
