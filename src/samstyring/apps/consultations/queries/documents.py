"""A document as its page shows it: the text cut into passages and pieces, statements marked in place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from ..explanations import explained
from ..keeping import kept
from ..models import Answer, Cut, Passage, Reading, Review, SourceText, Statement, StatementType, Submission
from ..themes import theme_label
from .holding import redact, redact_quote

# A document page with more passages than this is slow to render and to scroll in.
PASSAGES_PER_PAGE = 250

# What is held back of a text from the one who looks: ranges in order.
Held = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class MarkedStatement:
    """A statement as the page shows it: the program's proposal and the person's decision on it, if any."""

    statement: Statement
    review: Review | None
    quote_holds: bool
    # The quotation as it is shown: what is held back from the one who looks is hidden.
    quote: str

    @property
    def type(self) -> str:
        """The type that counts: the person's where there is one, else the program's."""
        return self.review.type if self.review and self.review.type else self.statement.type

    @property
    def type_label(self) -> str:
        """The type in words."""
        return str(StatementType(self.type).label)

    @property
    def proposed_label(self) -> str:
        """The program's type in words."""
        return str(StatementType(self.statement.type).label)

    @property
    def theme_label(self) -> str:
        """The theme that counts, in words."""
        return theme_label(self.theme)

    @property
    def theme(self) -> str:
        """The theme that counts: the person's where there is one, else the program's."""
        return self.review.theme if self.review and self.review.theme else self.statement.theme

    @property
    def proposed_theme(self) -> str:
        """The program's theme in words."""
        return theme_label(self.statement.theme)

    @property
    def cited(self) -> bool:
        """Whether it is somebody else's words, as it counts."""
        if self.review and self.review.cited is not None:
            return self.review.cited
        return bool(self.statement.cited)

    @property
    def cut(self) -> bool:
        """Whether a person cut it out of the text."""
        return self.statement.origin == Statement.Origin.PERSON

    @property
    def reviewed(self) -> bool:
        """Whether a person has decided something on it."""
        return bool(self.review and self.review.decides)

    @property
    def differs(self) -> bool:
        """Whether the person's decision is another than what the program proposes now."""
        return self.reviewed and (self.type, self.theme, self.cited) != (
            self.statement.type,
            self.statement.theme,
            bool(self.statement.cited),
        )

    @property
    def certainty(self) -> int | None:
        """How sure the program is, in per cent."""
        return None if self.statement.confidence is None else round(self.statement.confidence * 100)

    @property
    def reason(self) -> str:
        """Why the program proposes the type, in words."""
        return explained(self.statement.reason)

    @property
    def seen(self) -> int:
        """The id of the newest review, 0 for none: sent back with a change, to notice somebody else's."""
        return self.review.pk if self.review else 0

    @property
    def anchor(self) -> str:
        """The fragment of the statement's own address."""
        return f"{self.statement.start}-{self.statement.end}"


