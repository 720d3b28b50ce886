"""Needs for knowledge: asked, judged, answered to all who asked, and opened again by new evidence."""

import re

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from tests.integration.apps.needs.setting import setting

from samstyring.apps.actors.models import Notice
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.knowledge.actions import evidence as publications
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs import tasks
from samstyring.apps.needs.actions import backing, knowledge, ladder
from samstyring.apps.needs.models import KnowledgeNeed, Need
from samstyring.apps.needs.queries.evidence import for_evidence, for_need

ASKED = {
    "population": "Eldre over 80 år som bor hjemme",
    "intervention": "Digitalt tilsyn om natten",
    "comparison": "Besøk av nattpatruljen",
    "outcome": "Søvn og fall",
    "context": "Små kommuner",
}


def plain(answer: object) -> str:
    """What a page says, without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


class KnowledgeNeeds(TestCase):
    """A need for knowledge of a small municipality, backed by a large one, on the table of a network."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.place = setting()
        cls.fits = publications.add(
            fields={
                "topic": "digitalt tilsyn",
                "title": "Digitalt tilsyn om natten hos eldre (eksempel)",
                "year": 2024,
                "kind": "trial",
            },
            outcomes=[{"name": "Søvn", "direction": "better", "finding": "Eldre sov bedre."}],
            owner=None,
            by=SYSTEM,
        )
        cls.other = publications.add(
            fields={"topic": "skole", "title": "Skolemat og læring (eksempel)", "kind": "cohort"},
            outcomes=[],
            owner=None,
            by=SYSTEM,
        )
        need = cls.place.need("Virker digitalt tilsyn om natten?", kind="knowledge")
        backing.back(need=need, organisation=cls.place.large, by=SYSTEM)
        knowledge.ask(need=need, fields=ASKED, by=SYSTEM)
        cls.need = ladder.raise_(
            need=need,
            level="network",
            holder=cls.place.network,
            reason="Flere spør.",
            by=SYSTEM,
            seen=Need.objects.get(pk=need.pk).version,
        )
        cls.judge = cls.place.person(cls.place.network)

    def setUp(self) -> None:
        self.hers = Client(headers={"accept-language": "en"})
        self.hers.force_login(self.judge)
        self.version = Need.objects.get(pk=self.need.pk).version

    def address(self, word: str) -> str:
        """Where an act is done."""
        return reverse("needs:knowledge_act", kwargs={"public_id": self.need.public_id, "word": word})

    def question(self) -> KnowledgeNeed:
        """What is asked, as it stands."""
        return KnowledgeNeed.objects.get(need=self.need)

    def test_evidence_is_matched_to_the_need_and_the_need_to_evidence(self) -> None:
        found = for_need(self.need, self.question(), self.judge)
        assert [match.thing for match in found] == [self.fits]
        assert [match.thing for match in for_evidence(self.fits, self.judge)] == [self.need]
        page = plain(self.hers.get(reverse("needs:known", args=[self.need.public_id])))
        assert self.fits.title in page
        fragment = self.hers.get(
            reverse("needs:for_evidence", args=[self.fits.public_id]), headers={"hx-request": "true"}
        )
        assert self.need.title in plain(fragment)

    def test_what_suffices_goes_back_to_all_who_asked(self) -> None:
        Notice.objects.all().delete()
        given = {
            "judgement": "suffices",
            "brief": "Tilsyn virker for dem som ønsker det.",
            "evidence": [str(self.fits.public_id)],
            "reason": "En god studie.",
            "seen": self.version,
        }
        answer = self.hers.post(self.address("vurder"), given)
        self.assertRedirects(answer, self.need.get_absolute_url())
        question = self.question()
        assert question.answered is not None
        assert list(question.evidence.all()) == [self.fits]
        told = set(Notice.objects.filter(kind="needs.answered").values_list("organisation", flat=True))
        assert told == {self.place.small.pk, self.place.large.pk}
        page = plain(Client(headers={"accept-language": "en"}).get(self.need.get_absolute_url()))
        assert "Tilsyn virker for dem som ønsker det." in page
        assert "Eldre over 80 år" in page

    def test_a_gap_becomes_a_question_a_project_and_a_result_and_new_evidence_opens_it(self) -> None:
        missing = self.hers.post(
            self.address("vurder"), {"judgement": "partly", "reason": "Lite.", "seen": self.version}
        )
        assert missing.status_code == 422
        assert "Write in short what is known" in plain(missing)
        with pytest.raises(NotPossible, match="Judge first"):
            knowledge.set_project(
                need=self.need,
                fields={"research_question": "Hva?"},
                reason="x",
                by=SYSTEM,
                seen=self.version,
            )
        self.hers.post(self.address("vurder"), {"judgement": "gap", "reason": "Ingen.", "seen": self.version})
        project = {
            "research_question": "Sover de bedre?",
            "partners": "Eksempeluniversitetet",
            "project": "Natt",
        }
        self.hers.post(
            self.address("prosjekt"), project | {"reason": "Vi vil vite.", "seen": self.version + 1}
        )
        self.hers.post(self.address("svar"), {"result": "De sov bedre.", "seen": self.version + 2})
        question = self.question()
        assert (question.judgement, question.result) == ("gap", "De sov bedre.")
        assert question.answered is not None
        empty = self.hers.post(self.address("apne-svar"), {"reason": "", "seen": self.version + 3})
        assert empty.status_code == 422
        self.hers.post(self.address("apne-svar"), {"reason": "Ny studie.", "seen": self.version + 3})
        assert self.question().answered is None
        steps = list(self.need.steps.values_list("act", "reason"))[-4:]
        assert steps == [
            ("judge", "Ingen."),
            ("project", "Vi vil vite."),
            ("answer", "De sov bedre."),
            ("reopen_answer", "Ny studie."),
        ]

    def test_a_municipality_does_not_judge_its_own_need(self) -> None:
        own = self.place.need("Hva virker?", kind="knowledge")
        with pytest.raises(NotPossible, match="Raise it first"):
            knowledge.judge(
                need=own,
                organisation=self.place.small,
                judgement="gap",
                brief="",
                evidence=[],
                reason="x",
                by=SYSTEM,
                seen=own.version,
            )

    def test_only_those_who_have_it_on_the_table_judge(self) -> None:
        other = Client()
        other.force_login(self.place.person(self.place.large))
        assert other.get(self.address("vurder")).status_code == 403
        service = self.place.need("Ikke kunnskap")
        assert self.hers.get(reverse("needs:ask", args=[service.public_id])).status_code == 404

    def test_vectors_made_in_the_background_rank_by_meaning(self) -> None:
        self.place.need("Fungerer digitalt tilsyn på nattestid?", kind="knowledge")
        assert tasks.prepare.call() == "done"
        assert tasks.prepare.call() == "nothing to do"
        page = plain(self.hers.get(reverse("needs:like_this", args=[self.need.public_id])))
        assert "Ranked by what they mean." in page
        assert "Fungerer digitalt tilsyn" in page
