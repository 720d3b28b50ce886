"""People and roles in an organisation, for its administrators."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import people as actions
from samstyring.apps.actors.forms import InviteForm
from samstyring.apps.actors.models import Organisation, Role, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.queries.people import PAGE_SIZE, roles_in
from samstyring.apps.ledger.queries import history


def _organisation(request: HttpRequest, public_id: UUID) -> Organisation:
    """The organisation, when the visitor may manage its people."""
    organisation = get_object_or_404(Organisation, public_id=public_id)
    if not request.user.has_perm("actors.manage_people", organisation):
        raise PermissionDenied
    return organisation


@never_cache
@login_required
def people(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who holds which role, and a form that invites."""
    organisation = _organisation(request, public_id)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            invited = actions.invite(
                email=given["email"],
                name=given["name"],
                organisation=organisation,
                level=given["level"],
                valid_to=given["valid_to"],
                reopen=request.user.is_superuser,
                by=actor_for(request.user, organisation),
            )
        except NotPossible as error:
            form.add_error(None, str(error))
        else:
            if invited.password:
                # Shown in the answer itself, once: it is kept nowhere.
                return _one_time_password(request, organisation, invited.user, invited.password)
            messages.success(request, _("%(name)s has the role now.") % {"name": invited.user.name})
            return redirect("actors:people", organisation.public_id)
    former = "former" in request.GET
    roles = roles_in(organisation, former=former)
    context = {
        "organisation": organisation,
        "page": Paginator(roles, PAGE_SIZE).get_page(request.GET.get("page")),
        "former": former,
        "form": form,
        "history": history(organisation.public_id, names=True),
    }
    return render(request, "actors/people.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Withdraw a role in the organisation."""
    organisation = _organisation(request, public_id)
    role = get_object_or_404(Role.objects.select_related("user"), pk=pk, organisation=organisation)
    person = request.user if isinstance(request.user, User) else None
    try:
        actions.withdraw_role(role=role, by=actor_for(request.user, organisation), person=person)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The role of %(name)s is withdrawn.") % {"name": role.user.name})
    return redirect("actors:people", organisation.public_id)


@never_cache
@login_required
def person(request: HttpRequest, public_id: UUID, person_id: UUID) -> HttpResponse:
    """One person, as the organisation's administrator sees them: roles here, and what can be done."""
    organisation = _organisation(request, public_id)
    one = get_object_or_404(
        User.objects.filter(roles__organisation=organisation).distinct(), public_id=person_id
    )
    context = {
        "organisation": organisation,
        "person": one,
        "roles": roles_in(organisation, former=True).filter(user=one),
        "may_close": request.user.has_perm("actors.deactivate_person", one),
    }
    return render(request, "actors/person.html", context)


@login_required
@require_POST
def deactivate(request: HttpRequest, public_id: UUID, person_id: UUID) -> HttpResponse:
    """Close a person's account."""
    organisation, one = _person_to_close(request, public_id, person_id)
    by = request.user if isinstance(request.user, User) else None
    try:
        actions.deactivate(user=one, by=actor_for(request.user, organisation), person=by)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("The account of %(name)s is deactivated. What was done stays.") % {"name": one.name}
        )
    return redirect("actors:people", organisation.public_id)


@sensitive_post_parameters()
@never_cache
@login_required
@require_POST
def reset_password(request: HttpRequest, public_id: UUID, person_id: UUID) -> HttpResponse:
    """Give a person who has forgotten the password a new one-time password."""
    organisation, one = _person_to_close(request, public_id, person_id)
    try:
        password = actions.reset_password(user=one, by=actor_for(request.user, organisation))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("actors:people", organisation.public_id)
    return _one_time_password(request, organisation, one, password)


def _person_to_close(request: HttpRequest, public_id: UUID, person_id: UUID) -> tuple[Organisation, User]:
    organisation = _organisation(request, public_id)
    one = get_object_or_404(
        User.objects.filter(roles__organisation=organisation).distinct(), public_id=person_id
    )
    if not request.user.has_perm("actors.deactivate_person", one):
        raise PermissionDenied
    return organisation, one


def _one_time_password(
    request: HttpRequest, organisation: Organisation, user: User, password: str
) -> HttpResponse:
    context = {
        "organisation": organisation,
        "person": user,
        "password": password,
        "days": actions.ONE_TIME_DAYS,
    }
    return render(request, "actors/one_time_password.html", context)
