"""A filled-in workbook as rows, or a sentence that says what to mend. Trusts nothing in the file."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import UnreadableFile
from samstyring.engines.text_analysis.extraction import packed

from .layout import ABOUT, MOST_BYTES, MOST_ROWS, Column, Layout, Sheet

# Told of how many rows are read, and of how many there seem to be, each time so many more are.
Tell = Callable[[int, int], None]
ROWS_BETWEEN = 2_000
MERGED = re.compile(rb'<mergeCell ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class NotReadable(Exception):
    """The file as a whole cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong in one cell, in words. `column` is the head, empty where it is the whole row."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass
class SheetRow:
    """A row with something in it: `original` as it was written, `values` by column key as understood."""

    sheet: str
    number: int
    original: list[str]
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Filled:
    """What the workbook holds, and for whom it was made."""

    made_for: UUID
    rows: list[SheetRow]
    wrong: list[Wrong]


def read(data: bytes, layout: Layout, tell: Tell | None = None) -> Filled:
    """The rows of all sheets. Raises NotReadable."""
    if len(data) > MOST_BYTES:
        raise NotReadable(_("The file is larger than 10 MB. Take out what does not belong in it."))
    try:
        merged = _merged(data)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    except (UnreadableFile, zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError) as error:
        raise NotReadable(
            _("This is not a workbook that can be read. Save it as “Excel workbook (.xlsx)”.")
        ) from error
    if merged:
        raise NotReadable(
            _("The workbook has merged cells (%(cells)s). Part them: each cell has its own value.")
            % {"cells": ", ".join(merged[:3])}
        )
    try:
        found = Filled(_made_for(book, layout), [], [])
        # What the file says of its own length may be wrong: it is for the progress only.
        rows = min(sum(book[one.title].max_row or 0 for one in layout.sheets), len(layout.sheets) * MOST_ROWS)
        for sheet in layout.sheets:
            _sheet(book, sheet, found, rows, tell)
    finally:
        book.close()
    return found


def _merged(data: bytes) -> list[str]:
    """The merged cells. Every part is unpacked once within bounds, since the library knows none."""
    found: list[str] = []
    with packed.opened(data) as archive:
        if sum(member.file_size for member in archive.infolist()) > limits.MAX_UNPACKED_BYTES:
            raise NotReadable(_("The file holds more than can be taken in. Divide it into several files."))
        for member in archive.infolist():
            if not member.is_dir():
                part = packed.content(archive, member, most=limits.MAX_PART_BYTES)
                if member.filename.startswith("xl/worksheets/"):
                    found += [ref.decode() for ref in MERGED.findall(part)]
    return found


def _made_for(book: Any, layout: Layout) -> UUID:
    missing = [title for title in layout.titles if title not in book.sheetnames]
    if missing:
        raise NotReadable(
            _("The sheet “%(name)s” is not in the file. Begin with the template that is made for you here.")
            % {"name": missing[0]}
        )
    about = [list(row) for row in book[ABOUT].iter_rows(max_row=2, max_col=2, values_only=True)]
    try:
        if about[0][0] != layout.mark:
            raise ValueError
        return UUID(str(about[1][1]))
    except (ValueError, IndexError):
        raise NotReadable(
            _("The sheet “%(name)s” has been changed. Begin with the template that is made for you here.")
            % {"name": ABOUT}
        ) from None


def _sheet(book: Any, sheet: Sheet, found: Filled, in_all: int, tell: Tell | None) -> None:
    columns = sheet.columns
    words = {column.key: column.codes() for column in columns if column.words()}
    rows = book[sheet.title].iter_rows(min_row=2, max_row=MOST_ROWS + 2, max_col=len(columns))
    count = 0
    for number, cells in enumerate(rows, start=2):
        if tell is not None and number % ROWS_BETWEEN == 0:
            tell(len(found.rows), max(in_all, len(found.rows)))
        if all(cell.value is None or str(cell.value).strip() == "" for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise NotReadable(
                _("The sheet “%(name)s” has more than %(most)d rows. Divide it into several files.")
                % {"name": sheet.title, "most": MOST_ROWS}
            )
        row = SheetRow(sheet.key, number, ["" if cell.value is None else str(cell.value) for cell in cells])
        for column, cell in zip(columns, cells, strict=False):
            try:
                row.values[column.key] = _value(column, cell, words.get(column.key, {}))
            except ValueError as error:
                row.values[column.key] = None
                found.wrong.append(Wrong(sheet.key, number, column.heading, str(error)))
        for column in columns[len(cells) :]:
            row.values[column.key] = None
        found.rows.append(row)


def _value(column: Column, cell: Any, words: dict[str, str]) -> Any:
    """A cell as its column wants it. Raises ValueError with a sentence."""
    value = cell.value
    if value is not None and getattr(cell, "data_type", "") == "f":
        raise ValueError(_("This is a formula. Write the value itself."))
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        return "" if column.form in ("text", "choice") else None
    if column.form == "choice":
        code = words.get(str(value).casefold())
        if code is None and column.proposed is not None:
            return _text(column, value)
        if code is None:
            raise ValueError(_("“%(value)s” is not one of the choices.") % {"value": str(value)[:60]})
        return code
    if column.form == "day":
        return _day(value)
    if column.form == "number":
        return _number(value)
    return _text(column, value)


def _text(column: Column, value: Any) -> str:
    text = str(value)
    if len(text) > column.longest:
        raise ValueError(_("Use at most %(longest)d characters.") % {"longest": column.longest})
    return text


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        if said := NORWEGIAN_DAY.fullmatch(str(value)):
            return datetime.date(int(said[3]), int(said[2]), int(said[1]))
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(
            _("“%(value)s” is not a day. Write it as 2026-01-31.") % {"value": str(value)[:60]}
        ) from None


def _number(value: Any) -> int:
    text = re.sub(r"[\s ]", "", str(value))
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError(_("“%(value)s” is not a whole number from 0 up.") % {"value": str(value)[:60]})
    return int(text)
