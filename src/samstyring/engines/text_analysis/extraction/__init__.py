"""Bytes in, source text out: by content, never by name alone. One module for each format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import archive, docx, html, pdf, plain
from samstyring.engines.text_analysis.extraction.sniff import Format, check_name, sniff
from samstyring.engines.text_analysis.model import SourceText

__all__ = ["Member", "extract", "extract_many", "unpack"]

TABLES = frozenset({".csv", ".xlsx"})
"""Names of files that hold one reply a row."""

SEVERAL = TABLES | {".zip"}
"""Names of files that hold several documents."""


def extract(data: bytes, *, name: str) -> SourceText:
    """The canonical text of one file that holds one document.

    Raises UnreadableFile with a code and a sentence for every file that cannot be read, and for archives and
    tables, which hold several documents (see `extract_many`).
    """
    found = _format(data, name)
    if found not in _READERS:
        raise UnreadableFile(
            Refusal.UNKNOWN_FORMAT,
            "The file holds several documents. Use it where several files are received.",
        )
    return _checked(_READERS[found](data), found)


def extract_many(data: bytes, *, name: str) -> Iterator[tuple[str, bytes, SourceText | UnreadableFile]]:
    """Every document in a file: name, the bytes it stands for, and its text or why it cannot be read.

    One for a single document; one a file for an archive (an archive inside it is refused); one a reply for a
    table. Raises UnreadableFile where the file as a whole cannot be read.
    """
    found = _format(data, name)
    if found is Format.ZIP:
        for member, content in archive.members(data):
            path = f"{name}/{member}"
            if isinstance(content, UnreadableFile):
                yield path, b"", content
                continue
            try:
                if _format(content, member) is Format.ZIP:
                    raise UnreadableFile(Refusal.UNSAFE_ARCHIVE, "An archive inside an archive is not read.")
                for inner, inner_bytes, text in extract_many(content, name=member):
                    yield f"{name}/{inner}", inner_bytes, text
            except UnreadableFile as error:
                yield path, content, error
    elif found in (Format.CSV, Format.XLSX):
        # Only tables need the library for workbooks.
        from samstyring.engines.text_analysis.extraction import table

        rows = table.rows_of_csv(data) if found is Format.CSV else table.rows_of_xlsx(data)
        for number, sender, source in table.documents(rows, found.value):
            label = f"{name}#{number}" + (f" {sender}" if sender else "")
            yield label, source.text.encode(), source
    else:
        yield name, data, extract(data, name=name)


@dataclass(frozen=True, slots=True)
class Member:
    """One document of a file that holds several: its own bytes, or why there are none to be had.

    `name` is its path in the archive, or the table's with the row number and the sender.
    """

    name: str
    content: bytes | UnreadableFile


def unpack(data: bytes, *, name: str) -> Iterator[Member]:
    """The documents in an archive or a table, each with bytes that can be read on their own.

    A row of a table becomes a table of that row alone. Raises UnreadableFile where the file as a whole cannot
    be unpacked.
    """
    found = _format(data, name)
    if found is Format.ZIP:
        for member, content in archive.members(data):
            if isinstance(content, bytes) and PurePath(member).suffix.lower() in TABLES:
                yield from _rows_in(content, member)
            elif isinstance(content, bytes) and _is_archive(content, member):
                inner = "An archive inside an archive is not read."
                yield Member(member, UnreadableFile(Refusal.UNSAFE_ARCHIVE, inner))
            else:
                yield Member(member, content)
    elif found in (Format.CSV, Format.XLSX):
        yield from _rows_of(data, found, name)
    else:
        raise UnreadableFile(Refusal.NOT_WHAT_ITS_NAME_SAYS)


def _is_archive(data: bytes, name: str) -> bool:
    try:
        return sniff(data, name=name) is Format.ZIP
    except UnreadableFile:
        return False


def _rows_in(data: bytes, name: str) -> Iterator[Member]:
    """The rows of a table in an archive; a table that cannot be read stays one document, refused as such."""
    try:
        rows = list(_rows_of(data, _format(data, name), name))
    except UnreadableFile:
        rows = [Member(name, data)]
    yield from rows


def _rows_of(data: bytes, found: Format, name: str) -> Iterator[Member]:
    from samstyring.engines.text_analysis.extraction import table

    rows = table.rows_of_csv(data) if found is Format.CSV else table.rows_of_xlsx(data)
    path = PurePath(name)
    for number, sender, content in table.single_replies(rows):
        # The name of the sender may hold slashes, and the name of a file ends as its content is.
        who = f" {sender}".replace("/", "-")[:100] if sender else ""
        yield Member(str(path.with_name(f"{path.stem} {number}{who}.csv")), content)


def _format(data: bytes, name: str) -> Format:
    if not data:
        raise UnreadableFile(Refusal.EMPTY)
    if len(data) > limits.MAX_BYTES:
        raise UnreadableFile(Refusal.TOO_LARGE)
    found = sniff(data, name=name)
    check_name(found, data, name=name)
    return found


def _checked(source: SourceText, found: Format) -> SourceText:
    if not source.text.strip():
        raise UnreadableFile(Refusal.NO_TEXT if found is Format.PDF else Refusal.EMPTY)
    if len(source.text) > limits.MAX_CHARACTERS:
        raise UnreadableFile(Refusal.TOO_LARGE)
    return source


_READERS: dict[Format, Callable[[bytes], SourceText]] = {
    Format.TEXT: plain.extract,
    Format.PDF: pdf.extract,
    Format.DOCX: docx.extract,
    Format.HTML: html.extract,
}
