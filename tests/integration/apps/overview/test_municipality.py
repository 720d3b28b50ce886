"""A municipality's page: found, never empty, what it says, who sees what, the Word paper, fixed queries."""

import datetime
import io
import re
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.integration.apps.consultations import replies
from tests.integration.apps.portfolio.test_measures import english, plain

from samstyring.apps.actors.actions import register
from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.likeness import parts
from samstyring.apps.actors.models import Membership, Organisation, Population
from samstyring.apps.actors.queries.likeness import everybody
from samstyring.apps.adoption.actions import introductions, operation
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.consultations.actions import consultations
from samstyring.apps.consultations.models import Sender
from samstyring.apps.knowledge.actions import experiences
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import cycle, first_rows
from samstyring.apps.portfolio.models import Duty, Edition, Measure, Recommendation, RoadmapItem


def municipality(number: str) -> Organisation:
    """One of the register, of today."""
    return Organisation.objects.get(number=number, valid_to=None, kind=OrganisationKind.MUNICIPALITY)


def address(number: str) -> str:
    return reverse("overview:municipality", args=[number])


class Found(TestCase):
    """By name in any spelling, and by number, former ones too."""

    @classmethod
    def setUpTestData(cls) -> None:
        register.load()

    def found(self, text: str) -> Any:
        return english().get(reverse("overview:municipalities"), {"sok": text})

    def test_a_name_that_one_has_leads_to_its_page_in_any_spelling(self) -> None:
        for text in ("Kvitsøy", "kvitsoy", "KVITSØY kommune", "1144", " 1144 "):
            self.assertRedirects(self.found(text), address("1144"), fetch_redirect_response=False)
        self.assertRedirects(self.found("Guovdageaidnu"), address("5612"), fetch_redirect_response=False)

    def test_several_are_listed_and_nobody_is_said_kindly(self) -> None:
        page = self.found("sand")
        assert {"Sande", "Sandnes"} <= {hit.organisation.name for hit in page.context["hits"]}
        assert "No municipality has a name like “Qqq”" in plain(self.found("Qqq"))

    def test_a_merged_number_leads_to_the_successor_with_a_sentence(self) -> None:
        answer = english().get(address("1201"), follow=True)
        assert answer.redirect_chain == [(address("4601") + "?fra=1201", 302)]
        assert "Bergen (1201) was a municipality until 31. December 2019." in plain(answer)

    def test_the_sentence_is_not_said_of_another_number(self) -> None:
        for other in ("0301", "9999", "4601", "x"):
            assert "was a municipality until" not in plain(english().get(address("4601"), {"fra": other}))

    def test_a_divided_one_gives_a_choice(self) -> None:
        answer = english().get(address("1507"))
        assert answer.status_code == 404
        assert {one.number for one in answer.context["became"]} == {"1508", "1580"}

    def test_a_number_that_never_was_is_said(self) -> None:
        for number in ("9999", "12", "abcd"):
            answer = english().get(address(number))
            assert answer.status_code == 404
            assert "A municipality number has four digits" in plain(answer)
        assert english().get(reverse("overview:paper", args=["9999"])).status_code == 404

    def test_the_list_without_a_question_has_them_all(self) -> None:
        page = english().get(reverse("overview:municipalities"))
        assert sum(len(found) for _county, found in page.context["counties"]) == 357


