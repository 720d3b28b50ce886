"""Statements as lists show them: a page of what the filters let through, with what was searched for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload
from uuid import UUID

from django.core.paginator import Page, Paginator

from ..models import Consultation, Statement, StatementType
from ..searched import Run, found_in, terms_of
from ..themes import theme_label
from .columns import Numbers, chosen
from .holding import held_in, redact_quote
from .lists import STATEMENTS_PER_PAGE
from .reply_rows import ReplyRow, document_name, sender_names, texts_held
from .selection import Selection
from .text_ranges import Ranges

FIELDS = (
    "pk",
    "submission",
    "reading__source_text",
    "start",
    "end",
    "quote",
    "language",
    "type",
    "theme",
    "current_type",
    "current_theme",
    "current_cited",
    "is_reviewed",
    "origin",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A statement as one person may see it, its quotation cut into runs of which some are hits.

    `reply` is the public id of its document, `senders` and `document` their names as they may be shown.
    """

    pk: int
    reply: UUID
    start: int
    end: int
    quote: str
    runs: list[Run]
    language: str
    type: str
    theme: str
    cited: bool
    reviewed: bool
    differs: bool
    senders: list[str]
    document: str

    @property
    def type_label(self) -> str:
        """The type in words."""
        return str(StatementType(self.type).label)

    @property
    def theme_label(self) -> str:
        """The theme in words."""
        return theme_label(self.theme)


class Ids(Sequence[int]):
    """Ids of an array as a paginator takes them: only those of the page become a list."""

    def __init__(self, ids: Numbers) -> None:
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> list[int]: ...
    def __getitem__(self, at: int | slice) -> int | list[int]:
        found: int | list[int] = self._ids[at].tolist()
        return found


@dataclass(frozen=True)
class StatementPage:
    """A page of statements: `page` for going on, `rows` to show."""

    page: Page[Any]
    rows: list[Listed]


def statement_page(
    consultation: Consultation, selection: Selection, number: int | str | None, *, may_see: bool
) -> StatementPage:
    """One page of the statements that the filters let through, in the order of the documents.

    First only their ids are counted and cut, from columns, then the rows of the page fetched: one query, and
    two where something is held back in the documents of the page.
    """
    found = chosen(consultation, selection)
    page = Paginator(Ids(found.ids), STATEMENTS_PER_PAGE).get_page(number)
    rows = listed(consultation, found.replies, list(page.object_list), may_see=may_see, words=selection.sok)
    return StatementPage(page, rows)


def listed(
    consultation: Consultation,
    replies: Mapping[int, ReplyRow],
    ids: list[int],
    *,
    may_see: bool,
    words: str = "",
) -> list[Listed]:
    """Statements of a consultation by their ids, in that order, as one person may see them. One query, and
    two where something is held back in their documents."""
    rows = {row[0]: row for row in Statement.objects.filter(pk__in=ids).values_list(*FIELDS)}
    held: Mapping[int, Ranges] = {}
    if not may_see:
        held = held_of(consultation, replies, ((row[1], row[2]) for row in rows.values()))
    terms = terms_of(words)
    return [
        one_listed(replies[rows[pk][1]], rows[pk], held, terms, may_see=may_see) for pk in ids if pk in rows
    ]


def held_of(
    consultation: Consultation, replies: Mapping[int, ReplyRow], pairs: Iterable[tuple[int, int]]
) -> Mapping[int, Ranges]:
    """What is held back of texts, each given with its reply. Asks the database only for those texts in which
    there is anything: where a person has marked some, or a private person has sent it."""
    marked = texts_held(consultation)
    asked = {text for reply, text in pairs if text in marked or replies[reply].is_private}
    return held_in(asked) if asked else {}


def one_listed(
    reply: ReplyRow, row: tuple[Any, ...], held: Mapping[int, Ranges], terms: list[Any], *, may_see: bool
) -> Listed:
    """One statement from its values."""
    pk, _reply, text, start, end, quote, language, *decided = row
    type_, theme, type_now, theme_now, cited, reviewed, origin = decided
    shown = redact_quote(quote, start, held[text]) if text in held else quote
    return Listed(
        pk=pk,
        reply=reply.public_id,
        start=start,
        end=end,
        quote=shown,
        runs=found_in(shown, terms) if terms else [Run(shown)],
        language=language,
        type=type_now,
        theme=theme_now,
        cited=cited,
        reviewed=reviewed,
        differs=origin == Statement.Origin.PERSON or (reviewed and (type_now, theme_now) != (type_, theme)),
        senders=sender_names(reply, may_see=may_see),
        document=document_name(reply, may_see=may_see),
    )
