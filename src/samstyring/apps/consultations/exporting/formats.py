"""Writes rows as CSV, JSON and XLSX, piece by piece."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .columns import Cell, Column
from .rows import Row

# Programs for sheets read a cell that begins with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
LONGEST_CELL = 32_000  # characters; a cell of XLSX holds 32,767
PIECE = 500  # rows that are sent together


def harmless(value: Cell) -> Cell:
    """The value so that no program reads it as a formula: text that looks like one gets an apostrophe."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return "'" + value
    return value


class Lines:
    """Stands for a file to `csv`, and hands each line on."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """CSV as Norwegian Excel opens it: UTF-8 with a mark, semicolons, text that cannot be a formula."""
    writer = csv.writer(Lines(), delimiter=";")
    yield b"\xef\xbb\xbf"
    yield str(writer.writerow([column.head for column in columns])).encode()
    remaining = iter(rows)
    while some := list(islice(remaining, PIECE)):
        lines = [
            str(writer.writerow([harmless(column.shown(row[column.key])) for column in columns]))
            for row in some
        ]
        yield "".join(lines).encode()


def as_json(head: dict[str, Any], name: str, rows: Iterable[Row]) -> Iterator[bytes]:
    """A JSON object: what `head` says of the whole, and the rows in a list with the given name."""
    opening = json.dumps(head, ensure_ascii=False, indent=1)
    yield f"{opening[:-2]},\n {json.dumps(name)}: [".encode()
    remaining = iter(rows)
    first = True
    while some := list(islice(remaining, PIECE)):
        text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in some)
        yield f"{'' if first else ','}\n{text}".encode()
        first = False
    yield b"\n ]\n}\n"


def as_xlsx(title: str, columns: Sequence[Column], rows: Iterable[Row]) -> IO[bytes]:
    """An open file with a workbook of one sheet. It lies on the disk and is gone when it is closed."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title[:31])
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"
    heads = []
    for column in columns:
        cell = WriteOnlyCell(sheet, column.head)
        cell.font = Font(bold=True)
        heads.append(cell)
    sheet.append(heads)
    count = 1
    for row in rows:
        sheet.append([in_sheet(sheet, column.shown(row[column.key])) for column in columns])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
    # The answer to the request closes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is handed on open
    book.save(file)
    file.seek(0)
    return file


def in_sheet(sheet: Any, value: Cell) -> Any:
    """A value for a sheet: text stays text, also where it looks like a formula."""
    if not isinstance(value, str):
        return value
    value = value.translate(ILLEGAL)[:LONGEST_CELL]
    if not value.startswith(FORMULA):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
