"""Which sheets and columns a workbook has, and what the words in them stand for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise

ABOUT, CHOICES = "Om arket", "Valg"
VERSION = 1
MOST_ROWS = 50_000
MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, eq=False)
class Column:
    """One column: its key, its head, how its cells are read, and how wide it is.

    `choices` are the only words that a cell may have; `proposed` (a code with its words) may be written over
    with a word of one's own.
    """

    key: str
    head: Promise
    form: str = "text"
    width: int = 18
    choices: type[TextChoices] | None = None
    longest: int = 300
    proposed: Mapping[str, str | Promise] | None = None

    def words(self) -> Mapping[str, str]:
        """Each code with its words in the language that is active; empty where a cell is free."""
        return _words(self, translation.get_language())

    @property
    def heading(self) -> str:
        """The head in the language that is active."""
        return _heading(self, translation.get_language())

    def codes(self) -> dict[str, str]:
        """Each code by itself and by its words in every language, in small letters."""
        found: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found |= {words.casefold(): code for code, words in self.words().items()}
        return found | {code: code for code in self.words()}

    def said(self, value: object) -> str:
        """A stored value as a cell has it, empty where there is none."""
        if value is None or value == "":
            return ""
        if self.choices is None and self.proposed is None:
            return str(value)
        return self.words().get(str(value), str(value))


# Looked up once a language: a sheet asks for them in each of its cells.
@lru_cache(maxsize=500)
def _words(column: Column, language: str | None) -> Mapping[str, str]:  # noqa: ARG001 -- what it is kept by
    if column.choices is not None:
        return {str(code): str(label) for code, label in column.choices.choices}
    return {code: str(label) for code, label in (column.proposed or {}).items()}


@lru_cache(maxsize=500)
def _heading(column: Column, language: str | None) -> str:  # noqa: ARG001 -- what it is kept by
    return str(column.head)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its key, the title on its tab, and its columns."""

    key: str
    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Layout:
    """A kind of workbook. `mark` stands in it and tells it from other kinds."""

    mark: str
    sheets: tuple[Sheet, ...]

    def sheet(self, key: str) -> Sheet:
        """The sheet with a key. Raises KeyError."""
        return {one.key: one for one in self.sheets}[key]

    @property
    def titles(self) -> list[str]:
        """The tabs that a workbook of this kind must have."""
        return [*(one.title for one in self.sheets), ABOUT]
