"""Roadmaps: editions, one edition as a timeline with its table, and two compared."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.permissions import PUBLISHERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.ledger.queries import history

from ..actions import roadmaps as actions
from ..choices import Advice, Certainty, Scope
from ..forms import EditionForm, ItemForm, MilestoneForm
from ..models import Edition, Measure, Milestone, RoadmapItem
from ..queries import roadmaps as queries
from ..queries import sector as sector_queries


def trail_to(*further: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page under the editions."""
    return [(_("Editions"), reverse("portfolio:editions")), *further]


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest edition of a roadmap: the national one, unless the address asks for the sector's."""
    asked = request.GET.get("veikart", "")
    found = queries.newest(request.user, asked if asked in Scope.values else Scope.NATIONAL)
    if found is None:
        return redirect("portfolio:editions")
    return shown(request, found, here="roadmap")


@require_safe
def edition(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One edition."""
    found = get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("owner_organisation"), public_id=public_id
    )
    return shown(request, found, here="editions")


def shown(request: HttpRequest, found: Edition, *, here: str) -> HttpResponse:
    """The page of an edition; the sector's has its advice and the two orders besides."""
    asked = request.GET.get("gruppe", "")
    grouped = asked if asked in queries.GROUPINGS else queries.GROUPINGS[0]
    context: dict[str, Any] = {
        "edition": found,
        "here": here,
        "roadmap": queries.roadmap(found, request.user, today=timezone.localdate(), grouped=grouped),
        "grouped": grouped,
        "groupings": [("eier", _("Owner")), ("slag", _("Kind"))],
        "certainties": Certainty.choices,
        "may_change": found.published is None and request.user.has_perm("portfolio.change_edition", found),
        "history": history(found.public_id) if request.user.is_authenticated else None,
    }
    if found.scope == Scope.SECTOR:
        leads = found.published is None and request.user.has_perm("portfolio.lead_sector", found)
        context |= {"sector": sector_queries.shown(found, request.user), "leads": leads}
    return render(request, "portfolio/edition.html", context)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """All editions, and a choice of two to compare."""
    found = queries.editions(request.user)
    context = {
        "page": Paginator(found, queries.PAGE_SIZE).get_page(request.GET.get("side")),
        "may_add": request.user.has_perm("portfolio.add_edition"),
    }
    return render(request, "portfolio/editions.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What is new, moved and dropped from one edition to another."""
    try:
        asked = [str(UUID(request.GET[name])) if request.GET.get(name) else "" for name in ("fra", "til")]
    except ValueError:
        asked = ["", ""]
    older, newer = queries.pair(request.user, *asked)
    context = {
        "choices": [
            (str(one.public_id), f"{one.title}, {one.year}") for one in queries.editions(request.user)[:50]
        ],
        "older": older,
        "newer": newer,
        "chosen": [str(one.public_id) if one else "" for one in (older, newer)],
        "same": older is not None and older == newer,
        "comparison": queries.compared(older, newer, request.user)
        if older and newer and older != newer
        else None,
        "certainty_words": dict(Certainty.choices) | dict(Advice.choices),
        "trail": trail_to((_("Compare"), "")),
    }
    return render(request, "portfolio/compare.html", context)


def visible_edition(request: HttpRequest, public_id: UUID) -> Edition:
    """The edition, where the person may see it; else it does not exist."""
    found: Edition = get_object_or_404(
        Edition.objects.visible_to(request.user).select_related("owner_organisation"), public_id=public_id
    )
    return found


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Begin an edition, or change what is written of one as a whole."""
    one = visible_edition(request, public_id) if public_id else None
    check_allowed(request, "portfolio.change_edition" if one else "portfolio.add_edition", one)
    form = EditionForm(
        posted(request),
        instance=one,
        keepers=held_in(request.user, PUBLISHERS),
        editions=Edition.objects.visible_to(request.user),
        initial=None if one else {"dated": timezone.localdate(), "year": timezone.localdate().year},
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _write(request, one, dict(form.cleaned_data))
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
            return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Change the edition") if one else _("Begin an edition"),
        intro=_("Each year has its own edition. What stood in an earlier one stays as it was."),
        back=reverse("portfolio:edition", args=[public_id]) if public_id else reverse("portfolio:editions"),
        trail=trail_to(),
    )


def _write(request: HttpRequest, one: Edition | None, fields: dict[str, Any]) -> Edition:
    if one is not None:
        by = actor_for(request.user, one.owner_organisation)
        return actions.change(edition=one, fields=fields, by=by)
    keeper, copy_of = fields.pop("keeper", None), fields.pop("copy_of", None)
    # The sector's is seen by those who make it until it is published.
    closed = fields["scope"] == Scope.SECTOR and keeper is not None
    return actions.begin(
        fields=fields,
        owner=keeper,
        copy_of=copy_of,
        by=actor_for(request.user, keeper),
        visibility=Visibility.ORGANISATION if closed else Visibility.PUBLIC,
    )


@login_required
def set_item(request: HttpRequest, public_id: UUID, item: int | None = None) -> HttpResponse:
    """Place a measure on the edition, or change a line."""
    one = visible_edition(request, public_id)
    check_allowed(request, "portfolio.change_edition", one)
    line = get_object_or_404(queries.visible_items(one, request.user), pk=item) if item else None
    form = ItemForm(
        posted(request),
        instance=line or RoadmapItem(edition=one),
        measures=Measure.objects.visible_to(request.user),
    )
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.set_item(edition=one, fields=form.cleaned_data, item=line, by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The line is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Change a line of the roadmap") if line else _("Place a measure on the roadmap"),
        intro=_("Leave a day empty where the source does not say it."),
        back=one.get_absolute_url(),
        trail=trail_to((one.title, one.get_absolute_url())),
    )


@login_required
def set_milestone(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Enter a milestone of the edition."""
    one = visible_edition(request, public_id)
    check_allowed(request, "portfolio.change_edition", one)
    form = MilestoneForm(
        posted(request),
        instance=Milestone(edition=one),
        measures=Measure.objects.visible_to(request.user),
    )
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.set_milestone(edition=one, fields=form.cleaned_data, by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The milestone is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Enter a milestone"),
        back=one.get_absolute_url(),
        trail=trail_to((one.title, one.get_absolute_url())),
    )
