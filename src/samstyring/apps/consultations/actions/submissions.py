"""Submissions: receive a document, store what was read from it, or why it could not be read."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import SYSTEM, Actor
from samstyring.engines import text_analysis
from samstyring.engines.text_analysis import Document

from .. import files
from ..events import SubmissionRead, SubmissionReceived, SubmissionRefused
from ..models import Consultation, Passage, Reading, SourceText, Statement, Submission
from ..tasks import read_submission


@dataclass(frozen=True)
class Received:
    """A submission, and whether the same bytes were in the consultation already."""

    submission: Submission
    already_there: bool


def receive(
    *,
    consultation: Consultation,
    file_name: str,
    chunks: Iterable[bytes],
    by: Actor,
    user: AbstractBaseUser | None = None,
) -> Received:
    """Keep the original, register the submission and put it in line to be read.

    The same bytes twice in one consultation are one submission.
    """
    # The file is written before the transaction begins: writing may take long, and no row must lack its file.
    original = files.store(chunks)
    with transaction.atomic():
        submission, created = Submission.objects.get_or_create(
            consultation=consultation,
            sha256=original.sha256,
            defaults={"file_name": plain_name(file_name), "size": original.size, "received_by": user},
        )
        if created:
            record(
                SubmissionReceived(
                    object_id=submission.public_id,
                    sha256=original.sha256,
                    size=original.size,
                    related=(consultation.public_id,),
                ),
                by=by,
            )
            read_submission.enqueue(submission.pk)
    return Received(submission=submission, already_there=not created)


def plain_name(name: str) -> str:
    """The last part of a file name, without control characters, with its ending, at most 255 characters."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(character for character in name if character.isprintable()).strip() or "document"
    if len(name) > 255:
        stem, dot, ending = name.rpartition(".")
        name = name[:255] if not dot or len(ending) > 10 else stem[: 254 - len(ending)] + dot + ending
    return name


@transaction.atomic
def begin_reading(*, submission_id: int) -> Submission:
    """Mark a submission as being read, unless it has been read or refused already."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission_id)
    if submission.status in {Submission.Status.WAITING, Submission.Status.READING}:
        set_status(submission, Submission.Status.READING)
    return submission


@transaction.atomic
def store_reading(*, submission: Submission, document: Document, by: Actor = SYSTEM) -> Reading:
    """Store what the engine read. The same engine version twice keeps the first reading.

    Raises ValueError when a quotation is not the source's own characters.
    """
    locked = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .get(pk=submission.pk)
    )
    engine = text_analysis.ENGINE
    present = locked.readings.filter(engine=engine["name"], engine_version=engine["version"]).first()
    if present is not None:
        if locked.status != Submission.Status.READ:
            set_status(locked, Submission.Status.READ)
        return present
    source = document.source
    source_text, _created = SourceText.objects.get_or_create(
        submission=locked,
        sha256=hashlib.sha256(source.text.encode()).hexdigest(),
        defaults={
            "text": source.text,
            "format": source.format,
            "pages": [list(page) for page in source.pages],
        },
    )
    reading = Reading.objects.create(
        submission=locked,
        source_text=source_text,
        engine=engine["name"],
        engine_version=engine["version"],
        parameters=engine["parameters"],
        title=(document.title or "")[:500],
        language=document.language or "",
        senders=[asdict(sender) for sender in document.senders],
        stance=asdict(document.stance) if document.stance else None,
        no_remarks=document.no_remarks,
        warnings=[*source.warnings, *document.warnings],
    )
    Passage.objects.bulk_create(passages_of(reading, document), batch_size=500)
    Statement.objects.bulk_create(statements_of(reading, document), batch_size=500)
    set_status(locked, Submission.Status.READ)
    record(
        SubmissionRead(
            object_id=locked.public_id,
            engine=engine["name"],
            engine_version=engine["version"],
            text_sha256=source_text.sha256,
            statements=len(document.statements),
            related=(locked.consultation.public_id,),
        ),
        by=by,
    )
    return reading


def passages_of(reading: Reading, document: Document) -> list[Passage]:
    """The document's passages as rows."""
    return [
        Passage(
            reading=reading,
            position=position,
            start=passage.start,
            end=passage.end,
            kind=passage.kind,
            level=passage.level,
            part=passage.part,
            gaps=[list(gap) for gap in passage.gaps],
        )
        for position, passage in enumerate(document.passages)
    ]


def statements_of(reading: Reading, document: Document) -> list[Statement]:
    """The document's statements as rows. Raises ValueError when a quotation is not what the source says."""
    rows = []
    for position, statement in enumerate(document.statements):
        if statement.quote != document.source.text[statement.start : statement.end]:
            raise ValueError(f"Statement {statement.start}-{statement.end} does not quote its source.")
        rows.append(
            Statement(
                reading=reading,
                position=position,
                start=statement.start,
                end=statement.end,
                quote=statement.quote,
                type=statement.type,
                theme=statement.theme,
                confidence=statement.confidence,
                reason=statement.reason,
                language=statement.language or "",
                cited=statement.cited,
                question=statement.question or "",
            )
        )
    return rows


@transaction.atomic
def refuse(*, submission: Submission, refusal: str, by: Actor = SYSTEM) -> Submission:
    """Store why a submission could not be read. The original stays."""
    locked = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("consultation")
        .get(pk=submission.pk)
    )
    if locked.status in {Submission.Status.READ, Submission.Status.REFUSED}:
        return locked
    set_status(locked, Submission.Status.REFUSED, refusal=refusal)
    record(
        SubmissionRefused(
            object_id=locked.public_id, refusal=refusal, related=(locked.consultation.public_id,)
        ),
        by=by,
    )
    return locked


@transaction.atomic
def read_again(*, submission: Submission) -> bool:
    """Put a submission in line for the present engine version. Returns whether there was something to read.

    A refused document is tried once more; reviews stay as they are.
    """
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    engine = text_analysis.ENGINE
    if locked.readings.filter(engine=engine["name"], engine_version=engine["version"]).exists():
        return False
    set_status(locked, Submission.Status.WAITING)
    read_submission.enqueue(locked.pk)
    return True


def set_status(submission: Submission, status: Submission.Status, refusal: str = "") -> None:
    """Write how far the reading has come."""
    submission.status = status
    submission.refusal = refusal
    submission.status_changed = timezone.now()
    submission.save(update_fields=["status", "refusal", "status_changed"])
