"""What a paper holds, whatever it is written in: sections of paragraphs and tables, and numbered notes.

The three renderers know only these classes, so they say the same. Text is cleaned when it is put in: what
neither XML nor a page can show never gets further than here.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

# Control characters, halves of characters, what is not assigned or private, and marks that nobody sees and
# that turn the direction of what follows: in a paper those only serve to deceive.
_HIDDEN = {"Cc", "Cf", "Cs", "Cn", "Co"}
# All white space but that which keeps a number and its unit together.
_BLANK = re.compile("[\\s\u2028\u2029]+", re.ASCII)


def clean(text: object) -> str:
    """The text on one line: white space made single, control characters and what cannot be shown left out."""
    words = _BLANK.sub(" ", str(text))
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", words)
        if unicodedata.category(letter) not in _HIDDEN
    )
    return _BLANK.sub(" ", kept).strip()


class Kind(Enum):
    """What sort of paragraph it is."""

    TEXT = "text"
    # Something that a person must fill in; shown in brackets.
    GAP = "gap"
    # One of a list.
    ITEM = "item"
    # A person's own words, typed in the form.
    OWN = "own"
    # A heading within a section.
    HEADING = "heading"


@dataclass(frozen=True)
class Said:
    """A paragraph. `notes` are the numbers of the notes that it rests on."""

    text: str
    notes: tuple[int, ...] = ()
    kind: Kind = Kind.TEXT

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))

    @property
    def shown(self) -> str:
        """The words as they stand in the paper: a gap within brackets."""
        return f"[{self.text}]" if self.kind is Kind.GAP else self.text


@dataclass(frozen=True)
class Row:
    """A row of a table: the first cell says what it is about."""

    cells: tuple[str, ...]
    notes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", tuple(clean(cell) for cell in self.cells))


@dataclass(frozen=True)
class Table:
    """A table with a name. `heads` are those of its columns; `numeric` the places of those with figures.

    A last column with the notes of each row is added by whoever writes it down.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean(self.name))
        for row in self.rows:
            if len(row.cells) != len(self.heads):
                raise ValueError(f"“{self.name}” has {len(self.heads)} columns, and a row {len(row.cells)}.")


Block = Said | Table


@dataclass(frozen=True)
class Section:
    """A part of the paper under one heading. `key` is its place on the page."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Note:
    """Where something is from: in words, the page where its row is shown, and which row it is.

    `row` is the table and the identifier, as `portfolio.duty:12`.
    """

    number: int
    text: str
    address: str
    row: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True)
class Fact:
    """A line at the top of the paper. Without a value it is a gap."""

    label: str
    value: str
    missing: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", clean(self.value))

    @property
    def shown(self) -> str:
        """The value, or what is to be filled in, within brackets."""
        return self.value or f"[{self.missing}]"


@dataclass(frozen=True)
class Paper:
    """The whole of it. `warning` says on the first page that there is too little behind it."""

    language: str
    title: str
    facts: tuple[Fact, ...]
    warning: tuple[Said, ...]
    basis: tuple[Said, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    note_word: str
    notes_heading: str
    page_word: str
    row_word: str
    warning_heading: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean(self.title))

    def blocks(self) -> Iterator[Block]:
        """All blocks of all sections, in order."""
        for section in self.sections:
            yield from section.blocks

    def texts(self) -> Iterator[str]:
        """Every piece of text that each renderer must show."""
        yield self.title
        for fact in self.facts:
            yield from (fact.label, fact.shown)
        yield from (one.shown for one in (*self.warning, *self.basis))
        for section in self.sections:
            yield section.heading
            for block in section.blocks:
                yield from texts_of(block)
        for note in self.notes:
            yield from (note.text, note.address, note.row)


def texts_of(block: Block) -> Iterator[str]:
    """The pieces of text of one block."""
    if isinstance(block, Said):
        yield block.shown
        return
    yield block.name
    yield from block.heads
    for row in block.rows:
        yield from row.cells


@dataclass
class Notes:
    """Gives each source one number, however often it is cited."""

    _by_row: dict[tuple[str, str], Note] = field(default_factory=dict)

    def cite(self, text: str, address: str, row: str) -> int:
        """The number of the note on `row` with this text."""
        key = (row, clean(text))
        if key not in self._by_row:
            self._by_row[key] = Note(len(self._by_row) + 1, text, address, row)
        return self._by_row[key].number

    def all(self) -> tuple[Note, ...]:
        """The notes in order."""
        return tuple(self._by_row.values())


def own_words(text: str) -> tuple[Said, ...]:
    """What a person typed, a paragraph a line."""
    return tuple(Said(line, kind=Kind.OWN) for line in text.splitlines() if clean(line))


def heading(text: str) -> Said:
    """A heading within a section."""
    return Said(text, kind=Kind.HEADING)


def gap(text: str) -> Said:
    """Something to be filled in."""
    return Said(text, kind=Kind.GAP)


def item(text: str, *notes: int) -> Said:
    """One of a list."""
    return Said(text, notes, Kind.ITEM)


def said(text: str, *notes: int) -> Said:
    """A paragraph."""
    return Said(text, notes)
