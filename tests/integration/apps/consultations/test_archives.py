"""ZIP, CSV and XLSX: each document in them is a submission of its own, and hostile ones do no harm."""

import io
import stat
import zipfile

import pytest
from openpyxl import Workbook

from samstyring.apps.consultations import files, tasks
from samstyring.apps.consultations.actions import archives
from samstyring.apps.consultations.models import Archive, Arrival, Consultation, Reading, Submission
from samstyring.apps.ledger.events import SYSTEM
from samstyring.engines.text_analysis import limits

from .conftest import REPLY

pytestmark = pytest.mark.django_db

OTHER = "Høringssvar fra Eksempelfjord kommune\n\nVi mener at staten bør betale for opplæringen.\n"


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP file with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def take_in(consultation: Consultation, name: str, data: bytes) -> Archive:
    """Receive and unpack one archive, and read what was in it."""
    taken = archives.take_in(consultation=consultation, file_name=name, chunks=[data], by=SYSTEM)
    assert taken.archive is not None
    tasks.unpack_archive.call(taken.archive.pk)
    for submission in consultation.submissions.filter(status="waiting"):
        tasks.read_submission.call(submission.pk)
    taken.archive.refresh_from_db()
    return taken.archive


def fates(archive: Archive) -> dict[str, str]:
    """What became of each member: its status, or why it was left out."""
    return {
        arrival.name: arrival.refusal or (arrival.submission.status if arrival.submission else "")
        for arrival in archive.arrivals.select_related("submission")
    }


def test_each_member_is_a_document_with_its_own_bytes(consultation: Consultation) -> None:
    data = zipped({"svar/a.txt": REPLY.encode(), "svar/b.txt": OTHER.encode(), "__MACOSX/._a.txt": b"x"})
    archive = take_in(consultation, "alle.zip", data)
    assert archive.status == Archive.Status.UNPACKED
    assert files.read(archive.sha256) == data
    assert fates(archive) == {"svar/a.txt": "read", "svar/b.txt": "read"}
    assert {files.read(row.sha256) for row in consultation.submissions.all()} == {
        REPLY.encode(),
        OTHER.encode(),
    }


def test_unpacking_twice_gives_the_same_documents(consultation: Consultation) -> None:
    archive = take_in(consultation, "alle.zip", zipped({"a.txt": REPLY.encode(), "b.txt": REPLY.encode()}))
    assert consultation.submissions.count() == 1
    assert archive.arrivals.get(name="b.txt").is_again
    Archive.objects.filter(pk=archive.pk).update(status=Archive.Status.WAITING)
    tasks.unpack_archive.call(archive.pk)
    assert consultation.submissions.count() == 1
    assert archive.arrivals.count() == 2


def test_what_is_unsafe_in_an_archive_is_left_out_and_the_rest_is_read(consultation: Consultation) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../ut.txt", OTHER)
        archive.writestr("bombe.txt", b"a" * 5_000_000)
        archive.writestr("inni.zip", zipped({"c.txt": OTHER.encode()}))
        link = zipfile.ZipInfo("lenke.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("tom.txt", b"")
        archive.writestr("god.txt", REPLY)
    data = bytearray(stream.getvalue())
    found = fates(take_in(consultation, "rar.zip", bytes(data)))
    assert found == {
        "../../ut.txt": "unsafe_archive",
        "bombe.txt": "unsafe_archive",
        "inni.zip": "unsafe_archive",
        "lenke.txt": "unsafe_archive",
        "tom.txt": "refused",
        "god.txt": "read",
    }
    assert not Submission.objects.filter(file_name__contains="ut").exists()


def test_a_locked_member_is_named_as_such(consultation: Consultation) -> None:
    data = bytearray(zipped({"laast.txt": OTHER.encode(), "god.txt": REPLY.encode()}))
    # The flag for encryption, in the member's own header and in the directory.
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert fates(take_in(consultation, "alle.zip", bytes(data))) == {
        "laast.txt": "encrypted",
        "god.txt": "read",
    }


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("alle.zip", b"PK\x03\x04" + bytes(range(200)), "damaged"),
        ("alle.zip", zipped({}), "empty"),
        ("alle.zip", REPLY.encode(), "not_what_its_name_says"),
        ("svar.csv", b"Virksomhet;Svar\n", "empty"),
        ("svar.xlsx", b"PK\x03\x04xl/workbook.xml" + bytes(64), "damaged"),
    ],
    ids=["damaged", "empty", "misnamed", "no rows", "damaged sheet"],
)
def test_an_archive_that_cannot_be_unpacked_is_kept_and_says_why(
    consultation: Consultation, name: str, data: bytes, refusal: str
) -> None:
    archive = take_in(consultation, name, data)
    assert (archive.status, archive.refusal) == (Archive.Status.REFUSED, refusal)
    assert files.read(archive.sha256) == data
    assert Arrival.objects.get(archive=archive).refusal == refusal
    # The same file once more is tried once more.
    again = take_in(consultation, name, data)
    assert again == archive
    assert archive.arrivals.count() == 1


def test_too_many_members_are_not_unpacked(
    consultation: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = zipped({f"{number}.txt": b"x" for number in range(limits.MAX_MEMBERS + 1)})
    assert take_in(consultation, "mange.zip", many).refusal == "unsafe_archive"


def sheet() -> bytes:
    """A sheet with two replies, one of them with a semicolon, commas and several lines."""
    book = Workbook()
    rows = [
        ("Tidspunkt", "Virksomhet", "Hva mener du om planen, målene, og tiltakene?", "Andre innspill"),
        ("2026-01-02", "Eksempelvik kommune", "Staten bør betale; vi støtter målene.\nMen ikke alt.", ""),
        ("2026-01-03", "Eksempelfjord kommune", "", "Det er mangel på sykepleiere, og på leger."),
        ("2026-01-04", "Eksempelnes kommune", "", ""),
    ]
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("packed", [False, True], ids=["alone", "in a ZIP"])
def test_each_row_of_a_sheet_is_a_reply(consultation: Consultation, packed: bool) -> None:
    data = zipped({"skjema.xlsx": sheet()}) if packed else sheet()
    archive = take_in(consultation, "alle.zip" if packed else "skjema.xlsx", data)
    assert fates(archive) == {
        "skjema 2 Eksempelvik kommune.csv": "read",
        "skjema 3 Eksempelfjord kommune.csv": "read",
    }
    first = Reading.objects.get(submission__file_name__startswith="skjema 2")
    assert [sender.name for sender in first.submission.senders.all()] == ["Eksempelvik kommune"]
    answer = first.answers.get()
    assert answer.question == "Hva mener du om planen, målene, og tiltakene?"
    assert "Staten bør betale; vi støtter målene." in first.source_text.text
