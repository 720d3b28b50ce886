"""The sector's roadmap: joined from both lists, advised on, published, and set against the state's."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from tests import factories
from tests.integration.apps.needs.setting import setting
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.queries import history
from samstyring.apps.needs.actions import backing, own_list
from samstyring.apps.portfolio.actions import measures, roadmaps, sector, wishes
from samstyring.apps.portfolio.models import Edition, Measure, Recommendation

DAY = datetime.date(2027, 12, 31)


class Sector(TestCase):
    """Three municipalities with own lists, a national edition of three measures, and KS that leads."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.ks = cls.place.nation
        cls.leader = cls.place.person(cls.ks)
        cls.by = cls.place.actor(cls.ks)
        cls.a, cls.b, cls.c, cls.other = [cls.measure(code) for code in ("a", "b", "c", "d")]
        cls.national = roadmaps.begin(
            fields={"scope": "national", "year": 2026, "title": "Nasjonalt", "dated": "2026-11-01"},
            owner=None,
            by=SYSTEM,
        )
        for measure, year in ((cls.a, 2026), (cls.b, 2027), (cls.c, 2028)):
            roadmaps.set_item(
                edition=cls.national,
                fields={
                    "measure": measure,
                    "certainty": "planned",
                    "starts": datetime.date(year, 1, 1),
                    "ends": datetime.date(year, 12, 31),
                },
                by=SYSTEM,
            )
        # Two put first what C is to meet; one also wants full-time culture, which no measure meets.
        cls.wanted = cls.place.need("Vi trenger C", organisation=cls.place.small)
        cls.culture = cls.place.need("Heltidskultur", organisation=cls.place.middle, sector="culture")
        cls.late = cls.place.need("Vi trenger A", organisation=cls.place.large)
        backing.back(need=cls.wanted, organisation=cls.place.middle, by=SYSTEM)
        for organisation, needs in (
            (cls.place.small, [cls.wanted]),
            (cls.place.middle, [cls.wanted, cls.culture]),
            (cls.place.large, [cls.late]),
        ):
            for need in needs:
                own_list.put(organisation=organisation, need=need, by=SYSTEM)
        wishes.tie(measure=cls.c, need=cls.wanted, kind="meets", by=SYSTEM)
        wishes.tie(measure=cls.a, need=cls.late, kind="meets", by=SYSTEM)
        cls.edition = cls.begun(2027)

    @classmethod
    def measure(cls, code: str) -> Measure:
        return measures.add(
            fields={"code": code, "name": f"Tiltak {code.upper()}", "kind": "national"},
            owner=cls.ks,
            by=SYSTEM,
        )

    @classmethod
    def begun(cls, year: int, copy_of: Edition | None = None) -> Edition:
        return roadmaps.begin(
            fields={"scope": "sector", "year": year, "title": "Sektorens", "dated": f"{year}-01-15"},
            owner=cls.ks,
            by=cls.by,
            visibility=Visibility.ORGANISATION,
            copy_of=copy_of,
        )

    def client_of(self, user: Any) -> Client:
        client = english()
        client.force_login(user)
        return client

    def joined(self, edition: Edition | None = None) -> dict[str, Recommendation]:
        sector.join(edition=edition or self.edition, national=self.national, by=self.by)
        return self.lines(edition)

    def lines(self, edition: Edition | None = None) -> dict[str, Recommendation]:
        rows = (edition or self.edition).recommendations.select_related("measure", "need")
        return {one.title: one for one in rows}

    def advise(self, line: Recommendation, advice: str = "recommended", **fields: Any) -> None:
        given = {"advice": advice, "reason": "Fordi (eksempel).", "introduce_by": None} | fields
        sector.advise(line=line, fields=given, by=self.by)

    def published(self, edition: Edition | None = None) -> Edition:
        for line in self.joined(edition).values():
            if not line.advice:
                self.advise(line)
        return sector.publish(edition=edition or self.edition, by=self.by)

    def test_both_lists_are_joined_with_who_wants_each(self) -> None:
        lines = self.joined()
        assert set(lines) == {"Tiltak A", "Tiltak B", "Tiltak C", "Heltidskultur"}
        c = lines["Tiltak C"]
        assert (c.municipal_place, c.state_place, c.points, c.lists) == (1, 3, 20, 2)
        assert (c.municipalities, c.inhabitants, c.small, c.middle, c.large) == (2, 9_900, 1, 1, 0)
        assert c.national_item is not None
        culture = lines["Heltidskultur"]
        assert (culture.municipal_place, culture.state_place, culture.national_item) == (3, None, None)
        assert (lines["Tiltak B"].municipal_place, lines["Tiltak B"].municipalities) == (None, 0)
        self.edition.refresh_from_db()
        assert (self.edition.joined_with, self.edition.joined_lists) == (self.national, 3)
        assert "drawn from 3 own lists" in history(self.edition.public_id)[0].sentence

    def test_joining_again_keeps_advice_and_brings_new_figures(self) -> None:
        self.advise(self.joined()["Tiltak C"], "introduce_by", introduce_by=DAY)
        own_list.take_off(organisation=self.place.middle, need=self.culture, by=SYSTEM)
        backing.back(need=self.wanted, organisation=self.place.large, by=SYSTEM)
        lines = self.joined()
        assert "Heltidskultur" not in lines
        assert (lines["Tiltak C"].introduce_by, lines["Tiltak C"].municipalities) == (DAY, 3)

    def test_closed_needs_and_measures_are_not_joined(self) -> None:
        closed = self.place.need("Hemmelig", visibility=Visibility.ORGANISATION)
        own_list.put(organisation=self.place.small, need=closed, by=SYSTEM)
        measures.change(measure=self.b, fields={"visibility": Visibility.ORGANISATION}, by=SYSTEM)
        assert not {"Hemmelig", "Tiltak B"} & set(self.joined())

    def test_the_page_says_where_the_orders_differ(self) -> None:
        self.published()
        answer = english().get(reverse("portfolio:sector_roadmap"))
        page = plain(answer)
        assert "2 municipalities, 9,900 inhabitants (small 1, middle 1, large 0)" in page
        # Of the two that both have, municipalities put C first and the state A.
        assert "Tiltak C 1 2 the state has it 1 place later" in page
        assert "Tiltak A 2 1 the state has it 1 place earlier" in page
        sector_page = answer.context["sector"]
        assert [one.title for one in sector_page.only_municipal] == ["Heltidskultur"]
        assert [one.title for one in sector_page.only_state] == ["Tiltak B"]
        assert len(sector_page.drawing.links) == 2
        assert "style=" not in answer.content.decode()

    def test_an_edition_is_published_when_every_line_has_its_advice_and_then_stays(self) -> None:
        with pytest.raises(NotPossible, match="nothing to publish"):
            sector.publish(edition=self.edition, by=self.by)
        lines = self.joined()
        with pytest.raises(NotPossible, match="4 lines have no advice"):
            sector.publish(edition=self.edition, by=self.by)
        self.published()
        self.edition.refresh_from_db()
        assert self.edition.visibility == Visibility.PUBLIC
        for act in (
            lambda: self.advise(lines["Tiltak C"], "wait"),
            lambda: sector.join(edition=self.edition, national=None, by=self.by),
            lambda: sector.publish(edition=self.edition, by=self.by),
            lambda: roadmaps.change(edition=self.edition, fields={"title": "Nytt"}, by=self.by),
            lambda: roadmaps.set_item(
                edition=self.edition, fields={"measure": self.a, "certainty": "idea"}, by=self.by
            ),
        ):
            with pytest.raises(NotPossible, match="stays as it is"):
                act()
        own_list.take_off(organisation=self.place.small, need=self.wanted, by=SYSTEM)
        assert self.lines()["Tiltak C"].lists == 2

    def test_the_next_edition_begins_from_it_and_is_compared(self) -> None:
        first = self.published()
        second = self.begun(2028, copy_of=first)
        lines = self.joined(second)
        assert lines["Tiltak A"].advice == "recommended"
        self.advise(lines["Tiltak A"], "introduce_by", introduce_by=DAY, why="Nå er det prøvd ut.")
        self.advise(lines["Tiltak B"], dropped=True, why="Staten har stanset det.")
        sector.add_measure(
            edition=second,
            measure=self.other,
            fields={"advice": "wait", "reason": "Ikke ferdig.", "why": "Ny i år."},
            by=self.by,
        )
        sector.publish(edition=second, by=self.by)
        address = reverse("portfolio:compare")
        page = plain(english().get(address, {"fra": first.public_id, "til": second.public_id}))
        assert "New: 1. Moved or more or less sure: 1. Dropped: 1. Unchanged: 2." in page
        assert "the advice has changed" in page
        assert "Staten har stanset det." in page
        shown = plain(english().get(second.get_absolute_url()))
        assert "1 new, 1 with other advice or another day, 1 dropped, 2 unchanged." in shown
        assert "Taken off the sector's roadmap" in shown

    def test_only_those_who_speak_for_municipalities_lead_it(self) -> None:
        line = self.joined()["Tiltak C"]
        contributor = factories.person(
            role=Level.CONTRIBUTOR, organisation=self.ks, email="bo@eksempel.example"
        )
        agency = factories.organisation("Etaten (eksempel)", kind="agency")
        official = factories.person(role=Level.COORDINATOR, organisation=agency, email="eva@eksempel.example")
        addresses = [
            reverse("portfolio:join", args=[self.edition.public_id]),
            reverse("portfolio:add_advice", args=[self.edition.public_id]),
            reverse("portfolio:advise", args=[self.edition.public_id, line.pk]),
        ]
        for address in addresses:
            assert self.client_of(self.leader).get(address).status_code == 200
            assert self.client_of(contributor).get(address).status_code == 403
            # Until it is published it does not exist for others.
            assert self.client_of(official).get(address).status_code == 404
        publish = reverse("portfolio:publish", args=[self.edition.public_id])
        assert self.client_of(contributor).post(publish).status_code == 403
        fields = {"keeper": agency.pk, "scope": "sector", "year": 2027, "title": "X", "dated": "2027-01-01"}
        answer = self.client_of(official).post(reverse("portfolio:add_edition"), fields)
        assert "is kept by KS" in answer.context["form"].errors["scope"][0]

    def test_a_leader_begins_joins_advises_and_publishes(self) -> None:
        client = self.client_of(self.leader)
        fields = {"keeper": self.ks.pk, "scope": "sector", "year": 2029, "title": "Ny", "dated": "2029-01-15"}
        answer = client.post(reverse("portfolio:add_edition"), fields)
        made = Edition.objects.get(title="Ny")
        self.assertRedirects(answer, made.get_absolute_url())
        assert made.visibility == Visibility.ORGANISATION
        client.post(reverse("portfolio:join", args=[made.public_id]), {"national": self.national.pk})
        for line in self.lines(made).values():
            address = reverse("portfolio:advise", args=[made.public_id, line.pk])
            wrong = client.post(address, {"advice": "introduce_by"})
            assert set(wrong.context["form"].errors) == {"introduce_by", "reason"}
            client.post(address, {"advice": "wait", "reason": "Ikke ennå."})
        client.post(reverse("portfolio:publish", args=[made.public_id]))
        made.refresh_from_db()
        assert made.published is not None
        assert english().get(made.get_absolute_url()).status_code == 200

    def test_many_lines_ask_no_more_often(self) -> None:
        self.published()
        with self.assertNumQueries(7):
            english().get(self.edition.get_absolute_url())
        second = self.begun(2028)
        for number in range(40):
            need = self.place.need(f"Behov {number}", organisation=self.place.large)
            own_list.put(organisation=self.place.large, need=need, by=SYSTEM)
        self.published(second)
        with self.assertNumQueries(9):
            english().get(second.get_absolute_url())

    def test_the_database_refuses_what_would_change_a_published_edition(self) -> None:
        self.published()
        with pytest.raises(IntegrityError), transaction.atomic():
            self.edition.recommendations.update(reason="Noe annet.")
        with pytest.raises(IntegrityError), transaction.atomic():
            Recommendation.objects.create(edition=self.edition, measure=self.other)
        roadmaps.set_item(
            edition=self.national, fields={"measure": self.other, "certainty": "idea"}, by=SYSTEM
        )

    def test_the_database_refuses_a_line_that_is_two_things_or_says_no_reason(self) -> None:
        for fields in (
            {"measure": self.a, "need": self.wanted},
            {"measure": self.a, "advice": "wait"},
            {"measure": self.a, "advice": "introduce_by", "reason": "Fordi."},
            {"measure": self.a, "dropped": True},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Recommendation.objects.create(edition=self.edition, **fields)
