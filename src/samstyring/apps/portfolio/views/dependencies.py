"""How one measure stands to another: say it, or take it out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form

from ..actions import dependencies as actions
from ..forms import DependencyForm
from ..models import Dependency, Measure
from ..queries.dependencies import visible_dependencies
from .measures import trail_to, visible_measure


@login_required
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how the measure stands to another."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.change_measure", one)
    form = DependencyForm(
        posted(request),
        instance=Dependency(measure=one),
        others=Measure.objects.visible_to(request.user).exclude(pk=one.pk),
    )
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.add(measure=one, by=by, user=request.user, **form.cleaned_data)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The dependency is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Add a dependency"),
        intro=_("“Requires” means that the other must be in place first. It cannot go in a circle."),
        back=one.get_absolute_url(),
        trail=trail_to(one),
    )


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID, dependency: int) -> HttpResponse:
    """Take a dependency out."""
    one = visible_measure(request, public_id)
    check_allowed(request, "portfolio.change_measure", one)
    found = get_object_or_404(
        visible_dependencies(request.user).select_related("measure", "other"), pk=dependency, measure=one
    )
    actions.remove(dependency=found, by=actor_for(request.user, one.owner_organisation))
    messages.success(request, _("The dependency is taken out."))
    return redirect(one)
