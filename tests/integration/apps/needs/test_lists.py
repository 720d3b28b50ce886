"""The list of needs with its counts and filters, own lists, and the sector's list drawn from them."""

import re

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories
from tests.integration.apps.needs.setting import setting

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import backing, ladder, own_list
from samstyring.apps.needs.models import Need, OwnListItem


def plain(answer: object) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


class Lists(TestCase):
    """Needs of municipalities of three sizes."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.first = cls.place.need("Vikarer om natten")
        cls.second = cls.place.need("Kulturskole til alle", sector="culture", organisation=cls.place.middle)
        cls.third = cls.place.need("Digital post", sector="administration", organisation=cls.place.large)
        backing.back(need=cls.first, organisation=cls.place.large, by=SYSTEM)

    def setUp(self) -> None:
        self.visitor = Client(headers={"accept-language": "en"})
        self.address = reverse("needs:needs")

    def titles(self, **query: str) -> list[str]:
        """The titles that the list shows."""
        page = self.visitor.get(self.address, query).content.decode()
        return re.findall(r'data-size="2xs"><a[^>]*>([^<]+)</a>', page)

    def test_each_municipality_counts_once_and_merged_needs_together(self) -> None:
        ladder.merge(need=self.third, into=self.first, reason="Likt", by=SYSTEM, seen=self.third.version)
        page = plain(self.visitor.get(self.address))
        assert "2 municipalities , 90,900 inhabitants" in page
        assert "Below 5,000 inhabitants: 1" in page
        assert "Eksempelfylke (eksempel) 2" in page
        assert self.titles() == ["Vikarer om natten", "Kulturskole til alle"]
        assert self.titles(stand="merged") == ["Digital post"]

    def test_filters_stand_in_the_address(self) -> None:
        assert self.titles(sektor="culture") == ["Kulturskole til alle"]
        assert self.titles(storrelse="middle") == ["Kulturskole til alle"]
        assert set(self.titles(storrelse="large")) == {"Vikarer om natten", "Digital post"}
        assert self.titles(fylke="98") == []
        assert len(self.titles(fylke="99")) == 3
        assert self.titles(kommune="9902") == ["Kulturskole til alle"]
        assert self.titles(sok="KULTUR") == ["Kulturskole til alle"]
        assert self.titles(bord=str(self.place.large.public_id)) == ["Digital post"]
        assert self.titles(slag="law") == []
        assert len(self.titles(slag="tull", orden="tull", bord="tull")) == 3
        assert self.titles(orden="navn")[0] == "Digital post"

    def test_words_and_places_give_the_pages_that_all_give(self) -> None:
        for number in range(30):
            self.place.need(f"Vakt {number}", organisation=self.place.small)
        backing.back(need=Need.objects.get(title="Vakt 7"), organisation=self.place.large, by=SYSTEM)
        everything = [title for side in "12" for title in self.titles(side=side) if title.startswith("Vakt")]
        assert len(everything) == 30
        assert everything[0] == "Vakt 7"
        for found in ({"sok": "vakt"}, {"sok": "vakt", "fylke": "99"}, {"sok": "vakt", "kommune": "9901"}):
            assert self.titles(**found) + self.titles(**found, side="2") == everything
        by_size = self.titles(storrelse="large", side="2")
        assert by_size == self.titles(storrelse="large", side="1")

    def test_what_was_closed_stays_to_be_found(self) -> None:
        ladder.close(need=self.second, reason="Løst", by=SYSTEM, seen=self.second.version)
        assert "Kulturskole til alle" not in self.titles()
        assert "Kulturskole til alle" in self.titles(stand="alle")

    def test_closed_needs_are_not_there_for_others(self) -> None:
        closed = self.place.need("Hemmelig", visibility=Visibility.ORGANISATION)
        assert "Hemmelig" not in self.titles()
        assert self.visitor.get(closed.get_absolute_url()).status_code == 404
        owner = Client()
        owner.force_login(self.place.person(self.place.small))
        assert owner.get(closed.get_absolute_url()).status_code == 200

    def asked(self, client: Client, address: str) -> int:
        """How many times a page asks the database."""
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def test_the_list_asks_a_fixed_number_of_times(self) -> None:
        hers = Client()
        hers.force_login(self.place.person(self.place.small))
        few = [self.asked(one, self.address) for one in (hers, self.visitor)]
        for number in range(30):
            need = self.place.need(f"Behov {number}")
            backing.back(need=need, organisation=self.place.large, by=SYSTEM)
        assert [self.asked(one, self.address) for one in (hers, self.visitor)] == few
        assert self.asked(hers, f"{self.address}?sok=behov") == few[0]
        assert max(few) <= 12

    def test_the_page_of_a_need_asks_a_fixed_number_of_times(self) -> None:
        hers = Client()
        hers.force_login(self.place.person(self.place.small))
        page = self.first.get_absolute_url()
        other = self.place.need("Det samme")
        ladder.merge(need=other, into=self.first, reason="Likt", by=SYSTEM, seen=other.version)
        few = [self.asked(one, page) for one in (hers, self.visitor)]
        for number in range(12):
            need = self.place.need(f"Behov {number}")
            ladder.merge(need=need, into=self.first, reason="Likt", by=SYSTEM, seen=need.version)
        assert [self.asked(one, page) for one in (hers, self.visitor)] == few
        assert max(few) <= 32

    def test_the_lists_of_organisations_ask_a_fixed_number_of_times(self) -> None:
        pages = [
            reverse("needs:sector"),
            reverse("needs:own_list", args=[self.place.large.public_id]),
        ]
        own_list.put(organisation=self.place.large, need=self.first, by=SYSTEM)
        few = [self.asked(self.visitor, page) for page in pages]
        for number in range(12):
            need = self.place.need(f"Behov {number}")
            own_list.put(organisation=self.place.large, need=need, by=SYSTEM)
        assert [self.asked(self.visitor, page) for page in pages] == few
        assert max(few) <= 10

    def test_a_municipality_puts_its_needs_in_its_own_order(self) -> None:
        hers = Client(headers={"accept-language": "en"})
        hers.force_login(self.place.person(self.place.large))
        order = reverse("needs:order", args=[self.place.large.public_id])
        for need in (self.first, self.third, self.second):
            hers.post(order, {"need": need.public_id, "act": "put"})
        hers.post(order, {"need": self.second.public_id, "act": "up"})
        hers.post(order, {"need": self.second.public_id, "act": "up"})
        hers.post(order, {"need": self.second.public_id, "act": "up"})
        hers.post(order, {"need": self.first.public_id, "act": "place", "place": "99"})
        hers.post(order, {"need": self.first.public_id, "act": "place", "place": "først"})
        listed = OwnListItem.objects.filter(organisation=self.place.large)
        assert list(listed.values_list("need", "place")) == [
            (self.second.pk, 1),
            (self.third.pk, 2),
            (self.first.pk, 3),
        ]
        hers.post(order, {"need": self.second.public_id, "act": "off"})
        assert list(listed.values_list("need", "place")) == [(self.third.pk, 1), (self.first.pk, 2)]
        page = plain(self.visitor.get(reverse("needs:own_list", args=[self.place.large.public_id])))
        assert page.index("Digital post") < page.index("Vikarer om natten")

    def test_nobody_orders_the_list_of_another(self) -> None:
        hers = Client()
        hers.force_login(self.place.person(self.place.small))
        order = reverse("needs:order", args=[self.place.large.public_id])
        assert hers.post(order, {"need": self.first.public_id, "act": "put"}).status_code == 403
        reader = factories.person(
            role=Level.READER, organisation=self.place.large, email="les@eksempel.example"
        )
        hers.force_login(reader)
        assert hers.post(order, {"need": self.first.public_id, "act": "put"}).status_code == 403

    def test_the_sectors_list_gives_points_by_place_and_says_so(self) -> None:
        for organisation, needs in {
            self.place.small: [self.first, self.second],
            self.place.large: [self.third, self.first],
            # What a network puts first is not in the list of municipalities.
            self.place.network: [self.second],
        }.items():
            for need in needs:
                own_list.put(organisation=organisation, need=need, by=SYSTEM)
        page = self.visitor.get(reverse("needs:sector"))
        rows = re.findall(
            r'<td class="number">(\d+)</td><th scope="row"><a[^>]*>([^<]+)</a>', page.content.decode()
        )
        assert rows == [("1", "Vikarer om natten"), ("2", "Digital post"), ("3", "Kulturskole til alle")]
        assert "own lists of 2 municipalities" in plain(page)
        culture = plain(self.visitor.get(reverse("needs:sector"), {"sektor": "culture"}))
        assert "Digital post" not in culture
        ladder.merge(need=self.third, into=self.first, reason="Likt", by=SYSTEM, seen=self.third.version)
        merged = plain(self.visitor.get(reverse("needs:sector")))
        assert "Digital post" not in merged
        assert Need.objects.get(pk=self.third.pk).on_lists.count() == 1
