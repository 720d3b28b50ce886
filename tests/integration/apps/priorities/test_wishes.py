"""Wishes for a running solution are weighed in a round: those that wait, and no others."""

from typing import Any

from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from tests.integration.apps.needs.setting import setting

from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import backing
from samstyring.apps.portfolio.actions import measures, wishes
from samstyring.apps.priorities.models import Round


class WishesInARound(TestCase):
    """A solution with four wishes, one met and one turned down."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.measure = measures.add(
            fields={"code": "loesning", "name": "Løsningen", "kind": "national"},
            owner=cls.place.nation,
            by=SYSTEM,
        )
        cls.needs = [cls.place.need(f"Ønske {number}") for number in range(4)]
        ties = [wishes.tie(measure=cls.measure, need=one, kind="wish", by=SYSTEM) for one in cls.needs]
        backing.back(need=cls.needs[2], organisation=cls.place.large, by=SYSTEM)
        for tie, state in ((ties[0], "done"), (ties[1], "declined"), (ties[2], "considered")):
            wishes.answer(tie=tie, state=state, words="Svar.", day=timezone.localdate(), by=SYSTEM)
        cls.address = reverse("priorities:from_wishes", args=[cls.measure.public_id])

    def client_of(self, user: Any) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(user)
        return client

    def test_the_link_on_the_measure_opens_a_round_over_what_waits(self) -> None:
        client = self.client_of(self.place.person(self.place.network))
        assert self.address in client.get(self.measure.get_absolute_url()).content.decode()
        page = client.get(self.address)
        assert "The round weighs 2 wishes for “Løsningen” that wait." in page.content.decode()
        fields = {
            "body": self.place.network.pk,
            "title": "Ønsker for Løsningen",
            "over": "needs",
            "top": 1,
            "visibility": "public",
        }
        client.post(self.address, fields)
        made = Round.objects.get()
        assert [item.need for item in made.items.order_by("position")] == [self.needs[2], self.needs[3]]

    def test_with_too_few_wishes_it_says_so(self) -> None:
        wishes.answer(
            tie=self.needs[3].measure_ties.get(),
            state="done",
            words="Gjort.",
            day=timezone.localdate(),
            by=SYSTEM,
        )
        client = self.client_of(self.place.person(self.place.network))
        answer = client.get(self.address, follow=True)
        assert "at least two open wishes" in answer.content.decode()

    def test_only_those_who_may_prepare_a_round(self) -> None:
        assert Client().get(self.address).status_code == 302
        assert self.address not in Client().get(self.measure.get_absolute_url()).content.decode()
