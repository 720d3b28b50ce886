"""The workbook to fill in: what is there already, with choices to pick from."""

import datetime
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from samstyring.apps.actors.models import Organisation

from .layout import ABOUT, CHOICES, VERSION, Layout, Sheet

# A sheet has room for so many rows more than are filled in.
ROOM = 2_000
# What a program that opens the file may take for a formula.
FORMULA = ("=", "+", "-", "@")


def workbook(
    layout: Layout, organisation: Organisation, rows: Mapping[str, Sequence[Sequence[Any]]], how: str
) -> io.BytesIO:
    """The file, open at its beginning. `rows` are stored values by the sheet's key; `how` says what to do."""
    book = Workbook()
    choices: list[list[str]] = []
    for number, sheet in enumerate(layout.sheets):
        _fill(book.active if not number else book.create_sheet(), sheet, rows[sheet.key], choices)
    about = book.create_sheet(ABOUT)
    for line in (
        (layout.mark, VERSION),
        (_("Made for"), str(organisation.public_id)),
        (_("Name"), organisation.name),
        (_("Number"), organisation.number),
        (_("How to fill it in"), how),
    ):
        about.append([_text(cell) for cell in line])
    _choices(book.create_sheet(CHOICES), choices)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _fill(tab: Any, sheet: Sheet, rows: Sequence[Sequence[Any]], choices: list[list[str]]) -> None:
    tab.title = sheet.title
    tab.append([column.heading for column in sheet.columns])
    tab.freeze_panes = "C2"
    words = [column.words() for column in sheet.columns]
    for row in rows:
        tab.append([_text(said.get(str(value), value)) for said, value in zip(words, row, strict=True)])
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        tab.column_dimensions[letter].width = column.width
        tab.cell(1, place).font = Font(bold=True)
        if column.words():
            choices.append(list(column.words().values()))
            rule = _rule(len(choices), len(choices[-1]), free=column.proposed is not None)
            tab.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{len(rows) + ROOM}")
        if column.form == "day":
            for cells in tab[f"{letter}2:{letter}{len(rows) + 1}"] if rows else ():
                cells[0].number_format = "yyyy-mm-dd"
    # Text is text, also where it looks like a formula.
    for cells in tab.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
                if cell.value.startswith(FORMULA):
                    cell.quotePrefix = True


def _rule(column: int, count: int, *, free: bool) -> DataValidation:
    # From cells of a sheet, not from words in the rule: those may be 255 characters in all, and no comma.
    letter = get_column_letter(column)
    rule = DataValidation(type="list", formula1=f"={CHOICES}!${letter}$1:${letter}${count}", allow_blank=True)
    rule.showErrorMessage = not free
    rule.error = _("Choose one from the list.")
    return rule


def _choices(tab: Any, choices: Sequence[Sequence[str]]) -> None:
    for place, words in enumerate(choices, start=1):
        for row, word in enumerate(words, start=1):
            tab.cell(row, place, _text(word))
    tab.sheet_state = "hidden"


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value) or None
    return value if not isinstance(value, datetime.datetime) else value.replace(tzinfo=None)
