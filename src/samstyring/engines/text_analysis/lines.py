"""The lines of a source text, with the marks that their first characters give: bullets, numbers, boxes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samstyring.engines.text_analysis.model import SourceText

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
BULLETS = "•●○◦▪■□‣⁃∙·►▶➢➤✓✔\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf0a8*"
_INLINE_BULLET = re.compile(r"(?<=\S\s)[•●▪■➢\uf0b7\uf0a7]\s*(?=\S)|(?<=\S\s\s)[•●▪■➢\uf0b7\uf0a7]\s*(?=\S)")
_CELL_AFTER_QUESTION = re.compile(r"(?<=\?)\t\s*(?=\S)")
BOXES_TICKED = "☒☑✅\uf0fe\uf0fd\uf052"
BOXES_EMPTY = "☐❏❑\uf06f\uf0a3"
_BULLET = re.compile(rf"[{re.escape(BULLETS)}]\s*|[-–—−]\s+|o\s+(?=\S)|[-–](?=[A-ZÆØÅ])")
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zæøå]\)|\([a-z0-9]{1,2}\)|[ivx]{1,4}[.)]|[IVX]{1,4}\.)\s+(?=\S)"
)
_ORDERED = re.compile(r"(?:\d{1,2}[.)]|[a-zæøå]\)|\([a-z0-9]{1,2}\)|[ivx]{1,4}[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its range without blanks at the ends, and what its first characters say.

    `blanks` counts the blank lines before it; `content` is where the words begin; `marker` is "", "bullet",
    "number" or "box"; `indent` counts the blanks before the first character.
    """

    start: int
    end: int
    indent: int
    blanks: int
    page: int
    marker: str
    content: int
    text: str

    @property
    def width(self) -> int:
        return self.end - self.start + self.indent


def split_lines(source: SourceText) -> list[Line]:
    """All lines with text, in order."""
    lines: list[Line] = []
    starts = [start for start, _ in source.pages]
    number, previous = 0, -1
    text = source.text
    at = 0
    for begin, end in _segments(text):
        number += _breaks(text, at, begin)
        at = end
        words = text[begin:end]
        stripped = words.strip(" \t\u00a0\ufeff\u200b\u00ad")
        if not stripped:
            continue
        start = begin + words.index(stripped[0])
        marker, content = marker_of(stripped)
        lines.append(
            Line(
                start=start,
                end=start + len(stripped),
                indent=start - begin,
                blanks=max(0, number - previous - 1) if lines else 0,
                page=bisect_right(starts, start) - 1,
                marker=marker,
                content=start + content,
                text=stripped,
            )
        )
        previous = number
    return lines


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the lines; a line with several bullets is divided before each, and a question from the
    cell after it."""
    for found in _LINE.finditer(text):
        begin = found.start()
        for cell in _CELL_AFTER_QUESTION.finditer(text, found.start(), found.end()):
            yield begin, cell.start()
            begin = cell.end()
        for bullet in _INLINE_BULLET.finditer(text, begin, found.end()):
            yield begin, bullet.start()
            begin = bullet.start()
        yield begin, found.end()


def _breaks(text: str, start: int, end: int) -> int:
    """How many line breaks stand in `text[start:end]`, which holds nothing else."""
    between = text[start:end]
    return len(between) - between.count("\r\n") - between.count("\n\f")


def marker_of(text: str) -> tuple[str, int]:
    """The kind of marker that a stripped line begins with, and its length."""
    if text[0] in BOXES_TICKED or text[0] in BOXES_EMPTY:
        return "box", 0
    if re.match(r"\[[ xX✓]?\]\s*\S|\([xX ]\)\s*\S", text):
        return "box", 0
    found = _BULLET.match(text)
    if found and found.end() < len(text):
        return "bullet", found.end()
    found = _NUMBER.match(text)
    if found:
        return "number", found.end()
    return "", 0


def is_ordered(text: str) -> bool:
    """Whether a line begins like an item of an ordered list: `1.`, `2)`, `a)`."""
    return bool(_ORDERED.match(text))


def body_width(lines: Sequence[Line], at: int, reach: int = 15) -> int:
    """How wide the text runs around line `at`: the second longest of its neighbours, in characters."""
    near = sorted(line.width for line in lines[max(0, at - reach) : at + reach + 1])
    return near[-2] if len(near) > 3 else (near[-1] if near else 0)
