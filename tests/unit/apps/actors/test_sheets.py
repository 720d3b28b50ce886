"""Workbooks that are made for an organisation: what the template holds, and what is read of one filled in."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.utils.translation import gettext_lazy, override
from openpyxl import Workbook, load_workbook

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.sheets import reading
from samstyring.apps.actors.sheets.layout import Column, Layout, Sheet
from samstyring.apps.actors.sheets.planning import (
    CHANGED,
    NEW,
    UNCHANGED,
    Line,
    Plan,
    changes_between,
    preview,
)
from samstyring.apps.actors.sheets.reading import NotReadable, SheetRow, Wrong, read
from samstyring.apps.actors.sheets.template import workbook

pytestmark = pytest.mark.usefixtures("in_english")


class Size(models.TextChoices):
    SMALL = "small", "Small, that is"
    LARGE = "large", "Large"


SHEET = Sheet(
    "ting",
    "Ting",
    (
        Column("name", gettext_lazy("Name"), longest=30),
        Column("size", gettext_lazy("Size"), "choice", choices=Size),
        Column(
            "sort", gettext_lazy("Sort"), "choice", longest=10, proposed={"a": "Apple", "b": "Pear, green"}
        ),
        Column("day", gettext_lazy("Day"), "day"),
        Column("count", gettext_lazy("Count"), "number"),
    ),
)
LAYOUT = Layout("eksempel-ark", (SHEET,))
PLACE = Organisation(name="Eksempelvik (eksempel)", number="9901")
ROWS = [["=SUM(A1)", "small", "b", datetime.date(2026, 1, 31), 3], ["Nummer to", None, "Egen", None, None]]


def filled(fill: Callable[[Any], None] = lambda tab: None, rows: list[list[Any]] | None = None) -> bytes:
    """The template with something written in it, as a file."""
    book = load_workbook(workbook(LAYOUT, PLACE, {"ting": ROWS if rows is None else rows}, "Slik."))
    fill(book["Ting"])
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_template_has_words_for_codes_and_choices_with_commas_whole() -> None:
    book = load_workbook(io.BytesIO(filled()))
    tab = book["Ting"]
    assert [cell.value for cell in tab[2]][:3] == ["=SUM(A1)", "Small, that is", "Pear, green"]
    assert tab["A2"].data_type == "s"
    assert tab["D2"].number_format == "yyyy-mm-dd"
    assert [[cell.value for cell in row] for row in book["Valg"].iter_rows()] == [
        ["Small, that is", "Apple"],
        ["Large", "Pear, green"],
    ]
    assert book["Valg"].sheet_state == "hidden"
    assert {rule.formula1 for rule in tab.data_validations.dataValidation} == {
        "=Valg!$A$1:$A$2",
        "=Valg!$B$1:$B$2",
    }


def test_what_the_template_holds_is_read_as_it_is_stored() -> None:
    found = read(filled(), LAYOUT)
    assert found.made_for == PLACE.public_id
    assert not found.wrong
    assert [row.values for row in found.rows] == [
        {"name": "=SUM(A1)", "size": "small", "sort": "b", "day": datetime.date(2026, 1, 31), "count": 3},
        {"name": "Nummer to", "size": "", "sort": "Egen", "day": None, "count": None},
    ]
    assert found.rows[0].number == 2
    assert found.rows[1].original == ["Nummer to", "", "Egen", "", ""]


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        (1, "x" * 31, "Use at most 30 characters."),
        (1, "=1+1", "This is a formula."),
        (2, "Medium", "is not one of the choices"),
        (3, "x" * 11, "Use at most 10 characters."),
        (4, "31/1-26", "is not a day"),
        (4, "31.2.2026", "is not a day"),
        (5, -1, "is not a whole number"),
        (5, 1.5, "is not a whole number"),
        (5, True, "is not a whole number"),
        (5, "mange", "is not a whole number"),
    ],
)
def test_a_wrong_cell_is_said_at_its_row_and_column(column: int, value: object, sentence: str) -> None:
    def fill(tab: Any) -> None:
        tab.cell(3, column).value = value

    wrong = read(filled(fill), LAYOUT).wrong
    assert [(one.sheet, one.row, one.column) for one in wrong] == [
        ("ting", 3, str(SHEET.columns[column - 1].head))
    ]
    assert sentence in wrong[0].sentence


@pytest.mark.parametrize(
    ("column", "value", "key", "expected"),
    [
        (2, "LARGE", "size", "large"),
        (3, "apple", "sort", "a"),
        (4, "31.1.2026", "day", datetime.date(2026, 1, 31)),
        (4, datetime.datetime(2026, 1, 31, 12), "day", datetime.date(2026, 1, 31)),  # noqa: DTZ001  # cells know no time zone
        (5, "12 000", "count", 12_000),
        (5, 7.0, "count", 7),
        (5, 0, "count", 0),
    ],
)
def test_people_write_in_different_ways(column: int, value: object, key: str, expected: object) -> None:
    def fill(tab: Any) -> None:
        tab.cell(3, column).value = value

    found = read(filled(fill), LAYOUT)
    assert not found.wrong
    assert found.rows[1].values[key] == expected


def test_empty_rows_between_are_left_out_and_rows_keep_their_numbers() -> None:
    def fill(tab: Any) -> None:
        tab.cell(9, 1).value = "Nummer ni"
        tab.cell(7, 1).value = "   "

    assert [row.number for row in read(filled(fill), LAYOUT).rows] == [2, 3, 9]


def test_files_as_a_whole_that_cannot_be_used() -> None:
    def merge(tab: Any) -> None:
        tab.merge_cells("A2:B3")

    def renamed(title: str) -> bytes:
        book = load_workbook(io.BytesIO(filled()))
        book[title].title = "Annet"
        return saved(book)

    def with_mark(mark: str) -> bytes:
        book = load_workbook(io.BytesIO(filled()))
        book["Om arket"]["A1"] = mark
        return saved(book)

    for data, sentence in (
        (b"", "This is not a workbook"),
        (b"PK\x03\x04 and nothing more", "This is not a workbook"),
        (saved(Workbook()), "The sheet “Ting” is not in the file"),
        (renamed("Ting"), "The sheet “Ting” is not in the file"),
        (renamed("Om arket"), "The sheet “Om arket” is not in the file"),
        (with_mark("et annet slag"), "has been changed"),
        (filled(merge), "merged cells (A2:B3)"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
    ):
        with pytest.raises(NotReadable) as refused:
            read(data, LAYOUT)
        assert sentence in str(refused.value)


def test_more_rows_than_are_taken_are_refused_and_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 50)
    monkeypatch.setattr(reading, "ROWS_BETWEEN", 10)
    told: list[tuple[int, int]] = []
    many = [[f"Nummer {number}", None, None, None, None] for number in range(50)]
    assert len(read(filled(rows=many), LAYOUT, lambda done, total: told.append((done, total))).rows) == 50
    assert [done for done, _total in told] == [8, 18, 28, 38, 48]
    assert all(done <= total for done, total in told)
    with pytest.raises(NotReadable, match="more than 50 rows"):
        read(filled(rows=[*many, *many]), LAYOUT)


def line(number: int, kind: str, **fields: Any) -> Line:
    changes = [("Name", "", str(value)) for value in fields.values()]
    return Line(SheetRow("ting", number, []), f"Ting {number}", kind, changes, fields)


def test_a_plan_has_the_same_key_only_where_it_changes_the_same() -> None:
    one = Plan([line(2, NEW, name="A"), line(3, UNCHANGED)])
    assert one.key == Plan([line(2, NEW, name="A"), line(3, UNCHANGED)]).key
    assert one.key != Plan([line(2, NEW, name="B"), line(3, UNCHANGED)]).key
    assert one.key != Plan([line(2, CHANGED, name="A"), line(3, UNCHANGED)]).key


def test_a_preview_counts_all_and_shows_the_first_of_each() -> None:
    lines = [line(number, NEW, name="A") for number in range(150)] + [line(200, CHANGED, name="B")]
    shown = preview(Plan(lines, [Wrong("ting", 300, "Name", "Feil.")] * 120), LAYOUT)
    assert (shown["new"], shown["changed"], shown["unchanged"], shown["wrong"]) == (150, 1, 0, 120)
    assert len(shown["lines"]) == 101
    assert shown["errors"][0] == {"sheet": "Ting", "row": 300, "column": "Name", "sentence": "Feil."}
    assert len(shown["errors"]) == 100


def test_changes_are_said_in_words_and_nothing_is_not_zero() -> None:
    before = {"name": "A", "size": "small", "sort": "a", "day": None, "count": None}
    after = {"name": "A", "size": "large", "sort": "", "day": None, "count": 0}
    assert changes_between(SHEET, before, after) == [
        ("Size", "Small, that is", "Large"),
        ("Sort", "Apple", ""),
        ("Count", "", "0"),
    ]


def test_words_are_known_in_every_language() -> None:
    from samstyring.apps.needs.sheets.layout import LIST

    kind = next(column for column in LIST.columns if column.key == "kind")
    with override("nb"):
        norwegian = kind.words()["staffing"]
    assert kind.codes()[norwegian.casefold()] == kind.codes()["staffing"] == "staffing"
