"""The map of what a measure comes to: a class for each municipality, none where something is unknown."""

from decimal import Decimal
from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from tests import factories

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.economy.actions import items, scenarios
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure


class MapOfEconomy(TestCase):
    """Two municipalities; only one has said how many employees it has."""

    small: Organisation
    large: Organisation
    measure: Measure

    @classmethod
    def setUpTestData(cls) -> None:
        keeper = factories.organisation("Eksempeletaten", kind=OrganisationKind.AGENCY)
        cls.measure = measures.add(
            fields={"code": "eksempel", "name": "Eksempelløsning", "kind": "shared"}, owner=keeper, by=SYSTEM
        )
        cls.small, cls.large = (
            factories.organisation(name, kind=OrganisationKind.MUNICIPALITY, number=number)
            for name, number in (("Eksempelnes", "9901"), ("Eksempelby", "9902"))
        )
        for place in (cls.small, cls.large):
            Population.objects.create(organisation=place, year=2026, age_from=0, persons=1_000, source="x")
        items.set_frame(measure=cls.measure, fields={"start": 2026, "years": 1}, by=SYSTEM)
        scenarios.give_figure(
            municipality=cls.small, driver="employees", year=2026, value=Decimal(200), by=SYSTEM
        )
        fields = {
            "name": "Opplæring",
            "direction": "cost",
            "recurrence": "once",
            "party": "municipality",
            "driver": "employees",
            "quantity_mode": Decimal(1),
            "amount_mode": Decimal(1_000),
            "price_year": 2026,
            "visibility": Visibility.PUBLIC,
        }
        items.add(measure=cls.measure, fields=fields, owner=keeper, by=SYSTEM)

    def shown(self, **asked: str) -> Any:
        client = Client(headers={"accept-language": "en"})
        return client.get(reverse("overview:map"), asked).context["map"]

    def test_a_loss_has_its_class_and_the_unknown_is_not_drawn_as_nothing(self) -> None:
        found = {one.pk: one for one in self.shown(vis="okonomi-eksempel").municipalities}
        assert (found[self.small.pk].shown, found[self.large.pk].shown) == (1, 0)
        assert "200" in found[self.small.pk].exact

    def test_the_door_from_the_measures_economy_leads_here(self) -> None:
        client = Client()
        answer = client.get(reverse("overview:map_of_economy", args=[self.measure.public_id]))
        assert answer["Location"].endswith("?vis=okonomi-eksempel")
        measures.change(measure=self.measure, fields={"visibility": Visibility.ORGANISATION}, by=SYSTEM)
        closed = client.get(reverse("overview:map_of_economy", args=[self.measure.public_id]))
        assert closed.status_code == 404