class Shipped(TestCase):
    """With the register and the shipped measures, and nothing that anybody has entered."""

    @classmethod
    def setUpTestData(cls) -> None:
        register.load()
        first_rows.load()

    def test_the_five_lines_say_what_is_known(self) -> None:
        page = plain(english().get(address("1151")))
        assert "3 solutions must be used: E-resept , Helsenettet og grunndata , Kjernejournal" in page
        assert "We need not use, and pay all the same: Helsenorge" in page
        assert "Take a stand on E-resept (it must be used, and nothing is entered of it here)" in page
        assert "none of them has entered what it uses: Kvitsøy" in page

    def test_what_the_sector_advises_stands_on_the_roadmap_once_it_is_published(self) -> None:
        edition = Edition.objects.create(
            scope="sector", year=2026, title="Eksempelveikart", dated="2026-01-15", visibility="public"
        )
        line = RoadmapItem.objects.filter(edition__scope="national").exclude(measure=None)[0]
        Recommendation.objects.create(
            edition=edition, measure=line.measure, advice="wait", reason="Eksempel: se det an."
        )
        assert "The sector advises:" not in plain(english().get(address("1151")))
        Edition.objects.filter(pk=edition.pk).update(published="2026-02-01")
        assert "The sector advises: Wait. Eksempel: se det an." in plain(english().get(address("1151")))

    def test_no_page_is_more_than_half_unknown(self) -> None:
        """Of a small one, a large one and one in the north: what is unknown against what is said."""
        for number in ("1151", "0301", "5601"):
            html = english().get(address(number)).content.decode()
            main = html[html.index('<ol class="five">') :]
            unknown = main.count('class="unknown"')
            said = len(re.findall(r"<(?:td|dd|li|p|th scope=.row.)[ >]", main))
            assert unknown * 10 < said, (number, unknown, said)

    def test_each_unknown_says_who_can_fill_it_in(self) -> None:
        html = english().get(address("1151")).content.decode()
        for words in re.findall(r'class="unknown">(.*?)</', html, re.DOTALL):
            assert re.search("can (say|enter|fill|load|do)|enter it|files say", words), words

    def test_likeness_can_be_weighed_anew(self) -> None:
        near = english().get(address("1151")).context["page"].alike
        assert near[0].name == "Kvitsøy"
        only = dict.fromkeys(("innbyggere", "sentralitet", "fylke", "areal", "alder", "aldersgrupper"), "0")
        page = english().get(address("1151"), only | {"avstand": "5"})
        assert page.context["page"].alike[0].name != page.context["page"].alike[1].name
        assert {one.name for one in page.context["page"].alike[:3]} & {"Karmøy", "Bømlo", "Haugesund", "Bokn"}
        assert page.context["changed"]

    def test_age_groups_are_weighed_and_each_municipality_shows_its_own(self) -> None:
        page = english().get(address("1151"), {"aldersgrupper": "5"})
        assert {trait.key: weight for trait, weight in page.context["weights"]}["aldersgrupper"] == 5
        ages = page.context["page"].traits.ages
        assert sum(ages) == pytest.approx(1)
        assert "0–17" in plain(page)

    def test_the_newest_year_of_each_counts_where_the_newest_of_all_lacks_somebody(self) -> None:
        place = municipality("1151")
        Population.objects.filter(organisation=place, year=2026).delete()
        old = Population.objects.get(organisation=place, year=2025, age_from=0, age_to=None).persons
        assert everybody()[place.pk][2].inhabitants == old
        Population.objects.filter(organisation=place, age_from=18, age_to=66).delete()
        traits = everybody()[place.pk][2]
        assert traits.ages[1] is None
        assert traits.old is not None
        assert parts(traits, traits)["aldersgrupper"] == 0.5

    def test_the_word_paper_has_what_is_known_and_marks_the_gaps(self) -> None:
        answer = Client(headers={"accept-language": "en"}).get(reverse("overview:paper", args=["1151"]))
        assert "Utsira" in answer["Content-Disposition"]
        word = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file
        text = [paragraph.text for paragraph in word.paragraphs]
        assert "The chief executive’s recommendation" in text
        assert "[Archive number: fill in]" in text
        gaps = [one for one in word.paragraphs if one.text.startswith("[")]
        assert len(gaps) > 8
        assert {one.style.name for one in gaps if one.style} == {"Not reviewed"}
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        assert "Kjernejournal" in cells


