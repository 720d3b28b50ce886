"""A cleaned view of a stretch of source text that can be mapped back, character by character.

Cleaning (unwrapping lines, joining hyphens, leaving out a page number in the middle of a sentence) happens
here and never in the source.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

# Space of every kind, also the invisible: byte order mark, soft hyphen, zero width, direction marks.
_INVISIBLE = (
    "\ufeff\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
)
_SHORT_GAP = 3
_CONJUNCTION = re.compile(r"(?:og|eller|samt|and|or|ja)\b", re.IGNORECASE)
_COMPOUND_PREFIX = re.compile(r"(?:^|\W)(?:e|IKT|IT|FoU|KI|AI|m|p|X|x|C|IA|HR|PLO|KS|EU|EØS|[A-ZÆØÅ]{2,5})-$")


@dataclass(frozen=True, slots=True)
class View:
    """Cleaned `text`, with the source position of each of its characters in `positions`."""

    text: str
    positions: "array[int]"

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The smallest source range that holds the cleaned range `[start, end)`, which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is not a range in a view of {len(self.text)} characters.")
        return self.positions[start], self.positions[end - 1] + 1


def view(source: str, start: int, end: int, gaps: Iterable[tuple[int, int]] = ()) -> View:
    """A cleaned view of `source[start:end]` without the ranges in `gaps`.

    Space of any kind and length becomes one blank; a word divided over two lines is joined, a compound
    (`e-` + `helse`) keeps its hyphen, and a suspended hyphen (`helse- og`) keeps its blank.
    """
    characters: list[str] = []
    positions = array("q")
    skip = sorted(gaps)
    gap = 0
    broken = pending = False
    position = start
    while position < end:
        while gap < len(skip) and skip[gap][1] <= position:
            gap += 1
        if gap < len(skip) and skip[gap][0] <= position:
            if skip[gap][1] - skip[gap][0] > _SHORT_GAP:  # a raised note digit leaves no space behind
                broken = pending = True
            position = skip[gap][1]
            continue
        character = source[position]
        if character.isspace() or character in _INVISIBLE or not character.isprintable():
            if character not in _INVISIBLE:
                pending = True
                broken = broken or character in "\n\r\f\v\x85\u2028\u2029"
        else:
            if pending and characters:
                _separate(characters, positions, source, position, broken)
            pending = broken = False
            characters.append(character)
            positions.append(position)
        position += 1
    return View("".join(characters), positions)


def _separate(
    characters: list[str], positions: "array[int]", source: str, position: int, broken: bool
) -> None:
    """Put between two words what belongs there: a blank, or nothing where a line break divided one word."""
    if broken and characters[-1] == "-" and len(characters) > 1 and characters[-2].isalpha():
        if _CONJUNCTION.match(source, position):
            pass  # "helse- og": the hyphen is suspended, the words stay apart
        elif source[position].islower():
            if not _COMPOUND_PREFIX.search("".join(characters[-8:])):
                characters.pop()
                positions.pop()
            return
        elif source[position].isupper():
            return  # "Nord-\nNorge"
    characters.append(" ")
    positions.append(positions[-1] + 1)
