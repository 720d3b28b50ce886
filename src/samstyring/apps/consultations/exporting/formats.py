"""Writes rows as CSV, JSON and XLSX, piece by piece."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any

from .columns import Cell, Column
from .rows import Row
from .sheet import workbook

# Programs for sheets read a cell that begins with one of these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
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
    return workbook(title, columns, ([column.shown(row[column.key]) for column in columns] for row in rows))
