"""What is known: shipped rows, disagreement, import, experiences, and who may see and write what."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import register
from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.consultations.actions import example
from samstyring.apps.consultations.models import Consultation, Sender, Statement
from samstyring.apps.consultations.tasks import read_submission
from samstyring.apps.knowledge.actions import evidence as evidence_actions
from samstyring.apps.knowledge.actions import experiences, first_rows
from samstyring.apps.knowledge.models import Evidence, Experience
from samstyring.apps.ledger.queries import history

NEW = {"topic": "dho", "title": "Eksempelstudie", "authors": "", "kind": "trial"}
OUTCOME = {"name": "Besøk", "direction": "better", "finding": "Færre besøk", "benefit_class": "saved_time"}
EMPTY_OUTCOME = {
    "outcomes-TOTAL_FORMS": "1",
    "outcomes-INITIAL_FORMS": "0",
    "outcomes-MIN_NUM_FORMS": "0",
    "outcomes-MAX_NUM_FORMS": "50",
}


def plain(answer: object) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


class Knowledge(TestCase):
    """With the shipped evidence and one person who may write."""

    @classmethod
    def setUpTestData(cls) -> None:
        first_rows.load()
        cls.organisation = factories.organisation()
        cls.writer = factories.person(role=Level.CONTRIBUTOR, organisation=cls.organisation)
        cls.by = actor_for(cls.writer, cls.organisation)

    def setUp(self) -> None:
        self.visitor = Client(headers={"accept-language": "en"})
        self.hers = Client(headers={"accept-language": "en"})
        self.hers.force_login(self.writer)

    def test_loading_the_first_rows_again_enters_nothing(self) -> None:
        assert first_rows.load() == 0
        assert Evidence.objects.count() == 6
        assert Evidence.objects.filter(outcomes__isnull=True).count() == 0

    def test_both_sides_of_a_disagreement_are_shown(self) -> None:
        page = plain(self.visitor.get(reverse("knowledge:evidence_list") + "?tema=dho"))
        assert "The sources disagree on avoided cost" in page
        assert page.index("Better") < page.index("No difference")
        assert "disagree" not in plain(self.visitor.get(reverse("knowledge:evidence_list") + "?tema=elas"))

    def test_unknown_is_said(self) -> None:
        summary = Evidence.objects.get(key="dho-summary")
        page = plain(self.visitor.get(summary.get_absolute_url()))
        assert "Year not stated" in page
        assert "not graded" in page

    def test_search_finds_norwegian_letters_in_any_case(self) -> None:
        evidence_actions.add(
            fields=NEW | {"title": "Årsrapport om læring"}, outcomes=[], owner=None, by=self.by
        )
        page = self.visitor.get(reverse("knowledge:evidence_list"), {"sok": "årsrapport"})
        assert "Årsrapport om læring" in plain(page)

    def test_words_may_stand_in_different_outcomes(self) -> None:
        outcomes = [
            {"name": name, "direction": "better", "finding": finding, "benefit_class": "avoided_cost"}
            for name, finding in (("Besøk", "Færre hjemmebesøk."), ("Trygghet", "Tryggere pårørende."))
        ]
        evidence_actions.add(
            fields=NEW | {"title": "Eksempelstudie"}, outcomes=outcomes, owner=None, by=self.by
        )
        for words, is_found in (("hjemmebesøk pårørende", True), ("hjemmebesøk sykehus", False)):
            page = plain(self.visitor.get(reverse("knowledge:evidence_list"), {"sok": words}))
            assert ("Eksempelstudie" in page) == is_found

    def test_the_list_asks_a_fixed_number_of_times(self) -> None:
        address = reverse("knowledge:evidence_list") + "?tema=dho"
        with self.assertNumQueries(6):
            self.visitor.get(address)
        for number in range(30):
            evidence_actions.add(
                fields=NEW | {"title": f"Eksempel {number}"}, outcomes=[OUTCOME], owner=None, by=self.by
            )
        with self.assertNumQueries(6):
            self.visitor.get(address)

    def test_a_publication_is_entered_and_changed_with_its_events(self) -> None:
        given = NEW | {f"outcomes-0-{name}": value for name, value in OUTCOME.items()} | EMPTY_OUTCOME
        answer = self.hers.post(reverse("knowledge:add_evidence"), given | {"doi": "doi:10.1000/XYZ"})
        one = Evidence.objects.get(doi="10.1000/xyz")
        self.assertRedirects(answer, one.get_absolute_url())
        assert one.outcomes.get().finding == "Færre besøk"
        assert len(history(one.public_id)) == 1
        change = reverse("knowledge:change_evidence", args=[one.public_id])
        again = given | {"doi": one.doi, "outcomes-INITIAL_FORMS": "1"}
        self.hers.post(change, again)
        assert len(history(one.public_id)) == 1
        self.hers.post(change, again | {"title": "Eksempelstudie to", "outcomes-0-DELETE": "on"})
        one.refresh_from_db()
        assert one.title == "Eksempelstudie to"
        assert not one.outcomes.exists()

    def test_a_wrong_doi_is_said_at_the_field_and_nothing_typed_is_lost(self) -> None:
        answer = self.hers.post(
            reverse("knowledge:add_evidence"), NEW | EMPTY_OUTCOME | {"doi": "en sti", "title": "Beholdes"}
        )
        assert answer.status_code == 422
        assert "This is no DOI" in plain(answer)
        assert 'value="Beholdes"' in answer.content.decode()
        assert not Evidence.objects.filter(title="Beholdes").exists()

    def test_an_import_is_looked_at_first_and_keeps_what_is_broken(self) -> None:
        text = "title;doi\nEn;10.1000/1\nTo;10.1000/1\nTre;feil\n"
        address = reverse("knowledge:import")
        looked = self.hers.post(address, {"topic": "elas", "text": text})
        page = plain(looked)
        assert "1 record cannot be entered" in page
        assert "1 is here already" in page
        assert not Evidence.objects.filter(doi="10.1000/1").exists()
        entered = self.hers.post(address, {"topic": "elas", "text": text, "enter": "1"})
        assert Evidence.objects.filter(topic="elas", doi="10.1000/1").count() == 1
        assert "Tre;feil" in entered.content.decode()

    def test_a_binary_file_is_refused_with_a_sentence(self) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile("liste.ris", b"\0\1\2")
        answer = self.hers.post(reverse("knowledge:import"), {"topic": "x", "file": file})
        assert answer.status_code == 422
        assert "no text file" in plain(answer)

    def test_visitors_and_readers_may_not_write(self) -> None:
        reader = factories.person(
            role=Level.READER, organisation=self.organisation, email="bo@eksempel.example"
        )
        other = Client()
        other.force_login(reader)
        for name in ("add_evidence", "import", "tell_experience"):
            assert self.visitor.get(reverse(f"knowledge:{name}")).status_code == 302
            assert other.get(reverse(f"knowledge:{name}")).status_code == 403

    def test_what_is_for_the_organisation_is_not_there_for_others(self) -> None:
        closed = evidence_actions.add(
            fields=NEW, outcomes=[], owner=self.organisation, by=self.by, visibility=Visibility.ORGANISATION
        )
        assert self.visitor.get(closed.get_absolute_url()).status_code == 404
        assert self.hers.get(closed.get_absolute_url()).status_code == 200

    def test_an_experience_is_told_and_changed(self) -> None:
        given = {
            "topic": "dho",
            "title": "Slik gjorde vi det",
            "done": "Vi prøvde.",
            "organisation": self.organisation.pk,
        }
        answer = self.hers.post(reverse("knowledge:tell_experience"), given)
        one = Experience.objects.get(title="Slik gjorde vi det")
        self.assertRedirects(answer, one.get_absolute_url())
        self.hers.post(
            reverse("knowledge:change_experience", args=[one.public_id]), given | {"hard": "Nettet."}
        )
        one.refresh_from_db()
        assert one.hard == "Nettet."
        assert len(history(one.public_id)) == 2

    def test_half_a_source_is_refused_by_the_database(self) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Experience.objects.create(
                organisation=self.organisation, visibility="public", topic="x", title="x", done="x", start=1
            )


class Likeness(TestCase):
    """With the register's municipalities and their inhabitants."""

    @classmethod
    def setUpTestData(cls) -> None:
        register.load()
        cls.writer = factories.person()
        cls.by = actor_for(cls.writer)
        for number in ("0301", "1144", "1151", "5601"):
            organisation = Organisation.objects.get(number=number)
            experiences.tell(
                organisation=organisation,
                fields={"topic": "dho", "title": f"Fra {number}", "done": "Prøvd."},
                by=cls.by,
            )

    def test_those_like_one_come_first(self) -> None:
        """Kvitsøy (1144) sees Utsira (1151), small and near, before small and large ones elsewhere."""
        page = Client(headers={"accept-language": "en"}).get("/erfaringer/?kommune=1144")
        titles = re.findall(r"Fra ([0-9]{4})</a>", page.content.decode())
        assert titles[:2] == ["1144", "1151"]
        assert titles[-1] == "0301"

    def test_the_list_asks_a_fixed_number_of_times(self) -> None:
        with self.assertNumQueries(8):
            Client().get("/erfaringer/?kommune=1144")


