"""Publishing: frozen on the day, nothing private in it, what is held back later is gone at once."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.actions import publications, reviews
from samstyring.apps.consultations.models import (
    Consultation,
    PersonalMark,
    Publication,
    PublishedDocument,
    SourceText,
    Statement,
    Submission,
)
from samstyring.apps.ledger import queries as ledger

from .replies import SECRET, reply, three

pytestmark = pytest.mark.django_db


@pytest.fixture
def replies(consultation: Consultation) -> Consultation:
    three(consultation)
    reply(
        consultation,
        "Eksempelforeningen",
        [("support", "funding", "Vi er enige med Kari Eksempelsen i at staten bør betale for opplæringen.")],
        kind="patient_organisation",
    )
    return consultation


@pytest.fixture
def secretary(owner: Organisation) -> User:
    return factories.person(role=Level.SECRETARY, organisation=owner, email="sekretar@eksempel.example")


@pytest.fixture
def published(replies: Consultation, secretary: User) -> Publication:
    return publications.publish(
        consultation=replies, user=secretary, by=actor_for(secretary, replies.owner_organisation)
    )


def address(name: str, consultation: Consultation, *more: object) -> str:
    return reverse(f"consultations:{name}", args=[consultation.public_id, *more])


def everything(client: Client, consultation: Consultation) -> str:
    """All that the public can get at, in one text."""
    pages = [client.get(reverse("consultations:published")), client.get(address("public", consultation))]
    for document in PublishedDocument.objects.filter(publication__withdrawn=None):
        pages += [
            client.get(address(name, consultation, document.public_id))
            for name in ("public_document", "public_text")
        ]
    assert {page.status_code for page in pages} <= {200, 404, 410}
    text = "\n".join(page.content.decode() for page in pages)
    return re.sub(r'value="[A-Za-z0-9]{64}"|"X-CSRFToken": "[^"]*"', "", text)


def test_a_visitor_sees_what_is_published_and_no_private_person(
    published: Publication, client: Client
) -> None:
    shown = everything(client, published.consultation)
    assert "Vi støtter målet om en felles løsning for helsetjenesten." in shown
    assert "Pårørende må få bedre innsyn i meldinger om sine." in shown
    for secret in ("Eksempelsen", "eksempelsen", SECRET, "99 88"):
        assert secret not in shown
    # What is not published stays closed.
    assert client.get(address("consultation", published.consultation)).status_code == 404


def test_later_changes_do_not_show_until_it_is_published_again(
    published: Publication, client: Client, secretary: User
) -> None:
    consultation = published.consultation
    by = actor_for(secretary, consultation.owner_organisation)
    before = everything(client, consultation)
    statement = Statement.objects.get(quote__startswith="Vi støtter målet")
    reviews.set_type(statement=statement, type="example", seen=None, user=secretary, by=by)
    Consultation.objects.update(title="En annen tittel")
    reply(consultation, "Ny eksempelkommune", [("proposal", "funding", "Et nytt forslag som kom senere.")])
    assert everything(client, consultation) == before
    publications.publish(consultation=consultation, user=secretary, by=by)
    after = everything(client, consultation)
    assert "En annen tittel" in after
    assert "Et nytt forslag som kom senere." in after
    assert Publication.objects.filter(withdrawn=None).get().version == 2


def test_what_is_held_back_or_set_aside_later_is_left_out_at_once(
    published: Publication, client: Client
) -> None:
    consultation = published.consultation
    words = "rekruttere sykepleiere"
    source = SourceText.objects.get(text__contains=words)
    start = source.text.index(words)
    PersonalMark.objects.create(source_text=source, start=start, end=start + len(words), kind="other")
    assert words not in everything(client, consultation)
    dal = Submission.objects.get(file_name__startswith="Eksempeldal")
    assert "Eksempeldal" in everything(client, consultation)
    dal.senders.update(kind="private_person")
    assert "Eksempeldal" not in everything(client, consultation)
    Submission.objects.filter(pk=dal.pk).update(set_aside="Feil sendt", counts=False)
    assert "Kommunen går imot forslaget" not in everything(client, consultation)


def test_what_was_held_back_then_stays_hidden_when_it_is_shown_to_colleagues(
    published: Publication, client: Client, secretary: User
) -> None:
    PersonalMark.objects.update(state="cleared", decided_by=secretary)
    assert SECRET not in everything(client, published.consultation)


def test_the_same_words_held_back_in_a_newer_text_are_hidden_in_the_published_one(
    published: Publication, client: Client
) -> None:
    words = "rekruttere sykepleiere"
    old = SourceText.objects.get(text__contains=words)
    newer = SourceText.objects.create(
        submission=old.submission, text="Ny lesing: " + old.text, sha256="0" * 64, format="text"
    )
    start = newer.text.index(words)
    PersonalMark.objects.create(source_text=newer, start=start, end=start + len(words), kind="other")
    assert words not in everything(client, published.consultation)


def test_publishing_by_the_page_and_withdrawing(
    replies: Consultation, client: Client, secretary: User
) -> None:
    client.force_login(secretary)
    page = client.get(address("publication", replies)).content.decode()
    assert address("publish", replies) in page
    assert address("withdraw", replies) not in page
    submission = Submission.objects.get(file_name="kari-eksempelsen.txt")
    preview = client.get(address("publication_preview", replies, submission.public_id)).content.decode()
    assert "Pårørende må få bedre innsyn" in preview
    assert "Eksempelsen" not in preview
    client.post(address("publish", replies))
    assert client.get(address("public", replies)).status_code == 200
    client.post(address("withdraw", replies))
    client.logout()
    gone = client.get(address("public", replies))
    assert gone.status_code == 410
    assert replies.title not in gone.content.decode()
    document = PublishedDocument.objects.first()
    assert document is not None
    assert client.get(address("public_document", replies, document.public_id)).status_code == 404
    sentences = [line.sentence for line in ledger.history(replies.public_id)]
    assert any("1" in sentence for sentence in sentences[:2])


def test_who_may_publish(replies: Consultation, client: Client, analyst: User, owner: Organisation) -> None:
    client.force_login(analyst)
    assert client.get(address("publication", replies)).status_code == 403
    assert client.post(address("publish", replies)).status_code == 403
    assert client.post(address("withdraw", replies)).status_code == 403
    outsider = factories.person(
        role=Level.SECRETARY, organisation=factories.organisation("Annet"), email="bo@eksempel.example"
    )
    client.force_login(outsider)
    assert client.get(address("publication", replies)).status_code == 404
    coordinator = factories.person(role=Level.COORDINATOR, organisation=owner, email="ko@eksempel.example")
    client.force_login(coordinator)
    assert client.get(address("publication", replies)).status_code == 200
    assert not Publication.objects.exists()


def test_nothing_to_publish_is_a_sentence(
    consultation: Consultation, client: Client, secretary: User
) -> None:
    client.force_login(secretary)
    response = client.post(address("publish", consultation), follow=True)
    assert response.status_code == 200
    assert not Publication.objects.exists()
    assert client.get(address("public", consultation)).status_code == 404


def test_a_fixed_number_of_queries(
    published: Publication,
    client: Client,
    secretary: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    consultation = published.consultation
    document = published.documents.get(submission__file_name="kari-eksempelsen.txt")
    by = actor_for(secretary, consultation.owner_organisation)

    def look() -> list[int]:
        newest = Publication.objects.get(withdrawn=None)
        found = newest.documents.get(submission=document.submission)
        counted = []
        for page in (
            address("public", consultation),
            address("public_document", consultation, found.public_id),
        ):
            with CaptureQueriesContext(connection) as made:
                assert client.get(page).status_code == 200
            counted.append(len(made))
        return counted

    few = look()
    for number in range(5):
        line = ("proposal", "staffing", f"Staten bør ansette {number} flere sykepleiere.")
        reply(consultation, f"Eksempelnes {number}", [line])
    with CaptureQueriesContext(connection) as first:
        publications.publish(consultation=consultation, user=secretary, by=by)
    for number in range(5, 15):
        line = ("proposal", "staffing", f"Staten bør ansette {number} flere sykepleiere.")
        reply(consultation, f"Eksempelnes {number}", [line])
    with django_assert_num_queries(len(first)):
        publications.publish(consultation=consultation, user=secretary, by=by)
    assert look() == few
    assert max(few) <= 12
