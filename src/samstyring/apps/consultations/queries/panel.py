"""What the panel beside a document shows of one place in it: a statement, or text that is none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from ..models import Consultation, Cut, PersonalMark, Reading, StatementType
from ..themes import theme_choices
from .documents import MarkedStatement, Neighbours, marked_statement, neighbours_of
from .holding import redact

# A sentence may go on after these; where none is, any word may begin the second part.
STRONG = re.compile(
    r"(?<=[,;:!?])\s+|(?<=\.)\s+(?=[^a-zæøå])|\s+(?=(?:og|men|samt|fordi|slik|eller|mens|dersom)\b|–)"
)
WORD = re.compile(r"\s+")
MOST_PLACES = 9
SNIPPET = 28  # characters on each side of a place to divide at


@dataclass(frozen=True)
class Place:
    """Where a statement can be divided: before the character `at`, with the words on both sides."""

    at: int
    before: str
    after: str


@dataclass(frozen=True)
class ThemeChoice:
    """A theme with the key that chooses it."""

    value: str
    label: str
    key: str


@dataclass(frozen=True)
class Panel:
    """One place of a document. `selected` is its statement; None where the text there is no statement.

    `cut` is the standing cut that made it so, `personal` what is marked as personal data in it.
    """

    start: int
    end: int
    quote: str
    selected: MarkedStatement | None = None
    cut: Cut | None = None
    neighbours: Neighbours = field(default_factory=Neighbours)
    personal: Sequence[PersonalMark] = ()
    language: str = ""
    themes: Sequence[ThemeChoice] = ()

    @property
    def anchor(self) -> str:
        """The fragment of the place's own address."""
        return f"{self.start}-{self.end}"

    @property
    def places(self) -> list[Place]:
        """Where the statement can be divided."""
        return places(self.quote, self.start) if self.selected else []

    @property
    def types(self) -> list[tuple[str, str]]:
        """The types in words, in the order of their keys."""
        return [(str(value), str(label)) for value, label in StatementType.choices]


def theme_keys(consultation: Consultation) -> list[ThemeChoice]:
    """The consultation's themes in words, with a key each as far as there are letters."""
    return [
        ThemeChoice(slug, label, ascii_lowercase[number : number + 1])
        for number, (slug, label) in enumerate(theme_choices(consultation).items())
    ]


def panel_of(
    reading: Reading, start: int, end: int, held: Sequence[tuple[int, int]], *, may_see: bool
) -> Panel | None:
    """The panel of a place, or None where the text has no such place. At most seven queries."""
    text = reading.source_text.text
    if not 0 <= start < end <= len(text):
        return None
    statement = reading.statements.standing().filter(start=start, end=end).first()
    selected = None
    if statement is not None:
        statement.reading = reading
        selected = marked_statement(statement, held)
    marks = PersonalMark.objects.filter(source_text=reading.source_text_id, start__lt=end, end__gt=start)
    return Panel(
        start=start,
        end=end,
        quote=selected.quote if selected else redact(text, start, end, held),
        selected=selected,
        cut=cut_at(reading, start, end),
        neighbours=neighbours_of(reading, start),
        personal=list(marks.select_related("decided_by")) if may_see else (),
        language=reading.language,
        themes=theme_keys(reading.submission.consultation) if selected else (),
    )


def cut_at(reading: Reading, start: int, end: int) -> Cut | None:
    """The newest standing cut of a range, or one that made the statement there. One query."""
    around = Cut.objects.filter(
        source_text=reading.source_text_id, withdrawn=None, start__lte=start, end__gte=end
    )
    for cut in around.select_related("by").order_by("-id"):
        if [start, end] in cut.spans or (cut.start, cut.end) == (start, end):
            return cut
    return None


def places(quote: str, start: int) -> list[Place]:
    """Where a quotation that begins at `start` can be divided: after marks and before joining words, else
    between any words; at most nine, spread over it."""
    found = [place for place in (match.end() for match in STRONG.finditer(quote)) if 0 < place < len(quote)]
    if not found:
        found = [place for place in (match.end() for match in WORD.finditer(quote)) if 0 < place < len(quote)]
    found = sorted(set(found))
    if len(found) > MOST_PLACES:
        found = [found[round(number * (len(found) - 1) / (MOST_PLACES - 1))] for number in range(MOST_PLACES)]
    return [
        Place(start + at, quote[:at].rstrip()[-SNIPPET:], quote[at : at + SNIPPET].rstrip()) for at in found
    ]
