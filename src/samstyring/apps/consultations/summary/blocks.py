"""The parts that a section of a summary is put together from; the page and the Word file show the same."""

from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Paragraph:
    """A sentence or more. `mark` makes it a note on how far a person has looked at what follows."""

    text: str
    mark: bool = False


@dataclass(frozen=True)
class Quotation:
    """Words of a reply, exactly as they stand at `[start, end)` of its text but for line breaks."""

    words: str
    language: str
    sender: str
    document: str
    page: int | None
    submission: UUID
    start: int
    end: int
    reviewed: bool


@dataclass(frozen=True)
class Table:
    """A table with a caption, column heads, and a head in the first cell of each row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Subheading:
    """A heading one level below the section's own."""

    text: str
    is_heading: bool = True


Block = Paragraph | Quotation | Table | Subheading


@dataclass
class Section:
    """A section of the summary: what the program drafted, and what people wrote of their own."""

    key: str
    heading: str
    blocks: list[Block] = field(default_factory=list)
    own: str = ""
