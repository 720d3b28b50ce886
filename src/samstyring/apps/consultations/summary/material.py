"""What a summary is made of, gathered in a fixed number of queries however many replies there are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models.functions import Length

from ..keeping import kept
from ..models import (
    PRIVATE_PERSON,
    Answer,
    Consultation,
    Endorsement,
    Point,
    PointMember,
    Reading,
    Sender,
    Statement,
    StatementType,
    Submission,
)
from ..queries.columns import CODES, chosen
from ..queries.holding import HIDDEN
from ..queries.selection import Selection
from ..queries.shown import hidden_in


@dataclass(frozen=True)
class From:
    """One sender of a reply. `key` is the same for the same organisation in another reply."""

    key: str
    name: str
    kind: str


@dataclass(frozen=True)
class Reply:
    """One reply that counts, with what its own words are to be found by."""

    id: int
    public_id: UUID
    title: str
    file_name: str
    stance: str
    no_remarks: bool
    source_text: int
    language: str
    pages: tuple[tuple[int, int], ...]
    senders: tuple[From, ...]

    @property
    def is_private(self) -> bool:
        """Whether a private person is among the senders, or nobody knows who sent it."""
        return not self.senders or any(sender.kind == PRIVATE_PERSON for sender in self.senders)

    def page_of(self, position: int) -> int | None:
        """The page on which a character stands, from 1; None where the document has no pages."""
        for number, (start, end) in enumerate(self.pages, 1):
            if start <= position < end:
                return number if len(self.pages) > 1 else None
        return None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement without its words: enough to count it and to choose it."""

    id: int
    reply: int
    theme: str
    type: str
    reviewed: bool
    confidence: float
    length: int
    start: int
    end: int


@dataclass(frozen=True)
class PointSaid:
    """A point with the texts in which it is said and contradicted."""

    name: str
    public_id: UUID
    confirmed: bool
    replies: frozenset[int]
    against: frozenset[int]
    quote: tuple[int, int, int, str] | None  # reply, start, end, words


