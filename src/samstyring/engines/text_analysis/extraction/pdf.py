"""PDF by pypdfium2: pages, lines and paragraphs as they look, not as they were drawn.

PDFium gives the characters in the order in which they were drawn. Ticks come from another font than their
labels and are often drawn first (`☒ ☐ Ja Nei`), so the words of each line are put in order of their place.
"""

import statistics
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import ocr
from samstyring.engines.text_analysis.extraction.pdf_lines import Line, arrange_page, lines_of
from samstyring.engines.text_analysis.extraction.pdf_tables import Cell, tables_of
from samstyring.engines.text_analysis.model import Hint, SourceText


def extract(data: bytes) -> SourceText:
    """The text of a PDF.

    Raises UnreadableFile for one that is damaged, encrypted, too long or has no text.
    """
    document = _open(data)
    try:
        if len(document) > limits.MAX_PAGES:
            raise UnreadableFile(Refusal.TOO_LARGE)
        pages: list[_Page] = []
        for number in range(len(document)):
            recognise = sum(bool(page.recognised) for page in pages) < limits.MAX_RECOGNISED_PAGES
            pages.append(_page(document, number, recognise=recognise))
    finally:
        document.close()
    return _join(pages)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableFile(Refusal.ENCRYPTED) from error
        raise UnreadableFile(Refusal.DAMAGED, detail=str(error)) from error


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[Line]
    has_picture: bool = False
    recognised: str = ""


def _page(document: pdfium.PdfDocument, number: int, *, recognise: bool) -> _Page:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return _Page([])
    try:
        textpage = page.get_textpage()
        try:
            lines = arrange_page(lines_of(textpage), tables_of(page))
        finally:
            textpage.close()
        if lines and not _is_gibberish(lines):
            return _Page(lines)
        # Letters without meaning are a picture of letters.
        picture = bool(lines) or _has_picture(page)
        return _Page([], picture, ocr.read_page(page) if picture and recognise else "")
    except pdfium.PdfiumError:
        return _Page([])
    finally:
        page.close()


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _is_gibberish(lines: list[Line]) -> bool:
    """Whether the page's font does not say which letters its shapes are: most come out as private or
    unknown."""
    text = "".join(line.text for line in lines)
    strange = sum(unicodedata.category(c) in ("Co", "Cn", "Cc") or c == "\ufffd" for c in text)
    return strange > 0.4 * sum(not c.isspace() for c in text)


def _join(pages: list[_Page]) -> SourceText:
    sizes = [line.size for page in pages for line in page.lines for _ in range(len(line.text) // 10 + 1)]
    body = statistics.median(sizes) if sizes else 0.0
    pieces: list[str] = []
    ranges: list[tuple[int, int]] = []
    hints: list[Hint] = []
    length = 0
    for page in pages:
        start = length
        pitch = _pitch(page.lines)
        cells: dict[Cell, int] = {}
        for index, line in enumerate(page.lines):
            if index:
                gap = page.lines[index - 1].base - line.base
                pieces.append("\n\n" if pitch and (gap > 1.35 * pitch or gap < -pitch) else "\n")
                length += len(pieces[-1])
            hints.extend(_hints(line, length, body))
            if line.cell is not None:
                cells.setdefault(line.cell, length)
            pieces.append(line.text)
            length += len(line.text)
            if line.cell is not None and (
                index + 1 == len(page.lines) or page.lines[index + 1].cell != line.cell
            ):
                hints.append(Hint(cells[line.cell], length, "cell"))
        if page.recognised:
            pieces.append(page.recognised)
            length += len(page.recognised)
        pieces.append("\n\f")
        length += 2
        ranges.append((start, length))
    warnings = _warnings(pages)
    return SourceText("".join(pieces), tuple(ranges), "pdf", warnings, tuple(hints))


def _warnings(pages: list[_Page]) -> tuple[str, ...]:
    read = sum(bool(page.recognised) for page in pages)
    unread = sum(page.has_picture and not page.recognised for page in pages)
    found = []
    if read:
        found.append(f"{read} of {len(pages)} pages are pictures, read by text recognition: check the words.")
    if unread:
        found.append(f"{unread} of {len(pages)} pages are pictures or unknown letters, and were not read.")
    return tuple(found)


def _pitch(lines: list[Line]) -> float:
    """The distance between two lines of the same paragraph on this page, in points."""
    gaps = [a.base - b.base for a, b in pairwise(lines) if 2 < a.base - b.base < 40]
    return statistics.median_low(gaps) if gaps else 0.0


def _hints(line: Line, start: int, body: float) -> list[Hint]:
    found = []
    words = line.text.strip()
    if words and len(words) < 200 and any(c.isalpha() for c in words):
        if line.size > 1.12 * body:
            found.append(Hint(start, start + len(line.text), "heading", 1 if line.size > 1.4 * body else 2))
        elif line.bold and len(words) < 120:
            found.append(Hint(start, start + len(line.text), "heading", 3))
    found.extend(Hint(start + a, start + b, "note_reference") for a, b in line.raised)
    return found
