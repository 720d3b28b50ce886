"""Measures: shipped rows, filters, what is not known, who may write, who may see, and errors at the field."""

import datetime
import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.knowledge.actions import first_rows as knowledge_rows
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.portfolio.actions import dependencies, first_rows, measures
from samstyring.apps.portfolio.models import Dependency, Duty, Effort, Measure, StageChange
from samstyring.apps.portfolio.queries import measures as queries

LIST = "portfolio:measures"


def plain(answer: Any) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def english() -> Client:
    return Client(headers={"accept-language": "en"})


class Shipped(TestCase):
    """The measures that the program ships, with their owners in the register."""

    @classmethod
    def setUpTestData(cls) -> None:
        for key, name in (
            ("agency-nhn", "Norsk helsenett"),
            ("agency-hdir", "Helsedirektoratet"),
            ("ks", "KS"),
        ):
            factories.organisation(name, register_key=key)
        knowledge_rows.load()
        first_rows.load()

    def names(self, **asked: str) -> set[str]:
        answer = english().get(reverse(LIST), asked)
        return {one.code for one in answer.context["page"]}

    def test_loading_again_enters_nothing_and_leaves_what_people_wrote(self) -> None:
        pll = Measure.objects.get(code="pll")
        measures.change(measure=pll, fields={"purpose": "Noe annet."}, by=SYSTEM)
        counts = [model.objects.count() for model in (Measure, Duty, Dependency, StageChange)]
        assert first_rows.load() == 0
        assert [model.objects.count() for model in (Measure, Duty, Dependency, StageChange)] == counts
        assert Measure.objects.get(code="pll").purpose == "Noe annet."

    def test_every_shipped_measure_and_duty_has_a_source(self) -> None:
        assert not Measure.objects.filter(source="").exists()
        assert not Duty.objects.filter(source="").exists()
        assert not StageChange.objects.filter(source="").exists()

    def test_the_owner_in_the_register_keeps_the_description(self) -> None:
        helseid = Measure.objects.get(code="helseid")
        assert helseid.responsible is not None
        assert helseid.responsible.name == helseid.responsible_name == "Norsk helsenett"
        assert helseid.owner_organisation == helseid.responsible

    def test_duty_to_use_and_duty_to_pay_are_asked_apart(self) -> None:
        assert self.names(plikt="bruke") == {"helsenettet", "kjernejournal", "eresept"}
        assert self.names(plikt="betale") == {"helsenettet", "kjernejournal", "eresept", "helsenorge"}
        assert self.names(plikt="betale-uten-bruk") == {"helsenorge"}
        assert "pll" in self.names(plikt="bruk-ukjent")
        assert "helsenettet" not in self.names(plikt="betaling-ukjent")

    def test_filters_stand_in_the_address_and_a_wrong_one_asks_for_nothing(self) -> None:
        assert self.names(slag="local") == {"medisindispenser", "elas", "digitalt-tilsyn"}
        assert self.names(fase="trial") == {"pll"}
        assert self.names(eier="KS") == {"digihelse", "digihelsestasjon"}
        assert self.names(sok="LEGEMIDDELLISTE") == {"pll", "sfm"}
        assert self.names(sok="oppfølging") == {"dho"}
        assert self.names(sok="finnes ikke") == set()
        assert len(self.names(slag="tull", fase="tull", plikt="tull")) == 17

    def test_the_list_and_the_page_ask_a_fixed_number_of_times(self) -> None:
        with self.assertNumQueries(4):
            english().get(reverse(LIST), {"plikt": "betale", "sok": "helse"})
        dho = Measure.objects.get(code="dho")
        with self.assertNumQueries(15):
            english().get(dho.get_absolute_url())

    def test_evidence_of_its_topic_stands_on_the_page(self) -> None:
        page = plain(english().get(Measure.objects.get(code="dho").get_absolute_url()))
        assert "Utprøving av digital hjemmeoppfølging 2018–2021" in page
        assert "2 publications in all" in page

    def test_what_is_not_known_is_said_with_who_could_fill_it_in(self) -> None:
        page = plain(english().get(Measure.objects.get(code="sfm").get_absolute_url()))
        assert "What stage it is at is not stated." in page
        assert "whether municipalities must pay for it" in page
        assert "Contributors, coordinators and secretaries in Norsk helsenett can fill it in." in page

    def test_before_and_after_go_through_others(self) -> None:
        answer = english().get(Measure.objects.get(code="helseid").get_absolute_url())
        around = answer.context["around"]
        assert [step.measure.code for step in around.before] == ["helsenettet"]
        assert {step.measure.code: step.direct for step in around.after} == {
            "kjernejournal": True,
            "sfm": True,
            "fkj": True,
            "pll": True,
            "dokumentdeling": False,
        }
        assert answer.content.decode().count("<rect class=") == 7
        assert "style=" not in answer.content.decode()


