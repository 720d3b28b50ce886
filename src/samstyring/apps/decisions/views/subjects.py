"""What a case treats: find it and take it up, from the case or from its own page."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import posted

from ..actions import subjects as actions
from ..choices import Phase
from ..forms.route import TakeUpForm
from ..models import Case, CaseSubject
from ..models.cases import SUBJECT_KINDS
from ..policies import WITH_BODY
from ..queries import subjects as queries
from ..queries.cases import identifier
from .common import acting, handle, trail_to, visible_case

LONGEST = 200


@login_required
def find(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Search points, needs, measures and rounds, and take up what the case treats."""
    one = visible_case(request, public_id)
    if not request.user.has_perm("decisions.change_case", one):
        raise PermissionDenied
    text = request.GET.get("sok", "")[:LONGEST]
    context = {
        "case": one,
        "text": text,
        "found": queries.search(one, text, request.user),
        "most": queries.FOUND,
        "trail": [*trail_to(one), (_("What the case treats"), "")],
    }
    return render(request, "decisions/find_subject.html", context)


@login_required
@require_POST
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take up one thing that was found."""
    one = visible_case(request, public_id)
    if not request.user.has_perm("decisions.change_case", one):
        raise PermissionDenied
    kind, wanted = request.POST.get("kind", ""), identifier(request.POST.get("thing", ""))
    if kind not in SUBJECT_KINDS or wanted is None:
        raise Http404
    thing = get_object_or_404(queries.visible(kind, request.user), public_id=wanted)
    try:
        actions.add(case=one, thing=thing, by=actor_for(acting(request), one.owner_organisation))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The case treats “%(name)s”.") % {"name": thing})
    return redirect(one.get_absolute_url() + "#subjects")


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID, subject: int) -> HttpResponse:
    """Let something go that the case does not treat."""
    one = visible_case(request, public_id)
    if not request.user.has_perm("decisions.change_case", one):
        raise PermissionDenied
    row = get_object_or_404(CaseSubject.objects.select_related("case"), pk=subject, case=one)
    try:
        actions.remove(subject=row, by=actor_for(acting(request), one.owner_organisation))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is taken out of the case."))
    return redirect(one.get_absolute_url() + "#subjects")


@login_required
def take_up(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """From the page of a point, a need, a measure or a round: take it up in a case."""
    thing = get_object_or_404(queries.visible(kind, request.user), public_id=public_id)
    owners = held_in(request.user, WRITERS)
    cases = Case.objects.visible_to(request.user).filter(phase__in=[Phase.DRAFT, *WITH_BODY])
    if not acting(request).is_superuser:
        cases = cases.filter(owner_organisation__in=owners)
    address = queries.address_of(kind, thing)
    form = TakeUpForm(posted(request), cases=cases)
    return handle(
        request,
        form,
        lambda fields: (
            actions.add(
                case=fields["case"],
                thing=thing,
                by=actor_for(acting(request), fields["case"].owner_organisation),
            ).case
        ),
        permission="decisions.change_case",
        thing=None,
        done=_("The case treats “%(name)s”.") % {"name": thing},
        title=_("Take up in a case"),
        intro=str(thing),
        back=address,
        trail=[(queries.kind_labels()[kind], ""), (str(thing), address)],
        open_new=f"{reverse('decisions:open_case')}?slag={kind}&gjelder={thing.public_id}",
        button=_("Take up in the case"),
    )
