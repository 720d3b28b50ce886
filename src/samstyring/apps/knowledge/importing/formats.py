"""RIS, BibTeX and CSV: told apart by content, read record by record, so that one broken record stops none."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from django.utils.translation import gettext as _

from .rows import Row, checked

MOST = 2_000
"""Records in one file."""

COLUMNS = (
    "topic",
    "title",
    "authors",
    "year",
    "kind",
    "doi",
    "link",
    "country",
    "setting",
    "participants",
    "size",
    "source",
    "outcome",
    "direction",
    "finding",
    "benefit_class",
    "certainty",
    "for_whom",
)
_RIS_TAG = re.compile(r"^\s*TY  ?- ", re.MULTILINE)
_RIS_END = re.compile(r"^\s*ER  ?-.*$", re.MULTILINE)


class NotReadable(ValueError):
    """The text is none of the formats, or too long; the message says what to do."""


def parse(text: str, *, topic: str = "") -> list[Row]:
    """The records of a file. `topic` is what they are about where they do not say themselves.

    Raises NotReadable where the text is in none of the formats or has too many records.
    """
    text = text.lstrip("\ufeff")
    if _RIS_TAG.search(text):
        records = _ris(text, topic)
    elif re.search(r"^\s*@\w+\s*[{(]", text, re.MULTILINE):
        records = _bibtex(text, topic)
    else:
        records = _csv(text, topic)
    rows = []
    for row in records:
        rows.append(row)
        if len(rows) > MOST:
            raise NotReadable(
                _("The file has more than %(count)d records. Divide it into several files.") % {"count": MOST}
            )
    if not rows:
        raise NotReadable(_("There is nothing to enter in this file."))
    return rows


def _ris(text: str, topic: str) -> Iterator[Row]:
    """Records end with ER; what stands after the last one is a record that was cut."""
    start = 0
    pieces = [(end.start(), end.end()) for end in _RIS_END.finditer(text)]
    for end, after in [*pieces, (len(text), len(text))]:
        raw = text[start:after].strip()
        begins = start + len(text[start:after]) - len(text[start:after].lstrip())
        line = text.count("\n", 0, begins) + 1
        start = after
        if not raw:
            continue
        found = rispy.loads(raw if end != after else f"{raw}\nER  - \n")
        if not found or end == after:
            broken = Row(line, raw)
            broken.errors.append(_("The record does not begin with TY and end with ER, as RIS does."))
            yield broken
            continue
        yield checked(line=line, raw=raw, given=_from_ris(found[0]), topic=topic)


def _from_ris(record: Mapping[str, object]) -> dict[str, str]:
    def first(*names: str) -> str:
        value = next((record[name] for name in names if record.get(name)), "")
        return "; ".join(map(str, value)) if isinstance(value, list) else str(value)

    return {
        "title": first("title", "primary_title"),
        "authors": first("authors", "first_authors"),
        "year": first("year", "publication_year", "date"),
        "doi": first("doi"),
        "link": first("urls", "url").split("; ")[0],
        "source": first("journal_name", "secondary_title", "publisher"),
    }


def _bibtex(text: str, topic: str) -> Iterator[Row]:
    library: Library = parse_string(text)
    for entry in library.entries:
        fields = {item.key.lower(): str(item.value) for item in entry.fields}
        given = {
            "title": re.sub(r"[{}]", "", fields.get("title", "")),
            "authors": re.sub(r"[{}]", "", re.sub(r"\s+and\s+", "; ", fields.get("author", ""))),
            "year": fields.get("year", "") or fields.get("date", ""),
            "doi": fields.get("doi", ""),
            "link": fields.get("url", ""),
            "source": re.sub(r"[{}]", "", fields.get("journal", "") or fields.get("publisher", "")),
        }
        yield checked(line=(entry.start_line or 0) + 1, raw=entry.raw or "", given=given, topic=topic)
    for block in library.failed_blocks:
        broken = Row((block.start_line or 0) + 1, (block.raw or "").strip())
        broken.errors.append(_("The record is not whole: look for a missing bracket, quote or comma."))
        yield broken


def _csv(text: str, topic: str) -> Iterator[Row]:
    head = text.split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        names = [name.strip().casefold() for name in next(reader, [])]
        unknown = sorted(set(names) - set(COLUMNS) - {""})
        if "title" not in names or unknown:
            raise NotReadable(_what_columns(unknown))
        line = reader.line_num
        for cells in reader:
            raw = separator.join(cells)
            if raw.strip(f"{separator} "):
                yield _csv_row(line + 1, raw, names, cells, topic)
            line = reader.line_num
    except csv.Error as error:
        raise NotReadable(_("The table breaks off: %(reason)s.") % {"reason": error}) from error


def _csv_row(line: int, raw: str, names: list[str], cells: list[str], topic: str) -> Row:
    row = checked(line=line, raw=raw, given=dict(zip(names, cells, strict=False)), topic=topic)
    if len(cells) != len(names):
        row.errors.append(
            _("The row has %(cells)d cells and the first row %(names)d.")
            % {"cells": len(cells), "names": len(names)}
        )
    return row


def _what_columns(unknown: list[str]) -> str:
    if unknown:
        return _("The columns %(unknown)s are not known. Possible ones: %(columns)s.") % {
            "unknown": ", ".join(unknown[:10]),
            "columns": ", ".join(COLUMNS),
        }
    return _(
        "This is neither RIS nor BibTeX nor a table with a column “title” in its first row. "
        "Choose another file, or export it once more."
    )
