"""The register's pages: search, one organisation, and what is added by hand."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.forms import MemberForm, OrganisationForm
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.queries import organisations as queries
from samstyring.apps.ledger.queries import history


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The register: by name or number, kind and county, a page at a time."""
    counties = queries.counties()
    county = next((one for one in counties if one.number == request.GET.get("county")), None)
    kind = request.GET.get("kind", "")
    former = "former" in request.GET
    text = request.GET.get("q", "")[:200]
    found = queries.search(
        text, kind=kind if kind in OrganisationKind.values else "", county=county, former=former
    )
    context = {
        "page": Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("page")),
        "kinds": OrganisationKind.choices,
        "counties": counties,
        "q": text,
        "kind": kind,
        "county": county,
        "former": former,
        "may_add": request.user.has_perm("actors.add_organisation"),
    }
    return render(request, "actors/organisations.html", context)


def organisation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One organisation, with a form for a new member where the visitor may add one."""
    one = get_object_or_404(Organisation.objects.select_related("county"), public_id=public_id)
    may_manage_members = one.is_group and request.user.has_perm("actors.manage_members", one)
    form = MemberForm(request.POST or None) if may_manage_members else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                organisations.add_member(
                    group=one, member=form.cleaned_data["member"], by=actor_for(request.user, one)
                )
            except NotPossible as error:
                form.add_error("member", str(error))
            else:
                messages.success(request, _("The member is added."))
                return redirect(one)
    context = {
        "organisation": one,
        "details": queries.details(one, members_page=request.GET.get("page", 1)),
        "member_form": form,
        "may_manage_members": may_manage_members,
        "may_manage_people": request.user.has_perm("actors.manage_people", one),
        # What happened is for those who are logged in; it names no people.
        "history": history(one.public_id) if request.user.is_authenticated else None,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "actors/organisation.html", context, status=status)


@login_required
@require_POST
def end_membership(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """End a membership of the group."""
    group = get_object_or_404(Organisation, public_id=public_id)
    if not request.user.has_perm("actors.manage_members", group):
        raise PermissionDenied
    membership = get_object_or_404(Membership.objects.select_related("member"), pk=pk, group=group)
    organisations.end_membership(membership=membership, by=actor_for(request.user, group))
    messages.success(request, _("The membership of %(name)s is ended.") % {"name": membership.member.name})
    return redirect(group)


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Add an organisation that the register lacks."""
    if not request.user.has_perm("actors.add_organisation"):
        raise PermissionDenied
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        one = organisations.add(
            name=given["name"],
            kind=given["kind"],
            organisation_number=given["organisation_number"],
            county=given["county"],
            by=actor_for(request.user),
        )
        messages.success(request, _("“%(name)s” is added to the register.") % {"name": one.name})
        return redirect(one)
    return render(request, "actors/add.html", {"form": form}, status=422 if form.errors else 200)
