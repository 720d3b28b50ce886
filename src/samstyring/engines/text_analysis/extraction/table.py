"""CSV and XLSX: one reply a row, one question a column. Each row becomes a document of its own."""

import contextlib
import csv
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import load_workbook

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import packed
from samstyring.engines.text_analysis.extraction.plain import decode
from samstyring.engines.text_analysis.extraction.writer import Writer, printable
from samstyring.engines.text_analysis.model import SourceText

_MAX_ROWS = 20_000
_MAX_COLUMNS = 500
_MAX_SHEETS = 50
_SENDER = re.compile(
    r"(?:navn på (?:virksomhet|høringsinstans|organisasjon|kommune|avsender)|virksomhet|"
    r"verksemd|høringsinstans|høyringsinstans|organisasjon|avsender|avsendar|"
    r"kommune|innsender|svar fra|hvem svarer|sender|organi[sz]ation|respondent)",
    re.IGNORECASE,
)
_SEPARATOR_SAID = re.compile(r"sep=(?P<separator>[;,\t|])\r?\n")
_SIDE = re.compile(
    r"(?:id|nr|nummer|dato|tidspunkt|tidsstempel|timestamp|start\w*|slutt\w*|status|"
    r"e-?post\w*|telefon\w*|kontaktperson|navn|stilling|org\.?\w*nr|ip\W?adresse|språk|"
    r"varighet|completion time|email|name)\W*",
    re.IGNORECASE,
)


def rows_of_csv(data: bytes) -> list[list[str]]:
    """The cells of a CSV file, whatever its separator and encoding.

    Raises UnreadableFile for a file with overlong rows or cells.
    """
    text, _ = decode(data)
    text = text.lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    if said := _SEPARATOR_SAID.match(text):
        separator, text = said["separator"], text[said.end() :]
    else:
        separator = max(";,\t|", key=first.count)
    try:
        rows = [
            row
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            if any(map(str.strip, row))
        ]
    except csv.Error as error:
        raise UnreadableFile(Refusal.DAMAGED, detail=str(error)) from error
    return _bounded(rows)


def rows_of_xlsx(data: bytes) -> list[list[str]]:
    """The cells of the first sheet with content; formulas give the value that was stored.

    Raises UnreadableFile for a damaged or oversized workbook.
    """
    _check_members(data)
    with _library_errors():
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    with _library_errors(), contextlib.closing(book):
        for sheet in book.worksheets[:_MAX_SHEETS]:
            rows = _rows_of_sheet(sheet)
            if len(rows) > 1:
                return _bounded(rows)
    raise UnreadableFile(
        Refusal.EMPTY, "The sheet holds no replies: it needs a row of questions and a row for each reply."
    )


def _rows_of_sheet(sheet: Any) -> list[list[str]]:
    rows = []
    for row in sheet.iter_rows(max_row=_MAX_ROWS + 1, max_col=_MAX_COLUMNS + 1, values_only=True):
        if row.count(None) == len(row):
            continue  # a sheet is read as wide as the limit, and may be empty for a million rows
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(cells)
    return rows


def _check_members(data: bytes) -> None:
    """Unpack every part once within bounds, since the library for workbooks knows none."""
    with packed.opened(data) as archive:
        if sum(member.file_size for member in archive.infolist()) > limits.MAX_UNPACKED_BYTES:
            raise UnreadableFile(Refusal.TOO_LARGE)
        for member in archive.infolist():
            if not member.is_dir():
                packed.content(archive, member, most=limits.MAX_PART_BYTES)


@contextlib.contextmanager
def _library_errors() -> Iterator[None]:
    """Whatever the library raises on a workbook that other programs would not open either is damage."""
    try:
        yield
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        raise UnreadableFile(Refusal.DAMAGED, detail=f"{type(error).__name__}: {error}") from error


def documents(rows: Sequence[Sequence[str]], form: str) -> Iterator[tuple[int, str, SourceText]]:
    """Row number (as in the sheet), sender and text of each reply; a row without answers is left out.

    The text is laid out like a form: the sender's field, then each question above its answer. Raises
    UnreadableFile where no row answers anything.
    """
    found = False
    head = [re.sub(r"\s+", " ", cell).strip() for cell in rows[0]] if rows else []
    sender_column = next((n for n, cell in enumerate(head) if _SENDER.match(cell)), None)
    for number, row in enumerate(rows[1:], 2):
        cells = [*row, *[""] * (len(head) - len(row))]
        sender = printable(" ".join(cells[sender_column].split())) if sender_column is not None else ""
        writer = Writer()
        if sender:
            writer.paragraph(f"Høringsinstans: {sender}")
        answered = 0
        for column, question in enumerate(head):
            answer = cells[column].strip()
            if column == sender_column or not answer or not question or _SIDE.fullmatch(question):
                continue
            writer.paragraph(question, "question")
            writer.paragraph(answer)
            answered += 1
        if answered:
            found = True
            yield number, sender, writer.source(form)
    if not found:
        raise UnreadableFile(
            Refusal.EMPTY, "The table holds no replies: it needs a row of questions and a row for each reply."
        )


def single_replies(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, bytes]]:
    """Row number, sender, and the reply as a table of its own: the questions, and the one row.

    Raises UnreadableFile where the table holds no replies.
    """
    for number, sender, _ in documents(rows, ""):
        stream = io.StringIO()
        stream.write("sep=;\r\n")
        csv.writer(stream, delimiter=";").writerows([rows[0], rows[number - 1]])
        yield number, sender, stream.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value).strip()


def _bounded(rows: list[list[str]]) -> list[list[str]]:
    if len(rows) > _MAX_ROWS or max(map(len, rows), default=0) > _MAX_COLUMNS:
        raise UnreadableFile(Refusal.TOO_LARGE)
    return rows
