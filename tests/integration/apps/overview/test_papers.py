"""A council's paper: what it says and where from, in page, Word and PDF; who writes it; nothing is lost."""

import datetime
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from tests import factories
from tests.unit.apps.overview.test_paper_files import pdf_pages, pieces, squeezed, word_text

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level, OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation, Population, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.adoption.actions import introductions, operation
from samstyring.apps.decisions.actions import cases, subjects
from samstyring.apps.decisions.models import Case, Consequence
from samstyring.apps.decisions.queries import one_case
from samstyring.apps.economy.models import (
    BenefitDue,
    BenefitMeasured,
    Frame,
    Item,
    Payment,
    PlannedBenefit,
    Unpriced,
)
from samstyring.apps.knowledge.actions import experiences
from samstyring.apps.knowledge.models import Evidence, Outcome
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.ledger.models import Entry
from samstyring.apps.overview.actions import papers
from samstyring.apps.overview.models import PaperDraft
from samstyring.apps.overview.paper import building, gathering
from samstyring.apps.overview.paper.content import Kind, Paper, Said
from samstyring.apps.portfolio.actions import dependencies, measures, roadmaps
from samstyring.apps.portfolio.models import Measure

HOSTILE = '<b>#panic() $x$ & "sitat"</b> (eksempel)'
RECOMMENDATION = "Kommunestyret vedtar å innføre det.\nDet tas inn i økonomiplanen."
MOST = 90
TODAY = datetime.date(2026, 11, 22)


