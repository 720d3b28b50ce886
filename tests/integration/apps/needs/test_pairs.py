"""Pairs of needs that look alike, over the whole table: merge one into the other, or tell them apart."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.integration.apps.needs.setting import setting

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.models import Entry
from samstyring.apps.needs import likeness_store
from samstyring.apps.needs.actions import apart, ladder
from samstyring.apps.needs.models import ToldApart


class PairsOfNeeds(TestCase):
    """Two needs in nearly the same words, and others."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.one = cls.place.need("Felles vikarpool for hjemmesykepleien")
        cls.same = cls.place.need(
            "Felles vikarpool for hjemmesykepleien i nord", organisation=cls.place.large
        )
        cls.other = cls.place.need("Kulturskole til alle barn", organisation=cls.place.middle)

    def setUp(self) -> None:
        likeness_store.build()
        self.address = reverse("needs:pairs")
        self.owner = Client()
        self.owner.force_login(self.place.person(self.place.small, Level.SECRETARY))

    def shown(self, client: Client | None = None, **query: str) -> list[tuple[str, str]]:
        """The pairs that the page shows."""
        page = (client or Client()).get(self.address, query)
        assert page.status_code == 200
        return [(row.first.need.title, row.second.need.title) for row in page.context["found"].rows]

    def judge(self, client: Client, what: str = "apart", back: str = "") -> int:
        address = reverse("needs:tell_apart", args=[self.one.public_id, self.same.public_id])
        return client.post(address, {"act": what, "back": back}).status_code

    def said(self) -> int:
        """How many times the ledger says that needs were told apart, or that it was taken back."""
        return sum(one.fields["verb"] == "needs.need.told_apart" for one in Entry.objects.all())

    def test_those_that_are_alike_are_shown_to_everybody(self) -> None:
        assert self.shown() == [(self.one.title, self.same.title)]
        assert "sla-sammen" not in Client().get(self.address).content.decode()
        page = self.owner.get(self.address).content.decode()
        merging = reverse("needs:act", args=[self.one.public_id, "sla-sammen"])
        assert f'href="{merging}?i={self.same.public_id}"' in page

    def test_who_decides_on_one_tells_them_apart_and_takes_it_back(self) -> None:
        assert self.judge(self.owner, back=f"{self.address}?bord=vart") == 302
        assert self.shown() == []
        assert self.shown(vis="ulike") == [(self.one.title, self.same.title)]
        assert self.judge(self.owner) == 302
        assert self.said() == 1, "saying it again is nothing new"
        assert self.judge(self.owner, "take_back") == 302
        assert self.shown() == [(self.one.title, self.same.title)]
        assert self.said() == 2

    def test_others_may_not_judge(self) -> None:
        stranger = Client()
        stranger.force_login(self.place.person(self.place.middle, Level.SECRETARY))
        assert self.judge(stranger) == 403
        assert self.judge(Client()) == 302, "a visitor is asked to log in"
        assert not ToldApart.objects.exists()

    def test_an_address_elsewhere_is_not_gone_back_to(self) -> None:
        address = reverse("needs:tell_apart", args=[self.one.public_id, self.same.public_id])
        answer = self.owner.post(address, {"back": "https://eksempel.example/"})
        assert answer["Location"] == self.address

    def test_what_is_merged_closed_or_hidden_is_no_pair(self) -> None:
        hidden = self.place.need("Felles vikarpool for hjemmesykepleien", visibility=Visibility.ORGANISATION)
        likeness_store.build()
        assert all(hidden.title not in pair[1:] for pair in self.shown())
        assert len(self.shown(self.owner)) == 3
        ladder.merge(need=self.same, into=self.one, reason="Likt", by=SYSTEM, seen=self.same.version)
        assert self.shown() == []

    def test_ones_own_table(self) -> None:
        stranger = Client()
        stranger.force_login(self.place.person(self.place.middle, Level.SECRETARY))
        assert self.shown(stranger, bord="vart") == []
        assert len(self.shown(self.owner, bord="vart")) == 1
        assert len(self.shown(bord="vart")) == 1, "a visitor has no table"

    def test_no_need_is_told_apart_from_itself(self) -> None:
        with pytest.raises(NotPossible):
            apart.tell_apart(need=self.one, other=self.one, by=SYSTEM)
        with pytest.raises(IntegrityError), transaction.atomic():
            ToldApart.objects.create(first=self.same, second=self.one, day="2026-01-01")

    def test_the_page_asks_a_fixed_number_of_times(self) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.shown(self.owner)
            return len(queries)

        asked()
        few = asked()
        for number in range(25):
            self.place.need(f"Felles vikarpool nummer {number} for hjemmesykepleien")
        likeness_store.build()
        assert len(self.shown(self.owner)) == 20
        assert asked() == few
        assert few <= 18
