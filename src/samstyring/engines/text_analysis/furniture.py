"""What stands on a page without being part of its text: page numbers, running heads, addresses, footnotes."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from samstyring.engines.text_analysis.lines import Line
from samstyring.engines.text_analysis.model import PassageKind, SourceText

_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?|(?:side|page|s\.)\s*:?\s*\d{1,4}(?:\s*(?:av|of|"
    r"/)\s*\d{1,4})?|\d{1,4}\s*(?:/|av|of)\s*\d{1,4}",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_URL_TAIL = re.compile(r"[\w\-./?=&;%#~+,]+")
_URL_SIGN = re.compile(r"[/\-_=.%]")
_NOTE = re.compile(r"(?P<number>\d{1,3}|[*†])[\s.)]{1,3}(?P<words>\S.*)")
_REPEATS = 3


def furniture(source: SourceText, lines: Sequence[Line]) -> dict[int, PassageKind]:
    """Line number → kind, for the lines that are no part of the running text."""
    found: dict[int, PassageKind] = {}
    for number, line in enumerate(lines):
        if _PAGE_NUMBER.fullmatch(line.text) and _stands_alone(lines, number):
            found[number] = PassageKind.PAGE_NUMBER
        elif _URL.fullmatch(line.text):
            found[number] = PassageKind.URL
    found.update(_running_heads(source, lines, found))
    found.update(_footnotes(source, lines, found))
    found.update(_url_tails(lines, found))
    return found


def _stands_alone(lines: Sequence[Line], number: int) -> bool:
    """Whether a line with only a number is the first or last of a page, or has space around it."""
    before = number == 0 or lines[number].blanks >= 1 or lines[number - 1].page != lines[number].page
    after = (
        number + 1 == len(lines)
        or lines[number + 1].blanks >= 1
        or lines[number + 1].page != lines[number].page
    )
    return before and after


def _running_heads(
    source: SourceText, lines: Sequence[Line], found: dict[int, PassageKind]
) -> dict[int, PassageKind]:
    """Lines that come back, digits aside, at the top or foot of at least three pages."""
    two = source.format == "pdf" and len(source.pages) == 2
    if len(source.pages) < _REPEATS and not two:
        return {}
    edges: dict[int, set[int]] = {}
    by_page: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(number)
    for page, numbers in by_page.items():
        edges[page] = {*numbers[:1], *numbers[-1:]} if two else {*numbers[:3], *numbers[-3:]}
    counts = Counter(
        key for page, numbers in edges.items() for key in {_shape(lines[number]) for number in numbers}
    )
    needed = 2 if two else max(_REPEATS, len(by_page) // 3)
    return {
        number: found.get(number, PassageKind.RUNNING_HEAD)
        for numbers in edges.values()
        for number in numbers
        if counts[_shape(lines[number])] >= needed and _may_head(lines[number].text)
    }


def _may_head(text: str) -> bool:
    """Whether a line can be a running head: short, and no sentence."""
    return len(text) < 120 and not (len(text) > 40 and text.endswith((".", "!", "?")))


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.lower())


def _footnotes(
    source: SourceText, lines: Sequence[Line], found: dict[int, PassageKind]
) -> dict[int, PassageKind]:
    """Lines that begin with a number that is raised somewhere before, or with a number and an address."""
    hinted = sorted((hint.start, hint.end) for hint in source.hints if hint.kind == "footnote")
    notes: dict[int, PassageKind] = {}
    open_note = False
    for number, line in enumerate(lines):
        at = bisect_right(hinted, (line.start, len(source.text) + 1)) - 1
        if at >= 0 and line.start < hinted[at][1]:
            notes[number] = PassageKind.FOOTNOTE
            continue
        if number in found and found[number] is not PassageKind.URL:
            open_note = False
            continue
        match = _NOTE.fullmatch(line.text)
        if match and (_URL.search(match["words"]) or _is_referred_to(source.text, match["number"], line)):
            notes[number] = PassageKind.FOOTNOTE
            open_note = True
        elif open_note and _continues_note(lines, number):
            notes[number] = PassageKind.FOOTNOTE
        else:
            open_note = False
    return notes


def _is_referred_to(text: str, number: str, line: Line) -> bool:
    """Whether `number` is stuck to a word in the 6,000 characters before the line, and the line is no list
    item."""
    if not number.isdigit() or re.match(r"\d{1,3}[.)]", line.text):
        return False
    window = text[max(0, line.start - 6000) : line.start]
    return bool(re.search(rf"[a-zæøå][.,»”\")]?{number}(?![\w.,]?\d)(?=[\s.,;:)]|$)", window))


def _continues_note(lines: Sequence[Line], number: int) -> bool:
    """Whether a line goes on from a footnote: an address cut in two, or a small letter right below."""
    line, before = lines[number], lines[number - 1]
    if line.marker == "bullet" or line.page != before.page:
        return False
    if _URL_TAIL.fullmatch(line.text) and _URL_SIGN.search(line.text):
        return True
    return (
        line.blanks == 0 and line.indent == before.indent and line.text[0].islower() and len(before.text) > 60
    )


def _url_tails(lines: Sequence[Line], found: dict[int, PassageKind]) -> dict[int, PassageKind]:
    """The second line of an address that was cut in two."""
    tails: dict[int, PassageKind] = {}
    for number in range(1, len(lines)):
        kind = found.get(number - 1) or tails.get(number - 1)
        line = lines[number]
        follows = kind is PassageKind.URL and number not in found and line.blanks <= 1
        if follows and len(lines[number - 1].text) > 60 and _is_address_tail(line.text):
            tails[number] = PassageKind.URL
    return tails


def _is_address_tail(text: str) -> bool:
    return (
        _URL_TAIL.fullmatch(text) is not None
        and not text[0].isupper()
        and ("/" in text or text.count("-") > 1)
    )
