"""The values that pass between the steps: plain, frozen, comparable. Ranges are half-open and count
Unicode code points into `SourceText.text`."""

from dataclasses import dataclass, field
from enum import StrEnum


class StatementType(StrEnum):
    """What a statement does; defined in the annotation guide (docs/methods/reading.md)."""

    CHALLENGE = "challenge"
    PROPOSAL = "proposal"
    KNOWLEDGE_NEED = "knowledge_need"
    EXAMPLE = "example"
    SUPPORT = "support"
    OPPOSITION = "opposition"
    BACKGROUND = "background"


class PassageKind(StrEnum):
    """What a passage is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FIELD = "field"
    QUESTION = "question"
    OPTION = "option"
    INSTRUCTION = "instruction"
    FOOTNOTE = "footnote"
    URL = "url"
    PAGE_NUMBER = "page_number"
    RUNNING_HEAD = "running_head"
    LETTERHEAD = "letterhead"
    SIGNATURE = "signature"


SPEAKING = frozenset({PassageKind.PARAGRAPH, PassageKind.LIST_ITEM})
"""Kinds of passage in which a sender speaks: only these give statements."""


class Part(StrEnum):
    """Which part of a file a passage stands in. A case paper argues; a resolution decides."""

    REPLY = "reply"
    CASE_PAPER = "case_paper"
    RESOLUTION = "resolution"


class StanceValue(StrEnum):
    """How a sender stands towards what is proposed."""

    SUPPORT = "support"
    SUPPORT_WITH_RESERVATIONS = "support_with_reservations"
    OPPOSITION = "opposition"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Hint:
    """What the file itself says about a range of its text: a style, a list level, a cell, a small raised
    digit.

    `kind` is "heading", "list_item", "note_reference", "footnote", "letterhead", "cell" or
    "question".
    """

    start: int
    end: int
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """The canonical text of a document: stored once, never changed; all ranges count into it."""

    text: str
    pages: tuple[tuple[int, int], ...]
    format: str
    warnings: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the source with one role.

    `content` is where the words begin (after a bullet or a number); `gaps` are ranges inside that belong to
    something else (a page number, a footnote, an address) and are left out of the cleaned view. `heading` and
    `lead_in` are cleaned text. `question` is the label of the form question that the passage answers.
    """

    start: int
    end: int
    kind: PassageKind
    content: int
    gaps: tuple[tuple[int, int], ...] = ()
    level: int = 0
    heading: str = ""
    lead_in: str = ""
    question: str | None = None
    part: Part = Part.REPLY
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list item with a type and a place: `quote == text[start:end]`, always."""

    start: int
    end: int
    quote: str
    type: StatementType
    theme: str
    confidence: float
    reason: str
    language: str | None = None
    cited: bool | None = None
    question: str | None = None
    theme_confidence: float = 0.0
    heading: str = ""
    part: Part = Part.REPLY


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a document. `entry` is the register's own key where the name was found there.

    `source` says where it was read: "form", "letterhead", "signature", "title", "text" or "file name".
    """

    name: str
    kind: str
    municipality_number: str | None = None
    entry: str | None = None
    source: str = ""
    confidence: float = 0.0
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Stance:
    """A stance with its evidence: indices into `Document.statements`. `question` is None for the whole
    document."""

    value: StanceValue
    confidence: float
    evidence: tuple[int, ...] = ()
    question: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Endorsement:
    """The sender joins somebody else's reply: "slutter seg til KS' høringssvar"."""

    start: int
    end: int
    quote: str
    of: str
    entry: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in the text. `kind`: organisation, solution, law, amount, date."""

    start: int
    end: int
    quote: str
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Something that may have to be held back. `kind`: national_identity_number, phone, email,
    person_name."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a form: its label and words, ticked options, and the range of the free answer (or
    None)."""

    question: str
    words: str
    ticked: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An organisation as the caller knows it. `key` is the caller's own; `names` are other names for it."""

    key: str
    name: str
    kind: str
    municipality_number: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The organisations that senders and mentions are matched to."""

    entries: tuple[RegisterEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """All that the reader found in one document."""

    name: str
    sha256: str
    title: str
    language: str | None
    source: SourceText
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    senders: tuple[Sender, ...] = ()
    stance: Stance | None = None
    stances: tuple[Stance, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
    answers: tuple[Answer, ...] = ()
    no_remarks: bool = False
    warnings: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or a member of an archive, that could not be read, and why."""

    name: str
    code: str
    sentence: str