@dataclass
class Material:
    """All that the sections of a summary are made of. `said` leaves out what a reply only cites."""

    consultation: Consultation
    replies: dict[int, Reply]
    waiting: int = 0
    refused: int = 0
    older: int = 0
    engine: str = ""
    said: list[Said] = field(default_factory=list)
    # Statements of each reply, and how many of them a person has looked at.
    counted: dict[int, tuple[int, int]] = field(default_factory=dict)
    background: int = 0
    held: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    held_words: dict[int, list[str]] = field(default_factory=dict)

    @cached_property
    def endorsements(self) -> list[tuple[int, str]]:
        """Which reply joins whose, as (submission, name). One query, when a section first asks."""
        return endorsements_of(self.consultation)

    @cached_property
    def points(self) -> list[PointSaid]:
        """The points of at least two replies, those that most say first. Two queries, as above."""
        return points_of(self.consultation, self.replies)

    @cached_property
    def answers(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        """The questions that were asked in forms, with each reply's ticks. One query, as above."""
        return answers_of(self.consultation, self.replies)

    @property
    def reviewed(self) -> int:
        """How many statements a person has looked at."""
        return sum(reviewed for _count, reviewed in self.counted.values())

    @property
    def total(self) -> int:
        """How many statements there are, without background."""
        return sum(count for count, _reviewed in self.counted.values())

    def with_ids(self, ids: Collection[int]) -> list[Reply]:
        """The replies with these ids, municipalities first, by name."""
        order = {"municipality": 0, "county": 1}
        chosen = [self.replies[number] for number in ids if number in self.replies]
        return sorted(
            chosen,
            key=lambda reply: (
                order.get(reply.senders[0].kind, 2) if reply.senders else 3,
                reply.senders[0].name.casefold() if reply.senders else "",
            ),
        )


def gathered(
    consultation: Consultation, *, theme: str | None = None, statements: bool = True, counts: bool = True
) -> Material:
    """The material of the whole summary, or of the section of one `theme`. At most thirteen queries.

    Without `statements` they are only counted, which takes a tenth of the time, and without `counts` not even
    that.
    """
    replies = replies_of(consultation)
    material = Material(consultation=consultation, replies=replies)
    for status, counting in consultation.submissions.values_list("status", "counts"):
        material.refused += status == Submission.Status.REFUSED and counting
        material.waiting += status in {Submission.Status.WAITING, Submission.Status.READING}
        material.older += not counting
    engine = (
        Reading.objects.filter(submission__consultation=consultation, is_current=True)
        .order_by("-id")
        .values_list("engine", "engine_version")
        .first()
    )
    material.engine = " ".join(engine or ())
    if statements:
        material.said, material.background = statements_of(consultation, replies, theme)
        for row in material.said:
            count, reviewed = material.counted.get(row.reply, (0, 0))
            material.counted[row.reply] = (count + 1, reviewed + row.reviewed)
    elif counts:
        count_statements(material)
    hold_back(material)
    return material


def replies_of(consultation: Consultation) -> dict[int, Reply]:
    """The replies that have been read and count, by the submission's id. One query; three where something
    has changed."""
    return kept(consultation.pk, "summary replies", lambda: read_replies(consultation))


def read_replies(consultation: Consultation) -> dict[int, Reply]:
    """The same from the database."""
    senders: dict[int, list[From]] = defaultdict(list)
    rows = Sender.objects.filter(submission__consultation=consultation).order_by("submission", "position")
    for pk, submission, name, kind, organisation in rows.values_list(
        "pk", "submission", "name", "kind", "organisation"
    ):
        # Two private persons of the same name are two; an organisation that the register lacks is its name.
        key = f"o{organisation}" if organisation else f"p{pk}" if kind == PRIVATE_PERSON else f"n{name}"
        senders[submission].append(From(key, name, kind))
    readings = (
        Reading.objects.filter(
            is_current=True, submission__in=consultation.submissions.counting().filter(status="read")
        )
        .order_by("submission")
        .values_list(
            "submission",
            "submission__public_id",
            "title",
            "submission__file_name",
            "submission__stance",
            "submission__no_remarks",
            "source_text",
            "language",
            "source_text__pages",
        )
    )
    return {
        pk: Reply(
            pk,
            public_id,
            title,
            file_name,
            stance,
            no_remarks,
            source_text,
            language,
            tuple((start, end) for start, end in pages),
            tuple(senders[pk]),
        )
        for pk, public_id, title, file_name, stance, no_remarks, source_text, language, pages in readings
    }


def statements_of(
    consultation: Consultation, replies: dict[int, Reply], theme: str | None
) -> tuple[list[Said], int]:
    """The statements of the replies, and how many are background. One query, without their words."""
    rows: Any = Selection(tema=theme or "").statements(consultation)
    values = (
        rows.filter(current_cited=False)
        .order_by("submission", "start")
        .values_list(
            "pk",
            "submission",
            "current_theme",
            "current_type",
            "is_reviewed",
            "confidence",
            Length("quote"),
            "start",
            "end",
        )
    )
    said, background = [], 0
    for pk, reply, slug, kind, reviewed, confidence, length, start, end in values.iterator(chunk_size=5000):
        if reply not in replies:
            continue
        if kind == StatementType.BACKGROUND:
            background += 1
        else:
            said.append(Said(pk, reply, slug, kind, reviewed, confidence or 0.0, length, start, end))
    return said, background


def count_statements(material: Material) -> None:
    """Count the statements of each reply, and background."""
    found = chosen(material.consultation, Selection(sitert="nei"))
    background = found.column("type") == CODES.known(StatementType.BACKGROUND)
    places, wide = found.columns.place[found.at], len(found.columns.replies)
    counted = [
        np.bincount(places[which], minlength=wide).tolist()
        for which in (background, ~background, ~background & found.column("reviewed"))
    ]
    for reply, unsaid, said, reviewed in zip(found.columns.replies.tolist(), *counted, strict=True):
        if reply in material.replies and unsaid + said:
            material.background += unsaid
            material.counted[reply] = (said, reviewed)


def words_of(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """The words and the language of the chosen statements. One query."""
    rows = Statement.objects.filter(pk__in=ids).values_list("pk", "quote", "language")
    return {pk: (quote, language) for pk, quote, language in rows}


def hold_back(material: Material) -> None:
    """Note the ranges that are held back and the words in them, by source text. One query; three where
    something has changed.

    Nothing in the ranges is ever quoted, and the words are taken out of titles.
    """
    consultation = material.consultation
    ranges, material.held_words = kept(
        consultation.pk, "summary held", lambda: hidden_in(consultation.submissions.values("pk"))
    )
    material.held = dict(ranges)


def title_of(material: Material, reply: Reply) -> str:
    """What a document is called in print; empty for a private person's, whose file may bear the name."""
    if reply.is_private:
        return ""
    title = reply.title or reply.file_name
    for held in material.held_words.get(reply.source_text, ()):
        title = title.replace(held, HIDDEN * len(held))
    return title


def endorsements_of(consultation: Consultation) -> list[tuple[int, str]]:
    """Which reply joins whose, as (submission, name). One query."""
    rows = Endorsement.objects.filter(submission__consultation=consultation, is_rejected=False)
    values = rows.values_list("submission", "organisation__name", "name")
    return sorted({(submission, known or name) for submission, known, name in values})


def points_of(consultation: Consultation, replies: dict[int, Reply]) -> list[PointSaid]:
    """The points of at least two replies, those that most say first. Two queries."""
    points = Point.objects.filter(consultation=consultation, merged_into=None).exclude(
        state=Point.State.DISSOLVED
    )
    names = {point.pk: point for point in points}
    members: dict[int, list[tuple[int, str, int, int, str]]] = defaultdict(list)
    rows = PointMember.objects.filter(point__in=points).exclude(state=PointMember.State.REMOVED)
    for pk, reply, side, start, end, quote in rows.order_by("point", "id").values_list(
        "point", "source_text__submission", "side", "start", "end", "quote"
    ):
        if reply in replies:
            members[pk].append((reply, side, start, end, quote))
    found = []
    for pk, point in names.items():
        agree = [row for row in members[pk] if row[1] == PointMember.Side.FOR]
        first = next((row for row in agree if not replies[row[0]].is_private), None)
        found.append(
            PointSaid(
                name=point.name,
                public_id=point.public_id,
                confirmed=point.state == Point.State.CONFIRMED,
                replies=frozenset(row[0] for row in agree),
                against=frozenset(row[0] for row in members[pk] if row[1] != PointMember.Side.FOR),
                quote=(first[0], first[2], first[3], first[4]) if first else None,
            )
        )
    return sorted((point for point in found if len(point.replies) > 1), key=lambda point: -len(point.replies))


def answers_of(
    consultation: Consultation, replies: dict[int, Reply]
) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """The questions that were asked in forms, with each reply's ticks. One query."""
    rows = Answer.objects.filter(reading__is_current=True, reading__submission__consultation=consultation)
    answers: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for submission, words, ticked in rows.order_by("position", "reading").values_list(
        "reading__submission", "words", "ticked"
    ):
        if submission in replies:
            answers[" ".join(words.split())].append((submission, tuple(str(tick) for tick in ticked)))
    return dict(answers)
