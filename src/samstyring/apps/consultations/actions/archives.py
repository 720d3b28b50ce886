"""Files that hold several documents: receive one, take its documents out, say why that cannot be done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import SYSTEM, Actor
from samstyring.engines.text_analysis.extraction import SEVERAL
from samstyring.engines.text_analysis.isolated import Unpacked

from .. import files
from ..events import ArchiveReceived, ArchiveRefused, ArchiveUnpacked
from ..models import Archive, Arrival, Consultation, Submission
from ..tasks import unpack_archive
from . import submissions

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class TakenIn:
    """What became of one uploaded file: a document, or a file that holds several; and whether it was new."""

    name: str
    already_there: bool
    submission: Submission | None = None
    archive: Archive | None = None


def take_in(
    *,
    consultation: Consultation,
    file_name: str,
    chunks: Iterable[bytes],
    by: Actor,
    user: User | None = None,
) -> TakenIn:
    """Take one uploaded file in: a document to be read, or by its name a ZIP, CSV or XLSX to be unpacked."""
    name = submissions.plain_name(file_name)
    if PurePath(name).suffix.lower() in SEVERAL:
        archive, is_new = receive(consultation=consultation, file_name=name, chunks=chunks, by=by, user=user)
        return TakenIn(name, already_there=not is_new, archive=archive)
    received = submissions.receive(consultation=consultation, file_name=name, chunks=chunks, by=by, user=user)
    return TakenIn(name, already_there=received.already_there, submission=received.submission)


def receive(
    *, consultation: Consultation, file_name: str, chunks: Iterable[bytes], by: Actor, user: User | None
) -> tuple[Archive, bool]:
    """Keep a file that holds several documents and put it in line to be unpacked. Whether it is new.

    The same bytes again are unpacked again where the first attempt failed.
    """
    original = files.store(chunks)
    with transaction.atomic():
        archive, is_new = Archive.objects.select_for_update(of=("self",)).get_or_create(
            consultation=consultation,
            sha256=original.sha256,
            defaults={"file_name": file_name, "size": original.size, "received_by": user},
        )
        if is_new:
            event = ArchiveReceived(
                object_id=archive.public_id,
                sha256=original.sha256,
                size=original.size,
                related=(consultation.public_id,),
            )
            record(event, by=by)
        if is_new or archive.status == Archive.Status.REFUSED:
            set_status(archive, Archive.Status.WAITING)
            archive.arrivals.filter(decisions__isnull=True).exclude(refusal="").delete()
            unpack_archive.enqueue(archive.pk)
    return archive, is_new


def take_out(archive: Archive, member: Unpacked, folder: Path) -> Submission | None:
    """Take one document out of an archive: its bytes are kept as an original of their own."""
    if member.file:
        return submissions.receive(
            consultation=archive.consultation,
            file_name=member.name,
            chunks=pieces(folder / member.file),
            by=SYSTEM,
            user=archive.received_by,
            archive=archive,
        ).submission
    Arrival.objects.get_or_create(
        archive=archive,
        name=member.name[-255:],
        defaults={"consultation": archive.consultation, "refusal": member.refusal},
    )
    return None


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


@transaction.atomic
def finish(*, archive: Archive) -> Archive:
    """All documents of an archive have been taken out."""
    row = Archive.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=archive.pk)
    if row.status != Archive.Status.WAITING:
        return row
    set_status(row, Archive.Status.UNPACKED)
    refused = row.arrivals.exclude(refusal="").count()
    event = ArchiveUnpacked(
        object_id=row.public_id,
        documents=row.arrivals.count() - refused,
        refused=refused,
        related=(row.consultation.public_id,),
    )
    record(event, by=SYSTEM)
    return row


@transaction.atomic
def refuse(*, archive: Archive, refusal: str) -> Archive:
    """Store why an archive could not be unpacked. The original stays."""
    row = Archive.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=archive.pk)
    if row.status != Archive.Status.WAITING:
        return row
    set_status(row, Archive.Status.REFUSED, refusal)
    Arrival.objects.get_or_create(
        archive=row, name=row.file_name, defaults={"consultation": row.consultation, "refusal": refusal}
    )
    event = ArchiveRefused(object_id=row.public_id, refusal=refusal, related=(row.consultation.public_id,))
    record(event, by=SYSTEM)
    return row


def set_status(archive: Archive, status: Archive.Status, refusal: str = "") -> None:
    """Write how far the unpacking has come."""
    archive.status, archive.refusal, archive.status_changed = status, refusal, timezone.now()
    archive.save(update_fields=["status", "refusal", "status_changed"])
