"""The list of statements: search that knows Norwegian, filters, what may not be found, fixed queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import User
from samstyring.apps.consultations.actions import cuts, personal, reviews, submissions
from samstyring.apps.consultations.actions.decisions import Act
from samstyring.apps.consultations.models import (
    Consultation,
    PersonalMark,
    SearchText,
    Statement,
    Submission,
)
from samstyring.apps.consultations.queries.selection import Selection
from samstyring.apps.consultations.tasks import read_submission
from samstyring.apps.ledger.events import SYSTEM

pytestmark = pytest.mark.django_db

BOKMAAL = """Høringssvar fra Eksempelvik kommune

Sykepleiermangelen er stor i ØSTRE del av kommunen. Fastlegene har ikke tid.

Staten bør betale for pasientjournalen.
"""
NYNORSK = """Høyringssvar frå Dømevik kommune

Vi har ikkje nok sjukepleiarar på sjukeheimen. Kommunen bør få moglegheiter til å prøve ut løysingar.
"""


def take_in(consultation: Consultation, text: str, name: str) -> Submission:
    found = submissions.receive(
        consultation=consultation, file_name=name, chunks=[text.encode()], by=SYSTEM
    ).submission
    read_submission.call(found.pk)
    found.refresh_from_db()
    return found


@pytest.fixture
def replies(consultation: Consultation) -> list[Submission]:
    return [take_in(consultation, BOKMAAL, "a.txt"), take_in(consultation, NYNORSK, "b.txt")]


def found(consultation: Consultation, **filters: str) -> list[str]:
    rows = Selection(**filters).statements(consultation).order_by("submission_id", "start")
    return [row.quote for row in rows]


@pytest.mark.parametrize(
    ("words", "in_them"),
    [
        ("sykepleiere", ["Sykepleiermangelen", "sjukepleiarar"]),
        ("ikke", ["ikke tid", "ikkje nok"]),
        ("østre", ["ØSTRE"]),
        ("lege", ["Fastlegene"]),
        ("journal staten", ["pasientjournalen"]),
        ("muligheter løsning", ["moglegheiter"]),
        ("“ikke tid”", ["ikke tid"]),
        ("tog", []),
        ("sykepleiere betale", []),
    ],
)
def test_search(
    consultation: Consultation, replies: list[Submission], words: str, in_them: list[str]
) -> None:
    quotes = found(consultation, sok=words)
    assert len(quotes) == len(in_them)
    assert all(part in quote for part, quote in zip(in_them, quotes, strict=True))


def test_search_follows_what_people_cut(
    consultation: Consultation, replies: list[Submission], analyst: User
) -> None:
    statement = Statement.objects.effective().get(quote__contains="ØSTRE")
    at = statement.start + statement.quote.index("i ØSTRE")
    cuts.split(statement=statement, at=at, seen=0, user=analyst, by=actor_for(analyst))
    assert found(consultation, sok="østre") == ["i ØSTRE del av kommunen."]
    assert found(consultation, sok="østre sykepleier") == []


def test_what_is_held_back_is_not_found_by_searching(
    consultation: Consultation, replies: list[Submission], analyst: User
) -> None:
    statement = Statement.objects.effective().get(quote__contains="ØSTRE")
    text = statement.reading.source_text
    start = text.text.index("ØSTRE")
    act = Act(analyst, actor_for(analyst), consultation.public_id)
    personal.hold_back(
        submission=replies[0], source_text=text, start=start, end=start + 5, seen=None, act=act
    )
    assert found(consultation, sok="østre") == []
    personal.decide_marks(
        submission=replies[0],
        marks=[PersonalMark.objects.get().pk],
        state="cleared",
        seen=None,
        act=act,
    )
    assert len(found(consultation, sok="østre")) == 1


def test_private_persons_are_not_found_by_name(consultation: Consultation, replies: list[Submission]) -> None:
    first, second = replies
    for submission, kind in ((first, "private_person"), (second, "other")):
        submission.senders.all().delete()
        submission.senders.create(position=0, name="Kari Åsgard", kind=kind)
    rows = Selection(avsender="åsgard kari").statements(consultation)
    assert set(rows.values_list("submission", flat=True)) == {second.pk}
    assert Selection(avsenderslag="private_person").statements(consultation).exists()


def test_filters(consultation: Consultation, replies: list[Submission], analyst: User) -> None:
    statement = Statement.objects.effective().get(quote__contains="Fastlegene")
    by = actor_for(analyst)
    reviews.set_cited(statement=statement, cited=True, seen=0, user=analyst, by=by)
    assert found(consultation, sitert="ja") == [statement.quote]
    assert found(consultation, vurdert="ja") == [statement.quote]
    assert found(consultation, vurdert="avvik") == []
    reviews.set_theme(statement=statement, theme="preparedness", seen=None, user=analyst, by=by)
    assert found(consultation, vurdert="avvik") == [statement.quote]
    assert found(consultation, tema="preparedness") == [statement.quote]
    nynorsk = Selection(sprak="nn").statements(consultation)
    assert set(nynorsk.values_list("submission", flat=True)) == {replies[1].pk}
    everything = Selection().statements(consultation).count()
    bands = [len(found(consultation, sikkerhet=band)) for band in ("unsure", "fairly", "sure")]
    assert sum(bands) == everything


def test_a_replaced_reply_does_not_count(consultation: Consultation, replies: list[Submission]) -> None:
    Submission.objects.filter(pk=replies[0].pk).update(counts=False)
    rows = Selection().statements(consultation)
    assert set(rows.values_list("submission", flat=True)) == {replies[1].pk}


def test_every_statement_is_indexed_once(replies: list[Submission]) -> None:
    assert SearchText.objects.count() == Statement.objects.count()


def test_the_page_marks_hits_keeps_filters_and_takes_the_same_queries(
    consultation: Consultation, replies: list[Submission], client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    address = reverse("consultations:statements", args=[consultation.public_id])
    with CaptureQueriesContext(connection) as few:
        page = client.get(address, {"sok": "kommune", "type": "proposal"})
    shown = page.content.decode()
    assert '<mark class="hit">' in shown
    assert "type=proposal" in shown
    for number in range(6):
        take_in(
            consultation, f"Svar {number}\n\nKommunen bør få mer tid til nummer {number}.\n", f"{number}.txt"
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address, {"sok": "kommune", "type": "proposal"})
    assert len(many) == len(few) <= 24


@pytest.mark.parametrize("words", ["'", '"', "% _", "(*", "AND OR NOT", "-", "\x00", "a" * 400, "🙂"])
def test_no_query_breaks_the_page(
    consultation: Consultation, replies: list[Submission], client: Client, analyst: User, words: str
) -> None:
    client.force_login(analyst)
    address = reverse("consultations:statements", args=[consultation.public_id])
    assert client.get(address, {"sok": words, "avsender": words, "sporsmal": words}).status_code == 200
