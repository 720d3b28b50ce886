"""Files come in one by one or all at once, and each one's fate is listed."""

import datetime
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations import tasks
from samstyring.apps.consultations.actions import archives, submissions
from samstyring.apps.consultations.models import Archive, Arrival, Consultation, Submission
from samstyring.apps.consultations.queries import arrivals
from samstyring.apps.ledger.events import SYSTEM

from .conftest import REPLY

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}


@pytest.fixture
def logged_in(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


def file(name: str, text: str) -> SimpleUploadedFile:
    """A file as the browser sends it."""
    return SimpleUploadedFile(name, text.encode())


def take(consultation: Consultation, name: str, text: str) -> Submission:
    """Receive and read a text."""
    found = submissions.receive(
        consultation=consultation, file_name=name, chunks=[text.encode()], by=SYSTEM
    ).submission
    tasks.read_submission.call(found.pk)
    found.refresh_from_db()
    return found


def test_the_script_begins_a_consultation_with_one_file_and_goes_on_in_it(logged_in: Client) -> None:
    first = logged_in.post(reverse("consultations:new"), {"files": file("a.txt", REPLY)}, headers=JSON)
    assert first.status_code == 201
    there = first.json()
    consultation = Consultation.objects.get()
    assert there["consultation"] == reverse("consultations:consultation", args=[consultation.public_id])
    second = logged_in.post(there["upload"], {"files": file("b.txt", REPLY + "Mer.")}, headers=JSON)
    assert second.json()["upload"] == there["upload"]
    again = logged_in.post(there["upload"], {"files": file("c.txt", REPLY)}, headers=JSON)
    assert again.json()["already_there"]
    assert consultation.submissions.count() == 2
    nothing = logged_in.post(there["upload"], {}, headers=JSON)
    assert nothing.status_code == 422
    assert nothing.json()["sentence"]


def test_the_script_is_told_which_files_are_there(logged_in: Client, consultation: Consultation) -> None:
    submissions.receive(consultation=consultation, file_name="a.txt", chunks=[REPLY.encode()], by=SYSTEM)
    archives.take_in(consultation=consultation, file_name="alle.zip", chunks=[b"PK"], by=SYSTEM)
    address = reverse("consultations:known", args=[consultation.public_id])
    known = hashlib.sha256(REPLY.encode()).hexdigest()
    size = len(REPLY.encode())
    asked = [
        f"{known}/{size}/other name.txt",
        f"{'0' * 64}/{size}/a.txt",
        f"/{size}/a.txt",
        f"/{size + 1}/a.txt",
        f"{hashlib.sha256(b'PK').hexdigest()}/2/alle.zip",
        "/x/a.txt",
    ]
    assert logged_in.post(address, {"file": asked}).json() == {"known": [0, 2, 4]}
    stranger = factories.person(
        role=Level.SECRETARY, organisation=factories.organisation("Eksempel"), email="x@eksempel.example"
    )
    other = Client()
    other.force_login(stranger)
    assert other.post(address, {"file": asked}).status_code == 404


def test_each_files_fate_is_listed_counted_and_filtered(
    logged_in: Client, consultation: Consultation
) -> None:
    take(consultation, "lest.txt", REPLY)
    submissions.receive(consultation=consultation, file_name="kopi.txt", chunks=[REPLY.encode()], by=SYSTEM)
    take(consultation, "tom.txt", "")
    submissions.receive(consultation=consultation, file_name="venter.txt", chunks=[b"Svar."], by=SYSTEM)
    aside = take(consultation, "borte.pdf", "ingen PDF")
    Submission.objects.filter(pk=aside.pk).update(set_aside="Ikke et svar.", counts=False)
    shown = arrivals.fates(consultation, "", 1, may_see=True)
    assert {row.name: row.fate for row in shown.rows} == {
        "lest.txt": arrivals.READ,
        "kopi.txt": arrivals.AGAIN,
        "tom.txt": arrivals.REFUSED,
        "venter.txt": arrivals.WAITING,
        "borte.pdf": arrivals.ASIDE,
    }
    assert {slug: count for slug, _label, count in shown.counts} == dict.fromkeys(
        (arrivals.READ, arrivals.AGAIN, arrivals.REFUSED, arrivals.WAITING, arrivals.ASIDE), 1
    )
    page = logged_in.get(
        reverse("consultations:consultation", args=[consultation.public_id]), {"skjebne": arrivals.REFUSED}
    ).content.decode()
    assert "tom.txt" in page
    assert "lest.txt" not in page


def test_the_same_file_sent_again_and_again_is_one_line(consultation: Consultation) -> None:
    for _ in range(3):
        submissions.receive(consultation=consultation, file_name="a.txt", chunks=[b"Svar."], by=SYSTEM)
    assert Arrival.objects.count() == 2


def test_time_left_follows_the_speed_of_the_last_readings(consultation: Consultation) -> None:
    now = timezone.now()
    for number in range(8):
        found = submissions.receive(
            consultation=consultation,
            file_name=f"{number}.txt",
            chunks=[f"Svar {number}".encode()],
            by=SYSTEM,
        ).submission
        if number < 3:
            Submission.objects.filter(pk=found.pk).update(
                status="read", status_changed=now - datetime.timedelta(seconds=24 * number)
            )
    progress = arrivals.progress(consultation, now)
    assert (progress.done, progress.under_way, progress.minutes_left) == (3, 5, 2)
    Submission.objects.filter(status="read").update(status_changed=now - datetime.timedelta(hours=1))
    assert arrivals.progress(consultation, now).minutes_left is None


def test_another_file_takes_the_place_of_one_that_could_not_be_read(
    logged_in: Client, consultation: Consultation
) -> None:
    broken = take(consultation, "svar.pdf", "ingen PDF")
    address = reverse("consultations:upload", args=[consultation.public_id])
    assert "svar.pdf" in logged_in.get(address, {"for": broken.public_id}).content.decode()
    logged_in.post(address, {"files": file("svar.txt", REPLY), "for": str(broken.public_id)})
    broken.refresh_from_db()
    assert broken.set_aside
    assert list(consultation.submissions.filter(counts=True).values_list("file_name", flat=True)) == [
        "svar.txt"
    ]


def test_the_documents_propose_what_a_person_can_change(
    logged_in: Client, consultation: Consultation
) -> None:
    asker = organisations.add(name="Eksempelnesdirektoratet", kind="agency", by=SYSTEM)
    letter = (
        "Eksempelnesdirektoratet\nPostboks 1\n0001 Eksempelby\n\nHøringssvar fra Eksempelvik kommune\n\n"
        "Vi viser til høringen, med høringsfrist 1. mars 2026. Staten bør betale.\n"
    )
    take(consultation, "svar.txt", letter)
    consultation.refresh_from_db()
    assert (consultation.deadline, consultation.issued_by) == (datetime.date(2026, 3, 1), asker)
    assert consultation.deadline_is_proposed
    address = reverse("consultations:rename", args=[consultation.public_id])
    given = {"title": "Høring", "deadline": "2026-04-01", "issued_by": "Ingen slik", "questions": "Hva?"}
    refused = logged_in.post(address, given)
    assert refused.status_code == 422
    assert "Ingen slik" in refused.content.decode()
    logged_in.post(address, given | {"issued_by": "Eksempelnesdirektoratet", "questions": "Hva?\nHvorfor?\n"})
    take(consultation, "nytt.txt", letter.replace("vik", "nes"))
    consultation.refresh_from_db()
    assert consultation.deadline == datetime.date(2026, 4, 1)
    assert consultation.questions == ["Hva?", "Hvorfor?"]
    assert not consultation.deadline_is_proposed


def test_an_archive_is_unpacked_by_the_worker_and_not_by_the_page(
    logged_in: Client, consultation: Consultation, owner: Organisation
) -> None:
    address = reverse("consultations:upload", args=[consultation.public_id])
    page = logged_in.post(address, {"files": file("alle.zip", "PK")}, follow=True)
    assert page.status_code == 200
    assert Archive.objects.get().status == Archive.Status.WAITING
    assert owner == consultation.owner_organisation
