"""Which format a file has, judged by its content; and whether its name says something else."""

import re
from enum import StrEnum
from pathlib import PurePath

from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import packed


class Format(StrEnum):
    """The formats that are told apart. Those without a reader are refused by name."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    ZIP = "zip"
    XLSX = "xlsx"
    CSV = "csv"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_MIMETYPE = 200  # bytes, at most, of the line that says what an OpenDocument file is
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_HTML = re.compile(
    rb"^[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)

# What a name promises. `.doc` is often a renamed DOCX, and `.md` is text.
_PROMISES = {
    ".pdf": {Format.PDF},
    ".docx": {Format.DOCX},
    ".doc": {Format.DOCX},
    ".docm": {Format.DOCX},
    ".htm": {Format.HTML},
    ".html": {Format.HTML},
    ".xhtml": {Format.HTML},
    ".zip": {Format.ZIP},
    ".xlsx": {Format.XLSX},
    ".csv": {Format.CSV, Format.TEXT},
    ".txt": {Format.TEXT, Format.HTML},
    ".md": {Format.TEXT, Format.HTML},
    ".text": {Format.TEXT, Format.HTML},
}


def sniff(data: bytes, *, name: str) -> Format:
    """The format of `data`. The name decides only where several formats have the same bytes (text, CSV).

    Raises UnreadableFile for a format without a reader.
    """
    # Before PDF: an archive that stores a PDF uncompressed has that one's beginning near its own.
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_OLE):
        if _ENCRYPTED_OFFICE in data:
            raise UnreadableFile(Refusal.ENCRYPTED)
        raise UnreadableFile(
            Refusal.UNKNOWN_FORMAT,
            "The file is in an old Office format. Open it, save it as .docx, .xlsx or PDF, and use that.",
        )
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(
            Refusal.UNKNOWN_FORMAT, "The file is rich text (RTF). Save it as .docx or PDF, and use that."
        )
    if data.startswith(_PICTURES):
        _check_extension_promises_nothing(name)
        raise UnreadableFile(
            Refusal.NO_TEXT,
            "The file is a picture. Read it with text recognition (OCR) and save it as PDF first.",
        )
    suffix = PurePath(name).suffix.lower()
    if suffix not in {".txt", ".text", ".md", ".csv"} and _HTML.match(data[:4096]):
        return Format.HTML
    if not looks_like_text(data):
        _check_extension_promises_nothing(name)
        raise UnreadableFile(Refusal.UNKNOWN_FORMAT)
    return Format.CSV if suffix == ".csv" else Format.TEXT


def check_name(found: Format, data: bytes, *, name: str) -> None:
    """Raise UnreadableFile where the name promises another format than the content has."""
    promised = _PROMISES.get(PurePath(name).suffix.lower())
    if promised is None or found in promised:
        return
    if found is Format.TEXT and Format.HTML in promised and b"<" in data[:4096]:
        return
    raise _mismatch(name)


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes can be text in some encoding: few control characters, or UTF-16/32 by its zeros."""
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = sample.count(0)
    if zeros:
        # UTF-16 of western text: nearly every second byte is zero, all on the same side.
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample) / 2
    control = sum(sample.count(byte) for byte in range(32) if byte not in (7, 8, 9, 10, 11, 12, 13, 26, 27))
    return control <= len(sample) * 0.01


def _sniff_zip(data: bytes) -> Format:
    with packed.opened(data) as archive:
        names = set(archive.namelist())
        kind = b""
        if "mimetype" in names and archive.getinfo("mimetype").file_size < _MIMETYPE:
            kind = packed.content(archive, archive.getinfo("mimetype"), most=_MIMETYPE)
    if "word/document.xml" in names:
        return Format.DOCX
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if kind.startswith(b"application/vnd.oasis") or "ppt/presentation.xml" in names:
        raise UnreadableFile(
            Refusal.UNKNOWN_FORMAT,
            "The file is an OpenDocument or presentation file. Save it as PDF or Word (.docx), and use that.",
        )
    if "[Content_Types].xml" in names:
        raise UnreadableFile(Refusal.DAMAGED)
    return Format.ZIP


def _check_extension_promises_nothing(name: str) -> None:
    if PurePath(name).suffix.lower() in _PROMISES:
        raise _mismatch(name)


def _mismatch(name: str) -> UnreadableFile:
    suffix = PurePath(name).suffix.lower()
    return UnreadableFile(
        Refusal.NOT_WHAT_ITS_NAME_SAYS,
        f"The content of the file is not what the ending “{suffix}” of its name says. Open it, save it again "
        "in the right format, and use that.",
    )