class Entered(TestCase):
    """With what people have entered: introductions, a hearing, the annual cycle, duties that begin."""

    @classmethod
    def setUpTestData(cls) -> None:
        register.load()
        first_rows.load()
        cls.place = municipality("1151")
        cls.near = municipality("1144")
        cls.today = timezone.localdate()
        cls.measure = Measure.objects.get(code="digihelse")

    def introduced(self, place: Organisation, code: str, **fields: Any) -> Introduction:
        return introductions.add(
            measure=Measure.objects.get(code=code),
            organisation=place,
            fields={"status": "in_use"} | fields,
            day=self.today,
            by=SYSTEM,
            visibility=fields.pop("visibility", Visibility.PUBLIC),
        )

    def page(self, **asked: str) -> Any:
        return english().get(address("1151"), asked)

    def test_one_alike_that_has_done_it_is_named_with_what_it_uses(self) -> None:
        self.introduced(self.near, "digihelse")
        assert "Kvitsøy ( DigiHelse )" in plain(self.page())
        self.introduced(self.place, "digihelse")
        assert "Kvitsøy ( DigiHelse )" not in plain(self.page())

    def test_what_only_an_organisation_may_see_is_nowhere_on_the_page(self) -> None:
        self.introduced(self.near, "digihelse", visibility=Visibility.ORGANISATION)
        self.introduced(self.place, "dho", visibility=Visibility.ORGANISATION, lead_office="Hemmelig kontor")
        operation.say(
            organisation=self.place,
            fields={"run_by_name": "Skjult drift", "visibility": Visibility.ORGANISATION},
            by=SYSTEM,
        )
        page = plain(self.page())
        assert "( DigiHelse )" not in page
        assert "Skjult drift" not in page
        paper = english().get(reverse("overview:paper", args=["1151"]))
        word = docx.Document(io.BytesIO(b"".join(paper.streaming_content)))  # type: ignore[attr-defined]  # a file
        assert not any(
            "Hemmelig" in cell.text for table in word.tables for row in table.rows for cell in row.cells
        )

    def test_the_next_decision_is_the_one_with_the_nearest_day(self) -> None:
        day = self.today + datetime.timedelta(days=40)
        owner = factories.organisation()
        consultations.create(
            title="Ny forskrift (eksempel)",
            owner_organisation=owner,
            by=SYSTEM,
            deadline=day,
            visibility=Visibility.PUBLIC,
        )
        Duty.objects.create(
            measure=self.measure,
            kind="use",
            for_whom="Kommunen fra neste år",
            state="required",
            valid_from=day + datetime.timedelta(days=30),
        )
        shown = self.page().context["page"]
        assert [one.by for one in shown.decisions[:2]] == [day, day + datetime.timedelta(days=30)]
        assert shown.decisions[0].what == "Answer the hearing “Ny forskrift (eksempel)”"
        assert [one.day for one in shown.deadlines] == [day, day + datetime.timedelta(days=30)]

    def test_what_recurs_and_asks_something_is_in_its_month(self) -> None:
        cycle.add(
            fields={
                "title": "Rapportering (eksempel)",
                "asks": "Rapport",
                "starts": self.today - datetime.timedelta(days=700),
                "rule": "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15",
                "visibility": Visibility.PUBLIC,
            },
            owner=None,
            by=SYSTEM,
        )
        months = self.page().context["page"].months
        assert sum(len(month.deadlines) for month in months) >= 11
        assert len(months) == 12

    def test_what_must_be_in_place_first_is_said_with_what_is_in_use(self) -> None:
        self.introduced(self.place, "helsenettet")
        text = plain(self.page())
        assert (
            "Before DigiHelse: Helsenettet og grunndata (in use here), Helsenorge ( nothing entered )" in text
        )

    def test_what_a_cooperation_has_counts_for_its_member(self) -> None:
        group = factories.organisation("Samarbeidet (eksempel)", kind=OrganisationKind.COOPERATION)
        Membership.objects.create(group=group, member=self.place)
        self.introduced(group, "helsenettet")
        shown = self.page().context["page"]
        assert [row.introduction.organisation for row in shown.using] == [group]
        assert shown.load.network_count >= 1

    def test_who_runs_the_it_is_said_once_and_shown(self) -> None:
        operation.say(
            organisation=self.place,
            fields={"run_by": self.near, "visibility": Visibility.PUBLIC},
            by=SYSTEM,
        )
        assert "Our IT is run by Kvitsøy" in plain(self.page())

    def test_experiences_of_those_nearest_come_first(self) -> None:
        for place in (municipality("0301"), self.near, self.place):
            fields = {"topic": "dho", "title": f"Fra {place.name} (eksempel)", "done": "Prøvd."}
            experiences.tell(organisation=place, fields=fields, by=SYSTEM)
        said = self.page().context["page"].said
        assert [one.organisation.name for one in said.own] == ["Utsira"]
        assert [one.organisation.name for one in said.others] == ["Kvitsøy", "Oslo"]

    def test_the_page_asks_the_database_equally_often_however_much_there_is(self) -> None:
        writer = factories.person(role=Level.COORDINATOR, organisation=self.place)

        def ask() -> int:
            client = english()
            client.force_login(writer)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address("1151")).status_code == 200
            return len(asked)

        for place in (self.place, self.near):
            self.introduced(place, "digihelse", status="planned")
            fields = {"topic": "dho", "title": f"Fra {place.name}", "done": "Prøvd."}
            experiences.tell(organisation=place, fields=fields, by=SYSTEM)
        few = ask()
        for code in ("pll", "dho", "vkp", "helseid", "sfm", "plo"):
            for place in (self.place, self.near, municipality("1511")):
                self.introduced(place, code)
        assert ask() == few
        assert few < 50


