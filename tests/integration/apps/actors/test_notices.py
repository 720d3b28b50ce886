"""The inbox: who is told, what is shown of it, and what has been read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors import notices as kinds
from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import notices, people
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Notice, Organisation, User
from samstyring.apps.actors.queries.notices import unread_count
from samstyring.apps.consultations.actions import consultations
from samstyring.apps.consultations.models import Consultation

KIND = "tests.answered"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", dict(kinds.KINDS))
    monkeypatch.setattr(notices, "KINDS", kinds.KINDS)
    from samstyring.apps.actors.queries import notices as queries

    monkeypatch.setattr(queries, "KINDS", kinds.KINDS)
    kinds.declare(
        KIND,
        label="Svar på innspill",
        sentence="«%(title)s» er besvart: %(outcome)s (%(extra)s)",
        seen=lambda user, ids: Consultation.objects.visible_to(user).filter(public_id__in=ids),
    )


@pytest.fixture
def home() -> Organisation:
    return factories.organisation()


@pytest.fixture
def reader(home: Organisation) -> User:
    return factories.person(role=Level.READER, organisation=home)


@pytest.fixture
def consultation(home: Organisation, reader: User) -> Consultation:
    made = consultations.create(title="Eksempelhøring", owner_organisation=home, by=actor_for(reader, home))
    Consultation.objects.filter(pk=made.pk).update(visibility="public")
    made.refresh_from_db()
    return made


def tell(consultation: Consultation, to: Organisation | User) -> Notice:
    words = {"title": consultation.title, "outcome": kinds.word("Public")}
    return notices.tell(to=to, kind=KIND, about=consultation.public_id, address="/et-sted/", words=words)[0]


def test_everybody_with_a_role_is_told_in_their_own_language(
    client: Client, home: Organisation, reader: User, consultation: Consultation
) -> None:
    tell(consultation, home)
    client.force_login(reader)
    page = client.get(reverse("actors:inbox"), headers={"accept-language": "nb"}).content.decode()
    assert "«Eksempelhøring» er besvart" in page
    assert 'href="/et-sted/"' in page
    assert "(…)" in page  # a word that the notice does not have is no fault
    stranger = factories.person(email="cy@eksempel.example")
    assert unread_count(stranger) == 0


def test_nothing_is_shown_of_what_one_may_not_see_any_more(
    client: Client, home: Organisation, reader: User, consultation: Consultation
) -> None:
    notice = tell(consultation, reader)
    assert notice.organisation is None
    other = factories.organisation("Annenvik kommune (eksempel)")
    Consultation.objects.filter(pk=consultation.pk).update(
        visibility="organisation", owner_organisation=other
    )
    client.force_login(reader)
    page = client.get(reverse("actors:inbox")).content.decode()
    assert "Eksempelhøring" not in page
    assert "/et-sted/" not in page
    assert "Svar på innspill" not in page
    assert unread_count(reader) == 1


def test_reading_is_each_persons_own_and_can_be_undone(
    client: Client, home: Organisation, reader: User, consultation: Consultation
) -> None:
    colleague = factories.person(role=Level.READER, organisation=home, email="bo@eksempel.example")
    first, _second = tell(consultation, home), tell(consultation, reader)
    client.force_login(reader)
    client.post(reverse("actors:mark_read"), {"varsel": first.public_id})
    assert (unread_count(reader), unread_count(colleague)) == (1, 1)
    client.post(reverse("actors:mark_read"))
    assert unread_count(reader) == 0
    client.post(reverse("actors:undo_read"))
    assert unread_count(reader) == 1  # only what was marked last
    page = client.get(reverse("actors:inbox"), {"vis": "uleste"}).content.decode()
    assert page.count('class="notice"') == 1


def test_a_notice_to_others_cannot_be_marked(client: Client, consultation: Consultation) -> None:
    other = factories.organisation("Annenvik kommune (eksempel)")
    notice = tell(consultation, other)
    client.force_login(factories.person(email="cy@eksempel.example"))
    assert client.post(reverse("actors:mark_read"), {"varsel": notice.public_id}).status_code == 404
    assert client.post(reverse("actors:mark_read"), {"varsel": "tull"}).status_code == 404
    assert not notice.reads.exists()


def test_who_left_is_told_no_more(home: Organisation, reader: User, consultation: Consultation) -> None:
    tell(consultation, home)
    assert unread_count(reader) == 1
    people.withdraw_role(role=reader.roles.get(), by=actor_for(reader), person=None)
    assert unread_count(reader) == 0


def test_an_unknown_kind_is_refused(home: Organisation, consultation: Consultation) -> None:
    with pytest.raises(ValueError, match="declared"):
        notices.tell(to=home, kind="tests.nothing", about=consultation.public_id, address="/")


def test_the_inbox_asks_the_same_number_of_questions(
    client: Client,
    home: Organisation,
    reader: User,
    consultation: Consultation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    tell(consultation, home)
    client.force_login(reader)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("actors:inbox"))
    for _number in range(30):
        tell(consultation, home)
    with django_assert_num_queries(len(one)):
        page = client.get(reverse("actors:inbox")).content.decode()
    assert page.count('class="notice"') == 25
    assert len(one) < 12


def test_the_inbox_needs_a_login(client: Client) -> None:
    assert client.get(reverse("actors:inbox")).status_code == 302
