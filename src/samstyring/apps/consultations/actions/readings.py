"""Readings: begin one, store what was read, or why nothing could be. The worker calls these."""

import hashlib
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import SYSTEM, Actor
from samstyring.engines import text_analysis
from samstyring.engines.text_analysis import Document
from samstyring.engines.text_analysis.occasion import ASKERS, named_at_the_top, occasion

from ..events import SubmissionRead, SubmissionRefused
from ..models import Consultation, Passage, Reading, Sender, SourceText, Statement, Submission
from ..queries.documents import reviews_of
from ..themes import reader_version
from .anchoring import carry
from .consultations import propose_occasion, propose_title
from .findings import organisations_named, store_findings
from .laying import lay
from .searching import index_statements
from .versions import find_versions

UNDER_WAY = [Submission.Status.WAITING, Submission.Status.READING]


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
    # The consultation first, always: what is stored here may change its other documents and itself.
    consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=submission.consultation_id)
    locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    locked.consultation = consultation
    engine = text_analysis.ENGINE
    present = locked.readings.filter(
        engine=engine["name"], engine_version=reader_version(consultation)
    ).first()
    if present is not None:
        if locked.status != Submission.Status.READ:
            set_status(locked, Submission.Status.READ)
        return present
    earlier = locked.readings.select_related("source_text").filter(is_current=True).first()
    locked.readings.filter(is_current=True).update(is_current=False)
    locked.statements.filter(is_effective=True).update(is_effective=False)
    reading = new_reading(locked, document)
    if earlier is not None:
        carry(earlier.source_text, reading.source_text)
    Passage.objects.bulk_create(passages_of(reading, document), batch_size=500)
    statements = Statement.objects.bulk_create(statements_of(reading, document), batch_size=500)
    known = organisations_named(document)
    store_findings(reading, document, known)
    index_statements(statements)
    lay(reading)
    let_follow(locked, reading, document, known)
    set_status(locked, Submission.Status.READ)
    find_versions(submission=locked, by=by)
    if not consultation.submissions.filter(pk__lt=locked.pk).exists():
        propose_title(consultation=consultation, title=reading.title, by=by)
    if not consultation.submissions.filter(status__in=UNDER_WAY).exists():
        # When the last one is read, so that one voice more does not change the proposal each time.
        propose_occasion(consultation=consultation, by=by)
    record(
        SubmissionRead(
            object_id=locked.public_id,
            engine=engine["name"],
            engine_version=reading.engine_version,
            text_sha256=reading.source_text.sha256,
            statements=len(document.statements),
            related=(consultation.public_id,),
        ),
        by=by,
    )
    return reading


def new_reading(submission: Submission, document: Document) -> Reading:
    """The row of the reading, and that of its text where it is new."""
    source = document.source
    source_text, _created = SourceText.objects.get_or_create(
        submission=submission,
        sha256=hashlib.sha256(source.text.encode()).hexdigest(),
        defaults={
            "text": source.text,
            "format": source.format,
            "pages": [list(page) for page in source.pages],
        },
    )
    may_ask = Organisation.objects.filter(public_id__in=named_at_the_top(document), kind__in=ASKERS)
    said = occasion(document, askers={str(key) for key in may_ask.values_list("public_id", flat=True)})
    return Reading.objects.create(
        submission=submission,
        source_text=source_text,
        engine=text_analysis.ENGINE["name"],
        engine_version=reader_version(submission.consultation),
        parameters=text_analysis.ENGINE["parameters"],
        title=(document.title or "")[:500],
        language=document.language or "",
        senders=[asdict(sender) for sender in document.senders],
        stance=asdict(document.stance) if document.stance else None,
        no_remarks=document.no_remarks,
        warnings=[*dict.fromkeys((*source.warnings, *document.warnings))],
        occasion=asdict(said),
    )


def let_follow(
    submission: Submission, reading: Reading, document: Document, known: dict[str, Organisation]
) -> None:
    """Let what counts of a submission follow its newest reading, where no person has decided."""
    if submission.senders_decided_by_id is None:
        propose_senders(submission, document, known)
    if submission.stance_decided_by_id is None:
        submission.stance = document.stance.value if document.stance else ""
    if submission.no_remarks_decided_by_id is None:
        submission.no_remarks = reading.no_remarks
    submission.save(update_fields=["stance", "no_remarks"])


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


def propose_senders(submission: Submission, document: Document, known: dict[str, Organisation]) -> None:
    """Let the senders that count follow what was read. `known` are organisations by their public id."""
    submission.senders.all().delete()
    Sender.objects.bulk_create(
        Sender(
            submission=submission,
            position=position,
            organisation=known.get(sender.entry or ""),
            name=sender.name[:300],
            kind=sender.kind,
        )
        for position, sender in enumerate(document.senders)
    )


def statements_of(reading: Reading, document: Document) -> list[Statement]:
    """The document's statements as rows. Raises ValueError when a quotation is not what the source says."""
    rows = []
    decided = reviews_of(reading.source_text)
    for position, statement in enumerate(document.statements):
        review = decided.get((statement.start, statement.end))
        if statement.quote != document.source.text[statement.start : statement.end]:
            raise ValueError(f"Statement {statement.start}-{statement.end} does not quote its source.")
        rows.append(
            Statement(
                reading=reading,
                submission=reading.submission,
                consultation=reading.submission.consultation,
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
                current_type=review.type if review and review.type else statement.type,
                current_theme=review.theme if review and review.theme else statement.theme,
                current_cited=bool(
                    statement.cited if review is None or review.cited is None else review.cited
                ),
                is_reviewed=bool(review and review.decides),
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


def set_status(submission: Submission, status: Submission.Status, refusal: str = "") -> None:
    """Write how far the reading has come."""
    submission.status = status
    submission.refusal = refusal
    submission.status_changed = timezone.now()
    submission.save(update_fields=["status", "refusal", "status_changed"])
