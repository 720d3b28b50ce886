"""The whole consultation as one HTML file without any other file: the figures and the marked texts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count
from django.template.loader import render_to_string

from ..models import Consultation, Passage, Reading, SourceText, Stance, Statement, StatementType
from ..queries.documents import MarkedPassage, cut_passages, marked
from ..queries.holding import redact
from ..queries.shown import ShownReply
from ..queries.side_by_side import Groups
from ..queries.tables import themes_in
from ..queries.text_ranges import Ranges
from ..themes import theme_choices, theme_label

# Texts that are read from the database at a time: one can have a hundred pages.
TEXTS = 20


def whole_page(consultation: Consultation, replies: Mapping[int, ShownReply]) -> Iterator[bytes]:
    """The file piece by piece. Four queries, three of them read side by side."""
    stances = {value: str(label) for value, label in Stance.choices}
    shown = [reply for reply in replies.values() if reply.counts and reply.status == "read"]
    yield render_to_string(
        "consultations/export/head.html",
        {
            "consultation": consultation,
            "replies": [(reply, stances.get(reply.stance, "")) for reply in shown],
            "types": StatementType.choices,
            **counts(consultation),
        },
    ).encode()
    for reply, passages in documents(consultation, replies):
        yield render_to_string(
            "consultations/export/document.html",
            {"reply": reply, "passages": passages, "stance": stances.get(reply.stance, "")},
        ).encode()
    yield b"</main></body></html>\n"


def counts(consultation: Consultation) -> dict[str, Any]:
    """Statements by theme and type, and how many have been reviewed. One query."""
    table: Counter[tuple[str, str]] = Counter()
    reviewed = 0
    rows = (
        Statement.objects.effective()
        .filter(consultation=consultation)
        .order_by()
        .values_list("current_theme", "current_type", "is_reviewed")
        .annotate(count=Count("pk"))
    )
    for theme, kind, seen, count in rows:
        table[theme, kind] += count
        reviewed += count if seen else 0
    found = themes_in({theme for theme, _kind in table}, list(theme_choices(consultation)))
    return {
        "total": table.total(),
        "reviewed": reviewed,
        "table": [
            (theme_label(theme), [table[theme, kind] for kind in StatementType.values]) for theme in found
        ],
    }


def documents(
    consultation: Consultation, replies: Mapping[int, ShownReply]
) -> Iterator[tuple[ShownReply, list[MarkedPassage]]]:
    """Each reply that counts with its marked passages, in order; one document in memory at a time."""
    current = Reading.objects.filter(
        is_current=True, submission__consultation=consultation, submission__counts=True
    )
    passages = Groups(
        Passage.objects.filter(reading__in=current)
        .select_related("reading")
        .order_by("reading__submission", "position")
        .iterator(chunk_size=2_000),
        lambda row: row.reading.submission_id,
    )
    statements = Groups(
        Statement.objects.effective()
        .filter(consultation=consultation)
        .order_by("submission", "start")
        .iterator(chunk_size=2_000),
        lambda row: row.submission_id,
    )
    texts = SourceText.objects.filter(readings__in=current).order_by("submission")
    for pk, text in texts.values_list("submission", "text").iterator(chunk_size=TEXTS):
        mine, said = passages.of(pk), statements.of(pk)
        if pk in replies:
            yield replies[pk], marked_text(text, mine, said, replies[pk].hidden)


def marked_text(
    text: str, passages: list[Passage], statements: list[Statement], held: Ranges
) -> list[MarkedPassage]:
    """The passages of a text with its statements marked, and what is held back hidden."""
    marks = [marked(row, text, None, held) for row in statements]
    return cut_passages(redact(text, 0, len(text), held), passages, marks)
