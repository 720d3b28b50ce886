"""What the pages of this room share: one form on a page, and what happens when it is sent."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import put_on_form

from ..models import Case, Decision
from ..policies import Overtaken

Trail = list[tuple[str, str]]
FORBIDDEN, UNFIT, CONFLICT = 403, 422, 409


def seen_version(request: HttpRequest) -> int | None:
    """The version of the case that the person looked at; none where the form does not say."""
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() and len(given) < 10 else None


def acting(request: HttpRequest) -> User:
    """The person who acts; every form of this room asks for a login first."""
    assert isinstance(request.user, User)  # noqa: S101 -- login_required stands before
    return request.user


def visible_case(request: HttpRequest, public_id: UUID) -> Case:
    """The case, where the person may see it; else it does not exist."""
    found: Case = get_object_or_404(
        Case.objects.visible_to(request.user).select_related("owner_organisation"), public_id=public_id
    )
    return found


def trail_to(case: Case) -> Trail:
    """The way to a page under a case."""
    return [(_("Cases"), reverse("decisions:cases")), (case.title, case.get_absolute_url())]


def handle(
    request: HttpRequest,
    form: BaseForm,
    perform: Callable[[dict[str, Any]], Any],
    *,
    permission: str,
    thing: Any,
    done: str,
    title: str,
    back: str,
    trail: Trail,
    to: str = "",
    case: Case | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a form, or do what it says and go on to `to` (or to what was made).

    What the state does not allow, and what the role does not, stands as a sentence on the form, with all that
    was typed. Where somebody came first, the page shows the decision that was taken. `more` goes to the page:
    `intro`, `button`, and what an own template needs.
    """
    allowed = request.user.has_perm(permission, thing)
    status = 200
    if request.method != "POST":
        if not allowed:
            raise PermissionDenied
    elif not allowed:
        form.is_valid()
        form.add_error(None, _("Your role does not allow this any more. Nothing is saved."))
        status = FORBIDDEN
    elif form.is_valid():
        try:
            made = perform(form.cleaned_data)
        except NotPossible as error:
            put_on_form(form, error)
            status = CONFLICT if isinstance(error, Overtaken) else UNFIT
        else:
            messages.success(request, done)
            return redirect(to) if to else redirect(made)
    else:
        status = UNFIT
    context = {
        "form": form,
        "title": title,
        "back": back,
        "trail": [*trail, (title, "")],
        "overtaken": status == CONFLICT,
        **more,
    }
    if case is not None:
        context |= _as_it_is(case, overtaken=status == CONFLICT)
    return render(request, more.get("template", "decisions/form.html"), context, status=status)


def _as_it_is(case: Case, *, overtaken: bool) -> dict[str, Any]:
    """The case's version now, and after a collision the decision that was taken first."""
    case.refresh_from_db(fields=["version", "phase", "turn"])
    earlier = None
    if overtaken:
        earlier = (
            Decision.objects.filter(case=case, corrected_by=None)
            .select_related("decided_by")
            .order_by("-turn", "-id")
            .first()
        )
    return {"case": case, "seen": case.version, "earlier": earlier}
