"""Writing waves: the wave, its steps, who takes part, how far each has come, and whose introduction it is."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.permissions import WRITERS, held_in
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.views.common import check_allowed, form_page, posted, put_on_form
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..actions import waves as actions
from ..forms import JoinForm, ProgressForm, StepForm, WaveForm
from ..models import Introduction, Wave, WaveParticipant, WaveStep
from ..queries import waves as queries
from ..queries.groups import municipalities

# Who can run a wave.
RUNS = (OrganisationKind.NETWORK, OrganisationKind.COOPERATION)


def visible(request: HttpRequest, public_id: UUID) -> Wave:
    """The wave of an address, as the person may see it."""
    return get_object_or_404(queries.seen(request.user), public_id=public_id)


def participant_of(request: HttpRequest, public_id: UUID, key: int) -> WaveParticipant:
    """The participant of an address, as the person may see its wave and may write of it."""
    one = visible(request, public_id)
    rows = WaveParticipant.objects.select_related("organisation", "wave__network", "wave__measure")
    found = get_object_or_404(rows, pk=key, wave=one)
    check_allowed(request, "adoption.write_wave_part", found)
    return found


def acting_for(request: HttpRequest, participant: WaveParticipant) -> Actor:
    """Whom the person acts for: the participant where it has a role there, else the network."""
    held = {place.pk for place in held_in(request.user, WRITERS)}
    own = participant.organisation_id in held
    return actor_for(request.user, participant.organisation if own else participant.wave.network)


def trail_of(one: Wave) -> list[tuple[str, str]]:
    """The way to a wave's page."""
    return [(_("Waves"), reverse("adoption:waves")), (one.name, one.get_absolute_url())]