class World(TestCase):
    """A municipality, one like it, a measure that requires another, and somebody who may write."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.county = factories.organisation("Fylket (eksempel)", kind=OrganisationKind.COUNTY, number="99")
        cls.owner = factories.organisation("Eier (eksempel)")
        cls.place = cls.municipality(0)
        cls.near = cls.municipality(1)
        cls.measure = cls.measured(0, name=HOSTILE, topic="dho", purpose="Den skal hjelpe 3 av 4")
        cls.first = cls.measured(1, name="Grunnmur (eksempel)")
        cls.writer = factories.person(role=Level.CONTRIBUTOR, organisation=cls.place)

    @classmethod
    def municipality(cls, number: int) -> Organisation:
        made = factories.organisation(
            f"Sted {chr(65 + number)} (eksempel)",
            kind=OrganisationKind.MUNICIPALITY,
            number=str(9900 + number),
            county=cls.county,
        )
        for age, to, persons in ((0, None, 3000 + number), (0, 17, 600), (80, None, 200)):
            Population.objects.create(
                organisation=made, year=2026, age_from=age, age_to=to, persons=persons, source="Oppdiktet"
            )
        return made

    @classmethod
    def measured(cls, number: int, **fields: Any) -> Measure:
        return measures.add(
            fields={"code": f"tiltak-{number}", "name": f"Tiltak {number}", "kind": "national"} | fields,
            owner=cls.owner,
            by=SYSTEM,
        )

    @classmethod
    def behind(cls) -> None:
        """Something behind every part of the paper."""
        one = cls.measure
        for kind, state in (("use", "none"), ("pay", "required")):
            cls.duty(kind, state, "Kommunene")
        measures.set_effort(
            measure=one,
            fields={"profession": "Sykepleier", "hours_low": 40, "hours_high": 120, "source": "Rapport 7"},
            by=SYSTEM,
        )
        dependencies.add(measure=one, relation="requires", other=cls.first, by=SYSTEM)
        edition = roadmaps.begin(
            fields={"scope": "national", "year": 2027, "title": "Veikart", "dated": TODAY},
            owner=None,
            by=SYSTEM,
        )
        period = {"starts": TODAY, "ends": TODAY + datetime.timedelta(days=400)}
        roadmaps.set_item(
            edition=edition, fields={"measure": one, "certainty": "planned"} | period, by=SYSTEM
        )
        cls.introduced(cls.place, "planned")
        cls.introduced(cls.near, "in_use")
        cls.told(cls.near, 0)
        cls.studied(0)
        cls.priced(0)
        operation.say(organisation=cls.place, fields={"run_by_name": "Verten"}, by=SYSTEM)

    @classmethod
    def duty(cls, kind: str, state: str, whom: str) -> None:
        measures.set_duty(
            measure=cls.measure,
            fields={"kind": kind, "for_whom": whom, "state": state, "legal_basis": "Lov § 2"},
            by=SYSTEM,
        )

    @classmethod
    def introduced(cls, place: Organisation, status: str) -> None:
        one = introductions.add(
            measure=cls.measure,
            organisation=place,
            fields={"status": status, "lead_office": "Helse"},
            day=TODAY,
            by=SYSTEM,
            visibility=Visibility.PUBLIC,
        )
        use = {"year": 2026, "month": 1, "eligible": 100, "active": 50, "source": "Fagsystem"}
        introductions.set_use(introduction=one, fields=use, by=SYSTEM)

    @classmethod
    def told(cls, place: Organisation, number: int) -> None:
        fields = {
            "topic": "dho",
            "title": f"Slik gikk det {number}",
            "done": "Vi prøvde med 12 brukere.",
            "effect": "20 færre besøk",
            "hard": "Nettet",
            "helped": "",
            "advice": "Begynn smått",
        }
        experiences.tell(organisation=place, fields=fields, by=SYSTEM)

    @classmethod
    def studied(cls, number: int) -> None:
        made = Evidence.objects.create(
            topic="dho",
            title=f"Studie {number}",
            year=2020 + number % 6,
            participants=12,
            kind="supplier",
            visibility=Visibility.PUBLIC,
        )
        for position, direction in enumerate(("better", "worse", "no_difference", "mixed")):
            Outcome.objects.create(
                evidence=made,
                position=position,
                name=f"Utfall {position}",
                direction=direction,
                finding=f"{position + 3} av 100",
                certainty="low",
            )

    @classmethod
    def priced(cls, number: int) -> None:
        Frame.objects.get_or_create(measure=cls.measure, defaults={"start": 2027, "years": 8})
        common = {
            "measure": cls.measure,
            "quantity_mode": 1,
            "price_year": 2026,
            "grounds": "read",
            "source": "Avtalen",
            "visibility": Visibility.PUBLIC,
        }
        for code, more in (
            ("lisens", {"direction": "cost", "recurrence": "yearly", "amount_mode": 120_000}),
            (
                "utstyr",
                {"direction": "cost", "recurrence": "once", "amount_mode": 90_000, "budget": "investment"},
            ),
            (
                "reise",
                {
                    "direction": "benefit",
                    "recurrence": "yearly",
                    "amount_kind": "log_normal",
                    "amount_low": 100_000,
                    "amount_high": 300_000,
                    "benefit_class": "avoided_cost",
                },
            ),
            ("staten", {"direction": "benefit", "recurrence": "yearly", "amount_mode": 5, "party": "state"}),
            ("ukjent", {"direction": "cost", "recurrence": "yearly", "amount_kind": "unknown"}),
        ):
            fields = (
                common | {"party": "municipality", "code": f"{code}-{number}", "name": f"Post {code}"} | more
            )
            if "amount_low" in fields or fields.get("amount_kind") == "unknown":
                fields.setdefault("amount_mode", None)
            Item.objects.create(**fields)
        benefit = PlannedBenefit.objects.create(
            organisation=cls.place,
            owner_organisation=cls.place,
            measure=cls.measure,
            name=f"Gevinst {number}",
            owner_office="Helse",
            indicator="Besøk",
            unit="besøk",
            visibility=Visibility.PUBLIC,
        )
        BenefitDue.objects.create(benefit=benefit, day=datetime.date(2027, 1, 1), planned=10)
        BenefitMeasured.objects.create(
            benefit=benefit, day=datetime.date(2026, 1, 1), value=Decimal("12.5"), source="Telling"
        )
        Payment.objects.create(
            organisation=cls.place,
            owner_organisation=cls.place,
            measure=cls.measure,
            year=2026 - number,
            amount=12_345,
            source="Faktura",
            visibility=Visibility.PUBLIC,
        )
        Unpriced.objects.create(
            measure=cls.measure,
            name=f"Trygghet {number}",
            party="citizen",
            step=2,
            reason="Sagt av 8 av 10",
            visibility=Visibility.PUBLIC,
        )

    def address(
        self, name: str = "council_paper", kind: str = "tiltak", thing: Any = None, *more: Any
    ) -> str:
        of = thing or self.measure
        return reverse(f"overview:{name}", args=[self.place.number, kind, of.public_id, *more])

    def paper(self, user: Any = None, language: str = "nb") -> Paper:
        with translation.override(language):
            material = gathering.of_measure(
                self.place,
                self.measure,
                user or AnonymousUser(),
                today=TODAY,
                absolute=lambda path: f"https://eksempel.example{path}",
            )
            # What is gathered is whole: building asks for nothing more.
            with self.assertNumQueries(0):
                return building.build(material, language)

    def logged_in(self, user: User | None = None) -> Client:
        client = Client()
        client.force_login(user or self.writer)
        return client

    def typed(self, **fields: Any) -> dict[str, Any]:
        empty = dict.fromkeys(("archive_number", "treated_by", "matter", "recommendation", "assessment"), "")
        return {"based_on": 0} | empty | fields


class WhatItSays(World):
    """With something behind every part, and with nothing."""

    def test_every_note_names_a_row_that_is_there(self) -> None:
        self.behind()
        paper = self.paper()
        assert len(paper.notes) > 12
        for note in paper.notes:
            label, _colon, key = note.row.partition(":")
            field = "pk" if key.isdecimal() else "public_id"
            assert apps.get_model(label).objects.filter(**{field: key}).exists(), note.row
            assert note.address.startswith("https://eksempel.example/")

    def test_every_figure_has_a_note(self) -> None:
        self.behind()
        for section in self.paper().sections:
            for block in section.blocks:
                if isinstance(block, Said):
                    free = block.kind in (Kind.GAP, Kind.OWN, Kind.HEADING) or "P10" in block.text
                    assert block.notes or free or not re.search(r"\d", block.text), block.text
                else:
                    for row in block.rows:
                        assert row.notes or not re.search(r"\d", "".join(row.cells)), row.cells

    def test_every_note_that_is_named_is_there_and_none_is_left_over(self) -> None:
        self.behind()
        paper = self.paper()
        named = {
            note
            for block in paper.blocks()
            for note in (
                block.notes if isinstance(block, Said) else sum((row.notes for row in block.rows), ())
            )
        }
        assert named == {note.number for note in paper.notes}

    def test_word_and_pdf_hold_every_figure_and_every_note_of_the_page(self) -> None:
        self.behind()
        papers.save(
            organisation=self.place,
            about=self.measure,
            fields={"recommendation": RECOMMENDATION, "archive_number": "26/01234"},
            based_on=0,
            author=self.writer,
            by=actor_for(self.writer),
        )
        client = self.logged_in()
        for language in ("nb", "nn"):
            page = client.get(self.address(), {"sprak": language})
            paper = page.context["paper"]
            assert paper.language == language
            word = client.get(self.address("council_paper_word"), {"sprak": language})
            in_word = word_text(io.BytesIO(b"".join(word.streaming_content)))  # type: ignore[attr-defined]  # a file
            pdf = client.get(self.address("council_paper_pdf"), {"sprak": language})
            assert pdf["Content-Type"] == "application/pdf"
            in_pdf = "".join(pdf_pages(pdf.content))
            in_html = squeezed(page.content.decode())
            for text in pieces(paper):
                assert squeezed(text) in in_word, text
                assert squeezed(text) in in_pdf, text
            for note in paper.notes:
                assert f'id="note-{note.number}"' in in_html.replace("<liid", "<li id")

    def test_the_economy_is_reckoned_for_this_municipality_over_four_years(self) -> None:
        self.behind()
        paper = self.paper()
        (economy,) = (one for one in paper.sections if one.key == "economy")
        tables = [block for block in economy.blocks if not isinstance(block, Said)]
        (plan,) = (table for table in tables if [row.cells[0] for row in table.rows][:1] == ["2027"])
        assert [row.cells[0] for row in plan.rows] == ["2027", "2028", "2029", "2030"]
        # Equipment falls due once, in the first year.
        assert [row.cells[2] for row in plan.rows] == ["−90\u00a0000\u00a0kr", *["0\u00a0kr"] * 3]
        gaps = [block.text for block in economy.blocks if isinstance(block, Said) and block.kind is Kind.GAP]
        assert any("Post ukjent" in text for text in gaps)

    def test_others_who_gain_are_named(self) -> None:
        self.behind()
        (others,) = (one for one in self.paper().sections if one.key == "others")
        rows = [row.cells for block in others.blocks if not isinstance(block, Said) for row in block.rows]
        assert any("Post staten" in cells for cells in rows)

    def test_what_was_paid_and_promised_here_is_there(self) -> None:
        self.behind()
        cells = {
            cell
            for block in self.paper().blocks()
            if not isinstance(block, Said)
            for row in block.rows
            for cell in row.cells
        }
        assert {"12\u00a0345\u00a0kr", "Gevinst 0"} <= cells
        assert any(cell.startswith("12,5 besøk") for cell in cells)

    def test_a_paper_with_too_little_behind_it_says_so_on_its_first_page(self) -> None:
        paper = self.paper()
        assert paper.warning
        page = Client().get(self.address())
        assert 'class="ds-alert paper__warning"' in page.content.decode()
        pdf = Client().get(self.address("council_paper_pdf"), {"sprak": "nb"})
        first = pdf_pages(pdf.content)[0]
        assert squeezed(paper.warning_heading) in first
        assert all(squeezed(one.shown) in first for one in paper.warning)

    def test_a_paper_with_enough_behind_it_does_not(self) -> None:
        self.behind()
        assert not self.paper().warning
        assert self.paper().basis

    def test_what_is_unknown_says_who_can_fill_it_in(self) -> None:
        paper = self.paper()
        (unknown,) = (one for one in paper.sections if one.key == "unknown")
        text = " ".join(block.text for block in unknown.blocks if isinstance(block, Said))
        assert self.owner.name in text
        assert self.place.name in text

    def test_names_are_text_and_nothing_else(self) -> None:
        page = Client().get(self.address()).content.decode()
        assert "<b>#panic()" not in page
        assert "&lt;b&gt;#panic() $x$ &amp;" in page

    def test_a_municipality_that_is_no_more_and_a_measure_that_is_not_seen_are_not_found(self) -> None:
        assert Client().get(self.address().replace("/9900/", "/9999/")).status_code == 404
        assert Client().get(self.address(kind="annet")).status_code == 404
        Measure.objects.filter(pk=self.measure.pk).update(
            visibility=Visibility.ORGANISATION, owner_organisation=self.owner
        )
        for name in ("council_paper", "council_paper_word", "council_paper_pdf"):
            assert Client().get(self.address(name)).status_code == 404


class Written(World):
    """The part that a person types."""

    def test_what_is_typed_stands_in_the_paper_for_those_of_the_municipality_alone(self) -> None:
        answer = self.logged_in().post(
            self.address("write_council_paper"),
            self.typed(archive_number="26/01234", recommendation=RECOMMENDATION),
        )
        assert answer.status_code == 302
        page = self.logged_in().get(self.address()).content.decode()
        assert "26/01234" in page
        for line in RECOMMENDATION.splitlines():
            assert f'class="paper__own">{line}' in page
        assert "26/01234" not in Client().get(self.address()).content.decode()
        other = factories.person(email="bo@eksempel.example", role=Level.COORDINATOR, organisation=self.near)
        assert "26/01234" not in self.logged_in(other).get(self.address()).content.decode()

    def test_only_those_who_may_write_it(self) -> None:
        other = factories.person(email="bo@eksempel.example", role=Level.COORDINATOR, organisation=self.near)
        reader = factories.person(email="eva@eksempel.example", role=Level.READER, organisation=self.place)
        for user in (other, reader):
            client = self.logged_in(user)
            assert client.get(self.address("write_council_paper")).status_code == 403
            assert client.post(self.address("write_council_paper"), self.typed()).status_code == 403
        assert Client().get(self.address("write_council_paper")).status_code == 302
        assert not PaperDraft.objects.exists()

    def test_of_two_who_write_at_once_one_is_told_and_neither_loses_a_word(self) -> None:
        client, address = self.logged_in(), self.address("write_council_paper")
        client.post(address, self.typed(matter="Den ene"))
        late = client.post(address, self.typed(matter="Den andre"))
        assert late.status_code == 422
        assert "Den andre" in late.content.decode()
        assert late.context["form"]["based_on"].value() == "1"
        client.post(address, self.typed(matter="Den andre", based_on=1))
        draft = PaperDraft.objects.get()
        assert [one.matter for one in draft.versions.all()] == ["Den andre", "Den ene"]

    def test_an_earlier_version_is_put_back_as_a_new_one_with_its_event(self) -> None:
        client, address = self.logged_in(), self.address("write_council_paper")
        client.post(address, self.typed(matter="Første"))
        client.post(address, self.typed(matter="Andre", based_on=1))
        client.post(self.address("restore_council_paper", "tiltak", self.measure, 1))
        draft = PaperDraft.objects.get()
        assert [(one.number, one.matter, one.restores) for one in draft.versions.all()] == [
            (3, "Første", 1),
            (2, "Andre", None),
            (1, "Første", None),
        ]
        entries = Entry.objects.filter(object_id=str(draft.public_id)).order_by("sequence")
        verbs = [json.loads(one.content)["verb"] for one in entries]
        assert verbs == ["overview.paper.saved", "overview.paper.saved", "overview.paper.restored"]
        assert not any("Første" in one.content for one in Entry.objects.all())

    def test_a_version_that_is_not_there_cannot_be_put_back(self) -> None:
        self.logged_in().post(self.address("write_council_paper"), self.typed(matter="Første"))
        draft = PaperDraft.objects.get()
        for number in (1, 7):
            with pytest.raises(NotPossible):
                papers.restore(draft=draft, number=number, author=None, by=SYSTEM)

    def test_saving_the_same_again_makes_no_version(self) -> None:
        client, address = self.logged_in(), self.address("write_council_paper")
        client.post(address, self.typed(matter="Første"))
        client.post(address, self.typed(matter="Første", based_on=1))
        assert PaperDraft.objects.get().version == 1

    def test_too_long_a_text_is_said_at_the_field_and_stays(self) -> None:
        answer = self.logged_in().post(
            self.address("write_council_paper"), self.typed(matter="x" * 20_001, assessment="Vurdert")
        )
        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() == {"matter"}
        assert "Vurdert" in answer.content.decode()


class FromACase(World):
    """The paper of a case: its question, proposals and alternatives, and the measures that it treats."""

    def case(self) -> Case:
        made = cases.open_case(
            fields={"title": "Skal vi? (eksempel)", "question": "Skal vi gjøre dette?", "background": "Bak."},
            owner=self.owner,
            by=SYSTEM,
        )
        cases.set_alternative(case=made, fields={"name": "Ingenting", "text": "Som før"}, by=SYSTEM)
        cases.set_proposal(case=made, fields={"text": "Det gjøres."}, by=SYSTEM)
        for kind in ("economy", "people", "law", "practice", "risk", "dependencies", "gains"):
            Consequence.objects.create(
                case=made,
                kind=kind,
                party="state",
                effect="worse",
                low=1000,
                high=2000,
                unit="hours",
                text=f"Sagt om {kind}",
            )
        return made

    def test_it_says_what_the_case_says(self) -> None:
        case = self.case()
        subjects.add(case=case, thing=self.measure, by=SYSTEM)
        page = Client().get(self.address(kind="sak", thing=case))
        texts = set(page.context["paper"].texts())
        assert {"Skal vi gjøre dette?", "Bak.", "Det gjøres.", "Ingenting", "Som før"} <= texts
        assert any(self.measure.name in text for text in texts)
        # What the parties say stands in the section where it belongs, with its figures.
        places = {
            section.key: [block.text for block in section.blocks if isinstance(block, Said)]
            for section in page.context["paper"].sections
        }
        for key, kind in (
            ("economy", "economy"),
            ("people", "people"),
            ("risk", "law"),
            ("risk", "practice"),
            ("risk", "risk"),
            ("readiness", "dependencies"),
            ("others", "gains"),
        ):
            (text,) = (text for text in places[key] if f"Sagt om {kind}" in text)
            assert "1\u00a0000–2\u00a0000" in text

    def test_a_case_without_a_measure_has_a_paper_too(self) -> None:
        case = self.case()
        for name in ("council_paper", "council_paper_word", "council_paper_pdf"):
            assert Client().get(self.address(name, "sak", case)).status_code == 200

    def test_it_is_written_apart_from_the_paper_of_the_measure(self) -> None:
        case = one_case.whole(self.writer).get(pk=self.case().pk)
        for about in (case, self.measure):
            papers.save(
                organisation=self.place,
                about=about,
                fields={"matter": f"Om {about.pk}"},
                based_on=0,
                author=self.writer,
                by=actor_for(self.writer),
            )
        assert PaperDraft.objects.count() == 2


class Chosen(World):
    """From a measure or a case to a municipality, and from a municipality to a measure."""

    def test_whoever_writes_for_one_municipality_comes_right_to_its_paper(self) -> None:
        answer = self.logged_in().get(reverse("overview:paper_of_measure", args=[self.measure.public_id]))
        assert answer.headers["Location"] == self.address()

    def test_others_search_for_one(self) -> None:
        address = reverse("overview:paper_of_measure", args=[self.measure.public_id])
        assert Client().get(address).status_code == 200
        assert Client().get(address, {"sok": "zzz"}).context["hits"] == []

    def test_a_municipality_lists_measures_and_what_is_begun(self) -> None:
        papers.save(
            organisation=self.place,
            about=self.measure,
            fields={"matter": "Noe"},
            based_on=0,
            author=self.writer,
            by=actor_for(self.writer),
        )
        address = reverse("overview:paper_measures", args=[self.place.number])
        assert [name for name, _kind, _one in self.logged_in().get(address).context["begun"]] == [HOSTILE]
        assert Client().get(address).context["begun"] == []
        assert Client().get(address, {"sok": "Grunnmur"}).context["page"].object_list[0] == self.first


class FixedQueries(World):
    """As many questions to the database at many rows as at one."""

    def asked(self) -> dict[str, int]:
        found = {}
        for name in ("council_paper", "council_paper_word", "council_paper_pdf"):
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(self.address(name)).status_code == 200
            found[name] = len(queries)
        address = reverse("overview:paper_measures", args=[self.place.number])
        with CaptureQueriesContext(connection) as queries:
            Client().get(address)
        found["measures"] = len(queries)
        return found

    def test_one_and_many_rows_take_the_same_number_of_queries(self) -> None:
        self.behind()
        few = self.asked()
        for number in range(2, 9):
            place = self.municipality(number)
            self.introduced(place, "in_use")
            self.told(place, number)
            self.studied(number)
            self.priced(number)
            self.duty("use", "voluntary", f"Andre {number}")
            dependencies.add(
                measure=self.measure, relation="requires", other=self.measured(number), by=SYSTEM
            )
            measures.set_effort(
                measure=self.measure,
                fields={"profession": f"Yrke {number}", "hours_low": 1, "hours_high": 2},
                by=SYSTEM,
            )
        assert self.asked() == few
        assert max(few.values()) <= MOST
