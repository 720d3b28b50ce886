"""National costs: unknown stays unknown, parts sum, rules are compared, and only those who may write do."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.economy.actions import national, national_rows, rules
from samstyring.apps.economy.choices_national import Basis
from samstyring.apps.economy.models import Growth, NationalCost, SectorPart, SharingRule
from samstyring.apps.economy.queries import national as queries
from samstyring.apps.economy.sharing import Given
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.actions import first_rows, measures

COSTS = reverse("economy:national_costs")


def municipality(number: str, inhabitants: int | None) -> Organisation:
    """An invented municipality, with inhabitants where they are known."""
    made = factories.organisation(
        f"Sted {number} (eksempel)", kind=OrganisationKind.MUNICIPALITY, number=number
    )
    if inhabitants is not None:
        Population.objects.create(organisation=made, year=2026, persons=inhabitants, source="Eksempel")
    return made


class National(TestCase):
    """A measure that must be paid for, somebody who works for all municipalities, and two municipalities."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.ks = factories.organisation("KS (eksempel)", kind=OrganisationKind.KS)
        cls.writer = factories.person(role=Level.SECRETARY, organisation=cls.ks)
        cls.small, cls.large = municipality("9901", 1_000), municipality("9902", 9_000)
        cls.local = factories.person(
            role=Level.SECRETARY, organisation=cls.small, email="eva@eksempel.example"
        )
        cls.measure = measure()
        duty = {"kind": "pay", "for_whom": "Kommunen", "municipal": True, "state": "required"}
        measures.set_duty(measure=cls.measure, fields=duty, by=SYSTEM)
        cls.by_number = cls.rule("Etter innbyggere", Basis.INHABITANTS)
        cls.equal = cls.rule("Likt", Basis.FIXED)

    @classmethod
    def rule(cls, name: str, basis: str, **more: Any) -> SharingRule:
        steps = more.pop("steps", [])
        return rules.add(fields={"name": name, "basis": basis, **more}, steps=steps, owner=cls.ks, by=SYSTEM)

    def cost(self, total: int | None = None, **more: Any) -> NationalCost:
        given = {"total": None if total is None else Decimal(total), "source": "Eksempel"} | more
        year = given.pop("year", 2026)
        return national.enter(
            measure=given.pop("measure", self.measure), year=year, fields=given, owner=self.ks, by=SYSTEM
        )

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def test_a_measure_that_must_be_paid_for_is_listed_as_unknown_with_who_could_fill_it_in(self) -> None:
        page = english().get(COSTS)
        assert [line.cost for line in page.context["lines"]] == [None]
        assert "not known" in plain(page)
        assert "secretaries in KS" in plain(page)
        none = english().get(reverse("economy:national_costs_of", args=[self.measure.public_id]))
        assert "Neither the total nor who shares it" in plain(none)

    def test_those_who_work_for_all_fill_in_and_nothing_typed_is_lost(self) -> None:
        client = self.client_of(self.writer)
        enter = reverse("economy:enter_national_cost") + f"?tiltak={self.measure.code}"
        answer = client.post(enter, {"year": "2026", "total": "12 000 000,50"})
        assert answer.status_code == 422
        assert answer.context["form"].errors["source"] == ["Say where the total was read."]
        assert "12 000 000,50" in answer.content.decode()
        filled = {"year": "2026", "total": "12 000 000,50", "source": "Fakturaen", "percent": "6,9"}
        one_address = client.post(enter, filled)["Location"]
        one = NationalCost.objects.get()
        assert one.get_absolute_url() == one_address
        assert (one.total, one.adjustment) == (Decimal("12000000.50"), Decimal("0.069"))
        answer = client.post(enter, filled)
        assert answer.context["form"].errors["year"] == [
            "This year is entered already. Change what is there."
        ]
        change = reverse("economy:change_national_cost", args=[one.public_id])
        client.post(change, {"total": "", "source": "Fakturaen", "percent": "6,9"})
        one.refresh_from_db()
        assert one.total is None
        assert "was changed" in history(one.public_id)[0].sentence

    def test_others_may_not_write(self) -> None:
        one = self.cost()
        for name in ("change_national_cost", "set_parts", "set_growth"):
            address = reverse(f"economy:{name}", args=[one.public_id])
            assert self.client_of(self.local).get(address).status_code == 403
            assert english().get(address).status_code == 302
        enter = reverse("economy:enter_national_cost")
        assert self.client_of(self.local).get(enter).status_code == 403

    def test_parts_are_set_together_sum_to_the_total_and_are_never_more_than_it(self) -> None:
        one = self.cost(100)
        client, address = self.client_of(self.writer), reverse("economy:set_parts", args=[one.public_id])
        wrong = {"municipalities": "en tredel", "source": "Eksempel"}
        answer = client.post(address, wrong)
        assert "municipalities" in answer.context["form"].errors
        answer = client.post(address, {"municipalities": "60 %", "health_trusts": "50 %", "source": "E"})
        assert "110 per cent" in plain(answer)
        answer = client.post(address, {"municipalities": "60", "health_trusts": "1/2", "source": "E"})
        assert "pay more than the total" in plain(answer)
        answer = client.post(address, {"municipalities": "1/3"})
        assert answer.context["form"].errors["source"] == ["Say where the parts were read."]
        client.post(address, {"municipalities": "1/3", "health_trusts": "1/3", "source": "Eksempel"})
        lines = queries.parts_of(queries.seen(self.writer).get())
        assert [(line.sector, line.kroner) for line in lines] == [
            ("municipalities", Decimal("33.34")),
            ("health_trusts", Decimal("33.33")),
            ("", Decimal("33.33")),
        ]
        with pytest.raises(NotPossible):
            national.set_parts(cost=one, parts=[Given("state", None, Decimal(101))], by=SYSTEM)
        part = Given("state", None, Decimal(90), "Eksempel")
        national.set_parts(cost=one, parts=[part], by=SYSTEM)
        with pytest.raises(NotPossible):
            national.change(cost=one, fields={"total": Decimal(80)}, by=SYSTEM)

    def shared_page(self, one: NationalCost, **asked: str) -> Any:
        return english().get(one.get_absolute_url(), asked)

    def test_the_municipalities_part_is_shared_by_the_rule_and_another_is_compared(self) -> None:
        one = self.cost(2_000, rule=self.by_number)
        national.set_parts(cost=one, parts=[Given("municipalities", Fraction(1, 2), None, "E")], by=SYSTEM)
        page = self.shared_page(one)
        assert {row.place.number: row.kroner for row in page.context["page"]} == {"9901": 100, "9902": 900}
        assert "is the rule that is known to be in use" in plain(page)
        page = self.shared_page(one, mot=str(self.equal.public_id))
        assert [(row.place.number, row.more) for row in page.context["page"]] == [
            ("9901", 400),
            ("9902", -400),
        ]
        assert "1 municipalities would pay more and 1 less" in plain(page)
        page = self.shared_page(one, mot=str(self.equal.public_id), kommune="9902")
        assert [row.place.number for row in page.context["page"]] == ["9902"]

    def test_with_an_unknown_total_a_sum_is_tried_and_said_to_be_no_more(self) -> None:
        one = self.cost()
        page = self.shared_page(one, sum="5 000")
        assert sum(row.kroner for row in page.context["page"]) == 5_000
        assert "What municipalities pay together is not known" in plain(page)
        assert "is not known to be the rule in use" in plain(page)
        page = self.shared_page(one, sum="mye")
        assert "“mye” is no sum" in plain(page)

    def test_a_municipality_without_inhabitants_is_named_and_nothing_is_shared(self) -> None:
        municipality("9903", None)
        page = self.shared_page(self.cost())
        assert not page.context["page"].object_list
        assert "It is missing for 1 municipality: Sted 9903 (eksempel)" in plain(page)

    def test_growth_is_entered_replaced_and_taken_out(self) -> None:
        one = self.cost()
        client, address = self.client_of(self.writer), reverse("economy:set_growth", args=[one.public_id])
        assert client.post(address, {"amount": "5"}).status_code == 422
        for amount in ("83 600 000", "84 000 000"):
            fields = {"sector": "municipalities", "amount": amount, "source": "Eksempel"}
            assert client.post(address, fields).status_code == 302
        row = Growth.objects.get()
        assert row.amount == 84_000_000
        client.post(reverse("economy:remove_growth", args=[one.public_id, row.pk]))
        assert not Growth.objects.exists()
        assert "taken out" in history(one.public_id)[0].sentence

    def test_rules_are_entered_with_steps_and_only_their_keeper_changes_them(self) -> None:
        client = self.client_of(self.local)
        add = reverse("economy:add_rule")
        filled = {"keeper": self.small.pk, "name": "Trinn", "basis": "size", "visibility": "public"}
        answer = client.post(add, filled | {"steps": "5000 = 2,5"})
        assert answer.context["form"].errors["steps"] == ["The steps must start at 0 and rise."]
        answer = client.post(add, filled | {"steps": "hei"})
        assert "is no step" in plain(answer)
        answer = client.post(add, filled | {"steps": "0 = 1", "floor": "10", "cap": "5"})
        assert answer.context["form"].errors["cap"] == ["The most is less than the least."]
        client.post(add, filled | {"steps": "0 = 1\n5 000 = 2,5"})
        made = SharingRule.objects.get(name="Trinn")
        assert list(made.steps.values_list("first", "weight")) == [(0, 1), (5000, Decimal("2.5"))]
        change = reverse("economy:change_rule", args=[made.public_id])
        assert "5000 = 2,5" in client.get(change).content.decode()
        assert self.client_of(self.writer).get(change).status_code == 403
        client.post(change, filled | {"name": "Trinn", "steps": "0 = 1\n5000 = ?"})
        assert made.steps.get(first=5000).weight is None
        assert "was changed" in history(made.public_id)[0].sentence

    def test_the_database_holds_the_rules_too(self) -> None:
        one = self.cost()
        wrong: list[dict[str, Any]] = [
            {"sector": "state", "numerator": 2, "denominator": 1},
            {"sector": "state"},
            {"sector": "state", "amount": 5, "numerator": 1, "denominator": 2},
            {"sector": "moon", "amount": 5},
        ]
        for fields in wrong:
            with pytest.raises(IntegrityError), transaction.atomic():
                SectorPart.objects.create(cost=one, **fields)
        for change in ({"total": -1}, {"total": 5, "source": ""}, {"year": 1900}, {"state": "missing"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                NationalCost.objects.filter(pk=one.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            self.cost()

    def test_a_closed_cost_is_not_there_for_others(self) -> None:
        one = self.cost(5, visibility="organisation")
        assert english().get(one.get_absolute_url()).status_code == 404
        assert english().get(COSTS).context["lines"][0].cost is None
        assert self.client_of(self.writer).get(one.get_absolute_url()).status_code == 200

    def queries_of(self, address: str) -> int:
        english().get(address)
        with CaptureQueriesContext(connection) as asked:
            assert english().get(address).status_code == 200
        return len(asked)

    def test_more_rows_ask_no_more_questions(self) -> None:
        one = self.cost(100, rule=self.by_number)
        address = f"{one.get_absolute_url()}?mot={self.equal.public_id}"
        before = [self.queries_of(COSTS), self.queries_of(address)]
        for number in range(3):
            other = measure(f"annet-{number}")
            self.cost(7, measure=other)
            self.cost(8, year=2020 + number)
            self.rule(f"Regel {number}", Basis.SIZE, steps=[(0, Decimal(1))])
            municipality(f"99{10 + number}", 500)
        assert [self.queries_of(COSTS), self.queries_of(address)] == before


class Shipped(TestCase):
    """What the program ships of national costs."""

    @classmethod
    def setUpTestData(cls) -> None:
        factories.organisation("KS", kind=OrganisationKind.KS, register_key="ks")
        first_rows.load()
        cls.new = national_rows.load()

    def test_totals_are_unknown_and_shares_are_exact_with_a_source(self) -> None:
        assert self.new == NationalCost.objects.count() == 6
        assert not NationalCost.objects.exclude(total=None).exists()
        net = NationalCost.objects.get(measure__code="helsenettet")
        assert sum(part.share or 0 for part in net.parts.all()) == 1
        assert not SectorPart.objects.filter(source="").exists()
        page = english().get(COSTS)
        assert "NOK 83.6 million" in plain(page)

    def test_loading_again_leaves_what_people_have_written(self) -> None:
        NationalCost.objects.filter(year=2022).update(note="Rettet")
        assert national_rows.load() == 0
        assert NationalCost.objects.get(year=2022).note == "Rettet"
