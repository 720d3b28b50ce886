"""The summary: every quotation stands in its source, nobody private is named, one's own text goes in."""

import io
import zipfile
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.opc.constants import RELATIONSHIP_TYPE
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.actions import reviews, summaries
from samstyring.apps.consultations.models import Consultation, SourceText, Statement, SummaryText
from samstyring.apps.ledger import queries as ledger

from .replies import SECRET, reply, three

pytestmark = pytest.mark.django_db


@pytest.fixture
def replies(consultation: Consultation) -> Consultation:
    three(consultation)
    return consultation


def address(name: str, consultation: Consultation, *more: Any) -> str:
    return reverse(f"consultations:{name}", args=[consultation.public_id, *more])


def save(client: Client, consultation: Consultation, section: str, text: str, seen: str = "") -> Any:
    """The answer to saving one's own text."""
    post = {"section": section, "text": text, "seen": seen}
    return client.post(address("summary_save", consultation), post)


def word(client: Client, consultation: Consultation, language: str = "nb") -> Any:
    """The Word file as python-docx reads it."""
    response = client.get(address("summary_word", consultation) + f"?sprak={language}")
    assert response.status_code == 200
    return docx.Document(io.BytesIO(response.content))


def text_of(document: Any) -> str:
    """All words of the document, footnotes too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    notes = [
        relation.target_part.blob.decode()
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES
    ]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *notes])


def quotations(document: Any) -> list[str]:
    return [
        run.text
        for paragraph in document.paragraphs
        if paragraph.style.name == "Quote"
        for run in paragraph.runs
        if run.style.name == "Quoted words"
    ]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_quotation_is_found_in_its_source(
    language: str, replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    document = word(client, replies, language)
    sources = [" ".join(text.split()) for text in SourceText.objects.values_list("text", flat=True)]
    quoted = quotations(document)
    assert len(quoted) >= 4
    for words in quoted:
        assert any(words in source for source in sources), words
    assert document.core_properties.language.startswith(language)
    assert text_of(document).count("dokumenter/") == 0  # addresses stand in relations, not in the text


def test_the_draft_names_who_says_what_and_says_that_nobody_has_reviewed_it(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    text = text_of(word(client, replies, "en"))
    assert "Draft: a person has reviewed 0 of" in text
    assert "Not reviewed: no person has looked at" in text
    assert "(not reviewed)" in text
    assert "Eksempelvik kommune (eksempel)" in text
    assert "private person" in text


def test_reviewed_parts_are_not_marked(replies: Consultation, client: Client, analyst: User) -> None:
    for statement in Statement.objects.all():
        reviews.set_type(
            statement=statement,
            type=statement.current_type,
            seen=None,
            user=analyst,
            by=actor_for(analyst, replies.owner_organisation),
        )
    client.force_login(analyst)
    document = word(client, replies, "en")
    text = text_of(document)
    assert quotations(document)
    assert "(not reviewed)" not in text
    assert "Draft:" not in text


def test_private_persons_and_held_back_words_are_nowhere_in_the_file(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    response = client.get(address("summary_word", replies))
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        everything = "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    for secret in ("Eksempelsen", "eksempelsen", SECRET, "Ring meg"):
        assert secret not in everything


def test_own_text_goes_in_before_the_draft_and_only_for_colleagues(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    post = {
        "section": "introduction",
        "text": "Dette er vår egen vurdering.\r\n\r\nDen har to avsnitt.",
        "seen": "0",
    }
    response = client.post(address("summary_save", replies), post)
    assert response.status_code == 302
    assert "Dette er vår egen vurdering." in text_of(word(client, replies))
    lines = [paragraph.text for paragraph in word(client, replies).paragraphs]
    assert "Den har to avsnitt." in lines
    sentence = ledger.history(replies.public_id)[0].sentence
    assert "vurdering" not in sentence
    Consultation.objects.update(visibility="public")
    client.logout()
    assert "vår egen vurdering" not in text_of(word(client, replies))
    assert "vår egen vurdering" not in client.get(address("summary", replies)).content.decode()


def test_two_people_at_the_same_time_both_keep_what_they_wrote(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    save(client, replies, "closing", "Den første.", "0")
    response = client.post(
        address("summary_save", replies), {"section": "closing", "text": "Den andre.", "seen": "0"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Den første." in page
    assert ">Den andre.</textarea>" in page
    seen = SummaryText.objects.get().pk
    client.post(
        address("summary_save", replies), {"section": "closing", "text": "Den andre.", "seen": str(seen)}
    )
    assert [row.text for row in SummaryText.objects.all()] == ["Den første.", "Den andre."]


def test_bad_input_is_a_sentence_and_keeps_what_was_typed(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    long = "a" * (summaries.LONGEST + 1)
    response = client.post(
        address("summary_save", replies), {"section": "closing", "text": long, "seen": "x"}
    )
    assert response.status_code == 422
    assert long in response.content.decode()
    assert save(client, replies, "nonsense", "x").status_code == 404
    assert client.get(address("summary", replies) + "?del=nonsense").status_code == 404


def test_who_may(replies: Consultation, client: Client, owner: Organisation) -> None:
    assert client.get(address("summary", replies)).status_code == 404
    assert client.get(address("summary_word", replies)).status_code == 404
    reader = factories.person(role=Level.READER, organisation=owner, email="leser@eksempel.example")
    client.force_login(reader)
    page = client.get(address("summary", replies))
    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert save(client, replies, "closing", "x").status_code == 403


@pytest.mark.parametrize("name", ["summary", "summary_word"])
def test_a_fixed_number_of_queries(
    name: str,
    replies: Consultation,
    client: Client,
    analyst: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(analyst)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(address(name, replies))
    for number in range(6):
        line = ("proposal", "staffing", f"Staten bør ansette {number} flere sykepleiere.")
        reply(replies, f"Eksempelnes {number}", [line])
    with django_assert_num_queries(len(few)):
        client.get(address(name, replies))


def test_a_theme_of_ones_own_has_a_section(replies: Consultation, client: Client, analyst: User) -> None:
    Statement.objects.filter(current_theme="staffing").update(current_theme="Rus / psykisk helse")
    client.force_login(analyst)
    page = client.get(address("summary", replies), {"del": "theme-Rus / psykisk helse"})
    assert "Det er krevende for små kommuner" in page.content.decode()
    text = {"section": "theme-Rus / psykisk helse", "text": "Eget om rus.", "seen": "0"}
    saved = client.post(address("summary_save", replies), text, follow=True)
    assert ">Eget om rus.</textarea>" in saved.content.decode()
    assert "Rus / psykisk" not in ledger.history(replies.public_id)[0].sentence
    document = word(client, replies)
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines.index("Eget om rus.") > lines.index("Rus / psykisk helse")
    html = client.get(reverse("consultations:export_html", args=[replies.public_id]))
    assert b"Rus / psykisk helse" in b"".join(html.streaming_content)  # type: ignore[attr-defined]