class FromAReply(TestCase):
    """With the example consultation, read."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.organisation = factories.organisation()
        example.load(cls.organisation)
        cls.consultation = Consultation.objects.get()
        submission = cls.consultation.submissions.order_by("file_name")[0]
        read_submission.call(submission.pk)
        cls.statement = Statement.objects.filter(reading__submission=submission).earliest("start")
        cls.sender = factories.organisation("Fjelldome kommune (eksempel)")
        Sender.objects.filter(submission=submission).update(organisation=cls.sender)
        cls.writer = factories.person(role=Level.CONTRIBUTOR, organisation=cls.organisation)

    def setUp(self) -> None:
        self.client.force_login(self.writer)
        submission = self.statement.reading.submission
        self.address = reverse(
            "knowledge:experience_from_statement",
            args=[submission.public_id, self.statement.start, self.statement.end],
        )

    def test_a_statement_becomes_an_experience_with_one_act_and_keeps_its_words(self) -> None:
        self.client.post(self.address)
        self.client.post(self.address)
        one = Experience.objects.get()
        assert one.organisation == self.sender
        assert one.quote == self.statement.quote
        assert one.source_text is not None
        assert one.source_text.text[one.start : one.end] == one.quote
        page = self.client.get(one.get_absolute_url()).content.decode()
        assert f"{one.start}-{one.end}" in page

    def test_without_a_known_sender_it_says_what_to_do(self) -> None:
        Sender.objects.update(organisation=None)
        answer = self.client.post(self.address, headers={"accept-language": "en"}, follow=True)
        assert "Say first who sent the reply" in answer.content.decode()
        assert not Experience.objects.exists()

    def test_whoever_may_not_review_may_not_make_one(self) -> None:
        stranger = factories.person(
            role=Level.CONTRIBUTOR,
            organisation=factories.organisation("En annen (eksempel)"),
            email="cy@eksempel.example",
        )
        self.client.force_login(stranger)
        assert self.client.post(self.address).status_code == 403
