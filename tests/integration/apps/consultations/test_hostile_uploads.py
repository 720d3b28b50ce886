"""Hostile files in a consultation: each is refused in its own words, and the worker goes on to a good one."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django_tasks_db.management.commands.db_worker import Worker
from tests.fuzzing.seeds import LETTER

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.models import User
from samstyring.apps.consultations import files
from samstyring.apps.consultations.actions import submissions
from samstyring.apps.consultations.models import Consultation, Reading, Statement, Submission
from samstyring.apps.consultations.refusals import sentence_for
from samstyring.engines.text_analysis import limits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_reader]


def word_with_entity() -> bytes:
    """A Word file that wants a file of the server's in its text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>",
        )
    return stream.getvalue()


def word_bomb() -> bytes:
    """A Word file of some kilobytes that unpacks to more than a part may hold."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"a" * (limits.MAX_PART_BYTES + 1))
    return stream.getvalue()


def files_to_send() -> list[tuple[str, list[bytes], str]]:
    """Name, bytes in chunks, and the refusal that is due; none for the last, which is good."""
    return [
        ("entitet.docx", [word_with_entity()], "damaged"),
        ("bombe.docx", [word_bomb()], "unsafe_archive"),
        ("program.pdf", [b"MZ\x90\x00" + bytes(range(256)) * 40], "not_what_its_name_says"),
        ("stor.pdf", [b"%PDF-1.7", *[bytes(1024 * 1024)] * (limits.MAX_BYTES // 1024**2)], "too_large"),
        ("svar.txt", [LETTER.encode()], ""),
    ]


def worker() -> Worker:
    """The program's own background worker, which ends when nothing is left to do."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )


def test_worker_goes_on_after_hostile_files(
    consultation: Consultation, analyst: User, client: Client
) -> None:
    by = actor_for(analyst, consultation.owner_organisation)
    sent = {
        refusal: submissions.receive(
            consultation=consultation, file_name=name, chunks=chunks, by=by, user=analyst
        ).submission
        for name, chunks, refusal in files_to_send()
    }
    worker().run()
    for submission in sent.values():
        submission.refresh_from_db()

    good = sent.pop("")
    client.force_login(analyst)
    for refusal, submission in sent.items():
        assert (submission.status, submission.refusal) == (Submission.Status.REFUSED, refusal)
        assert files.path_of(submission.sha256).stat().st_size == submission.size
        page = client.get(reverse("consultations:document", args=[submission.public_id]))
        with translation.override("nb"):
            assert escape(sentence_for(refusal)) in page.content.decode()

    assert good.status == Submission.Status.READ
    text = Reading.objects.get().source_text.text
    assert text == LETTER
    assert Statement.objects.exists()
    for statement in Statement.objects.all():
        assert statement.quote == text[statement.start : statement.end]