@dataclass(frozen=True)
class Piece:
    """A run of text within a passage, with the statement that it belongs to, if any."""

    text: str
    marked: MarkedStatement | None = None
    # A statement that runs over several passages carries its address and label on its first piece.
    first: bool = True
    # Where it begins in the source text.
    start: int = 0

    @property
    def end(self) -> int:
        """Where it ends in the source text, without a space that stands for a gap."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class MarkedPassage:
    """A passage cut into pieces."""

    kind: str
    level: int
    pieces: list[Piece] = field(default_factory=list)
    position: int = 0


@dataclass(frozen=True)
class ReviewSummary:
    """How many statements of each type a document has, how many a person has looked at, and on how many of
    those person and program differ."""

    counts: list[tuple[str, str, int]]
    reviewed: int
    total: int
    differing: int = 0


@dataclass(frozen=True)
class Neighbours:
    """The statements before and after the chosen one, as (start, end)."""

    previous: tuple[int, int] | None = None
    next: tuple[int, int] | None = None


@dataclass(frozen=True)
class MarkedDocument:
    """One page of a document with its statements marked in place."""

    reading: Reading
    page: Page[Passage]
    passages: list[MarkedPassage]
    marks: list[MarkedStatement]
    summary: "ReviewSummary"


def newest_reading(submission: Submission) -> Reading | None:
    """The reading that is shown, with its text, or None where there is none yet."""
    return submission.readings.select_related("source_text").filter(is_current=True).first()


def reviews_of(source_text: SourceText) -> dict[tuple[int, int], Review]:
    """The newest review of every span of a text."""
    return {
        (review.start, review.end): review
        for review in Review.objects.filter(source_text=source_text).select_related("by").order_by("id")
    }


def marked(statement: Statement, text: str, review: Review | None, held: Held = ()) -> MarkedStatement:
    """A statement with its review, its quotation checked against the source once more."""
    return MarkedStatement(
        statement=statement,
        review=review,
        quote_holds=text[statement.start : statement.end] == statement.quote,
        quote=redact_quote(statement.quote, statement.start, held),
    )


def marked_statement(statement: Statement, held: Held = ()) -> MarkedStatement:
    """One statement with its newest review. `held` is what is hidden of the text."""
    source_text = statement.reading.source_text
    review = (
        Review.objects.filter(source_text=source_text, start=statement.start, end=statement.end)
        .select_related("by")
        .order_by("-id")
        .first()
    )
    return marked(statement, source_text.text, review, held)


def page_with(reading: Reading, start: int) -> int:
    """The number of the document page on which the passage at a position stands."""
    before = reading.passages.filter(end__lte=start).count()
    return before // PASSAGES_PER_PAGE + 1


def document_page(reading: Reading, page: int | str | None, held: Held = ()) -> MarkedDocument:
    """One page of a reading's text with its statements marked in place. `held` is what is hidden of it."""
    paginator = Paginator(reading.passages.order_by("position"), PASSAGES_PER_PAGE)
    # A reading's passages never change.
    vars(paginator)["count"] = kept(
        reading.submission.consultation_id, ("passages", reading.pk), reading.passages.count
    )
    shown = paginator.get_page(page)
    statements = list(reading.statements.standing().order_by("start"))
    # Without a reviewed statement there is no review that says anything.
    reviews = reviews_of(reading.source_text) if any(row.is_reviewed for row in statements) else {}
    text = reading.source_text.text
    marks = [marked(row, text, reviews.get((row.start, row.end)), held) for row in statements]
    return MarkedDocument(
        reading=reading,
        page=shown,
        passages=cut_passages(redact_quote(text, 0, held), list(shown), marks),
        marks=marks,
        summary=summarised(marks),
    )


def summarised(marks: Sequence[MarkedStatement]) -> ReviewSummary:
    """Count the types and the reviews."""
    counted = Counter(mark.type for mark in marks)
    return ReviewSummary(
        counts=[(value, str(label), counted[value]) for value, label in StatementType.choices],
        reviewed=sum(mark.reviewed for mark in marks),
        total=len(marks),
        differing=sum(mark.differs for mark in marks),
    )


def review_summary(reading: Reading) -> ReviewSummary:
    """The counts of a whole document."""
    reviews = reviews_of(reading.source_text)
    text = reading.source_text.text
    return summarised(
        [marked(row, text, reviews.get((row.start, row.end))) for row in reading.statements.standing()]
    )


def neighbours_of(reading: Reading, start: int) -> Neighbours:
    """The spans before and after a place in a document. Two queries."""
    others = reading.statements.standing().values_list("start", "end")
    return Neighbours(
        previous=others.filter(start__lt=start).order_by("-start").first(),
        next=others.filter(start__gt=start).order_by("start").first(),
    )


