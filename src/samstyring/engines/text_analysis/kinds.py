"""What each block is: heading, question, list item, paragraph, form field, ticked option, letterhead,
signature."""

import re
from collections.abc import Sequence

from samstyring.engines.text_analysis.blocks import Block
from samstyring.engines.text_analysis.fields import is_field
from samstyring.engines.text_analysis.letterhead import letterhead
from samstyring.engines.text_analysis.lines import is_ordered
from samstyring.engines.text_analysis.model import PassageKind

_SENTENCE_END = re.compile(r"[.!…;,][»”\"')]*\d{0,2}$")
_CLOSING = re.compile(
    r"(?:med\s+)?(?:vennlig|venleg|vennleg|beste?)?\s*(?:hilsen|helsing|helsning)(?:ar|er)?\b.{0,40}|mvh\.?|"
    r"(?:best|kind|yours)\s+(?:regards|sincerely).{0,20}|på vegne av .{2,60}|for .{2,40} kommune",
    re.IGNORECASE,
)
_CLOSING_SURE = re.compile(
    r"(?:med\s+)?(?:vennlig|venleg|vennleg|beste?)?\s*(?:hilsen|helsing)(?:ar|er)?\b|mvh\b|på vegne[r]? av\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^på vegne.*\b(?:er|har|vil|kan|meddel|gi|gj|støtt|ber|ønsk|send|vis|send|avgi|oversend|gir)\w*\b.*\.$",
    re.I | re.S,
)
"""A sentence that begins like a signature: “På vegne av styret meddeles at …”"""
_LEADS_IN = re.compile(
    r"\b(?:er|har|må|bør|kan|vil|skal|ber|mener|meiner|ønsker|ønskjer|viser|foreslår|støtter|trenger|at|"
    r"for|å|følgende|"
    r"fylgjande|slik|dette|disse)\b",
    re.IGNORECASE,
)
_TOP = 20
_MAX_HEADING = 120
_OPTION_WORDS = re.compile(
    r"(?:ja|nei|vet ikke|veit ikkje|delvis|helt enig|enig|uenig|yes|no)\W*", re.IGNORECASE
)


def classify(blocks: list[Block]) -> None:
    """Give each block without a kind its kind, in place."""
    repeated_questions = sum(_is_lone_question(block) for block in blocks if block.kind is None)
    closing = _closing(blocks)
    top = letterhead([text_of(block) for block in blocks[:_TOP]])
    for number, block in enumerate(blocks):
        if block.kind is not None:
            continue
        if closing is not None and number >= closing:
            block.kind = PassageKind.SIGNATURE
            continue
        block.kind = _kind(blocks, number, questions=repeated_questions)
        if number in top and block.kind is not PassageKind.FIELD and block.lines[0].marker != "bullet":
            block.kind = PassageKind.LETTERHEAD
    _demote_chains(blocks)


def text_of(block: Block) -> str:
    """The words of a block, lines joined by a blank."""
    return " ".join(line.text for line in block.lines)


def _kind(blocks: Sequence[Block], number: int, *, questions: int) -> PassageKind:
    block = blocks[number]
    words = text_of(block)
    first = block.lines[0]
    hint = block.hint.kind if block.hint else ""
    if first.marker == "box":
        return PassageKind.OPTION
    if hint == "question":
        return PassageKind.QUESTION
    if hint == "letterhead":
        return PassageKind.LETTERHEAD
    if first.marker == "bullet" or hint == "list_item":
        return PassageKind.LIST_ITEM
    if len(words) < 200 and is_field(words):
        return PassageKind.FIELD
    if _is_lone_question(block) and (questions > 1 or first.marker == "number" or hint == "heading"):
        return PassageKind.QUESTION
    if hint == "heading" and (len(words) < 200 and not re.search(r"[a-zæøå][.;]$", words)):
        return PassageKind.HEADING
    if _is_heading(blocks, number, words):
        return PassageKind.HEADING
    if first.marker == "number" and is_ordered(first.text):
        return PassageKind.LIST_ITEM
    return PassageKind.PARAGRAPH


def _is_lone_question(block: Block) -> bool:
    words = text_of(block)
    return (
        block.lines[0].marker in ("", "number")
        and words.rstrip('»”" ').endswith("?")
        and len(words) < 500
        and not re.search(r"[a-zæøå]{2}[.!] +[A-ZÆØÅ]", words)
    )


def _is_heading(blocks: Sequence[Block], number: int, words: str) -> bool:
    """Short, without a full stop, beginning large, with text below that is not its own continuation."""
    if len(words) > _MAX_HEADING or len(words.split()) > 16 or len(blocks[number].lines) > 3:
        return False
    bare = words[blocks[number].lines[0].content - blocks[number].start :]
    if (
        not bare
        or not (bare[0].isupper() or bare[0].isdigit() or bare[0] in '«“"')
        or not re.search(r"[^\W\d_]{2}", bare)
    ):
        return False
    if _SENTENCE_END.search(words) and not re.search(r"\b(?:mv|m\.m|m\.v|etc|osv|mm)\.$", words):
        return False
    if re.search(r"[a-zæøå]{2}[.!?] +[A-ZÆØÅ]", bare):
        return False
    if words.endswith(":") and (len(words.split()) > 4 or _LEADS_IN.search(words)):
        return False
    return any(blocks[at].kind not in _FURNITURE for at in range(number + 1, len(blocks)))


_FURNITURE = (PassageKind.PAGE_NUMBER, PassageKind.URL, PassageKind.FOOTNOTE, PassageKind.RUNNING_HEAD)


def _closing(blocks: Sequence[Block]) -> int | None:
    """Number of the block where the greeting and signature begin, if they end the document or its letter."""
    for number in range(len(blocks) - 1, max(-1, len(blocks) - 25), -1):
        words = text_of(blocks[number])
        if (
            blocks[number].kind is None
            and len(words) < 160
            and _CLOSING_SURE.match(words)
            and _CLOSING.match(words)
            and not _TELLS.search(words)
        ):
            rest = [text_of(block) for block in blocks[number:]]
            if all(len(text) < 160 for text in rest):
                return number
    return None


def _comes_after_colon(blocks: Sequence[Block], number: int) -> bool:
    """Whether the block before, furniture aside, ends in a colon."""
    at = number - 1
    while at >= 0 and blocks[at].kind in _FURNITURE:
        at -= 1
    return at >= 0 and blocks[at].lines[-1].text.endswith(":")


def _demote_chains(blocks: list[Block]) -> None:
    """Three or more headings in a row after a colon are an unmarked list; one below its lead-in too."""
    number = 0
    while number < len(blocks):
        end = number
        while end < len(blocks) and blocks[end].kind is PassageKind.HEADING and blocks[end].hint is None:
            end += 1
        if end - number >= 2 and _comes_after_colon(blocks, number):
            last_is_heading = end < len(blocks) and blocks[end].kind is PassageKind.PARAGRAPH
            for block in blocks[number : end - int(last_is_heading and end - number > 2)]:
                block.kind = PassageKind.LIST_ITEM
        number = max(end, number + 1)
