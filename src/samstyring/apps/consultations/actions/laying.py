"""Let the statements of a reading follow what people have cut in its text.

Pure of decisions: it may run any number of times and leaves the same rows. The program's rows keep all that
they say; only whether they count, and which cut took their place, is written to them.
"""

from collections.abc import Iterable

from ..models import Cut, Reading, Review, Statement
from .searching import index_statements

Span = tuple[int, int]


def lay(reading: Reading) -> None:
    """Make the standing statements of a reading those of the program, changed by all cuts in order.

    `reading.source_text` and `reading.submission` should be loaded. Rows that a cut needs are made once.
    """
    cuts = list(Cut.objects.filter(source_text=reading.source_text_id).order_by("id"))
    rows = {(row.start, row.end): row for row in reading.statements.order_by("start", "end")}
    standing = {span for span, row in rows.items() if row.origin == Statement.Origin.PROGRAM}
    superseded: dict[Span, Cut] = {}
    made: list[Statement] = []
    for cut in cuts:
        spans = [(start, end) for start, end in cut.spans]
        if cut.withdrawn:
            for span in spans:
                superseded.setdefault(span, cut)
            continue
        under = [span for span in standing if span[0] < cut.end and span[1] > cut.start]
        for span in under:
            standing.discard(span)
            superseded[span] = cut
        for span in spans:
            if span not in rows:
                rows[span] = piece(reading, span, [rows[one] for one in under])
                made.append(rows[span])
            standing.add(span)
    add(reading, made, first=max((row.position for row in rows.values()), default=-1) + 1)
    settle(reading, rows.values(), standing, superseded)


def piece(reading: Reading, span: Span, under: list[Statement]) -> Statement:
    """A statement as a person cut it: type, theme and the like are those of what it was mostly cut from."""
    source = max(under, key=lambda row: min(row.end, span[1]) - max(row.start, span[0]), default=None)
    return Statement(
        reading=reading,
        submission_id=reading.submission_id,
        consultation_id=reading.submission.consultation_id,
        origin=Statement.Origin.PERSON,
        position=0,
        start=span[0],
        end=span[1],
        quote=reading.source_text.text[span[0] : span[1]],
        type=source.current_type if source else "background",
        theme=source.current_theme if source else "none",
        confidence=None,
        reason="cut",
        language=source.language if source else reading.language,
        cited=source.current_cited if source else None,
        question=source.question if source else "",
    )


def add(reading: Reading, made: list[Statement], *, first: int) -> None:
    """Store new pieces with what people have decided about the very same spans before."""
    if not made:
        return
    decided = newest_reviews(reading.source_text_id)
    for number, row in enumerate(made):
        review = decided.get((row.start, row.end))
        row.position = first + number
        row.current_type = review.type if review and review.type else row.type
        row.current_theme = review.theme if review and review.theme else row.theme
        row.current_cited = bool(row.cited if review is None or review.cited is None else review.cited)
        row.is_reviewed = bool(review and review.decides)
    index_statements(Statement.objects.bulk_create(made))


def newest_reviews(source_text_id: int) -> dict[Span, Review]:
    """The newest review of every span of a text. One query."""
    rows = Review.objects.filter(source_text=source_text_id).order_by("id")
    return {(row.start, row.end): row for row in rows}


def settle(
    reading: Reading, rows: Iterable[Statement], standing: set[Span], superseded: dict[Span, Cut]
) -> None:
    """Write which rows count, where that has changed."""
    changed = []
    for row in rows:
        span = (row.start, row.end)
        cut = None if span in standing else superseded.get(span)
        effective = reading.is_current and span in standing
        if row.superseded_by_id != (cut.pk if cut else None) or row.is_effective != effective:
            row.superseded_by, row.is_effective = cut, effective
            changed.append(row)
    Statement.objects.bulk_update(changed, ["superseded_by", "is_effective"], batch_size=200)