def cut_passages(
    text: str, passages: Sequence[Passage], marks: Sequence[MarkedStatement]
) -> list[MarkedPassage]:
    """Cut each passage at the borders of the statements and gaps in it. All are in the order of the text.

    A passage inside another (a page number in a paragraph that goes on over it) is shown after it, unmarked.
    """
    result = []
    first = 0
    reached = 0
    for passage in passages:
        if passage.start < reached:
            inner = [Piece(text[passage.start : passage.end], start=passage.start)]
            result.append(MarkedPassage(passage.kind, passage.level, inner, passage.position))
            continue
        reached = passage.end
        while first < len(marks) and marks[first].statement.end <= passage.start:
            first += 1
        pieces: list[Piece] = []
        position = passage.start
        for mark in marks[first:]:
            if mark.statement.start >= passage.end:
                break
            start, end = max(mark.statement.start, passage.start), min(mark.statement.end, passage.end)
            pieces += [Piece(run, start=at) for at, run in without_gaps(text, position, start, passage.gaps)]
            runs = without_gaps(text, start, end, passage.gaps)
            begins = start == mark.statement.start
            pieces += [
                Piece(run, mark, first=begins and place == 0, start=at)
                for place, (at, run) in enumerate(runs)
            ]
            position = end
        pieces += [
            Piece(run, start=at) for at, run in without_gaps(text, position, passage.end, passage.gaps)
        ]
        result.append(MarkedPassage(passage.kind, passage.level, pieces, passage.position))
    return result


def without_gaps(text: str, start: int, end: int, gaps: Sequence[Sequence[int]]) -> list[tuple[int, str]]:
    """The runs of `text[start:end]` that are left when the gaps are taken out, with a space for each, and
    where each begins."""
    runs = []
    for gap_start, gap_end in gaps:
        if gap_end <= start or gap_start >= end:
            continue
        if gap_start > start:
            runs.append((start, text[start:gap_start] + " "))
        start = gap_end
    if start < end:
        runs.append((start, text[start:end]))
    return runs


def file_page(reading: Reading, start: int) -> int:
    """The page of the file on which a place of its text stands, from 1."""
    pages = reading.source_text.pages
    return next((number for number, (first, end) in enumerate(pages, 1) if first <= start < end), 1)


def grounds_of(reading: Reading, marks: Sequence[MarkedStatement]) -> list[MarkedStatement]:
    """The statements on which the program bases the stance of the document, as far as they stand."""
    evidence = set((reading.stance or {}).get("evidence", ()))
    return [
        mark
        for mark in marks
        if mark.statement.position in evidence and mark.statement.origin == Statement.Origin.PROGRAM
    ]


@dataclass(frozen=True)
class ShownAnswer:
    """One question of the document's form: ticks, and the words of the free answer with its place."""

    answer: Answer
    text: str

    @property
    def anchor(self) -> str:
        """The place of the free answer; empty where there is none."""
        return f"{self.answer.start}-{self.answer.end}" if self.text else ""


def answers_of(reading: Reading, held: Held = ()) -> list[ShownAnswer]:
    """The answers of a form in its order. One query."""
    text = reading.source_text.text
    return [
        ShownAnswer(
            row, redact(text, row.start, row.end, held).strip() if row.start is not None and row.end else ""
        )
        for row in reading.answers.order_by("position")
    ]


def cuts_of(reading: Reading) -> list[Cut]:
    """How people have divided the text, as it stands, in its order. One query."""
    standing = Cut.objects.filter(source_text=reading.source_text_id, withdrawn=None)
    return list(standing.select_related("by").order_by("start", "id"))


def lost_decisions(reading: Reading) -> list[Review]:
    """What people decided on an older text of the same file and that found no place in the one shown. One
    query, and two where there is an older text."""
    texts = kept(
        reading.submission.consultation_id,
        ("texts", reading.submission_id),
        SourceText.objects.filter(submission=reading.submission_id).count,
    )
    if texts < 2:
        return []
    older = (
        Review.objects.filter(source_text__submission=reading.submission_id, carried_to__isnull=True)
        .exclude(source_text=reading.source_text_id)
        .select_related("by")
        .order_by("id")
    )
    newest = {(row.source_text_id, row.start, row.end): row for row in older}
    return [row for row in newest.values() if row.decides]
