"""The workbook to fill in: what is there already, with choices to pick from."""

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from samstyring.apps.actors.models import Organisation
from samstyring.apps.portfolio.models import Measure

from ..models import Introduction, UseFigure
from .layout import ABOUT, COLUMNS, INTRODUCTIONS, MARK, TITLES, USE, VERSION, Column

# A sheet has room for so many rows more than are filled in.
ROOM = 2_000


def workbook(
    organisation: Organisation,
    measures: Iterable[Measure],
    introductions: Mapping[int, Introduction],
    figures: Iterable[UseFigure],
) -> io.BytesIO:
    """The file, open at its beginning. `introductions` are the organisation's own, by measure."""
    book = Workbook()
    rows = [_introduction(measure, introductions.get(measure.pk)) for measure in measures]
    sheet: Any = book.active
    _fill(sheet, INTRODUCTIONS, rows)
    _fill(book.create_sheet(), USE, [_figure(figure) for figure in figures])
    about = book.create_sheet(TITLES[ABOUT])
    for line in (
        (MARK, VERSION),
        (_("Made for"), str(organisation.public_id)),
        (_("Name"), organisation.name),
        (_("Number"), organisation.number),
        (_("How to fill it in"), _("One row a measure, and one a measure and period in the sheet of use.")),
    ):
        about.append([_text(cell) for cell in line])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _introduction(measure: Measure, one: Introduction | None) -> list[Any]:
    def value(column: Column) -> Any:
        if column.key in ("code", "name"):
            return getattr(measure, column.key)
        if one is None or column.key == "day":
            return None
        if column.choices is not None:
            code = getattr(one, column.key)
            return str(column.choices(code).label) if code else None
        return getattr(one, column.key) or None

    return [value(column) for column in COLUMNS[INTRODUCTIONS]]


def _figure(figure: UseFigure) -> list[Any]:
    measure = figure.introduction.measure
    return [
        measure.code,
        measure.name,
        figure.year,
        figure.month,
        figure.eligible,
        figure.active,
        figure.source,
    ]


def _fill(sheet: Any, key: str, rows: Sequence[list[Any]]) -> None:
    sheet.title = TITLES[key]
    sheet.append([str(column.head) for column in COLUMNS[key]])
    sheet.freeze_panes = "C2"
    for row in rows:
        sheet.append([_text(value) for value in row])
    last = len(rows) + ROOM
    for place, column in enumerate(COLUMNS[key], start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        sheet.cell(1, place).font = Font(bold=True)
        cells = f"{letter}2:{letter}{last}"
        if column.choices is not None:
            words = ",".join(str(label).replace(",", " ") for label in column.choices.labels)
            rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            rule.error = _("Choose one from the list.")
            sheet.add_data_validation(rule)
            rule.add(cells)
        if column.form == "day":
            for row_cells in sheet[f"{letter}2:{letter}{len(rows) + 1}"] if rows else ():
                row_cells[0].number_format = "yyyy-mm-dd"
    # Text is text, also where it looks like a formula.
    for row_cells in sheet.iter_rows(min_row=2):
        for cell in row_cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
                if cell.value.startswith(("=", "+", "-", "@")):
                    cell.quotePrefix = True


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value)
    return value if not isinstance(value, datetime.datetime) else value.replace(tzinfo=None)
