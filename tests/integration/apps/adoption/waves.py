"""A network with a wave, for the tests of waves, hours and load."""

import datetime
from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.portfolio.test_measures import english

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Membership, Organisation, Population
from samstyring.apps.adoption.actions import waves as actions
from samstyring.apps.adoption.models import Wave, WaveParticipant, WaveStep
from samstyring.apps.ledger.events import SYSTEM


def municipality(name: str, number: str, inhabitants: int = 3000) -> Organisation:
    """A municipality of today with a number and inhabitants."""
    found = factories.organisation(f"{name} (eksempel)", kind=OrganisationKind.MUNICIPALITY, number=number)
    Population.objects.create(organisation=found, year=2026, persons=inhabitants, source="Eksempel")
    return found


class Waves(TestCase):
    """A network of two municipalities with a coordinator, a writer in the first, and a wave of two steps."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.today = timezone.localdate()
        cls.network = factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)
        cls.first = municipality("Eksempelvik", "9901")
        cls.second = municipality("Eksempelnes", "9902", 40_000)
        cls.outside = municipality("Utenfor", "9903")
        for place in (cls.first, cls.second):
            Membership.objects.create(group=cls.network, member=place)
        cls.coordinator = factories.person(role=Level.COORDINATOR, organisation=cls.network)
        cls.writer = factories.person(
            role=Level.CONTRIBUTOR, organisation=cls.first, email="eva@eksempel.example"
        )
        cls.measure = measure()
        cls.wave = cls.made()

    @classmethod
    def made(cls, name: str = "Bølge 1", **fields: Any) -> Wave:
        """A wave of the network in its two municipalities, with two steps."""
        wave = actions.add(
            network=cls.network,
            measure=fields.pop("measure", cls.measure),
            fields={"name": name, "visibility": Visibility.PUBLIC} | fields,
            by=SYSTEM,
        )
        places = [cls.first, cls.second]
        actions.join(wave=wave, organisations=places, inside=frozenset(one.pk for one in places), by=SYSTEM)
        for number, step in enumerate(("Opplæring", "Oppstart")):
            begins = cls.today + datetime.timedelta(days=30 * number)
            fields = {"name": step, "starts": begins, "ends": begins + datetime.timedelta(days=20)}
            actions.write_step(wave=wave, step=None, fields=fields, by=SYSTEM)
        return wave

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def part(self, place: Organisation, wave: Wave | None = None) -> WaveParticipant:
        return WaveParticipant.objects.select_related("wave", "organisation").get(
            wave=wave or self.wave, organisation=place
        )

    def steps(self) -> list[WaveStep]:
        return list(self.wave.steps.all())

    def address(self, name: str, *more: Any) -> str:
        return reverse(f"adoption:{name}", args=[self.wave.public_id, *more])
