"""Writes a workbook of one sheet row by row: text inline, no styles but a bold head.

openpyxl makes an object of each cell, which takes minutes for 100,000 rows; here a row is a line of XML.
"""

import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from .columns import Cell, Column

ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
LONGEST_CELL = 32_000  # characters; a cell of XLSX holds 32,767
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Style 0 is plain and starts at the top of a cell, style 1 is bold for the heads.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0"'
    ' applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETML}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEETML}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEETML}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet"'
        f' Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles"'
        ' Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": STYLES,
}


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """An open file with the workbook. It lies on the disk and is gone when it is closed."""
    # The answer to the request closes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it is handed on open
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for name, content in PARTS.items():
            package.writestr(name, HEADER + content)
        package.writestr(
            "xl/workbook.xml",
            f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            f'<sheet name={quoteattr(title[:31])} sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"{HEADER}{beginning(columns)}".encode())
            sheet.write(line(1, letters, [column.head for column in columns], style=' s="1"').encode())
            number = 1
            for number, values in enumerate(rows, 2):
                sheet.write(line(number, letters, values).encode())
            end = f'</sheetData><autoFilter ref="A1:{letters[-1]}{number}"/></worksheet>'
            sheet.write(end.encode())
    file.seek(0)
    return file


def beginning(columns: Sequence[Column]) -> str:
    """The sheet up to its first row: the heads stay when one scrolls, each column has its width."""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.width}" customWidth="1"/>'
        for place, column in enumerate(columns, 1)
    )
    return (
        f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>"
    )


def line(number: int, letters: Sequence[str], values: Sequence[Cell], style: str = "") -> str:
    """A row. Text is text, also where it looks like a formula."""
    cells = []
    for letter, value in zip(letters, values, strict=True):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            words = escape(value.translate(ILLEGAL)[:LONGEST_CELL])
            inside = f'<is><t xml:space="preserve">{words}</t></is>'
            cells.append(f'<c r="{letter}{number}" t="inlineStr"{style}>{inside}</c>')
        else:
            cells.append(f'<c r="{letter}{number}"{style}><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
