"""Table 07459 as CSV: comma, semicolon or tab; UTF-8 or Latin-1; one column a year, or one row a figure."""

import csv
import re
from collections.abc import Iterator

from samstyring.apps.actors.population_table import (
    NAMES,
    Cell,
    WrongTable,
    check_columns,
    check_contents,
    check_title,
    persons,
)

_YEAR = re.compile(r"(?:(.*\S)\s+)?((?:19|20)\d{2})")
_TITLE = re.compile(r"\d{5}\s*:")


def read(data: bytes) -> tuple[str, list[Cell], str]:
    """Title of the table (empty where the file has none), its cells, and the form. Raises WrongTable."""
    text = _decode(data)
    title, header, rows = _parts(text)
    names = [NAMES.get(name.strip().lower(), name.strip()) for name in header]
    years = {place: found for place, name in enumerate(names) if (found := _YEAR.fullmatch(name))}
    # In a file of one row a figure, the column of figures bears the table's title.
    titled = next((name for name in names if _TITLE.match(name)), "")
    check_title(title or titled)
    known = {name for name in names if name in NAMES.values()} | ({"year"} if years else set())
    check_columns(known, ", ".join(name for name in header if name.strip()) or "no header")
    if years:
        for found in years.values():
            check_contents(found[1] or "")
        cells = list(_wide(names, {place: found[2] for place, found in years.items()}, rows))
        return title, cells, "CSV, one column a year"
    values = [place for place, name in enumerate(names) if name not in NAMES.values()]
    if len(values) != 1:
        raise WrongTable("It is not clear which column has the figures. Export table 07459 again.")
    return title or titled, list(_long(names, values[0], rows)), "CSV, one row a figure"


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise WrongTable("The file is neither CSV nor JSON-stat. Export table 07459 as one of these.")
    return text


def _parts(text: str) -> tuple[str, list[str], Iterator[tuple[int, list[str]]]]:
    """Title, header, and the rows with their line numbers."""
    lines = text.splitlines()
    title, start = "", 0
    for start, line in enumerate(lines):  # noqa: B007  # where the header was found is used below
        bare = line.strip().strip('";,\t ')
        if not bare:
            continue
        # The web pages put the title on a line of its own, before an empty one.
        if _TITLE.match(bare) and not title:
            title = bare
            continue
        break
    else:
        raise WrongTable("The file has no header. Export table 07459 with its header.")
    delimiter = max(";,\t", key=lambda sign: _outside_quotes(lines[start], sign))
    reader = csv.reader(lines[start:], delimiter=delimiter)
    header = next(reader)
    return title, header, ((start + number, row) for number, row in enumerate(reader, start=2))


def _outside_quotes(line: str, sign: str) -> int:
    return re.sub(r'"[^"]*"', "", line).count(sign)


def _wide(names: list[str], years: dict[int, str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[Cell]:
    for line, at, row in _rows(names, rows):
        for place, year in years.items():
            number = persons(row[place], f"line {line}")
            if number is not None:
                yield Cell(at["region"], at.get("sex", ""), at["age"], year, number)


def _long(names: list[str], value: int, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Cell]:
    for line, at, row in _rows(names, rows):
        contents = at.get("contents", "")
        check_contents("" if contents == "Personer1" else contents)
        number = persons(row[value], f"line {line}")
        if number is not None:
            yield Cell(at["region"], at.get("sex", ""), at["age"], at["year"], number)


def _rows(
    names: list[str], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    """Each row with its values by the names of the columns. Raises WrongTable for a row of another length."""
    region = ""
    for line, row in rows:
        if not any(value.strip() for value in row):
            continue
        if len(row) != len(names):
            # Notes below the table have one column.
            if len([value for value in row if value.strip()]) == 1:
                return
            raise WrongTable(
                f"Line {line} has {len(row)} columns and the header {len(names)}. Export it again."
            )
        at = dict(zip(names, row, strict=True))
        # Spreadsheets leave a region out where it is that of the row above.
        region = at["region"].strip() or region
        yield line, at | {"region": region}, row