class Several(TestCase):
    """The same page for a county, a network and a cooperation."""

    @classmethod
    def setUpTestData(cls) -> None:
        register.load()
        first_rows.load()
        cls.measure = Measure.objects.get(code="digihelse")

    def page(self, place: Organisation) -> Any:
        return english().get(reverse("overview:several", args=[place.public_id]))

    def test_a_county_shows_how_far_its_municipalities_have_come(self) -> None:
        for number, status in (("1144", "in_use"), ("1151", "planned"), ("4601", "in_use")):
            introductions.add(
                measure=self.measure,
                organisation=municipality(number),
                fields={"status": status},
                day=timezone.localdate(),
                by=SYSTEM,
            )
        page = self.page(Organisation.objects.get(number="11", valid_to=None))
        (row,) = page.context["group"].spread
        assert (row.using, row.planned, row.silent) == (1, 1, 21)
        assert "DigiHelse : in use in 1 of 23" in plain(page)

    def test_a_network_without_known_members_covers_its_counties_and_says_so(self) -> None:
        page = self.page(Organisation.objects.get(register_key="network-digirogaland"))
        assert len(page.context["group"].municipalities) == 23
        assert "Its members are not known here" in plain(page)

    def test_a_municipality_has_its_own_page_and_others_none(self) -> None:
        self.assertRedirects(self.page(municipality("1151")), address("1151"), fetch_redirect_response=False)
        other = factories.organisation()
        self.assertRedirects(self.page(other), other.get_absolute_url(), fetch_redirect_response=False)


