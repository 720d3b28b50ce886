"""Passages: the stretches of a document, each with its role, its heading and its lead-in."""

import re
from bisect import bisect_left, bisect_right

from samstyring.engines.text_analysis.blocks import Block, join_lines
from samstyring.engines.text_analysis.furniture import furniture
from samstyring.engines.text_analysis.kinds import classify
from samstyring.engines.text_analysis.lines import split_lines
from samstyring.engines.text_analysis.model import Passage, PassageKind, SourceText
from samstyring.engines.text_analysis.view import View, view

_NOTE_REFERENCE = re.compile(r"(?<=[a-zæøå])[.,»”\")]?(?P<digit>\d{1,2})(?=[\s.,;:)]|$)")


def passages(source: SourceText) -> list[Passage]:
    """The passages of a document in order; together they hold every character that is not space."""
    lines = split_lines(source)
    blocks = join_lines(source, lines, furniture(source, lines))
    classify(blocks)
    notes = _note_references(source, blocks)
    result: list[Passage] = []
    heading = lead_in = ""
    for block in blocks:
        passage = _passage(block, notes, heading, lead_in)
        words = clean(source, passage).text
        if passage.kind in (PassageKind.HEADING, PassageKind.QUESTION):
            heading, lead_in = words, ""
        elif passage.kind is PassageKind.PARAGRAPH:
            lead_in = words if words.endswith(":") else ""
        elif passage.kind is PassageKind.LIST_ITEM and words.endswith(":"):
            lead_in = words
        result.append(passage)
    return result


def clean(source: SourceText, passage: Passage) -> View:
    """The cleaned view of a passage, without bullet, footnote digits and what stands between its lines."""
    return view(source.text, passage.content, passage.end, passage.gaps)


def _passage(block: Block, notes: list[tuple[int, int]], heading: str, lead_in: str) -> Passage:
    kind = block.kind or PassageKind.PARAGRAPH
    first = block.lines[0]
    content = first.content if first.marker in ("bullet", "number") else first.start
    if kind not in (PassageKind.LIST_ITEM, PassageKind.HEADING, PassageKind.QUESTION):
        content = first.start
    inside = notes[bisect_right(notes, (block.start, block.end)) : bisect_left(notes, (block.end, 0))]
    return Passage(
        start=block.start,
        end=block.end,
        kind=kind,
        content=content,
        gaps=tuple(sorted([*block.gaps, *inside])),
        level=block.hint.level if block.hint else 0,
        heading=heading,
        lead_in=lead_in if kind is PassageKind.LIST_ITEM else "",
    )


def _note_references(source: SourceText, blocks: list[Block]) -> list[tuple[int, int]]:
    """Ranges of the raised digits that point to a footnote: by the file's word, else by the notes'
    numbers."""
    hinted = [(hint.start, hint.end) for hint in source.hints if hint.kind == "note_reference"]
    numbers = {
        found.group()
        for block in blocks
        if block.kind is PassageKind.FOOTNOTE and (found := re.match(r"\d{1,2}", block.lines[0].text))
    }
    if not numbers:
        return sorted(hinted)
    stuck = [
        found.span("digit") for found in _NOTE_REFERENCE.finditer(source.text) if found["digit"] in numbers
    ]
    return sorted({*hinted, *stuck})
