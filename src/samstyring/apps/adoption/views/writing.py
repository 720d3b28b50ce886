"""Writing: an introduction, and how much it is used."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.portfolio.models import Measure

from ..actions import introductions as actions
from ..actions import operation
from ..forms import IntroductionForm, ItOperationForm, UseForm
from ..models import Introduction, ItOperation, UseFigure
from ..queries import introductions as queries

# Who introduces something: a cooperation does it for its members.
PLACES = (OrganisationKind.MUNICIPALITY, OrganisationKind.COOPERATION, OrganisationKind.COUNTY)


def _visible(request: HttpRequest, public_id: UUID) -> Introduction:
    found: Introduction = get_object_or_404(
        queries.seen(request.user).select_related("owner_organisation"), public_id=public_id
    )
    return found


def _trail(one: Introduction) -> list[tuple[str, str]]:
    place = one.organisation
    return [
        (place.name, reverse("adoption:of_organisation", args=[place.public_id])),
        (one.measure.name, one.get_absolute_url()),
    ]


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Enter an introduction, or change one. An address can name the place and the measure."""
    one = _visible(request, public_id) if public_id else None
    check_allowed(request, "adoption.change_introduction" if one else "adoption.add_introduction", one)
    measures = Measure.objects.visible_to(request.user)
    initial: dict[str, object] = {"day": timezone.localdate()}
    if one is None and (code := request.GET.get("tiltak", "")[:40]):
        initial["measure"] = measures.filter(code=code).first()
    form = IntroductionForm(
        posted(request),
        instance=one,
        keepers=[place for place in held_in(request.user, WRITERS) if place.kind in PLACES],
        measures=measures,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = _save(request, form, one)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved.measure.name})
            return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Change the introduction") if one else _("Enter an introduction"),
        intro=_("A measure in one municipality or cooperation. Leave empty what is not known."),
        back=reverse("adoption:introduction", args=[public_id]) if public_id else reverse("adoption:index"),
        trail=_trail(one) if one else [(_("Introduction"), reverse("adoption:index"))],
    )


def _save(request: HttpRequest, form: IntroductionForm, one: Introduction | None) -> Introduction:
    fields = form.written()
    if one is not None:
        by = actor_for(request.user, one.owner_organisation)
        return actions.change(introduction=one, fields=fields, day=form.step_day, by=by)
    place = form.cleaned_data["organisation"]
    return actions.add(
        measure=form.cleaned_data["measure"],
        organisation=place,
        fields=fields,
        day=form.step_day,
        by=actor_for(request.user, place),
    )


@login_required
def set_use(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say how many could use it and how many did, in a month or a year."""
    one = _visible(request, public_id)
    check_allowed(request, "adoption.write_use", one)
    form = UseForm(
        posted(request),
        instance=UseFigure(introduction=one),
        initial={"year": timezone.localdate().year},
    )
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, one.owner_organisation)
        try:
            actions.set_use(introduction=one, fields=form.cleaned_data, by=by)
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The figure is saved."))
            return redirect(one)
    return form_page(
        request,
        form,
        title=_("Enter how much it is used"),
        intro=_("One figure for each month or year. More cannot have used it than could."),
        back=one.get_absolute_url(),
        trail=_trail(one),
    )


@login_required
@require_POST
def remove_use(request: HttpRequest, public_id: UUID, figure: int) -> HttpResponse:
    """Take out a figure that should not have been there."""
    one = _visible(request, public_id)
    check_allowed(request, "adoption.write_use", one)
    row = get_object_or_404(UseFigure.objects.select_related("introduction"), pk=figure, introduction=one)
    actions.remove_use(figure=row, by=actor_for(request.user, one.owner_organisation))
    messages.success(request, _("The figure is taken out."))
    return redirect(one)


@login_required
def say_it_operation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say who runs an organisation's IT."""
    place = get_object_or_404(Organisation, public_id=public_id)
    check_allowed(request, "adoption.say_it_operation", place)
    form = ItOperationForm(posted(request), instance=ItOperation.objects.filter(organisation=place).first())
    back = reverse("adoption:of_organisation", args=[public_id])
    if request.method == "POST" and form.is_valid():
        by = actor_for(request.user, place)
        operation.say(organisation=place, fields=form.cleaned_data, by=by)
        messages.success(request, _("It is saved who runs your IT."))
        return redirect(back)
    return form_page(
        request,
        form,
        title=_("Who runs our IT"),
        intro=_("Said once, and shown wherever it matters."),
        back=back,
        trail=[(place.name, back)],
    )