class Written(TestCase):
    """What people write, in an organisation of their own."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.organisation = factories.organisation()
        cls.coordinator = factories.person(role=Level.COORDINATOR, organisation=cls.organisation)
        cls.contributor = factories.person(
            role=Level.CONTRIBUTOR, organisation=cls.organisation, email="bo@eksempel.example"
        )
        cls.outsider = factories.person(
            role=Level.COORDINATOR, organisation=factories.organisation("Annen"), email="eva@eksempel.example"
        )
        cls.by = actor_for(cls.coordinator, cls.organisation)
        cls.a, cls.b, cls.c = [cls.made(code) for code in ("a", "b", "c")]
        cls.closed = cls.made("lukket", visibility=Visibility.ORGANISATION)

    @classmethod
    def made(cls, code: str, **fields: Any) -> Measure:
        return measures.add(
            fields={"code": code, "name": f"Tiltak {code}", "kind": "local", **fields},
            owner=cls.organisation,
            by=cls.by,
        )

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def address(self, name: str, *more: object) -> str:
        return reverse(f"portfolio:{name}", args=[self.a.public_id, *more])

    def test_entering_a_measure(self) -> None:
        fields = {
            "keeper": self.organisation.pk,
            "name": "Felles vaktsentral",
            "code": "vaktsentral",
            "kind": "shared",
            "responsible": self.organisation.pk,
            "visibility": "public",
        }
        answer = self.client_of(self.contributor).post(reverse("portfolio:add_measure"), fields)
        measure = Measure.objects.get(code="vaktsentral")
        self.assertRedirects(answer, measure.get_absolute_url())
        assert measure.responsible_name == self.organisation.name
        assert "was entered" in history(measure.public_id)[0].sentence

    def test_errors_stand_at_the_field_and_nothing_typed_is_lost(self) -> None:
        fields = {"name": "Navn som står", "code": "Ikke Gyldig", "kind": "local", "visibility": "public"}
        answer = self.client_of(self.contributor).post(reverse("portfolio:add_measure"), fields)
        assert answer.status_code == 422
        assert "Use small letters, digits and hyphens." in answer.context["form"].errors["code"]
        assert "Navn som står" in answer.content.decode()
        taken = self.client_of(self.contributor).post(
            reverse("portfolio:add_measure"), fields | {"code": "a", "keeper": self.organisation.pk}
        )
        assert taken.context["form"].errors["code"] == ["Another measure has this code."]

    def test_the_newest_stage_counts_and_a_day_ahead_is_refused(self) -> None:
        client, today = self.client_of(self.contributor), timezone.localdate()
        for stage, day in (("planning", "2025-03-01"), ("idea", "2024-01-01")):
            client.post(self.address("set_stage"), {"stage": stage, "date": day, "began": "on"})
        listed = queries.listed(self.contributor, queries.Filters(stage="planning"))
        assert [one.code for one in listed] == ["a"]
        ahead = today + datetime.timedelta(days=1)
        answer = client.post(self.address("set_stage"), {"stage": "ready", "date": ahead.isoformat()})
        assert "This day has not come yet." in answer.context["form"].errors["date"][0]
        assert self.a.stages.count() == 2

    def test_only_coordinators_and_secretaries_of_the_keeper_say_what_binds(self) -> None:
        fields = {"kind": "use", "for_whom": "Sykehjem", "municipal": "on", "state": "required"}
        assert self.client_of(self.contributor).post(self.address("add_duty"), fields).status_code == 403
        assert self.client_of(self.outsider).post(self.address("add_duty"), fields).status_code == 403
        assert english().post(self.address("add_duty"), fields).status_code == 302
        assert not self.a.duties.exists()
        mine = self.client_of(self.coordinator)
        assert mine.post(self.address("add_duty"), fields).status_code == 302
        again = mine.post(self.address("add_duty"), fields)
        assert "Change that line." in again.context["form"].errors["for_whom"][0]
        duty = self.a.duties.get()
        mine.post(self.address("change_duty", duty.pk), fields | {"state": "voluntary"})
        duty.refresh_from_db()
        assert duty.state == "voluntary"
        mine.post(self.address("remove_duty", duty.pk))
        assert not self.a.duties.exists()
        assert "was taken out" in history(self.a.public_id)[0].sentence

    def test_a_duty_is_not_changed_under_another_measures_address(self) -> None:
        duty = measures.set_duty(
            measure=self.b, fields={"kind": "pay", "for_whom": "Alle", "state": "none"}, by=self.by
        )
        assert self.client_of(self.coordinator).post(self.address("remove_duty", duty.pk)).status_code == 404

    def test_hours_are_low_before_high_and_the_same_profession_is_replaced(self) -> None:
        mine = self.client_of(self.contributor)
        wrong = mine.post(
            self.address("set_effort"), {"profession": "Sykepleier", "hours_low": 8, "hours_high": 4}
        )
        assert wrong.context["form"].errors["hours_high"] == ["This is less than the lowest number of hours."]
        for hours in (10, 20):
            mine.post(
                self.address("set_effort"),
                {"profession": "Sykepleier", "hours_low": hours, "hours_high": hours},
            )
        assert Effort.objects.get().hours_low == 20

    def test_a_circle_of_requirements_is_refused_and_shown(self) -> None:
        dependencies.add(measure=self.a, relation="requires", other=self.b, by=self.by)
        dependencies.add(measure=self.b, relation="requires", other=self.c, by=self.by)
        address = reverse("portfolio:add_dependency", args=[self.c.public_id])
        answer = self.client_of(self.contributor).post(address, {"relation": "requires", "other": self.a.pk})
        assert answer.status_code == 422
        assert "Tiltak c → Tiltak a → Tiltak b → Tiltak c" in answer.context["form"].errors["other"][0]
        assert Dependency.objects.count() == 2
        # Help may go both ways.
        dependencies.add(measure=self.c, relation="helped_by", other=self.a, by=self.by)

    def test_a_circle_through_a_closed_measure_does_not_tell_its_name(self) -> None:
        dependencies.add(measure=self.a, relation="requires", other=self.closed, by=self.by)
        dependencies.add(measure=self.closed, relation="requires", other=self.b, by=self.by)
        with pytest.raises(NotPossible) as refused:
            dependencies.add(
                measure=self.b, relation="requires", other=self.a, by=self.by, user=self.outsider
            )
        assert "lukket" not in str(refused.value)
        assert "Tiltak a" in str(refused.value)

    def test_what_is_closed_is_nowhere_for_others(self) -> None:
        dependencies.add(measure=self.a, relation="requires", other=self.closed, by=self.by)
        theirs = self.client_of(self.outsider)
        assert theirs.get(self.closed.get_absolute_url()).status_code == 404
        assert theirs.get(reverse("portfolio:set_stage", args=[self.closed.public_id])).status_code == 404
        assert "lukket" not in theirs.get(reverse(LIST)).content.decode()
        assert "lukket" not in theirs.get(self.a.get_absolute_url()).content.decode()
        assert "lukket" in self.client_of(self.contributor).get(self.a.get_absolute_url()).content.decode()

    def test_the_database_holds_the_rules_too(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Dependency.objects.create(measure=self.a, other=self.a, relation="requires")
        with pytest.raises(IntegrityError), transaction.atomic():
            Effort.objects.create(measure=self.a, profession="Lege", hours_low=5, hours_high=4)
        with pytest.raises(IntegrityError), transaction.atomic():
            Duty.objects.create(measure=self.a, kind="use", for_whom="Alle", state="kanskje")

    def test_more_measures_ask_no_more_often(self) -> None:
        for number in range(40):
            one = self.made(f"mange-{number}")
            measures.set_duty(
                measure=one, fields={"kind": "pay", "for_whom": "Alle", "state": "required"}, by=self.by
            )
            dependencies.add(measure=one, relation="requires", other=self.a, by=self.by)
        with self.assertNumQueries(4):
            english().get(reverse(LIST))
        with self.assertNumQueries(10):
            english().get(self.a.get_absolute_url())
