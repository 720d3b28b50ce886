"""A wave with hours and steps, and an office-holder, for pages about them: made when first asked for."""

import datetime
from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.adoption.actions import hours, offices, waves
from samstyring.apps.adoption.models import OfficeHolder, Wave, WaveParticipant, WaveStep
from samstyring.apps.ledger.events import SYSTEM
from tests.browser.places import example_municipality
from tests.browser.world import World


def example_wave(world: World) -> Wave:
    """A wave of the coordinator's organisation in two municipalities, one of them over-booked."""
    found: Wave | None = Wave.objects.filter(network=world.organisation).first()
    if found is not None:
        return found
    today = timezone.localdate()
    wave = waves.add(
        network=world.organisation,
        measure=world.measure,
        fields={"name": "Bølge 1: indre del (eksempel)", "visibility": Visibility.PUBLIC},
        by=SYSTEM,
    )
    steps = []
    for number, name in enumerate(("Risiko- og sårbarhetsanalyse", "Opplæring", "Oppstart")):
        first = today + datetime.timedelta(days=40 * number - 40)
        fields = {"name": name, "starts": first, "ends": first + datetime.timedelta(days=30)}
        steps.append(waves.write_step(wave=wave, step=None, fields=fields, by=SYSTEM))
    one = example_municipality()
    other, _new = Organisation.objects.get_or_create(
        name="Eksempelnes (eksempel)", kind=OrganisationKind.MUNICIPALITY
    )
    parts = waves.join(
        wave=wave, organisations=[one, other], inside=frozenset([one.pk]), reason="Felles legevakt", by=SYSTEM
    )
    waves.go_on(participant=parts[0], states={steps[0]: "done", steps[1]: "started"}, day=today, by=SYSTEM)
    for place, part in enumerate(wave.participants.order_by("pk")):
        rows = [
            hours.Hours(quarter, profession, 40 * (place + 1) + 10 * quarter, 45 * (place + 1))
            for quarter in (1, 2, 3, 4)
            for profession in ("IKT-rådgiver", "Sykepleier")
        ]
        hours.write(participant=part, year=today.year, rows=rows, by=SYSTEM)
    has = [hours.Has(quarter, "", 150) for quarter in (1, 2, 3, 4)]
    hours.say_capacity(organisation=one, year=today.year, rows=has, visibility=Visibility.PUBLIC, by=SYSTEM)
    return wave


def of(name: str) -> Callable[[World], str]:
    """The address of a page about the wave."""
    return lambda world: reverse(f"adoption:{name}", args=[example_wave(world).public_id])


def of_step(world: World) -> str:
    """The address of the page that changes its first step."""
    wave = example_wave(world)
    step = WaveStep.objects.filter(wave=wave).first()
    assert step is not None
    return reverse("adoption:change_wave_step", args=[wave.public_id, step.pk])


def of_participant(name: str) -> Callable[[World], str]:
    """The address of a page about the example municipality in the wave."""

    def address(world: World) -> str:
        wave = example_wave(world)
        part = WaveParticipant.objects.get(wave=wave, organisation=example_municipality())
        return reverse(f"adoption:{name}", args=[wave.public_id, part.pk])

    return address


def of_load(world: World) -> str:
    """The address of what rests on the example municipality."""
    example_wave(world)
    return reverse("adoption:load", args=[example_municipality().public_id])


def of_own_load(world: World) -> str:
    """The address of what rests on the coordinator's organisation, with its office-holders."""
    example_holder(world)
    return reverse("adoption:load", args=[world.organisation.public_id])


def example_holder(world: World) -> OfficeHolder:
    """An office-holder that is the target of two things."""
    found: OfficeHolder | None = OfficeHolder.objects.filter(organisation=world.organisation).first()
    return found or offices.write(
        organisation=world.organisation,
        holder=None,
        fields={"office": "E-helsekoordinator", "key": "K-07", "hours_a_month": 12},
        targets=[{"wave_id": example_wave(world).pk}, {"words": "Beredskapsgruppen"}],
        by=SYSTEM,
    )


def of_holder(world: World) -> str:
    """The address of the page that changes the office-holder."""
    return reverse("adoption:change_holder", args=[world.organisation.public_id, example_holder(world).pk])
