"""Rules to share national costs by: all of them, and writing one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form

from ..actions import rules as actions
from ..forms_rules import RuleForm
from ..models import SharingRule
from ..queries import national as queries


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules, with what is known of each."""
    page = Paginator(queries.rules(request.user), queries.PAGE_SIZE).get_page(request.GET.get("side"))
    # One question for the whole list: the organisations in which the person may write.
    mine = {one.pk for one in held_in(request.user, WRITERS)}
    everything = bool(getattr(request.user, "is_superuser", False))
    context = {
        "page": page,
        "rows": [(rule, everything or rule.owner_organisation_id in mine) for rule in page],
        "may_add": request.user.has_perm("economy.add_rule"),
        "trail": [
            (_("National costs"), reverse("economy:national_costs")),
            (_("Sharing rules"), ""),
        ],
    }
    return render(request, "economy/rules.html", context)


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Enter a rule, or change one."""
    one = None
    if public_id:
        one = get_object_or_404(queries.rules(request.user), public_id=public_id)
    check_allowed(request, "economy.change_rule" if one else "economy.add_rule", one)
    form = RuleForm(posted(request), instance=one, keepers=held_in(request.user, WRITERS))
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form, one)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The rule is saved."))
            return redirect("economy:rules")
    return form_page(
        request,
        form,
        title=_("Change a sharing rule") if one else _("Enter a sharing rule"),
        intro=_("What one counts for is relative: twice the weight pays twice as much."),
        back=reverse("economy:rules"),
        trail=[(_("Sharing rules"), reverse("economy:rules"))],
    )


def _save(request: HttpRequest, form: RuleForm, one: SharingRule | None) -> None:
    fields: dict[str, Any] = dict(form.cleaned_data)
    steps = fields.pop("steps")
    if one is None:
        keeper = fields.pop("keeper", None)
        actions.add(fields=fields, steps=steps, owner=keeper, by=actor_for(request.user, keeper))
        return
    stored = SharingRule.objects.select_related("owner_organisation").get(pk=one.pk)
    by = actor_for(request.user, stored.owner_organisation)
    actions.change(rule=stored, fields=fields, steps=steps, by=by)
