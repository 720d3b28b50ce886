"""Items of a measure's economy: one item, entering, changing, taking out and putting back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import form_page, posted, put_on_form
from samstyring.apps.knowledge.models import Evidence
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.models import Measure

from ..actions import items as actions
from ..forms import FrameForm, ItemForm
from ..library import starting_values
from ..models import Frame, Item
from ..policies import check_has_keeper
from ..queries import economy as queries
from ..queries.inputs import YEARS
from .measures import library, own_organisations, permissions, trail_to, visible_measure

EVERYBODY = "everybody"


def may_change(request: HttpRequest, item: Item) -> bool:
    """Whether the person may change an item: for everybody's as the measure's keeper, else as its owner."""
    if getattr(request.user, "is_superuser", False):
        return True
    if item.holds_for is None:
        return item.measure.owner_organisation is not None and request.user.has_perm(
            "economy.write_items", item.measure
        )
    return request.user.has_perm("economy.write_own_items", item.holds_for)


def places(request: HttpRequest, measure: Measure) -> list[tuple[str, Any]]:
    """For whom the person may enter something: everybody, or one's own organisations."""
    found: list[tuple[str, Any]] = []
    if permissions(request, measure)["may_write_for_all"]:
        found.append((EVERYBODY, _("Everybody: it belongs to the measure itself")))
    return [*found, *((str(one.public_id), one.name) for one in own_organisations(request))]


def organisation_of(request: HttpRequest, place: str) -> Organisation | None:
    """The organisation that a choice of `places` stands for; none for everybody."""
    if place == EVERYBODY:
        return None
    return next(one for one in own_organisations(request) if str(one.public_id) == place)


def visible_item(request: HttpRequest, measure: Measure, item: UUID) -> Item:
    """The item, where the person may see it; else it does not exist."""
    found: Item = get_object_or_404(
        Item.objects.visible_to(request.user)
        .filter(measure=measure)
        .select_related(
            "measure__owner_organisation", "organisation", "curve", "cap", "holds_for", "owner_organisation"
        ),
        public_id=item,
    )
    return found


@require_safe
def item(request: HttpRequest, public_id: UUID, item: UUID) -> HttpResponse:
    """One item: its numbers, its source, what speaks of it, and its history."""
    one = visible_measure(request, public_id)
    row = visible_item(request, one, item)
    known = queries.evidence_of(row, request.user)
    context = {
        "measure": one,
        "item": row,
        "hours": list(row.hours.all()),
        "row": queries.rows_with(row, known, queries.topic_evidence(one, request.user)),
        "versions": row.versions.count(),
        "may_change": may_change(request, row),
        "history": history(row.public_id) if request.user.is_authenticated else None,
        "trail": [*trail_to(one), (row.name, "")],
    }
    return render(request, "economy/item.html", context)


@login_required
def write(request: HttpRequest, public_id: UUID, item: UUID | None = None) -> HttpResponse:
    """Enter an item, from nothing or from a typical one, or change one."""
    one = visible_measure(request, public_id)
    row = visible_item(request, one, item) if item else None
    allowed = may_change(request, row) if row else permissions(request, one)["may_write"]
    if not allowed:
        raise PermissionDenied
    start = request.GET.get("mal", "")[:60]
    evidence = Evidence.objects.visible_to(request.user).filter(topic=one.topic or "\0")
    if row is not None:
        evidence = evidence | Evidence.objects.visible_to(request.user).filter(economy_items=row)
    form = ItemForm(
        posted(request),
        instance=row or Item(measure=one),
        initial={} if row else starting_values(start),
        measure=one,
        places=[] if row else places(request, one),
        evidence=evidence.distinct(),
        caps=queries.caps(request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, one, row)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
            return redirect("economy:of_measure", one.public_id)
    context = {
        "form": form,
        "measure": one,
        "library": [] if row else library(),
        "start": start,
        "title": _("Change the item") if row else _("Enter a cost or a benefit"),
        "trail": [*trail_to(one), (_("Change the item") if row else _("Enter a cost or a benefit"), "")],
    }
    return render(request, "economy/item_form.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, form: ItemForm, measure: Measure, row: Item | None) -> Item:
    fields = form.written()
    if row is not None:
        # The form has put what was typed on its own copy of the row: the act compares with what is stored.
        return actions.change(item=row, fields=fields, by=actor_for(request.user, row.owner_organisation))
    place = organisation_of(request, form.cleaned_data["place"])
    owner = place or measure.owner_organisation
    check_has_keeper(owner, fields["visibility"])
    return actions.add(
        measure=measure,
        fields=fields | {"holds_for": place},
        owner=owner,
        by=actor_for(request.user, owner),
    )


def _changeable(request: HttpRequest, public_id: UUID, item: UUID) -> Item:
    row = visible_item(request, visible_measure(request, public_id), item)
    if not may_change(request, row):
        raise PermissionDenied
    return row


@login_required
@require_POST
def remove(request: HttpRequest, public_id: UUID, item: UUID) -> HttpResponse:
    """Take an item out; it can be put back."""
    row = _changeable(request, public_id, item)
    actions.remove(item=row, by=actor_for(request.user, row.owner_organisation))
    messages.success(request, _("“%(name)s” is taken out. You can put it back.") % {"name": row.name})
    return redirect("economy:of_measure", public_id)


@login_required
@require_POST
def restore(request: HttpRequest, public_id: UUID, item: UUID) -> HttpResponse:
    """Put an item back that was taken out."""
    row = _changeable(request, public_id, item)
    actions.restore(item=row, by=actor_for(request.user, row.owner_organisation))
    messages.success(request, _("“%(name)s” is put back.") % {"name": row.name})
    return redirect("economy:of_measure", public_id)


@login_required
@require_POST
def undo(request: HttpRequest, public_id: UUID, item: UUID) -> HttpResponse:
    """Take back the last change of an item."""
    row = _changeable(request, public_id, item)
    try:
        actions.undo(item=row, by=actor_for(request.user, row.owner_organisation))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The last change is taken back."))
    return redirect("economy:item", public_id, item)


@login_required
def set_frame(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say from which year and over how many the measure is reckoned."""
    one = visible_measure(request, public_id)
    if not permissions(request, one)["may_write_for_all"]:
        raise PermissionDenied
    frame = Frame.objects.filter(measure=one).first()
    initial = {"start": timezone.localdate().year, "years": YEARS}
    form = FrameForm(posted(request), instance=frame or Frame(measure=one), initial={} if frame else initial)
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        actions.set_frame(measure=one, fields=form.cleaned_data, by=by)
        messages.success(request, _("The years are saved."))
        return redirect("economy:of_measure", one.public_id)
    return form_page(
        request,
        form,
        title=_("The years it is reckoned over"),
        intro=_("The first year is year number 1 of every item."),
        back=reverse("economy:of_measure", args=[one.public_id]),
        trail=trail_to(one),
    )
