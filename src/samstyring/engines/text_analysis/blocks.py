"""Lines joined to blocks: where a line goes on from the one before, and where something new begins.

A text file knows nothing of paragraphs. Some put a blank line between every two lines, others between
paragraphs, and many change habit midway. What decides is whether the first word of the next line would have
fitted on this one, how the lines around are spaced, and how the line begins and ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from samstyring.engines.text_analysis.fields import begins_field
from samstyring.engines.text_analysis.lines import Line, body_width, is_ordered
from samstyring.engines.text_analysis.model import Hint, PassageKind, SourceText

_TERMINAL = re.compile(r"[.!?:;…][»”\"')\]]*\d{0,2}$")
# No sentence, heading or item ends with one of these.
_HANGING = re.compile(
    r"(?:^|\s)(?:og|eller|samt|men|av|i|på|til|fra|frå|for|med|ved|om|over|under|mellom|"
    r"gjennom|mot|etter|som|at|å|den|det|de|dei|"
    r"en|et|ein|ei|eit|er|har|skal|må|bør|kan|vil|blir|vert|ikke|ikkje|sin|sitt|sine|vår|vårt|"
    r"våre|denne|dette|disse|desse|"
    r"så|enn|både|hos|uten|utan|innen|innan|ut|inn|opp|mer|meir)$"
)
_OPENERS = "«“”\"'(["
_SMALL = tuple("abcdefghijklmnopqrstuvwxyzæøåáčđŋšŧžéèêóòôäöü")
_REACH = 12


@dataclass(slots=True)
class Block:
    """Lines that belong together, the furniture between them, and a kind where it is known already."""

    lines: list[Line]
    gaps: list[tuple[int, int]] = field(default_factory=list)
    kind: PassageKind | None = None
    hint: Hint | None = None

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def join_lines(source: SourceText, lines: Sequence[Line], known: dict[int, PassageKind]) -> list[Block]:
    """Blocks in order of their first line. Lines in `known` become blocks of their own kind."""
    spacing = _spacing(lines)
    hints = _hints_by_line(source, lines)
    blocks: list[Block] = []
    open_block: Block | None = None
    between: list[tuple[int, int]] = []
    last = -1
    for number, line in enumerate(lines):
        if number in known:
            kind = known[number]
            previous = blocks[-1] if blocks else None
            if (
                previous
                and previous.kind is kind
                and kind is not PassageKind.PAGE_NUMBER
                and line.marker == ""
            ):
                previous.lines.append(line)
            else:
                blocks.append(Block([line], kind=kind))
            between.append((line.start, line.end))
            continue
        hint = hints.get(number)
        if (
            open_block is not None
            and _same_hint(open_block.hint, hint)
            and _goes_on(source, lines, last, number, spacing[number], furniture_between=bool(between))
        ):
            open_block.gaps.extend(between)
            open_block.lines.append(line)
        else:
            open_block = Block([line], hint=hint)
            blocks.append(open_block)
        between = []
        last = number
    return sorted(blocks, key=lambda block: block.start)


def _same_hint(a: Hint | None, b: Hint | None) -> bool:
    """Whether two lines have the same role by the file's own word (a wrapped heading, one list item)."""
    if a is None or b is None:
        return a is b
    return a == b or (a.kind == b.kind == "heading" and a.level == b.level)


def _hints_by_line(source: SourceText, lines: Sequence[Line]) -> dict[int, Hint]:
    kinds = {"heading", "list_item", "letterhead", "cell", "question"}
    wanted = sorted((hint for hint in source.hints if hint.kind in kinds), key=lambda hint: hint.start)
    found: dict[int, Hint] = {}
    at = 0
    for number, line in enumerate(lines):
        while at < len(wanted) and wanted[at].end <= line.start:
            at += 1
        if at < len(wanted) and wanted[at].start <= line.start < wanted[at].end:
            found[number] = wanted[at]
    return found


def _spacing(lines: Sequence[Line]) -> list[int]:
    """For each line, how many blank lines (0 or 1) stand between two lines of one paragraph around it."""
    wide, tight = [0], [0]
    for a, b in pairwise(lines):
        sure = _begins_small(b) and not _TERMINAL.search(a.text) and not b.marker
        wide.append(int(sure and b.blanks == 1))
        tight.append(int(sure and b.blanks == 0))
    wide_sum, tight_sum = [0, *accumulate(wide)], [0, *accumulate(tight)]
    overall = int(wide_sum[-1] > tight_sum[-1])
    result = []
    for number in range(len(lines)):
        low, high = max(0, number - _REACH), min(len(lines), number + _REACH + 1)
        w, t = wide_sum[high] - wide_sum[low], tight_sum[high] - tight_sum[low]
        result.append(overall if w == t else int(w > t))
    return result


def _begins_small(line: Line) -> bool:
    """Whether a line begins with a small letter, perhaps after a number (“10 000 innbyggere”)."""
    return line.text.lstrip(_OPENERS + "0123456789 \u00a0").startswith(_SMALL) and not is_ordered(line.text)


def _goes_on(
    source: SourceText,
    lines: Sequence[Line],
    last: int,
    number: int,
    spacing: int,
    *,
    furniture_between: bool,
) -> bool:
    before, line = lines[last], lines[number]
    if line.marker in ("bullet", "box") or before.marker == "box":
        return False
    if begins_field(line.text) or (begins_field(before.text) and not _begins_small(line)):
        return False
    if not source.text[before.end : line.start].strip(" \t\u00a0"):
        return False  # the same line, divided at a cell or a bullet
    blanks = sum(lines[n].blanks for n in range(last + 1, number + 1))
    if source.format in ("docx", "html") and blanks:
        return False
    turned = furniture_between or line.page != before.page
    if blanks > spacing and not turned and (blanks > spacing + 1 or _TERMINAL.search(before.text)):
        return False
    ended = bool(_TERMINAL.search(before.text))
    if line.marker == "number" and is_ordered(line.text) and (ended or before.marker == "number"):
        return False
    width = body_width(lines, number)
    if _begins_small(line):
        if before.text.endswith(":"):
            return blanks == 0
        if before.marker == "bullet" and blanks <= spacing:
            return True
        return before.width >= 0.5 * width or blanks <= spacing == 0 or before.text.endswith("-")
    if before.text.endswith(("-", ",", "–", "/", "(", "«")) and blanks <= spacing + turned:
        return True
    if _HANGING.search(before.text) and blanks <= spacing + turned:
        return True
    first_word = line.text.split(maxsplit=1)[0]
    fits = before.width + 1 + len(first_word) <= 0.93 * width
    if blanks > spacing and not turned:
        return False
    if ended and turned and blanks > spacing:
        return False
    return not fits
