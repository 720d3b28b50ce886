"""Municipalities and what they introduce, for pages about them: made the first time they are asked for."""

from django.urls import reverse
from django.utils import timezone

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.adoption.actions import introductions
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.overview.actions import papers
from samstyring.apps.overview.models import PaperDraft
from tests import factories
from tests.browser.world import World


def example_municipality() -> Organisation:
    """An invented municipality with a number that is on the map."""
    made, _new = Organisation.objects.get_or_create(
        number="4601",
        valid_to=None,
        defaults={"kind": OrganisationKind.MUNICIPALITY, "name": "Eksempelby (eksempel)"},
    )
    return made


def example_county() -> Organisation:
    """An invented county with that municipality in it."""
    made, _new = Organisation.objects.get_or_create(
        number="99",
        valid_to=None,
        defaults={"kind": OrganisationKind.COUNTY, "name": "Eksempelfylket (eksempel)"},
    )
    Organisation.objects.filter(pk=example_municipality().pk).update(county=made)
    return made


def example_introduction(world: World) -> Introduction:
    """The world's measure in use in the coordinator's organisation, and use that fell back."""
    found = Introduction.objects.filter(measure=world.measure, organisation=world.organisation).first()
    if found is not None:
        return found
    made = introductions.add(
        measure=world.measure,
        organisation=world.organisation,
        fields={"stand": "accepted", "status": "in_use", "lead_office": "Helse og mestring"},
        day=timezone.localdate(),
        by=SYSTEM,
    )
    year = timezone.localdate().year - 1
    for month, active in ((2, 30), (5, 42), (10, 21)):
        fields = {"year": year, "month": month, "eligible": 60, "active": active, "source": "Fagsystemet"}
        introductions.set_use(introduction=made, fields=fields, by=SYSTEM)
    return made


def example_paper(world: World, name: str = "council_paper") -> str:
    """The address of a page of that municipality's paper, of which the secretary has written two versions."""
    place = example_municipality()
    if not PaperDraft.objects.filter(organisation=place).exists():
        factories.give_role(world.secretary, place, Level.SECRETARY)
        for before, words in enumerate(("Det innføres.", "Det innføres fra 2027.")):
            papers.save(
                organisation=place,
                about=world.measure,
                fields={"archive_number": "26/01234", "recommendation": words},
                based_on=before,
                author=world.secretary,
                by=SYSTEM,
            )
    return reverse(f"overview:{name}", args=[place.number, "tiltak", world.measure.public_id])
