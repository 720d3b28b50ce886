"""What the public sees: an edition as it was fixed, less what has been held back or erased since.

Held back for the public is what is held back for anybody, the names of private persons wherever they stand in
the documents of the consultation, and whatever was held back when the edition was made.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..models import (
    PRIVATE_PERSON,
    SENDER_KINDS,
    Consultation,
    Passage,
    PersonalMark,
    Publication,
    PublishedDocument,
    Reading,
    Sender,
    Statement,
    Submission,
)
from .documents import MarkedPassage, cut_passages, marked
from .holding import held_in, redact
from .private_names import name_ranges, private_names
from .side_by_side import Groups
from .text_ranges import Ranges, joined

TEXTS = 20


def snapshot(consultation: Consultation, only: Sequence[int] | None = None) -> Iterator[PublishedDocument]:
    """The documents as they would be published now, unsaved, in order; all that count or `only` those.

    Six queries, read side by side, however many documents there are.
    """
    counting = consultation.submissions.counting().filter(status=Submission.Status.READ)
    if only is not None:
        counting = counting.filter(pk__in=only)
    chosen = counting.values("pk")
    readings = Reading.objects.filter(is_current=True, submission__in=chosen).order_by("submission")
    passages = Groups(
        Passage.objects.filter(reading__in=readings.order_by().values("pk"))
        .order_by("reading__submission", "position")
        .values_list("reading__submission", "start", "end", "kind", "level", "gaps")
        .iterator(chunk_size=2_000),
        lambda row: int(row[0]),
    )
    statements = Groups(
        Statement.objects.effective()
        .filter(submission__in=chosen)
        .order_by("submission", "start")
        .values_list("submission", "start", "end", "current_type", "current_theme", "is_reviewed")
        .iterator(chunk_size=2_000),
        lambda row: int(row[0]),
    )
    senders = Groups(
        Sender.objects.filter(submission__in=chosen)
        .order_by("submission", "position")
        .values_list("submission", "name", "kind", "organisation")
        .iterator(chunk_size=2_000),
        lambda row: int(row[0]),
    )
    held = held_in(readings.order_by().values_list("source_text", flat=True))
    names = private_names(chosen)
    rows = readings.values_list("submission", "source_text", "language", "submission__stance")
    for position, (pk, text, language, stance) in enumerate(rows.iterator(chunk_size=TEXTS)):
        yield PublishedDocument(
            position=position,
            submission_id=pk,
            source_text_id=text,
            language=language,
            stance=stance,
            senders=[
                {"name": name if may_be_named(kind, organisation) else "", "kind": kind}
                for _submission, name, kind, organisation in senders.of(pk)
            ],
            passages=[list(row[1:]) for row in passages.of(pk)],
            statements=[list(row[1:]) for row in statements.of(pk)],
            held=[list(each) for each in joined([*held.get(text, ()), *names.get(text, ())])],
        )


def may_be_named(kind: str, organisation: int | None) -> bool:
    """Whether a sender is named in public: not a private person, nor somebody who could be one."""
    return kind != PRIVATE_PERSON and bool(kind or organisation)


@dataclass(frozen=True)
class Checklist:
    """What somebody should know before publishing."""

    documents: int
    statements: int
    reviewed: int
    held: int
    private: int
    unrecognised: int
    refused: int
    waiting: int

    @property
    def unreviewed(self) -> int:
        """Statements that no person has looked at."""
        return self.statements - self.reviewed


def checklist(consultation: Consultation) -> Checklist:
    """The checklist of what would be published now. Six queries."""
    counting = consultation.submissions.counting()
    read = counting.filter(status=Submission.Status.READ)
    statements = Statement.objects.effective().filter(consultation=consultation)
    status = Counter(counting.values_list("status", flat=True))
    return Checklist(
        documents=status[Submission.Status.READ],
        statements=statements.count(),
        reviewed=statements.filter(is_reviewed=True).count(),
        held=PersonalMark.objects.filter(
            source_text__submission__in=read, state=PersonalMark.State.HELD
        ).count(),
        private=read.filter(senders__kind=PRIVATE_PERSON).distinct().count(),
        unrecognised=read.exclude(
            pk__in=Sender.objects.filter(submission__in=read, organisation__isnull=False).values("submission")
        )
        .exclude(senders__kind=PRIVATE_PERSON)
        .count(),
        refused=status[Submission.Status.REFUSED],
        waiting=status[Submission.Status.WAITING] + status[Submission.Status.READING],
    )


def open_publications() -> QuerySet[Publication]:
    """The editions that everyone may see, the newest first."""
    return Publication.objects.filter(withdrawn=None).order_by("-published", "-pk")


def public_documents(publication: Publication) -> QuerySet[PublishedDocument]:
    """The documents of an edition, light enough for a list; without those that were set aside since."""
    return (
        publication.documents.filter(submission__set_aside="")
        .prefetch_related("submission__senders")
        .defer("passages", "statements", "held")
        .order_by("position")
    )


def shown_names(document: PublishedDocument) -> list[str]:
    """The senders as the public may see them: as published, but unnamed once they are private persons."""
    now = list(document.submission.senders.all())
    private_now = any(sender.kind == PRIVATE_PERSON for sender in now)
    named_now = {sender.name for sender in now if sender.kind != PRIVATE_PERSON}
    names = []
    for sender in document.senders:
        private = sender["kind"] == PRIVATE_PERSON or (private_now and sender["name"] not in named_now)
        names.append(_("Private person") if private else sender["name"] or _("sender not recognised"))
    return names


@dataclass(frozen=True)
class PublicText:
    """A document as the public sees it: its passages with statements marked, and its whole text."""

    passages: list[MarkedPassage]
    text: str


def public_text(document: PublishedDocument, consultation: Consultation) -> PublicText:
    """The text of a published document. Five queries."""
    text = document.source_text.text
    held = public_ranges(document, consultation, text)
    marks = [
        marked(
            Statement(
                start=start,
                end=end,
                quote=text[start:end],
                type=kind,
                current_type=kind,
                current_theme=theme,
                is_reviewed=reviewed,
            ),
            text,
            None,
            held,
        )
        for start, end, kind, theme, reviewed in document.statements
    ]
    passages = [
        Passage(start=start, end=end, kind=kind, level=level, gaps=gaps)
        for start, end, kind, level, gaps in document.passages
    ]
    shown = redact(text, 0, len(text), held)
    return PublicText(passages=cut_passages(shown, passages, marks), text=shown)


def public_ranges(document: PublishedDocument, consultation: Consultation, text: str) -> Ranges:
    """What is hidden of a published text: then or now, in this text or the same words in a newer one."""
    found = [(start, end) for start, end in document.held]
    texts = dict(document.submission.source_texts.values_list("pk", "text"))
    for pk, ranges in held_in(texts).items():
        if pk == document.source_text_id:
            found += ranges
            continue
        for start, end in ranges:
            found += name_ranges(text, texts[pk][start:end])
    found += private_names([document.submission_id]).get(document.source_text_id, [])
    private = Sender.objects.filter(submission__consultation=consultation, kind=PRIVATE_PERSON)
    for name in set(private.values_list("name", flat=True)):
        found += whole_name(text, name)
    return joined(found)


def whole_name(text: str, name: str) -> Ranges:
    """Where a private person is named in full in somebody else's text."""
    first = " ".join(name.split())
    if " " not in first:
        return []
    return [each for each in name_ranges(text, first) if len(text[each[0] : each[1]].split()) > 1]


def kinds_of(documents: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Senders by kind, in the order of the kinds, from frozen lists of senders."""
    counted = Counter(sender["kind"] for document in documents for sender in document["senders"])
    return [(str(label), counted[kind]) for kind, label in SENDER_KINDS if counted[kind]]


def found_document(publication: Publication, public_id: UUID) -> PublishedDocument | None:
    """One document of an edition, with its text; None where it is not there any more. Two queries."""
    return (
        publication.documents.filter(submission__set_aside="", public_id=public_id)
        .select_related("submission", "source_text")
        .prefetch_related("submission__senders")
        .first()
    )