class Map(TestCase):
    """The map by indicator, measure and hearing."""

    @classmethod
    def setUpTestData(cls) -> None:
        register.load()
        first_rows.load()
        cls.today = timezone.localdate()

    def map(self, **asked: str) -> Any:
        return english().get(reverse("overview:map"), asked)

    def test_an_indicator_puts_everybody_in_a_class_and_in_the_table(self) -> None:
        for key in ("innbyggere", "alder", "sentralitet"):
            page = self.map(vis=key)
            assert sum(one.count for one in page.context["map"].classes) == 357
            assert page.context["map"].classes[-1].count == 0
            assert page.content.decode().count('<tr><th scope="row">') == 357
            assert page.content.decode().count('aria-label="Utsira: ') == 1
        assert "style=" not in page.content.decode()

    def test_a_measure_shows_who_uses_it_and_who_says_no(self) -> None:
        measure = Measure.objects.get(code="dho")
        group = factories.organisation("Samarbeidet (eksempel)", kind=OrganisationKind.COOPERATION)
        for number in ("1144", "1151"):
            Membership.objects.create(group=group, member=municipality(number))
        for place, fields in (
            (group, {"status": "in_use"}),
            (municipality("1151"), {"stand": "later", "stand_reason": "Ikke råd i år."}),
        ):
            introductions.add(measure=measure, organisation=place, fields=fields, day=self.today, by=SYSTEM)
        page = self.map(vis="tiltak-dho")
        words = {one.number: one.words for one in page.context["map"].municipalities}
        assert (words["1144"], words["1151"]) == ("In use", "Later or not relevant")
        assert words["0301"] == "Nothing entered"

    def test_what_is_closed_is_not_on_the_map(self) -> None:
        introductions.add(
            measure=Measure.objects.get(code="dho"),
            organisation=municipality("1151"),
            fields={"status": "in_use"},
            day=self.today,
            by=SYSTEM,
            visibility=Visibility.ORGANISATION,
        )
        page = self.map(vis="tiltak-dho")
        assert page.context["not_found"]
        assert "you may not see it" in plain(page)

    def test_use_is_shown_for_each_1000_inhabitants_and_a_cooperations_for_its_members(self) -> None:
        measure = Measure.objects.get(code="dho")
        group = factories.organisation("Samarbeidet (eksempel)", kind=OrganisationKind.COOPERATION)
        for number in ("1144", "1149"):
            Membership.objects.create(group=group, member=municipality(number))
        self.used(measure, municipality("1151"), 0)
        self.used(measure, group, 2_000)
        self.used(measure, municipality("0301"), 40_000, visibility=Visibility.ORGANISATION)
        page = self.map(vis="bruk-dho")
        words = {one.number: (one.words, one.exact) for one in page.context["map"].municipalities}
        assert words["1151"] == ("Nobody", f"0.0 ({self.today.year - 1})")
        # 2,000 of the 43,000 or so who live in the two together.
        assert words["1144"] == words["1149"]
        assert words["1144"][0] == "20 to 49 of 1,000"
        assert words["0301"][0] == words["4601"][0] == "Not measured"
        assert "newest use for each 1,000 inhabitants" in plain(page)

    def used(self, measure: Measure, place: Organisation, active: int, **fields: Any) -> None:
        one = introductions.add(
            measure=measure,
            organisation=place,
            fields={"status": "in_use"},
            day=self.today,
            by=SYSTEM,
            visibility=fields.pop("visibility", Visibility.PUBLIC),
        )
        use = {"year": self.today.year - 1, "month": None, "eligible": None, "active": active, "source": ""}
        introductions.set_use(introduction=one, fields=use, by=SYSTEM)

    def test_a_hearing_shows_what_the_replies_mean_that_count(self) -> None:
        hearing = consultations.create(
            title="Forskrift (eksempel)",
            owner_organisation=factories.organisation(),
            by=SYSTEM,
            visibility=Visibility.PUBLIC,
        )
        for number, stance in (("1144", "support"), ("1151", "")):
            reply = replies.reply(
                hearing, number, [("proposal", "funding", f"Staten bør betale ({number}).")], stance=stance
            )
            Sender.objects.filter(submission=reply).update(organisation=municipality(number))
        page = self.map(vis=f"horing-{hearing.public_id}")
        words = {one.number: one.words for one in page.context["map"].municipalities}
        assert words["1144"] == "Support"
        assert words["1151"] == "Replied, and no stance is read"
        assert words["0301"] == "No reply"

    def test_the_map_asks_a_fixed_number_of_times(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            self.map(vis="innbyggere")
        assert len(asked) <= 8