@login_required
def write(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Plan a wave, or change one. An address can name the measure."""
    one = visible(request, public_id) if public_id else None
    check_allowed(request, "adoption.write_wave", one)
    measures = Measure.objects.visible_to(request.user)
    form = WaveForm(
        posted(request),
        instance=one,
        keepers=[place for place in held_in(request.user, WRITERS) if place.kind in RUNS],
        measures=measures,
        initial={"measure": measures.filter(code=request.GET.get("tiltak", "")[:40]).first()},
    )
    if request.method == "POST" and form.is_valid():
        saved = _save(request, form, one)
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
        return redirect(saved)
    return form_page(
        request,
        form,
        title=_("Change the wave") if one else _("Plan a wave"),
        intro=_(
            "A wave is one measure that a network or a cooperation introduces "
            "in several municipalities together."
        ),
        back=one.get_absolute_url() if one else reverse("adoption:waves"),
        trail=trail_of(one) if one else [(_("Waves"), reverse("adoption:waves"))],
    )


def _save(request: HttpRequest, form: WaveForm, one: Wave | None) -> Wave:
    if one is not None:
        return actions.change(wave=one, fields=form.written(), by=actor_for(request.user, one.network))
    network = form.cleaned_data["network"]
    return actions.add(
        network=network,
        measure=form.cleaned_data["measure"],
        fields=form.written(),
        by=actor_for(request.user, network),
    )


@login_required
def write_step(request: HttpRequest, public_id: UUID, step: int | None = None) -> HttpResponse:
    """Enter a step of a wave, or change one."""
    one = visible(request, public_id)
    check_allowed(request, "adoption.write_wave", one)
    row = get_object_or_404(WaveStep, pk=step, wave=one) if step else None
    form = StepForm(posted(request), instance=row or WaveStep(wave=one))
    if request.method == "POST" and form.is_valid():
        actions.write_step(
            wave=one, step=_stored(row), fields=form.cleaned_data, by=actor_for(request.user, one.network)
        )
        messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
        return redirect(one)
    return form_page(
        request,
        form,
        title=_("Change the step") if row else _("Enter a step"),
        intro=_("All participants take the steps of a wave in the same order."),
        back=one.get_absolute_url(),
        trail=trail_of(one),
    )


def _stored(row: WaveStep | None) -> WaveStep | None:
    # The form has written what was sent on its own copy: the action compares with what is stored.
    return WaveStep.objects.get(pk=row.pk) if row else None


@login_required
@require_POST
def remove_step(request: HttpRequest, public_id: UUID, step: int) -> HttpResponse:
    """Take out a step that nobody has begun."""
    one = visible(request, public_id)
    check_allowed(request, "adoption.write_wave", one)
    row = get_object_or_404(WaveStep.objects.select_related("wave"), pk=step, wave=one)
    try:
        actions.remove_step(step=row, by=actor_for(request.user, one.network))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(name)s” is taken out.") % {"name": row.name})
    return redirect(one)


@login_required
def join(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let municipalities take part: those of the network, and others with the reason."""
    one = visible(request, public_id)
    check_allowed(request, "adoption.write_wave", one)
    inside, by_county = municipalities(one.network, timezone.localdate())
    there = set(one.participants.filter(left=False).values_list("organisation", flat=True))
    form = JoinForm(posted(request), inside=inside, there=there)
    if request.method == "POST" and form.is_valid():
        try:
            joined = actions.join(
                wave=one,
                organisations=form.chosen(),
                inside=frozenset(place.pk for place in inside),
                reason=form.cleaned_data["reason"],
                by=actor_for(request.user, one.network),
            )
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("%(count)d take part from now on.") % {"count": len(joined)})
            return redirect(one)
    context = {
        "wave": one,
        "form": form,
        "by_county": by_county,
        "trail": [*trail_of(one), (_("Let municipalities take part"), "")],
    }
    return render(request, "adoption/wave_join.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def set_left(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Take a participant out, or take it back: what it had is kept."""
    one = visible(request, public_id)
    check_allowed(request, "adoption.write_wave", one)
    row = get_object_or_404(WaveParticipant.objects.select_related("organisation", "wave"), pk=key, wave=one)
    left = "tilbake" not in request.POST
    try:
        actions.set_left(participant=row, left=left, by=actor_for(request.user, one.network))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        words = (
            _("%(name)s has left the wave. What it had is kept, and it can be taken back.")
            if left
            else _("%(name)s is back in the wave, with what it had.")
        )
        messages.success(request, words % {"name": row.organisation.name})
    return redirect(one)


@login_required
def participant(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Say how far a participant has come with each step."""
    row = participant_of(request, public_id, key)
    steps = list(row.wave.steps.all())
    if not steps:
        messages.info(request, _("The wave has no steps yet. Enter the first one."))
        return redirect(row.wave)
    form = ProgressForm(
        posted(request),
        steps=steps,
        states=dict(row.progress.values_list("step", "state")),
        initial={"day": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.go_on(participant=row, states=form.states(), day=form.day, by=acting_for(request, row))
        except NotPossible as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("The steps of %(name)s are saved.") % {"name": row.organisation.name})
            return redirect(row.wave)
    return form_page(
        request,
        form,
        title=_("How far %(name)s has come") % {"name": row.organisation.name},
        back=row.wave.get_absolute_url(),
        trail=trail_of(row.wave),
    )


@login_required
@require_POST
def link(request: HttpRequest, public_id: UUID, key: int) -> HttpResponse:
    """Tie the participant's introduction to the wave, or enter it as planned: one act."""
    row = participant_of(request, public_id, key)
    may_add = request.user.has_perm("adoption.add_introduction", row.organisation)
    try:
        found = actions.link_introduction(participant=row, may_add=may_add, by=acting_for(request, row))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect(row.wave)
    messages.success(
        request, _("The introduction in %(name)s is tied to the wave.") % {"name": row.organisation.name}
    )
    return redirect(found if _sees(request, found) else row.wave)


def _sees(request: HttpRequest, one: Introduction) -> bool:
    return Introduction.objects.visible_to(request.user).filter(pk=one.pk).exists()
