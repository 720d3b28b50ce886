"""A municipality's economy: what is paid used or not, what is gained, and never a silent zero."""

from decimal import Decimal
from fractions import Fraction
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.economy.test_national import municipality
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level
from samstyring.apps.adoption.actions import introductions
from samstyring.apps.economy.actions import national, rules
from samstyring.apps.economy.choices_national import Basis
from samstyring.apps.economy.models import Cap, Item, Payment
from samstyring.apps.economy.queries.of_municipality import MunicipalEconomy, of_municipality
from samstyring.apps.economy.sharing import Given
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.overview.municipality import page as municipality_page
from samstyring.apps.overview.municipality import standing
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure


class OfMunicipality(TestCase):
    """Two municipalities, one of which has somebody who writes, and a measure that must be paid for."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place, cls.large = municipality("9901", 1_000), municipality("9902", 9_000)
        cls.writer = factories.person(role=Level.CONTRIBUTOR, organisation=cls.place)
        cls.measure = measure()
        cls.duty(cls.measure)
        cls.today = timezone.localdate()
        fields = {"name": "Etter innbyggere", "basis": Basis.INHABITANTS}
        cls.rule = rules.add(fields=fields, steps=[], owner=None, by=SYSTEM)

    @staticmethod
    def duty(one: Measure, state: str = "required") -> None:
        fields = {"kind": "pay", "for_whom": "Kommunen", "municipal": True, "state": state}
        measures.set_duty(measure=one, fields=fields, by=SYSTEM)

    def read(self) -> MunicipalEconomy:
        return of_municipality(self.place, self.writer, today=self.today)

    def cost(self, one: Measure, total: int | None, rule: Any = None) -> None:
        made = national.enter(
            measure=one,
            year=self.today.year,
            fields={"total": total, "source": "Eksempel", "rule": rule},
            owner=None,
            by=SYSTEM,
        )
        part = Given("municipalities", Fraction(1, 2), None, "Eksempel")
        national.set_parts(cost=made, parts=[part], by=SYSTEM)

    def item(self, one: Measure, code: str, **more: Any) -> Item:
        given: dict[str, Any] = {
            "name": code,
            "direction": "cost",
            "recurrence": "yearly",
            "party": "municipality",
            "quantity_mode": 1,
            "amount_mode": 100,
            "price_year": self.today.year,
            "visibility": "public",
        }
        return Item.objects.create(measure=one, code=code, **given | more)

    def uses(self, one: Measure) -> None:
        introductions.add(
            measure=one, organisation=self.place, fields={"status": "in_use"}, day=self.today, by=SYSTEM
        )

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def test_what_nobody_has_published_is_unknown_and_counted_as_left_out(self) -> None:
        economy = self.read()
        (line,) = economy.national
        assert [cell.kroner for cell in line.cells] == [None, None, None]
        assert {cell.how for cell in line.cells} == {"unknown"}
        assert [(one.known, one.unknown) for one in economy.sums] == [(0, 1)] * 3
        page = plain(english().get(reverse("economy:of_organisation", args=[self.place.public_id])))
        assert "no national cost of the year is entered" in page
        assert "NOK 0" not in page

    def test_the_part_of_a_national_cost_needs_total_and_rule(self) -> None:
        self.cost(self.measure, None, self.rule)
        assert self.read().national[0].cells[1].why == "the total is not known"
        other = measure("annet")
        self.duty(other)
        self.cost(other, 2_000)
        whys = {line.measure.code: line.cells[1].why for line in self.read().national}
        assert whys["annet"] == "the rule that it is shared by is not known"
        third = measure("tredje")
        self.duty(third)
        self.cost(third, 2_000, self.rule)
        cell = next(line.cells[1] for line in self.read().national if line.measure == third)
        assert (cell.kroner, cell.how) == (Decimal(100), "shared")

    def test_what_the_municipality_enters_goes_before_and_can_be_taken_out(self) -> None:
        self.cost(self.measure, 2_000, self.rule)
        client, pay = self.client_of(self.writer), reverse("economy:set_payment")
        filled = {
            "organisation": self.place.pk,
            "measure": self.measure.pk,
            "year": str(self.today.year),
            "visibility": "public",
        }
        answer = client.post(pay, filled | {"amount": "-5"})
        assert {"amount", "source"} <= answer.context["form"].errors.keys()
        for amount in ("1 234,50", "1 300"):
            assert client.post(pay, filled | {"amount": amount, "source": "Faktura"}).status_code == 302
        row = Payment.objects.get()
        assert row.amount == 1300
        cell = self.read().national[0].cells[1]
        assert (cell.kroner, cell.how) == (1300, "paid")
        assert self.read().now.kroner == 1300
        page = client.get(reverse("overview:municipality", args=["9901"]))
        assert f"At least NOK 1,300 in {self.today.year}." in plain(page)
        client.post(reverse("economy:remove_payment", args=[row.public_id]))
        assert self.read().national[0].cells[1].how == "shared"

    def test_others_may_neither_pay_for_it_nor_see_a_closed_payment(self) -> None:
        other = factories.person(
            role=Level.CONTRIBUTOR, organisation=self.large, email="eva@eksempel.example"
        )
        fields = {"amount": Decimal(5), "source": "Faktura", "note": ""}
        row = national.set_payment(
            organisation=self.place,
            measure=self.measure,
            year=self.today.year,
            fields=fields,
            visibility="organisation",
            by=SYSTEM,
        )
        remove = reverse("economy:remove_payment", args=[row.public_id])
        assert self.client_of(other).post(remove).status_code == 404
        Payment.objects.update(visibility="public")
        assert self.client_of(other).post(remove).status_code == 403
        Payment.objects.update(visibility="organisation")
        assert of_municipality(self.place, other, today=self.today).national[0].cells[1].how == "unknown"

    def test_what_is_in_the_price_of_another_is_neither_paid_nor_unknown(self) -> None:
        other = measure("annet")
        self.duty(other, "included")
        economy = self.read()
        assert economy.national[0].cells[0].how == "included"
        assert economy.now.unknown == 1

    def test_own_costs_that_follow_no_use_are_paid_regardless(self) -> None:
        self.item(self.measure, "forvaltning", amount_mode=700)
        economy = self.read()
        (line,) = economy.local
        assert line.cells[1].kroner == 700
        assert (economy.now.known, economy.now.unknown) == (1, 1)

    def test_gains_count_where_it_is_under_way_and_two_that_save_the_same_are_counted_once(self) -> None:
        cap = Cap.objects.create(name="Hjemmebesøk", driver="fixed", most=10, visibility="public")
        other = measure("annet")
        gain = {
            "direction": "benefit",
            "quantity_mode": 8,
            "benefit_class": "avoided_cost",
            "cap": cap,
        }
        for one in (self.measure, other):
            self.item(one, "besok", **gain)
        assert self.read().gains == []
        self.uses(self.measure)
        alone = self.read()
        assert alone.hoped == pytest.approx(8 * 100 * 10)
        assert alone.overlaps == []
        self.uses(other)
        both = self.read()
        assert both.hoped == pytest.approx(10 * 100 * 10)
        assert [(one.name, one.cut) for one in both.overlaps] == [("Hjemmebesøk", True)]
        Cap.objects.update(most=None)
        unknown = self.read()
        assert unknown.hoped == pytest.approx(16 * 100 * 10)
        assert [one.cut for one in unknown.overlaps] == [False]
        page = plain(english().get(reverse("economy:of_organisation", args=[self.place.public_id])))
        assert "may be counted twice" in page

    def test_a_gain_of_unknown_size_is_named(self) -> None:
        self.item(self.measure, "ukjent", direction="benefit", amount_kind="unknown", amount_mode=None)
        self.uses(self.measure)
        assert self.read().unknown_gains == ["ukjent"]

    def queries_of(self, address: str) -> int:
        english().get(address)
        with CaptureQueriesContext(connection) as asked:
            assert english().get(address).status_code == 200
        return len(asked)

    def test_more_rows_ask_no_more_questions(self) -> None:
        self.cost(self.measure, 2_000, self.rule)
        self.item(self.measure, "forvaltning")
        self.uses(self.measure)
        address = reverse("economy:of_organisation", args=[self.place.public_id])
        before = self.queries_of(address)
        for number in range(3):
            other = measure(f"annet-{number}")
            self.duty(other)
            self.cost(other, 500, self.rule)
            self.item(other, "forvaltning")
            self.item(other, "besok", direction="benefit", benefit_class="avoided_cost")
            self.uses(other)
        assert self.queries_of(address) == before

    def test_its_page_reckons_with_all_that_is_introduced_however_many_it_lists(self) -> None:
        for one in (measure("annet"), measure("tredje")):
            self.item(one, f"egen-{one.code}")
            self.uses(one)
        whole = self.read()
        with patch.object(standing, "MOST", 1):
            shown = municipality_page.page(self.place, self.writer, today=self.today)
        assert len(shown.own) == 1
        assert [line.name for line in shown.economy.local] == [line.name for line in whole.local]
        assert len(whole.local) == 2
