"""The lines of one PDF page: characters with their boxes, words in order of place, raised digits found."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from samstyring.engines.text_analysis.extraction.pdf_tables import Cell, Table

_BOLD = 600
_LINE_END_HYPHENS = (2, 0xFFFE)  # PDFium's marks for a hyphen that divides a word
_SAME_LINE = 0.5  # share of the lower line's height by which two runs must overlap to be one line


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, place in points from the bottom of the page, letter size, and raised digits."""

    text: str
    left: float
    base: float
    size: float
    bold: bool
    raised: tuple[tuple[int, int], ...] = ()
    cell: Cell | None = None


@dataclass(slots=True)
class _Character:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float
    bold: bool

    @property
    def size(self) -> float:
        return abs(self.top - self.bottom)


def lines_of(textpage: pdfium.PdfTextPage) -> list[list[_Character]]:
    """The page's characters, in the order drawn, divided at PDFium's own line breaks."""
    handle = textpage.raw
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    lines: list[list[_Character]] = [[]]
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (10, 13):
            if lines[-1]:
                lines.append([])
            continue
        if code in _LINE_END_HYPHENS:
            code = 0x2D
        if code < 32 or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE:
            continue
        text = chr(code)
        # The loose box has the height of the font, whatever the letter: lines and sizes can be compared.
        raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box))
        raw.FPDFText_GetCharOrigin(handle, index, ctypes.byref(x), ctypes.byref(y))
        left, right, bottom, top, base = box.left, box.right, box.bottom, box.top, y.value
        generated = raw.FPDFText_IsGenerated(handle, index) == 1
        if generated and lines[-1] and text.isspace():
            before = lines[-1][-1]
            left = right = before.right
            bottom, top, base = before.bottom, before.top, before.base
        bold = raw.FPDFText_GetFontWeight(handle, index) >= _BOLD
        lines[-1].append(_Character(text, left, right, bottom, top, base, bold))
    return [line for line in lines if any(not c.text.isspace() for c in line)]


def arrange_page(lines: list[list[_Character]], tables: Sequence[Table]) -> list[Line]:
    """The lines of a page. What stands in a table comes cell by cell, row by row, where its first words
    came."""
    if not tables:
        return arrange(lines)
    outside: list[list[_Character]] = []
    inside: dict[int, dict[Cell, list[list[_Character]]]] = {}
    result: list[Line] = []
    order: list[list[list[_Character]] | int] = []
    for run, cell in _by_cell(lines, tables):
        if cell is None:
            if not order or isinstance(order[-1], int):
                outside = []
                order.append(outside)
            outside.append(run)
        else:
            if cell[0] not in inside:
                order.append(cell[0])
            inside.setdefault(cell[0], {}).setdefault(cell, []).append(run)
    for part in order:
        if isinstance(part, int):
            for cell, runs in sorted(inside[part].items()):
                result += [replace(line, cell=cell) for line in arrange(runs)]
        else:
            result += arrange(part)
    return result


def _by_cell(
    lines: list[list[_Character]], tables: Sequence[Table]
) -> Iterator[tuple[list[_Character], Cell | None]]:
    """The runs of characters, divided where one leaves a cell."""
    for line in lines:
        for cell, run in groupby(line, key=lambda character: _cell_of(character, tables)):
            characters = list(run)
            if _inked(characters):
                yield characters, cell


def _cell_of(character: _Character, tables: Sequence[Table]) -> Cell | None:
    x, y = (character.left + character.right) / 2, (character.bottom + character.top) / 2
    for number, table in enumerate(tables):
        if table.holds(x, y):
            return (number, *table.cell(x, y))
    return None


def arrange(lines: list[list[_Character]]) -> list[Line]:
    """Neighbouring runs that stand at the same height become one line; its words are put in order of
    place."""
    merged: list[list[_Character]] = []
    for line in lines:
        if merged and _same_height(merged[-1], line):
            between = [] if _touch(merged[-1][-1], line[0]) else [_blank_after(merged[-1][-1])]
            merged[-1] = [*merged[-1], *between, *line]
        else:
            merged.append(line)
    return [_finish(line) for line in merged]


def _touch(before: _Character, after: _Character) -> bool:
    """Whether a run goes on where the one before ended, as a raised digit does after its word."""
    return -0.3 * before.size < after.left - before.right < 0.12 * before.size


def _blank_after(before: _Character) -> _Character:
    return _Character(" ", before.right, before.right, before.bottom, before.top, before.base, before.bold)


def _inked(line: list[_Character]) -> list[_Character]:
    return [c for c in line if not c.text.isspace()]


def _same_height(a: list[_Character], b: list[_Character]) -> bool:
    top_a, bottom_a = _band(a)
    top_b, bottom_b = _band(b)
    overlap = min(top_a, top_b) - max(bottom_a, bottom_b)
    smaller = min(top_a - bottom_a, top_b - bottom_b)
    return smaller > 0 and overlap > _SAME_LINE * smaller


def _band(line: list[_Character]) -> tuple[float, float]:
    inked = _inked(line)
    return max(c.top for c in inked), min(c.bottom for c in inked)


def _words(line: list[_Character]) -> list[list[_Character]]:
    words: list[list[_Character]] = [[]]
    for character in line:
        if character.text.isspace():
            if words[-1]:
                words.append([])
        else:
            words[-1].append(character)
    return [word for word in words if word]


def _finish(line: list[_Character]) -> Line:
    words = _words(line)
    lefts = [min(c.left for c in word) for word in words]
    if any(b < a for a, b in pairwise(lefts)):
        words = [word for _, word in sorted(zip(lefts, words, strict=True), key=lambda pair: pair[0])]
    inked = [c for word in words for c in word]
    size = sorted(c.size for c in inked)[len(inked) // 2]
    base = sorted(c.base for c in inked)[len(inked) // 2]
    text, raised = _write(words, size)
    letters = [c for c in inked if c.text.isalpha()]
    bold = bool(letters) and sum(c.bold for c in letters) > 0.9 * len(letters)
    return Line(text, inked[0].left, base, size, bold, tuple(raised))


def _write(words: list[list[_Character]], size: float) -> tuple[str, list[tuple[int, int]]]:
    """The words with a blank between (a tab over a wide gap), and the ranges of raised digits."""
    pieces: list[str] = []
    raised: list[tuple[int, int]] = []
    length = 0
    for number, word in enumerate(words):
        if number:
            gap = word[0].left - words[number - 1][-1].right
            pieces.append("\t" if gap > 2.5 * max(size, 4) else " ")
            length += 1
        for character in word:
            if (
                character.text.isdigit()
                and character.size < 0.8 * size
                and length
                and _is_raised(character, words[number])
            ):
                raised.append((length, length + len(character.text)))
            pieces.append(character.text)
            length += len(character.text)
    return "".join(pieces), raised


def _is_raised(character: _Character, word: list[_Character]) -> bool:
    full = [c for c in word if c.size > 1.2 * character.size]
    return bool(full) and character.base > full[0].base + 0.15 * character.size
