"""The pages of the room: uploading, looking, correcting; who may; a fixed number of queries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests import factories

from samstyring.apps.actors.choices import Level, Visibility
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations import files
from samstyring.apps.consultations.actions import submissions
from samstyring.apps.consultations.models import Consultation, Review, Statement, Submission
from samstyring.apps.consultations.tasks import read_submission
from samstyring.apps.ledger.events import SYSTEM

from .conftest import REPLY

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged_in(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


@pytest.fixture
def outsider(client: Client) -> Client:
    """Somebody with the same role in another organisation."""
    other = factories.organisation("Et annet eksempel")
    client.force_login(
        factories.person(role=Level.SECRETARY, organisation=other, email="bo@eksempel.example")
    )
    return client


def uploaded(name: str = "svar.txt", data: bytes = REPLY.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_dropped_file_begins_a_consultation(logged_in: Client, owner: Organisation) -> None:
    response = logged_in.post(reverse("consultations:new"), {"files": [uploaded()]})
    submission = Submission.objects.get()
    assert response.url == reverse("consultations:document", args=[submission.public_id])  # type: ignore[attr-defined]
    assert submission.consultation.owner_organisation == owner
    assert submission.consultation.title_is_proposed


def test_files_that_are_too_large_do_not_keep_the_others_out(
    logged_in: Client, consultation: Consultation, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    response = logged_in.post(
        reverse("consultations:upload", args=[consultation.public_id]),
        {"files": [uploaded("stor.txt", b"a" * 1001), uploaded("liten.txt")]},
        follow=True,
    )
    assert [row.file_name for row in Submission.objects.all()] == ["liten.txt"]
    assert "stor.txt" in response.content.decode()
    stored = [path for path in files.folder().rglob("*") if path.is_file()]
    assert len(stored) == 1


def test_no_file_is_a_sentence_at_the_field(logged_in: Client) -> None:
    response = logged_in.post(reverse("consultations:new"))
    assert response.status_code == 422
    assert 'id="files-error"' in response.content.decode()


def test_reading_can_be_followed_and_refreshes_the_page_when_done(
    logged_in: Client, submission: Submission
) -> None:
    address = reverse("consultations:document", args=[submission.public_id])
    assert 'hx-trigger="every 1s"' in logged_in.get(address).content.decode()
    read_submission.call(submission.pk)
    response = logged_in.get(address, headers={"HX-Request": "true", "HX-Target": "waiting"})
    assert response["HX-Refresh"] == "true"


def test_statements_are_marked_in_place(logged_in: Client, read: Submission) -> None:
    page = logged_in.get(reverse("consultations:document", args=[read.public_id])).content.decode()
    for statement in Statement.objects.filter(reading__submission=read):
        assert f'id="{statement.start}-{statement.end}"' in page
        assert f'data-type="{statement.type}"' in page
        assert statement.quote in page


def statement_address(name: str, submission: Submission, statement: Statement) -> str:
    return reverse(f"consultations:{name}", args=[submission.public_id, statement.start, statement.end])


def test_a_statements_address_leads_to_its_place(logged_in: Client, read: Submission) -> None:
    statement = read.readings.get().statements.all()[1]
    response = logged_in.get(statement_address("statement", read, statement), follow=True)
    anchor = f"{statement.start}-{statement.end}"
    assert response.redirect_chain[-1][0].endswith(f"?utsagn={anchor}#{anchor}")
    assert f'data-selected="{anchor}"' in response.content.decode()


def test_a_type_is_corrected_without_javascript(logged_in: Client, read: Submission) -> None:
    statement = read.readings.get().statements.filter(type="challenge").first()
    assert statement is not None
    address = statement_address("review", read, statement)
    response = logged_in.post(address, {"type": "example", "seen": 0}, follow=True)
    assert f'data-type="example" data-statement="{statement.start}-{statement.end}" data-reviewed' in (
        response.content.decode()
    )


def test_a_correction_by_htmx_tells_the_page_what_changed(logged_in: Client, read: Submission) -> None:
    statement = read.readings.get().statements.filter(type="challenge").first()
    assert statement is not None
    address = statement_address("review", read, statement)
    response = logged_in.post(address, {"type": "example", "seen": 0}, headers={"HX-Request": "true"})
    assert "statement-reviewed" in response["HX-Trigger"]
    again = logged_in.post(address, {"type": "proposal", "seen": 0}, headers={"HX-Request": "true"})
    assert 'role="alert"' in again.content.decode()
    assert Review.objects.get().type == "example"


def test_a_title_can_be_mended_and_an_empty_one_is_refused(
    logged_in: Client, consultation: Consultation
) -> None:
    address = reverse("consultations:rename", args=[consultation.public_id])
    refused = logged_in.post(address, {"title": "   "})
    assert refused.status_code == 422
    assert 'id="id_title_error"' in refused.content.decode()
    logged_in.post(address, {"title": "En bedre tittel"})
    consultation.refresh_from_db()
    assert consultation.title == "En bedre tittel"


def test_the_original_comes_back_as_it_was(logged_in: Client, read: Submission) -> None:
    response = logged_in.get(reverse("consultations:original", args=[read.public_id]))
    assert b"".join(response.streaming_content) == REPLY.encode()  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


ADDRESSES = ["consultation", "upload", "rename"]


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_closed_consultation_is_not_there_for_outsiders(
    outsider: Client, consultation: Consultation, name: str
) -> None:
    assert outsider.get(reverse(f"consultations:{name}", args=[consultation.public_id])).status_code == 404


@pytest.mark.parametrize("name", ["document", "original"])
def test_its_documents_are_not_there_either(outsider: Client, read: Submission, name: str) -> None:
    assert outsider.get(reverse(f"consultations:{name}", args=[read.public_id])).status_code == 404
    statement = read.readings.get().statements.all()[0]
    assert outsider.get(statement_address("statement", read, statement)).status_code == 404
    assert outsider.post(statement_address("review", read, statement), {"type": "example"}).status_code == 404
    assert "Eksempelhøring" not in outsider.get(reverse("consultations:list")).content.decode()


@pytest.fixture
def public(read: Submission) -> Submission:
    Consultation.objects.update(visibility=Visibility.PUBLIC)
    return read


def test_a_public_one_can_be_read_by_anyone_and_changed_by_nobody_else(
    outsider: Client, public: Submission
) -> None:
    statement = public.readings.get().statements.all()[0]
    page = outsider.get(reverse("consultations:document", args=[public.public_id]))
    assert page.status_code == 200
    assert "type-button" not in page.content.decode()
    refused = outsider.post(statement_address("review", public, statement), {"type": "example"})
    assert refused.status_code == 403
    upload = reverse("consultations:upload", args=[public.consultation.public_id])
    assert outsider.post(upload, {"files": [uploaded()]}).status_code == 403
    assert not Review.objects.exists()


def test_a_reader_may_look_and_not_change(client: Client, owner: Organisation, read: Submission) -> None:
    client.force_login(factories.person(role=Level.READER, organisation=owner, email="liv@eksempel.example"))
    statement = read.readings.get().statements.all()[0]
    assert client.get(reverse("consultations:document", args=[read.public_id])).status_code == 200
    assert client.post(statement_address("review", read, statement), {"type": "example"}).status_code == 403


def test_visitors_are_asked_to_log_in_before_they_change_anything(
    client: Client, consultation: Consultation
) -> None:
    response = client.post(reverse("consultations:new"), {"files": [uploaded()]})
    assert response.status_code == 302
    assert reverse("actors:login") in response.url  # type: ignore[attr-defined]
    assert not Submission.objects.exists()


def test_lists_take_the_same_number_of_queries_however_long(
    logged_in: Client,
    consultation: Consultation,
    owner: Organisation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(30):
        submissions.receive(
            consultation=consultation,
            file_name=f"{number}.txt",
            chunks=[f"Svar {number}".encode()],
            by=SYSTEM,
        )
        Consultation.objects.create(title=f"Nr. {number}", owner_organisation=owner)
    with django_assert_max_num_queries(7):
        assert logged_in.get(reverse("consultations:list")).status_code == 200
    # Three more where nothing has been kept of the consultation yet.
    with django_assert_max_num_queries(22):
        page = logged_in.get(reverse("consultations:consultation", args=[consultation.public_id]))
    with django_assert_max_num_queries(19):
        page = logged_in.get(reverse("consultations:consultation", args=[consultation.public_id]))
    assert len(page.context["page"].object_list) == 25


def test_a_document_takes_the_same_number_of_queries_however_long(
    logged_in: Client,
    consultation: Consultation,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    text = "\n\n".join(f"Kommune {number} mener at tilbudet bør styrkes." for number in range(600))
    found = submissions.receive(
        consultation=consultation, file_name="lang.txt", chunks=[text.encode()], by=SYSTEM
    ).submission
    read_submission.call(found.pk)
    with django_assert_max_num_queries(25):
        page = logged_in.get(reverse("consultations:document", args=[found.public_id]))
    assert page.content.decode().count("<mark") == 250
    last = Statement.objects.filter(reading__submission=found).last()
    assert last is not None
    response = logged_in.get(statement_address("statement", found, last), follow=True)
    assert f'id="{last.start}-{last.end}"' in response.content.decode()


def test_the_first_document_proposes_the_title_until_a_person_writes_one(
    logged_in: Client, owner: Organisation
) -> None:
    text = "Høringssvar om en eksempelforskrift\n\nKommunen mener at staten bør betale.\n"
    logged_in.post(reverse("consultations:new"), {"files": [uploaded("x.txt", text.encode())]})
    submission = Submission.objects.get()
    assert submission.consultation.title == "x.txt"
    read_submission.call(submission.pk)
    consultation = Consultation.objects.get()
    assert consultation.title == "Høringssvar om en eksempelforskrift"
    logged_in.post(reverse("consultations:rename", args=[consultation.public_id]), {"title": "Min tittel"})
    logged_in.post(
        reverse("consultations:upload", args=[consultation.public_id]), {"files": [uploaded("y.txt")]}
    )
    read_submission.call(Submission.objects.latest("pk").pk)
    consultation.refresh_from_db()
    assert consultation.title == "Min tittel"
