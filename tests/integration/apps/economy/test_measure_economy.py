"""A measure's economy: who may write it, what is said at the field, undo, unknowns, scenarios, queries."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Membership, Organisation, Population, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.economy import words
from samstyring.apps.economy.actions import first_rows, items, scenarios
from samstyring.apps.economy.choices import ParameterState
from samstyring.apps.economy.models import DriverFigure, Frame, Item, Parameter, Scenario
from samstyring.apps.economy.reckoning import least_transfer, measure_result, scenario_difference
from samstyring.apps.knowledge.actions import evidence
from samstyring.apps.knowledge.models import Evidence
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Account

USUAL: dict[str, Any] = {
    "direction": "cost",
    "recurrence": "yearly",
    "party": "municipality",
    "driver": "inhabitants",
    "quantity_kind": "fixed",
    "quantity_mode": Decimal(1),
    "amount_kind": "fixed",
    "amount_mode": Decimal(10),
    "price_year": 2026,
    "visibility": Visibility.PUBLIC,
}


def plain(answer: Any) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def municipality(name: str, persons: int | None) -> Organisation:
    """An invented municipality with so many inhabitants; none is unknown."""
    made = factories.organisation(name, kind=OrganisationKind.MUNICIPALITY)
    if persons is not None:
        Population.objects.create(
            organisation=made, year=2026, age_from=0, persons=persons, source="eksempel"
        )
    return made


class World(TestCase):
    """A measure that an agency keeps, two municipalities, and somebody in each."""

    keeper: Organisation
    measure: Measure
    small: Organisation
    large: Organisation
    writer: User
    local: User

    @classmethod
    def setUpTestData(cls) -> None:
        cls.keeper = factories.organisation("Eksempeletaten", kind=OrganisationKind.AGENCY)
        cls.measure = measures.add(
            fields={"code": "eksempel", "name": "Eksempelløsning", "kind": "shared", "topic": "eks"},
            owner=cls.keeper,
            by=SYSTEM,
        )
        cls.small = municipality("Eksempelnes", 1_000)
        cls.large = municipality("Eksempelby", 50_000)
        cls.writer = factories.person(role=Level.COORDINATOR, organisation=cls.keeper)
        cls.local = factories.person(
            role=Level.CONTRIBUTOR, organisation=cls.small, email="kari@eksempel.example"
        )
        items.set_frame(measure=cls.measure, fields={"start": 2026, "years": 3}, by=SYSTEM)

    def add(self, name: str, **fields: Any) -> Item:
        return items.add(
            measure=self.measure, fields=USUAL | {"name": name} | fields, owner=self.keeper, by=SYSTEM
        )

    def result(self, **asked: Any) -> Any:
        return measure_result(self.measure, user=self.writer, **asked)

    def as_(self, user: User | None) -> Client:
        client = Client(headers={"accept-language": "en"})
        if user is not None:
            client.force_login(user)
        return client

    def at(self, name: str, *more: Any) -> str:
        return reverse(f"economy:{name}", args=[self.measure.public_id, *more])


class Reckoning(World):
    """From rows to results."""

    def test_a_fixed_cost_by_inhabitants_comes_to_what_it_says(self) -> None:
        self.add("Lisens")
        found = self.result()
        assert found.total.middle == pytest.approx(-10 * 51_000 * 3)
        assert {one.name: one.own.middle for one in found.municipalities} == pytest.approx(
            {"Eksempelnes": -30_000, "Eksempelby": -1_500_000}
        )
        assert [year.middle for year in found.operating] == pytest.approx([-510_000] * 3)
        assert found.loss == 1
        assert found.pay_back == (None, None, None)

    def test_where_nothing_falls_on_anybody_no_sum_is_shown(self) -> None:
        """Of what nobody knows, and of what holds for a group that nobody is a member of."""
        group = factories.organisation("Eksempelutvalget", kind=OrganisationKind.BODY)
        for fields in (
            {"holds_for": group},
            {"amount_kind": "unknown", "amount_mode": None, "price_year": None},
            {"driver": "employees"},
        ):
            item = self.add("Lisens", **fields)
            assert self.result().is_empty
            page = plain(self.as_(None).get(self.at("of_measure")))
            assert "Nothing falls on anybody in this account." in page
            assert "Probability of loss" not in page
            assert "Paid back" not in page
            items.remove(item=item, by=SYSTEM)
        self.add("Lisens")
        assert not self.result().is_empty

    def test_what_is_not_known_is_left_out_and_named(self) -> None:
        self.add("Lisens")
        self.add("Støtte", amount_kind="unknown", amount_mode=None, price_year=None, who_knows="Leverandøren")
        self.add("Opplæring", driver="employees")
        municipality("Eksempeløy", None)
        found = self.result()
        assert [(one.name, one.who_knows) for one in found.unknown_items] == [("Støtte", "Leverandøren")]
        drivers = {one.item: one.municipalities for one in found.unknown_drivers}
        assert drivers["Opplæring"] == ("Eksempelby", "Eksempelnes", "Eksempeløy")
        assert drivers["Lisens"] == ("Eksempeløy",)
        assert {one.name: (one.missing, one.nowhere) for one in found.items} == {
            "Lisens": (1, False),
            "Opplæring": (3, True),
        }
        page = plain(self.as_(None).get(self.at("of_measure")))
        assert "unknown in 1 municipality" in page
        assert "1 item is not known and is left out" in page
        assert "Can be filled in by: Leverandøren." in page

    def test_a_figure_that_a_municipality_gives_counts_there_only(self) -> None:
        self.add("Opplæring", driver="employees")
        scenarios.give_figure(
            municipality=self.small, driver="employees", year=2026, value=Decimal(40), by=SYSTEM
        )
        found = self.result()
        assert found.unknown_drivers[0].municipalities == ("Eksempelby",)
        assert found.of(self.small.pk).own.middle == pytest.approx(-40 * 10 * 3)

    def test_an_item_of_one_municipality_is_nothing_elsewhere(self) -> None:
        self.add("Lokal avtale", driver="fixed", holds_for=self.small)
        found = self.result()
        assert found.of(self.small.pk).own.middle == pytest.approx(-30)
        assert found.of(self.large.pk).own.middle == 0
        assert not found.unknown_drivers

    def test_what_is_closed_counts_for_those_who_may_see_it(self) -> None:
        self.add("Hemmelig avtale", visibility=Visibility.ORGANISATION)
        assert self.result().total.middle < 0
        assert measure_result(self.measure, user=self.local).is_empty

    def test_societys_account_says_which_rate_is_not_confirmed(self) -> None:
        first_rows.load()
        self.add("Lisens")
        found = self.result(account=Account.SOCIETY)
        assert found.society.middle == pytest.approx(-510_000 * (1 + 1 / 1.04 + 1 / 1.04**2) * 1.2)
        assert any("not confirmed" in words for words in found.assumptions)

    def test_without_rates_societys_account_is_a_sentence_and_no_error(self) -> None:
        self.add("Lisens")
        answer = self.as_(None).get(self.at("of_measure"), {"regnskap": "samfunn"})
        assert answer.status_code == 200
        assert "is not known" in answer.context["problem"]

    def test_two_that_save_the_same_are_cut_to_what_there_is(self) -> None:
        cap = scenarios.set_cap(
            fields={"name": "Besøk", "driver": "inhabitants", "most": Decimal(1), "visibility": "public"},
            owner=self.keeper,
            by=SYSTEM,
        )
        for name in ("Første", "Andre"):
            self.add(name, direction="benefit", benefit_class="avoided_cost", cap=cap)
        assert self.result().total.middle == pytest.approx(10 * 51_000 * 3)

    def test_the_least_transfer_makes_up_for_each_loss(self) -> None:
        self.add("Lisens")
        found = least_transfer(self.measure, user=self.writer)
        assert found.total == pytest.approx(1_530_000)
        page = plain(self.as_(None).get(self.at("transfer"), {"sikkerhet": "80"}))
        assert "2 of 2" in page

    def test_the_same_question_is_answered_anew_when_a_number_changes(self) -> None:
        one = self.add("Lisens")
        before = self.result().total.middle
        items.change(item=one, fields={"amount_mode": Decimal(20)}, by=SYSTEM)
        assert self.result().total.middle == pytest.approx(2 * before)


class Scenarios(World):
    """Other numbers, said by the nation, a network or a municipality."""

    def test_a_municipality_goes_before_its_network_and_that_before_the_nation(self) -> None:
        one = self.add("Lisens")
        network = factories.organisation("Eksempelnettverket", kind=OrganisationKind.NETWORK)
        for place in (self.small, self.large):
            Membership.objects.create(group=network, member=place)
        made = scenarios.set_scenario(
            measure=self.measure,
            fields={"name": "Dyrere", "visibility": Visibility.PUBLIC},
            owner=self.keeper,
            by=SYSTEM,
        )
        for place, amount in ((None, 20), (network, 30), (self.small, 40)):
            scenarios.set_override(
                scenario=made,
                item=one,
                part="amount",
                organisation=place,
                value={"value_kind": "fixed", "value_mode": Decimal(amount)},
                by=SYSTEM,
            )
        found = self.result(scenario=made)
        assert found.of(self.small.pk).own.middle == pytest.approx(-40 * 1_000 * 3)
        assert found.of(self.large.pk).own.middle == pytest.approx(-30 * 50_000 * 3)
        (difference,) = scenario_difference(self.measure, None, made, user=self.writer)
        assert (difference.before, difference.after) == pytest.approx((-1_530_000, -4_620_000))
        page = plain(self.as_(None).get(made.get_absolute_url()))
        assert "Dyrere beside the measure as it is entered" in page

    def test_a_scenario_is_made_on_its_pages(self) -> None:
        one = self.add("Lisens")
        client = self.as_(self.writer)
        given = {"keeper": self.keeper.pk, "name": "Dyrere", "visibility": "public"}
        client.post(self.at("add_scenario"), given)
        made = Scenario.objects.get()
        number = {
            "item": one.pk,
            "part": "amount",
            "place": "everybody",
            "value_kind": "log_normal",
            "value_low": "30",
            "value_high": "20",
        }
        address = reverse("economy:override", args=[made.public_id])
        answer = client.post(address, number)
        assert answer.status_code == 422
        assert answer.context["form"].errors == {
            "value_low": ["P10 is above P90: swap them or correct one of them."]
        }
        client.post(address, number | {"value_high": "40"})
        assert made.overrides.count() == 1
        again = client.post(self.at("add_scenario"), given)
        assert again.context["form"].errors == {"name": ["You have a scenario with this name."]}


class Writing(World):
    """Items on their pages: who may, what is said at the field, and undo."""

    def given(self, **fields: Any) -> dict[str, Any]:
        usual = {
            "place": "everybody",
            "name": "Lisens",
            "direction": "cost",
            "recurrence": "yearly",
            "party": "municipality",
            "driver": "inhabitants",
            "quantity_kind": "fixed",
            "quantity_mode": "1",
            "amount_kind": "fixed",
            "amount_mode": "12.5",
            "price_year": "2026",
            "first_year": "1",
            "budget": "operating",
            "becomes": "money",
            "grounds": "read",
            "visibility": "public",
        }
        return usual | fields

    def errors(self, **fields: Any) -> dict[str, list[str]]:
        answer = self.as_(self.writer).post(self.at("add_item"), self.given(**fields))
        assert answer.status_code == 422
        assert answer.context["form"]["name"].value() == "Lisens"
        assert not Item.objects.exists()
        found: dict[str, list[str]] = answer.context["form"].errors
        return found

    def test_what_cannot_be_is_said_at_its_field_and_nothing_is_stored(self) -> None:
        usual = {"amount_mode": ""}
        wrong = "P10 is above P90: swap them or correct one of them."
        assert self.errors(**usual, amount_kind="log_normal", amount_low="9", amount_high="3") == {
            "amount_low": [wrong]
        }
        assert set(self.errors(amount_kind="pert", amount_low="1", amount_mode="9", amount_high="3")) == {
            "amount_mode"
        }
        assert self.errors(price_year="") == {
            "price_year": ["Say in which year's prices the amount is given."]
        }
        assert self.errors(first_year="3", last_year="2") == {
            "last_year": ["The last year is before the first."]
        }
        assert set(self.errors(benefit_class="quality")) == {"benefit_class"}
        assert set(self.errors(amount_mode="")) == {"amount_mode"}
        assert set(self.errors(amount_mode="-4")) == {"amount_mode"}
        assert set(self.errors(hours="Sykepleier 3")) == {"hours"}

    def test_a_horizon_that_cannot_be_is_said_at_its_field(self) -> None:
        for years in ("0", "500"):
            answer = self.as_(self.writer).post(self.at("set_frame"), {"start": "2026", "years": years})
            assert answer.context["form"].errors == {"years": ["Choose a horizon of 1 to 100 years."]}
        assert Frame.objects.get().years == 3

    def test_an_item_is_entered_with_norwegian_numbers_and_hours(self) -> None:
        client = Client(headers={"accept-language": "nb"})
        client.force_login(self.writer)
        client.post(self.at("add_item"), self.given(amount_mode="1 012,5", hours="Sykepleier: 0,75"))
        one = Item.objects.get()
        assert one.amount_mode == Decimal("1012.5")
        assert one.owner_organisation == self.keeper
        assert [(each.profession, each.hours) for each in one.hours.all()] == [
            ("Sykepleier", Decimal("0.75"))
        ]
        assert len(history(one.public_id)) == len(history(self.measure.public_id)) - 2 == 1

    def test_a_change_is_taken_back_and_what_is_taken_out_is_put_back(self) -> None:
        one = self.add("Lisens")
        client = self.as_(self.writer)
        client.post(self.at("change_item", one.public_id), self.given(name="Lisens", amount_mode="99"))
        one.refresh_from_db()
        assert one.amount_mode == 99
        client.post(self.at("undo_item", one.public_id))
        one.refresh_from_db()
        assert one.amount_mode == 10
        client.post(self.at("remove_item", one.public_id))
        assert measure_result(self.measure, user=self.writer).is_empty
        assert "Put back" in plain(client.get(self.at("of_measure")))
        client.post(self.at("restore_item", one.public_id))
        assert not measure_result(self.measure, user=self.writer).is_empty

    def test_undo_brings_back_evidence_and_hours(self) -> None:
        study = evidence.add(
            fields={"topic": "eks", "title": "Eksempelstudie"}, outcomes=[], owner=self.keeper, by=SYSTEM
        )
        one = self.add("Lisens", evidence=[study], hours=[("Sykepleier", Decimal("1.5"))])
        items.change(item=one, fields={"evidence": [], "hours": []}, by=SYSTEM)
        assert not one.evidence.exists()
        items.undo(item=one, by=SYSTEM)
        assert list(one.evidence.all()) == [study]
        assert one.hours.get().hours == Decimal("1.5")
        with pytest.raises(NotPossible):
            items.undo(item=one, by=SYSTEM)

    def test_a_municipality_enters_only_what_is_its_own(self) -> None:
        client = self.as_(self.local)
        form = client.get(self.at("add_item"))
        assert [value for value, _name in form.context["form"].fields["place"].choices] == [
            str(self.small.public_id)
        ]
        refused = client.post(self.at("add_item"), self.given())
        assert set(refused.context["form"].errors) == {"place"}
        client.post(self.at("add_item"), self.given(place=str(self.small.public_id)))
        assert Item.objects.get().holds_for == self.small
        general = self.add("Felles")
        assert client.get(self.at("change_item", general.public_id)).status_code == 403
        assert client.post(self.at("remove_item", general.public_id)).status_code == 403
        assert self.as_(None).get(self.at("add_item")).status_code == 302

    def test_a_typical_item_fills_the_form(self) -> None:
        answer = self.as_(self.writer).get(self.at("add_item"), {"mal": "unngatt-sykehjem"})
        form = answer.context["form"]
        assert form["amount_mode"].value() == "5198"
        assert form["price_year"].value() == "2024"
        assert form["visibility"].value() == "public"

    def test_a_figure_is_given_for_ones_own_municipality(self) -> None:
        given = {
            "municipality": self.small.pk,
            "driver": "users",
            "year": "2026",
            "value": "120",
            "source": "Fagsystemet",
        }
        client = self.as_(self.local)
        for value in ("120", "130"):
            client.post(self.at("give_figure"), given | {"value": value})
        assert DriverFigure.objects.get().value == 130
        assert DriverFigure.objects.get().measure == self.measure
        refused = client.post(self.at("give_figure"), given | {"municipality": self.large.pk})
        assert set(refused.context["form"].errors) == {"municipality"}

    def test_a_rate_is_confirmed_by_those_who_work_for_the_whole_country(self) -> None:
        first_rows.load()
        row = Parameter.objects.get(code="price_growth")
        address = reverse("economy:set_rate", args=[row.public_id])
        given = {"value": "0.03", "source": "Eksempelkilde"}
        assert self.as_(self.local).post(address, given).status_code == 403
        missing = self.as_(self.writer).post(address, {"value": "0.03"})
        assert missing.context["form"].errors == {"source": ["Say where it was read."]}
        self.as_(self.writer).post(address, given)
        row.refresh_from_db()
        assert (row.value, row.state) == (Decimal("0.03"), ParameterState.CONFIRMED)
        assert first_rows.load() == 0


class Pages(World):
    """What pages say, and how often they ask."""

    def study(self, **fields: Any) -> Evidence:
        outcome = {"name": "Besøk", "direction": "no_difference", "finding": "Like mange besøk."}
        return evidence.add(
            fields={"topic": "eks", "title": "Eksempelstudie"} | fields,
            outcomes=[outcome | {"benefit_class": "avoided_cost"}],
            owner=self.keeper,
            by=SYSTEM,
        )

    def test_evidence_that_speaks_against_a_gain_stands_beside_it(self) -> None:
        self.study()
        few = self.study(title="Liten studie", participants=18)
        self.add("Færre besøk", direction="benefit", benefit_class="avoided_cost", evidence=[few])
        self.add("Mindre svinn", direction="benefit", benefit_class="saved_time", grounds="supplier")
        page = plain(self.as_(None).get(self.at("of_measure")))
        assert page.count("Evidence speaks against this:") == 1
        assert "Liten studie (18 people)" in page.replace(" )", ")").replace("( ", "(")
        assert "It rests on the supplier’s own figures." in page

    def test_the_worked_example_shows_why_it_stalls_and_what_would_mend_it(self) -> None:
        answer = self.as_(None).get(reverse("economy:example"))
        nets = {(line.party, line.organisation): line.net.middle for line in answer.context["result"].parties}
        assert nets["hospital_trust", "the local trust (example)"] < 0
        assert nets["hospital_trust", "another trust (example)"] > 0
        assert nets["state", ""] > 0
        assert answer.context["settled"].lacking == 0
        assert "is invented, and so is every amount" in plain(answer)
        assert not Item.objects.exists()

    def test_pages_ask_equally_often_at_one_item_and_at_many(self) -> None:
        first_rows.load()
        study = self.study()
        self.add("Færre besøk", direction="benefit", benefit_class="avoided_cost", evidence=[study])
        counts = [self.queries()]
        for at in range(6):
            municipality(f"Eksempel {at}", 2_000)
            self.add(
                f"Gevinst {at}", direction="benefit", evidence=[study], hours=[("Sykepleier", Decimal(1))]
            )
        counts.append(self.queries())
        assert counts[0] == counts[1]
        assert max(counts[0].values()) <= 20

    def queries(self) -> dict[str, int]:
        found = {}
        addresses = {
            "index": reverse("economy:index"),
            "measure": self.at("of_measure"),
            "municipalities": self.at("municipalities"),
            "transfer": self.at("transfer"),
            "rates": reverse("economy:rates"),
        }
        for name, address in addresses.items():
            with CaptureQueriesContext(connection) as asked:
                assert self.as_(None).get(address).status_code == 200
            found[name] = len(asked)
        return found

    def test_a_measure_without_items_says_that_this_is_not_free(self) -> None:
        assert "That is not the same as free." in plain(self.as_(None).get(self.at("of_measure")))
        index = plain(self.as_(None).get(reverse("economy:index")))
        assert "nothing entered yet" in index

    def test_the_short_code_leads_to_the_page(self) -> None:
        answer = self.as_(None).get(reverse("economy:by_code", args=["eksempel"]))
        assert answer["Location"] == self.at("of_measure")

    def test_a_closed_measure_does_not_exist_for_others(self) -> None:
        measures.change(measure=self.measure, fields={"visibility": Visibility.ORGANISATION}, by=SYSTEM)
        for name in ("of_measure", "municipalities", "transfer"):
            assert self.as_(None).get(self.at(name)).status_code == 404

    def test_sums_are_said_with_as_many_digits_as_they_deserve(self) -> None:
        assert words.short(-1_234_567) == "NOK \u22121.2 million"
        assert words.short(123_456) == "NOK 123,000"
        assert words.short(None) == "–"
