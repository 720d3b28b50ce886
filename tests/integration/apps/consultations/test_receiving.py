"""Documents come in: kept byte for byte, read by the worker, refused with a reason."""

import hashlib
import io
import time

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from docx import Document as WordDocument

from samstyring.apps.actors.models import User
from samstyring.apps.consultations import files, tasks
from samstyring.apps.consultations.actions import readings, submissions
from samstyring.apps.consultations.models import Consultation, Reading, Statement, Submission
from samstyring.apps.consultations.refusals import sentence_for
from samstyring.apps.ledger import queries as ledger
from samstyring.apps.ledger.events import SYSTEM
from samstyring.engines.text_analysis import ENGINE, read

from .conftest import REPLY

pytestmark = pytest.mark.django_db


def take_in(consultation: Consultation, name: str, data: bytes) -> Submission:
    """Receive and read one file."""
    found = submissions.receive(
        consultation=consultation, file_name=name, chunks=[data], by=SYSTEM
    ).submission
    tasks.read_submission.call(found.pk)
    found.refresh_from_db()
    return found


def test_the_original_is_kept_byte_for_byte(submission: Submission) -> None:
    assert files.read(submission.sha256) == REPLY.encode()
    assert submission.sha256 == hashlib.sha256(REPLY.encode()).hexdigest()
    assert submission.size == len(REPLY.encode())
    assert submission.status == Submission.Status.WAITING


def test_the_same_bytes_twice_are_one_submission(consultation: Consultation, submission: Submission) -> None:
    again = submissions.receive(
        consultation=consultation, file_name="kopi.txt", chunks=[REPLY.encode()], by=SYSTEM
    )
    assert again.already_there
    assert again.submission == submission


def test_every_quotation_is_the_sources_own_characters(read: Submission) -> None:
    assert read.status == Submission.Status.READ
    reading = read.readings.get()
    assert reading.source_text.text == REPLY
    statements = list(reading.statements.all())
    assert len(statements) >= 3
    for statement in statements:
        assert statement.quote == REPLY[statement.start : statement.end]


def test_reading_twice_gives_one_reading(read: Submission) -> None:
    tasks.read_submission.call(read.pk)
    assert read.readings.count() == 1


def test_a_newer_reader_adds_a_reading_and_keeps_the_old_one(
    read: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert submissions.read_again(submission=read) is False
    monkeypatch.setitem(ENGINE, "version", "999")
    assert submissions.read_again(submission=read) is True
    tasks.read_submission.call(read.pk)
    assert read.readings.count() == 2
    assert read.source_texts.count() == 1


def test_acts_stand_in_the_history_without_the_file_name(read: Submission) -> None:
    lines = ledger.history(read.public_id)
    assert len(lines) == 2
    assert "svar.txt" not in "".join(line.sentence for line in lines)


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("tom.txt", b"", "empty"),
        ("ødelagt.pdf", b"%PDF-1.7\n" + bytes(range(64)), "damaged"),
        ("program", b"\x7fELF" + bytes(range(64)), "unknown_format"),
        ("svar.pdf", REPLY.encode(), "not_what_its_name_says"),
    ],
    ids=["empty", "damaged", "unknown", "misnamed"],
)
def test_what_cannot_be_read_is_kept_and_says_why(
    consultation: Consultation, client: Client, analyst: User, name: str, data: bytes, refusal: str
) -> None:
    found = take_in(consultation, name, data)
    assert (found.status, found.refusal) == (Submission.Status.REFUSED, refusal)
    assert files.read(found.sha256) == data
    assert not Reading.objects.exists()
    client.force_login(analyst)
    page = client.get(reverse("consultations:document", args=[found.public_id]))
    with translation.override("nb"):
        assert escape(sentence_for(refusal)) in page.content.decode()


def test_a_word_file_is_read(consultation: Consultation) -> None:
    word = WordDocument()
    word.add_heading("Forslag", level=1)
    word.add_paragraph("Staten bør betale for opplæringen i alle kommuner.")
    stream = io.BytesIO()
    word.save(stream)
    found = take_in(consultation, "svar.docx", stream.getvalue())
    assert found.status == Submission.Status.READ
    assert Statement.objects.get(reading__submission=found, type="proposal").quote.startswith("Staten bør")


def test_the_database_refuses_a_quotation_that_is_not_in_the_source(read: Submission) -> None:
    statement = Statement.objects.filter(reading__submission=read).first()
    assert statement is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(quote="Noe som ingen har sagt.")
    statement.refresh_from_db()
    assert statement.quote == REPLY[statement.start : statement.end]


def test_the_database_holds_quotations_beyond_ascii(consultation: Consultation) -> None:
    text = "Åse 👩‍⚕️ på Øya mener at tilbudet bør styrkes. Samordninga må bli betre for sámi 𝕏-pasienter."
    found = take_in(consultation, "unicode.txt", text.encode())
    assert found.status == Submission.Status.READ
    assert [row.quote for row in Statement.objects.filter(reading__submission=found)]


def test_a_false_quotation_from_the_engine_stores_nothing(submission: Submission) -> None:
    from dataclasses import replace

    document = read(REPLY.encode(), name="svar.txt")
    false = replace(document, statements=(replace(document.statements[0], quote="Oppdiktet."),))
    with pytest.raises(ValueError, match="does not quote"):
        readings.store_reading(submission=submission, document=false)
    assert not Reading.objects.exists()


def test_cut_off_readings_are_taken_up_again(submission: Submission) -> None:
    from datetime import timedelta

    readings.begin_reading(submission_id=submission.pk)
    assert tasks.take_up_again(idle=timedelta(hours=1)) == 0
    assert tasks.take_up_again(idle=timedelta(0)) == 1


def test_files_of_uploads_that_never_became_rows_are_swept(submission: Submission) -> None:
    stray = files.store([b"never committed"])
    young = files.sweep([submission.sha256], before=time.time() - 3600)
    assert young == []
    assert files.sweep([submission.sha256], before=time.time() + 1) == [stray.sha256]
    assert files.read(submission.sha256) == REPLY.encode()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\mappe\\svar.pdf", "svar.pdf"),
        ("  \x00\n ", "document"),
        ("a" * 300 + ".docx", "a" * 250 + ".docx"),
    ],
)
def test_file_names_are_made_harmless(given: str, kept: str) -> None:
    assert submissions.plain_name(given) == kept


def test_the_sender_is_found_in_the_register(consultation: Consultation) -> None:
    call_command("load_register", stdout=io.StringIO())
    text = "Høringssvar fra Lørenskog kommune\n\nVi støtter forslaget.\n\nMed hilsen\nLørenskog kommune\n"
    found = take_in(consultation, "svar.txt", text.encode())
    sender = found.senders.get()
    assert sender.organisation is not None
    assert (sender.organisation.number, sender.kind) == ("3222", "municipality")
    assert found.stance == "support"
