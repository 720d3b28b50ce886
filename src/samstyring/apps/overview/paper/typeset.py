"""A paper as PDF by Typst, tagged as PDF/UA-1 asks.

The template reads the paper as JSON, and shows each text as a value: no word of it is ever read as Typst's
own language. Fonts are those that come inside the package; nothing is fetched.
"""

import json
import unicodedata
from importlib import resources
from typing import Any, Final

import typst

from .content import Block, Paper, Said, Table
from .drawable import drawable

# The part of PDF/UA that a program can hold; docs/decisions/0084.
STANDARD: Final = "ua-1"


def rendered(paper: Paper) -> bytes:
    """The PDF. Letters that no font inside has are shown as a box with their name in the text before it."""
    template = resources.files(__package__).joinpath("paper.typ").read_bytes()
    made = typst.compile(
        template,
        sys_inputs={"paper": json.dumps(_values(paper), ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=[STANDARD],
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst answered with something else than one PDF.")
    return made


def shown(text: str) -> str:
    """The text with letters that cannot be drawn replaced by their Unicode names, in braces."""
    return "".join(letter if drawable(letter) else _named(letter) for letter in text)


def _named(letter: str) -> str:
    return "{" + unicodedata.name(letter, f"U+{ord(letter):04X}").lower() + "}"


def _values(paper: Paper) -> dict[str, Any]:
    return {
        "language": paper.language,
        "title": shown(paper.title),
        "facts": [[shown(fact.label), shown(fact.shown)] for fact in paper.facts],
        "warning_heading": shown(paper.warning_heading),
        "warning": [shown(one.shown) for one in paper.warning],
        "basis": [shown(one.shown) for one in paper.basis],
        "sections": [
            {"heading": shown(one.heading), "blocks": [_block(block) for block in one.blocks]}
            for one in paper.sections
        ],
        "notes": [
            {"number": one.number, "text": shown(one.text), "address": one.address, "row": shown(one.row)}
            for one in paper.notes
        ],
        "note_word": shown(paper.note_word),
        "notes_heading": shown(paper.notes_heading),
        "page_word": shown(paper.page_word),
        "row_word": shown(paper.row_word),
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Said):
        return {"kind": block.kind.value, "text": shown(block.shown), "notes": list(block.notes)}
    return _table(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "name": shown(table.name),
        "heads": [shown(head) for head in table.heads],
        "numeric": sorted(table.numeric),
        "rows": [
            {"cells": [shown(cell) for cell in row.cells], "notes": list(row.notes)} for row in table.rows
        ],
    }
