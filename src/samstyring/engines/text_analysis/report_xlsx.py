"""The report of `analyse --xlsx`: sheets of statements, points, suggestions and documents, for sorting and
filtering."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from samstyring.engines.text_analysis.analysing import Analysis
from samstyring.engines.text_analysis.grouping import pairs
from samstyring.engines.text_analysis.messages import Say, theme_namer, why
from samstyring.engines.text_analysis.summary import senders_of

_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}
_LONGEST = 32_000
"""A cell holds at most 32,767 characters."""

_HEAD = ("document", "sender", "type", "theme", "statement", "heading", "question", "confidence", "reason")
_WIDTHS = (28, 26, 18, 28, 80, 30, 12, 12, 30)


def report(result: Analysis, say: Say, *, language: str) -> bytes:
    """The workbook as bytes."""
    documents, name = result.documents, theme_namer(say, result.frame)
    book = Workbook()
    statements = book.active
    statements.title = say("statements").capitalize()
    _head(statements, [say(key).capitalize() for key in _HEAD], _WIDTHS)
    for document in documents:
        senders = ", ".join(sender.name for sender in document.senders)
        for item in document.statements:
            words = " ".join(item.quote.split())
            row = [document.name, senders, say(item.type.value), name(item.theme), words, item.heading]
            _row(statements, [*row, item.question or "", item.confidence, item.reason])
    if result.points:
        _points(book, result, say)
    if result.units is not None:
        _suggestions(book, result, say)
    sheet = book.create_sheet(say("documents").capitalize())
    keys = ("document", "title_of", "sender", "stance", "statements", "needs_hand")
    _head(sheet, [say(key).capitalize() for key in keys], (28, 50, 30, 24, 12, 40))
    for document in documents:
        stance = say(document.stance.value.value) if document.stance else say("unknown")
        senders = ", ".join(sender.name for sender in document.senders) or say("no_sender")
        notes = [say("no_remarks")] if document.no_remarks else []
        notes += [f"{say('endorses')} {e.of}" for e in document.endorsements]
        _row(
            sheet,
            [document.name, document.title, senders, stance, len(document.statements), "; ".join(notes)],
        )
    for problem in result.refused:
        _row(sheet, [problem.name, "", "", "", 0, why(problem, language)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _points(book: Workbook, result: Analysis, say: Say) -> None:
    """One row for each member of a point."""
    sheet, name = book.create_sheet(say("points_sheet")), theme_namer(say, result.frame)
    keys = ("point", "theme", "kind", "sender", "document", "statement")
    _head(sheet, [say(key).capitalize() for key in keys], (60, 28, 20, 30, 28, 60))
    for point in result.points:
        for place in point.members:
            document = result.documents[place.document]
            quote = " ".join(document.statements[place.statement].quote.split())
            sender = ", ".join(item.name for item in document.senders)
            _row(sheet, [point.name, name(point.theme), say(point.kind), sender, document.name, quote])


def _suggestions(book: Workbook, result: Analysis, say: Say) -> None:
    """One row for each pair that may say the same, each pair once."""
    sheet, name = book.create_sheet(say("suggestions")), theme_namer(say, result.frame)
    keys = ("theme", "statement", "said_by", "may_say_same", "said_by", "likeness")
    _head(sheet, [say(key).capitalize() for key in keys], (28, 60, 30, 60, 30, 10))
    units = result.units or ()
    for one, other, likeness in pairs(units):
        by = [", ".join(senders_of(result, unit.members)) for unit in (units[one], units[other])]
        theme = name(units[one].theme)
        _row(sheet, [theme, units[one].text, by[0], units[other].text, by[1], likeness])


def _head(sheet: Any, names: Sequence[str], widths: Sequence[int]) -> None:
    _row(sheet, names)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.cell(1, number).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}1"


def _row(sheet: Any, values: Sequence[str | int | float]) -> None:
    """Add a row. Text stays text: what begins with = is no formula of ours."""
    sheet.append([_cell(value) for value in values])
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str):
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _cell(value: str | int | float) -> str | int | float:
    return value.translate(_ILLEGAL)[:_LONGEST] if isinstance(value, str) else value
