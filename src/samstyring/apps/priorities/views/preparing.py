"""A round before it is opened: criteria with their scales, what is weighed, and what each takes."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import form_page, posted, put_on_form

from ..actions import filling
from ..actions import rounds as actions
from ..forms import CriteriaForms, OverruleForm, TakesForm, initial_criteria
from ..models import Filled
from ..policies import check_preparing
from ..queries.candidates import PAGE_SIZE, candidates
from ..queries.things import things_in
from .common import in_round, item_in, lead_actor, led_round, trail_to

LONGEST = 200


@login_required
def criteria(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All criteria on one page: names, weights, bounds and scales."""
    one = led_round(request, public_id)
    there = list(one.criteria.prefetch_related("steps"))
    forms = CriteriaForms(posted(request), initial=initial_criteria(there), prefix="k")
    problem = ""
    if request.method == "POST" and forms.is_valid():
        given = request.POST.get("version", "")
        try:
            actions.set_criteria(
                round_=one,
                criteria=[form.written() for form in forms.kept()],  # type: ignore[attr-defined]  # BaseCriteria
                version=int(given) if given.isdecimal() and len(given) < 10 else 0,
                by=lead_actor(request, one),
            )
        except NotPossible as error:
            problem = str(error)
        else:
            messages.success(request, _("The criteria are saved."))
            return redirect(one)
    elif request.method != "POST":
        try:
            check_preparing(one)
        except NotPossible as error:
            messages.info(request, str(error))
            return redirect(one)
    wrong = bool(problem) or (request.method == "POST")
    context = in_round(request, one, "round", _("Criteria"))
    context |= {"forms": forms, "problem": problem}
    return render(request, "priorities/criteria.html", context, status=422 if wrong else 200)


@login_required
def things(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is weighed, and a search for more to put in."""
    one = led_round(request, public_id)
    if request.method == "POST":
        chosen = candidates(request.user, one).filter(public_id__in=_identifiers(request))
        try:
            made = actions.add_items(round_=one, things=list(chosen), by=lead_actor(request, one))
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Put in: %(count)d.") % {"count": len(made)})
        return redirect(request.get_full_path())
    text = request.GET.get("sok", "")[:LONGEST]
    found = candidates(request.user, one, text)
    filled = Filled.objects.filter(item__round=one).select_related("criterion")
    by_item = {row.item_id: row for row in filled}
    shown = things_in(one, request.user)
    context = in_round(request, one, "round", _("What is weighed"))
    context |= {
        "things": [(thing, by_item.get(thing.item.pk)) for thing in shown],
        "text": text,
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("side")),
        "preparing": one.state == "preparing",
    }
    return render(request, "priorities/things.html", context)


def _identifiers(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("things")[:PAGE_SIZE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@login_required
@require_POST
def remove_thing(request: HttpRequest, public_id: UUID, item: int) -> HttpResponse:
    """Take a thing out of the round."""
    one = led_round(request, public_id)
    try:
        actions.remove_item(item=item_in(one, item), by=lead_actor(request, one))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is taken out."))
    return redirect("priorities:things", one.public_id)


@login_required
def takes(request: HttpRequest, public_id: UUID, item: int) -> HttpResponse:
    """What a thing takes of the capacity."""
    one = led_round(request, public_id)
    row = item_in(one, item)
    form = TakesForm(posted(request), instance=row)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.set_takes(
                item=row,
                low=given["takes_low"],
                high=given["takes_high"],
                source=given["takes_source"],
                by=lead_actor(request, one),
            )
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("What it takes is saved."))
            return redirect("priorities:things", one.public_id)
    unit = one.get_unit_display() if one.unit else _("hours or kroner")
    return form_page(
        request,
        form,
        title=_("What it takes"),
        intro=_("“%(title)s”, in %(unit)s. Leave both empty where it is not known.")
        % {"title": row.thing, "unit": unit.lower()},
        back=reverse("priorities:things", args=[one.public_id]),
        trail=trail_to(one),
    )


@login_required
def overrule(request: HttpRequest, public_id: UUID, item: int, criterion: int) -> HttpResponse:
    """Set another step than the one that was filled in from the municipalities."""
    one = led_round(request, public_id)
    row = get_object_or_404(
        Filled.objects.select_related("item__need", "item__measure", "item__round", "criterion"),
        item=item,
        criterion=criterion,
        item__round=one,
    )
    steps = [(step.value, step.words) for step in row.criterion.steps.all()]
    initial = {"step": str(row.overruled or ""), "reason": row.overruled_reason}
    form = OverruleForm(posted(request), steps=steps, initial=initial)
    if request.method == "POST" and form.is_valid():
        step = form.cleaned_data["step"]
        try:
            filling.overrule(
                item=row.item,
                criterion=row.criterion,
                step=int(step) if step else None,
                reason=form.cleaned_data["reason"],
                by=lead_actor(request, one),
            )
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The step is saved."))
            return redirect("priorities:things", one.public_id)
    return form_page(
        request,
        form,
        title=_("Another step than the one filled in"),
        intro=_(
            "“%(title)s” was given step %(step)d. Municipalities: %(backing)d back it, %(listed)d have it on "
            "their own list, %(first)d among the first three."
        )
        % {
            "title": row.item.thing,
            "step": row.value,
            "backing": row.backing,
            "listed": row.listed,
            "first": row.listed_first,
        },
        back=reverse("priorities:things", args=[one.public_id]),
        trail=trail_to(one),
    )
