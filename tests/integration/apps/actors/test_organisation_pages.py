"""The register's pages: search, one organisation, and what people add by hand."""

import datetime
import re

import pytest
from django.test import Client, TestCase
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.actions import register as loading
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation, Population
from samstyring.apps.actors.queries.organisations import represented
from samstyring.apps.actors.queries.population import persons
from samstyring.apps.ledger.queries import history

SEARCH = "/organisasjoner/"


def text_of(page: str) -> str:
    """What a page says, without tags and extra spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


class Pages(TestCase):
    """With the whole register loaded once."""

    @classmethod
    def setUpTestData(cls) -> None:
        loading.load()
        cls.network = Organisation.objects.get(register_key="network-diginordland")
        cls.coordinator = factories.person(role=Level.COORDINATOR, organisation=cls.network)

    def setUp(self) -> None:
        self.visitor = Client(headers={"accept-language": "en"})
        self.hers = Client(headers={"accept-language": "en"})
        self.hers.force_login(self.coordinator)

    def get(self, address: str, client: Client | None = None) -> str:
        answer = (client or self.visitor).get(address)
        assert answer.status_code == 200
        return answer.content.decode()

    def rows(self, address: str) -> list[str]:
        return re.findall(r'<th scope="row"><a[^>]*>([^<]*)', self.get(address))

    def number(self, number: str) -> Organisation:
        return Organisation.objects.get(number=number)

    def test_the_register_is_searched_by_any_name_and_number(self) -> None:
        assert self.rows(f"{SEARCH}?q=guovdageaidnu") == ["Kautokeino"]
        assert self.rows(f"{SEARCH}?q=1103") == ["Stavanger"]
        assert self.rows(f"{SEARCH}?q=964 965 226") == ["Stavanger"]
        assert self.rows(f"{SEARCH}?q=ålesu") == ["Ålesund"]
        assert self.rows(f"{SEARCH}?q=sandøy") == []
        assert self.rows(f"{SEARCH}?q=sandøy&former=on") == ["Sandøy"]
        assert self.rows(f"{SEARCH}?q=%25") == []

    def test_the_register_is_filtered_by_kind_and_county(self) -> None:
        assert len(self.rows(f"{SEARCH}?kind=county")) == 15
        assert "41 organisations" in self.get(f"{SEARCH}?kind=municipality&county=18")
        assert "357 organisations" in self.get(f"{SEARCH}?kind=municipality")
        assert len(self.rows(f"{SEARCH}?kind=municipality&page=8")) == 7
        assert self.get(f"{SEARCH}?kind=nonsense&county=99&page=x")

    def test_a_search_without_result_says_what_to_do(self) -> None:
        page = self.get(f"{SEARCH}?q=<script>")
        assert "Nobody in the register fits." in page
        assert "Try another spelling" in page
        assert "&lt;script&gt;" in page

    def test_the_list_takes_the_same_queries_whatever_it_shows(self) -> None:
        for address in (SEARCH, f"{SEARCH}?former=on&page=3", f"{SEARCH}?q=helse&kind=health_trust"):
            with self.assertNumQueries(3):
                self.visitor.get(address)

    def test_a_municipality_shows_names_number_county_people_and_source(self) -> None:
        page = text_of(self.get(self.number("5540").get_absolute_url()))
        for shown in ("Gáivuotna - Kåfjord - Kaivuono", "5540", "Troms", "Kaivuono", "Kartverket"):
            assert shown in page
        total = Population.objects.get(organisation__number="5540", year=2026, age_from=0, age_to=None)
        assert f"{total.persons:,}" in page
        assert "Statistisk sentralbyrå, tabell 07459" in page

    def test_what_is_unknown_is_shown_as_unknown(self) -> None:
        page = text_of(self.get(self.number("1580").get_absolute_url()))
        assert "Organisation number not stated" in page
        Population.objects.filter(organisation=self.number("1580")).delete()
        assert "Inhabitants on 1 January not stated" in text_of(
            self.get(self.number("1580").get_absolute_url())
        )

    def test_a_former_municipality_leads_to_what_it_became_and_back(self) -> None:
        before, after = self.number("1546"), self.number("1507")
        page = self.get(before.get_absolute_url())
        assert "Sandøy existed until" in page
        assert after.get_absolute_url() in page
        assert before.get_absolute_url() in self.get(after.get_absolute_url())

    def test_an_organisation_takes_a_fixed_number_of_queries(self) -> None:
        for number in ("1804", "1508", "18", "1546"):
            address = self.number(number).get_absolute_url()
            with self.assertNumQueries(8):
                self.visitor.get(address)
        address = self.network.get_absolute_url()
        with self.assertNumQueries(9):
            self.visitor.get(address)

    def test_a_network_shows_members_and_where_it_works(self) -> None:
        page = text_of(self.get(self.network.get_absolute_url()))
        assert "Members (42)" in page
        assert "Works in Nordland" in page
        other = Organisation.objects.get(register_key="network-digirogaland")
        assert "The members are not known here." in self.get(other.get_absolute_url())
        assert "DigiNordland" in self.get(self.number("1804").get_absolute_url())

    def test_a_page_for_nobody_is_not_found(self) -> None:
        assert self.visitor.get(f"{SEARCH}00000000-0000-4000-8000-000000000000/").status_code == 404

    def test_the_history_is_for_those_who_are_logged_in_and_names_nobody(self) -> None:
        own = organisations.add(name="Eksempelbedriften", kind="other", by=actor_for(self.coordinator))
        assert "was added to the register" not in self.get(own.get_absolute_url())
        page = self.get(own.get_absolute_url(), self.hers)
        assert "“Eksempelbedriften” was added to the register." in page
        main = page.split("<main")[1].split("</main>")[0]
        assert "Ada" not in main

    def test_a_member_is_added_and_ended_by_those_who_may(self) -> None:
        address = self.network.get_absolute_url()
        assert self.visitor.post(address, {"member": "1103"}).status_code == 403
        self.hers.post(address, {"member": "Stavanger kommune"})
        membership = Membership.objects.get(group=self.network, member__number="1103")
        assert next(line.sentence for line in history(self.number("1103").public_id)).startswith("Stavanger")
        end = f"{address}medlemmer/{membership.pk}/avslutt/"
        assert self.visitor.post(end).status_code == 302
        membership.refresh_from_db()
        assert membership.valid_to is None
        self.hers.post(end)
        membership.refresh_from_db()
        assert membership.valid_to is not None

    def test_a_member_that_cannot_be_added_is_explained(self) -> None:
        address = self.network.get_absolute_url()
        for given, said in (
            ("Herøy", "Several have this name: 1515 Herøy, 1818 Herøy. Write the number."),
            ("Ingensteds", "Nobody in the register is called “Ingensteds”."),
            ("Bodø", "Bodø is a member already."),
            ("DigiNordland", "An organisation cannot be a member of itself."),
            ("", "Write the organisation&#x27;s name or number."),
        ):
            answer = self.hers.post(address, {"member": given})
            assert answer.status_code == 422
            assert said in answer.content.decode()
            assert f'value="{given}"' in answer.content.decode() or not given

    def test_an_organisation_is_added_by_those_who_may_and_found(self) -> None:
        given = {"name": "Eksempelforbundet", "kind": "trade_union", "organisation_number": "", "county": ""}
        assert self.visitor.post(f"{SEARCH}ny/", given).status_code == 302
        nobody = Client()
        nobody.force_login(factories.person(email="x@eksempel.example"))
        assert nobody.post(f"{SEARCH}ny/", given).status_code == 403
        assert nobody.get(f"{SEARCH}ny/").status_code == 403
        assert not Organisation.objects.filter(name="Eksempelforbundet").exists()
        self.hers.post(f"{SEARCH}ny/", given)
        assert self.rows(f"{SEARCH}?q=eksempelforbundet") == ["Eksempelforbundet"]

    def test_a_wrong_organisation_number_is_explained_and_nothing_is_lost(self) -> None:
        given = {"name": "Eksempelforbundet", "kind": "trade_union", "county": ""}
        for number, said in (
            ("123456789", "is not an organisation number"),
            ("964 965 226", "Another organisation has this organisation number."),
        ):
            answer = self.hers.post(f"{SEARCH}ny/", given | {"organisation_number": number})
            assert answer.status_code == 422
            assert said in answer.content.decode()
            assert 'value="Eksempelforbundet"' in answer.content.decode()
        assert self.hers.post(f"{SEARCH}ny/", given | {"kind": "municipality"}).status_code == 422
        assert not Organisation.objects.filter(
            name="Eksempelforbundet", kind=OrganisationKind.TRADE_UNION
        ).exists()


@pytest.mark.django_db
def test_a_cooperation_speaks_for_its_members_of_the_day() -> None:
    cooperation = factories.organisation("Eksempelsamarbeidet", kind=OrganisationKind.COOPERATION)
    network = factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)
    member, former = factories.organisation("Eksempelvik"), factories.organisation("Eksempelfjord")
    assert represented(cooperation) == [cooperation]
    for group in (cooperation, network):
        Membership.objects.create(group=group, member=member)
        Membership.objects.create(group=group, member=former, valid_to="2020-12-31")
    assert represented(cooperation) == [member]
    assert represented(cooperation, datetime.date(2020, 6, 1)) == [former, member]
    assert represented(network) == [network]


def test_a_band_is_its_own_figure_or_a_sum_without_gaps() -> None:
    years = {(age, age): 10 for age in range(105)} | {(105, None): 1}
    assert persons(years, (0, 17)) == 180
    assert persons(years, (80, None)) == 251
    assert persons(years, (0, None)) == 1051
    assert persons({(0, 5): 1, (7, 17): 1}, (0, 17)) is None
    assert persons({(0, None): 7}, (0, None)) == 7
    assert persons({}, (0, None)) is None
