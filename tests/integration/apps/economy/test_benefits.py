"""Promised gains: promising, measuring, undoing, who was never measured, who may see and write."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.adoption.test_introductions import measure
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.economy.actions import benefits as actions
from samstyring.apps.economy.models import BenefitDue, BenefitMeasured, PlannedBenefit
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history

LIST = reverse("economy:benefits")


class Benefits(TestCase):
    """A municipality with a writer, one without, and a network that the first is a member of."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = factories.organisation(kind=OrganisationKind.MUNICIPALITY, number="9901")
        cls.writer = factories.person(role=Level.CONTRIBUTOR, organisation=cls.place)
        cls.other = factories.organisation("Annenvik (eksempel)", kind=OrganisationKind.MUNICIPALITY)
        cls.outsider = factories.person(
            role=Level.CONTRIBUTOR, organisation=cls.other, email="eva@eksempel.example"
        )
        cls.network = factories.organisation("Nettverket (eksempel)", kind=OrganisationKind.NETWORK)
        Membership.objects.create(group=cls.network, member=cls.place)
        cls.measure = measure()
        cls.today = timezone.localdate()

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def promised(self, place: Organisation | None = None, **more: Any) -> PlannedBenefit:
        due, measured = more.pop("due", []), more.pop("measured", [])
        given = {
            "name": "Færre besøk",
            "owner_office": "Helse og mestring",
            "indicator": "Besøk i uken",
            "unit": "besøk",
            "better": "down",
            "baseline": Decimal(100),
        } | more
        made = actions.promise(
            organisation=place or self.place,
            measure=self.measure,
            visibility=given.pop("visibility", Visibility.PUBLIC),
            fields=given,
            by=SYSTEM,
        )
        for days, planned in due:
            actions.set_due(benefit=made, day=self.day(days), planned=Decimal(planned), by=SYSTEM)
        for days, value in measured:
            fields = {"value": Decimal(value), "source": "Fagsystemet", "note": ""}
            actions.measure(benefit=made, day=self.day(days), fields=fields, by=SYSTEM)
        return made

    def day(self, days: int) -> datetime.date:
        return self.today + datetime.timedelta(days=days)

    def stands(self, **asked: str) -> dict[str, str]:
        rows = english().get(LIST, asked).context["rows"]
        return {row.benefit.name: str(row.standing.stand) for row in rows}

    def test_a_writer_promises_a_gain_with_an_office_that_answers_for_it(self) -> None:
        client, add = self.client_of(self.writer), reverse("economy:promise_benefit")
        filled = {
            "organisation": self.place.pk,
            "measure": self.measure.pk,
            "name": "Færre besøk",
            "indicator": "Besøk i uken",
            "unit": "besøk",
            "better": "down",
            "baseline": "1 200,5",
            "visibility": "public",
        }
        answer = client.post(add, filled)
        assert answer.context["form"].errors["owner_office"] == ["Write which office or role answers for it."]
        assert "1 200,5" in answer.content.decode()
        client.post(add, filled | {"owner_office": "Helse og mestring"})
        one = PlannedBenefit.objects.get()
        assert one.baseline == Decimal("1200.5")
        answer = client.post(add, filled | {"owner_office": "Helse"})
        assert answer.context["form"].errors["name"] == [
            "This gain is entered here already. Change what is there."
        ]
        client.post(
            reverse("economy:change_benefit", args=[one.public_id]), filled | {"owner_office": "Helse"}
        )
        one.refresh_from_db()
        assert one.owner_office == "Helse"
        assert "was changed" in history(one.public_id)[0].sentence

    def test_who_writes_for_no_place_is_told_why_there_is_nothing_to_choose(self) -> None:
        agency = factories.organisation("Eksempeletaten", kind="agency")
        writer = factories.person(role=Level.COORDINATOR, organisation=agency, email="e@eksempel.example")
        page = plain(self.client_of(writer).get(reverse("economy:promise_benefit")))
        assert "You have no role in a municipality, county, network or cooperation" in page

    def test_values_stand_beside_what_was_planned_and_can_be_taken_out_again(self) -> None:
        one = self.promised(due=[(-30, 80), (300, 60)])
        client, record = self.client_of(self.writer), reverse("economy:record_benefit", args=[one.public_id])
        assert "was never measured" not in plain(client.get(one.get_absolute_url()))
        answer = client.post(record, {"day": self.day(1).isoformat(), "value": "70", "source": "F"})
        assert "has not come yet" in plain(answer)
        answer = client.post(record, {"day": self.today.isoformat(), "value": "70"})
        assert answer.context["form"].errors["source"] == ["Say where the value was read."]
        for value in ("90", "85"):
            fields = {"day": self.today.isoformat(), "value": value, "source": "Fagsystemet"}
            assert client.post(record, fields).status_code == 302
        page = client.get(one.get_absolute_url())
        assert page.context["curves"] is not None
        assert "not reached" in plain(page)
        assert "75 % of the way" in plain(page)
        row = one.measured.get()
        client.post(reverse("economy:remove_measured", args=[one.public_id, row.pk]))
        client.post(reverse("economy:remove_due", args=[one.public_id, one.due.earliest("day").pk]))
        assert (one.measured.count(), one.due.count()) == (0, 1)
        assert "taken out" in history(one.public_id)[0].sentence

    def test_a_gain_is_withdrawn_with_a_reason_and_expected_again(self) -> None:
        one = self.promised(due=[(-30, 80)])
        client, withdraw = (
            self.client_of(self.writer),
            reverse("economy:withdraw_benefit", args=[one.public_id]),
        )
        assert "Others learn from it" in plain(client.post(withdraw, {"reason": ""}))
        client.post(withdraw, {"reason": "Leverandøren la ned."})
        assert self.stands(vis="trukket") == {"Færre besøk": "withdrawn"}
        assert "said already" in plain(client.post(withdraw, {"reason": "En gang til"}))
        again = reverse("economy:expect_benefit_again", args=[one.public_id])
        client.post(again)
        assert self.stands() == {"Færre besøk": "never"}
        assert "expected as it is" in plain(client.post(again, follow=True))

    def test_those_never_measured_and_those_late_are_listed_apart(self) -> None:
        self.promised(name="Aldri", due=[(-9, 5)])
        self.promised(name="Uten frist")
        self.promised(name="Sen", due=[(-9, 5)], measured=[(-10, 9)])
        self.promised(name="Nådd", due=[(-9, 5)], measured=[(-8, 4)])
        self.promised(name="Venter", due=[(9, 5)])
        assert self.stands(vis="aldri-malt") == {"Aldri": "never", "Uten frist": "no_day"}
        assert self.stands(vis="forfalt") == {"Sen": "late"}
        assert self.stands(vis="uten-frist") == {"Uten frist": "no_day"}
        assert len(self.stands(vis="noe annet")) == 5

    def test_a_network_sees_those_of_its_members_by_place(self) -> None:
        self.promised(due=[(-9, 5)])
        self.promised(self.other)
        page = english().get(reverse("economy:benefits_of_place", args=[self.network.public_id]))
        lines = page.context["by_place"]
        assert [(line.place, line.promised, line.counts["never"]) for line in lines] == [(self.place, 1, 1)]
        page = english().get(reverse("economy:benefits_of_measure", args=[self.measure.public_id]))
        assert len(page.context["by_place"]) == 2

    def test_a_closed_one_is_not_there_for_others_and_only_its_own_may_write(self) -> None:
        one = self.promised(visibility=Visibility.ORGANISATION)
        assert english().get(one.get_absolute_url()).status_code == 404
        assert self.stands() == {}
        assert self.client_of(self.writer).get(one.get_absolute_url()).status_code == 200
        seen = self.promised(name="Åpen")
        for name in ("change_benefit", "set_due", "record_benefit", "withdraw_benefit"):
            address = reverse(f"economy:{name}", args=[seen.public_id])
            assert self.client_of(self.outsider).get(address).status_code == 403
            assert english().get(address).status_code == 302

    def test_the_database_holds_the_rules_too(self) -> None:
        one = self.promised(due=[(-9, 5)], measured=[(-9, 5)])
        with pytest.raises(IntegrityError), transaction.atomic():
            BenefitDue.objects.create(benefit=one, day=self.day(-9), planned=1)
        with pytest.raises(IntegrityError), transaction.atomic():
            BenefitMeasured.objects.create(benefit=one, day=self.today, value=1, source="")
        for change in ({"owner_office": ""}, {"better": "sideways"}, {"owner_organisation": self.other}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PlannedBenefit.objects.filter(pk=one.pk).update(**change)

    def queries_of(self, address: str) -> int:
        english().get(address)
        with CaptureQueriesContext(connection) as asked:
            assert english().get(address).status_code == 200
        return len(asked)

    def test_more_gains_ask_no_more_questions(self) -> None:
        one = self.promised(due=[(-9, 5)], measured=[(-8, 4)])
        addresses = [
            LIST,
            one.get_absolute_url(),
            reverse("economy:benefits_of_place", args=[self.network.public_id]),
            reverse("economy:benefits_of_measure", args=[self.measure.public_id]),
        ]
        before = [self.queries_of(address) for address in addresses]
        for number in range(4):
            self.promised(name=f"Nr. {number}", due=[(-9, 5), (9, 5)], measured=[(-8, 4), (-7, 4)])
        actions.set_due(benefit=one, day=self.day(4), planned=Decimal(1), by=SYSTEM)
        assert [self.queries_of(address) for address in addresses] == before
