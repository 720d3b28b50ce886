"""The statements of a consultation as plain values, for what looks at all of them: grouping, comparing.

What a document quotes from others (`current_cited`) is not in it: it is not what the senders say.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from samstyring.engines.text_analysis.model import Document, SourceText
from samstyring.engines.text_analysis.model import Statement as ReadStatement
from samstyring.engines.text_analysis.model import StatementType as ReadType

from ..keeping import kept
from ..models import Consultation, Cut, Reading, Statement


@dataclass(frozen=True, slots=True)
class PooledStatement:
    """A statement by its place, with the type and theme that count."""

    pk: int
    submission: int
    source_text: int
    start: int
    end: int
    quote: str
    type: str
    theme: str


def pool(consultation: Consultation) -> list[PooledStatement]:
    """The statements that can say the same as others, in the order of the documents. One query."""
    rows = (
        Statement.objects.effective()
        .filter(consultation=consultation, current_cited=False)
        .order_by("submission_id", "start")
        .values_list(
            "pk",
            "submission_id",
            "reading__source_text_id",
            "start",
            "end",
            "quote",
            "current_type",
            "current_theme",
        )
    )
    return [PooledStatement(*row) for row in rows.iterator(chunk_size=5000)]


def fingerprint(consultation: Consultation) -> str:
    """Which statements there are: another one when a document is read, read again, left out or cut.

    One query; three, of small tables, where something has changed.
    """
    return kept(consultation.pk, "fingerprint", lambda: read_fingerprint(consultation), of_statements=True)


def read_fingerprint(consultation: Consultation) -> str:
    """The same from the database."""
    readings = (
        Reading.objects.filter(
            is_current=True, submission__consultation=consultation, submission__counts=True
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    cuts = Cut.objects.filter(source_text__submission__consultation=consultation).aggregate(
        all=Count("pk"), withdrawn=Count("withdrawn")
    )
    names = f"{cuts['all']},{cuts['withdrawn']};{','.join(map(str, readings))}"
    return hashlib.sha256(names.encode()).hexdigest()


def as_documents(statements: Iterable[PooledStatement]) -> tuple[list[Document], list[list[PooledStatement]]]:
    """The statements as the engine's documents, and themselves by number of document and of statement."""
    by_submission: dict[int, list[PooledStatement]] = {}
    for statement in statements:
        by_submission.setdefault(statement.submission, []).append(statement)
    parts = list(by_submission.values())
    documents = [
        Document(
            name=str(number),
            sha256="",
            title="",
            language=None,
            source=SourceText("", (), ""),
            passages=(),
            statements=tuple(
                ReadStatement(one.start, one.end, one.quote, ReadType(one.type), one.theme, 0.0, "")
                for one in part
            ),
        )
        for number, part in enumerate(parts)
    ]
    return documents, parts
