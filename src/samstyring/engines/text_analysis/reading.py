"""The whole way: bytes → source text → passages → statements, as one value."""

import hashlib
import re

from samstyring.engines.text_analysis.extraction import extract
from samstyring.engines.text_analysis.model import (
    SPEAKING,
    Document,
    Passage,
    PassageKind,
    Register,
    SourceText,
    Statement,
)
from samstyring.engines.text_analysis.passages import clean, passages
from samstyring.engines.text_analysis.sentences import sentence_ranges
from samstyring.engines.text_analysis.themes import choose_theme
from samstyring.engines.text_analysis.types import Context, classify
from samstyring.engines.text_analysis.view import View


def read(data: bytes, *, name: str, register: Register | None = None) -> Document:
    """Read one document.

    Raises UnreadableFile with a code and a sentence where it cannot be read.
    """
    source = extract(data, name=name)
    return read_text(source, name=name, sha256=hashlib.sha256(data).hexdigest(), register=register)


def read_text(source: SourceText, *, name: str, sha256: str, register: Register | None = None) -> Document:
    """Read a source text that is extracted already."""
    found = passages(source)
    return Document(
        name=name,
        sha256=sha256,
        title=_title(source, found, name),
        language=None,
        source=source,
        passages=tuple(found),
        statements=tuple(_statements(source, found)),
        warnings=source.warnings,
    )


def _statements(source: SourceText, found: list[Passage]) -> list[Statement]:
    units: list[tuple[Passage, str, int, int]] = []
    for passage in found:
        if passage.kind in SPEAKING:
            cleaned = clean(source, passage)
            units.extend(
                (passage, cleaned.text[a:b], *_span(passage, cleaned, a, b)) for a, b in _ranges(cleaned)
            )
    result = []
    length = max(1, len(source.text))
    for number, (passage, words, start, end) in enumerate(units):
        before = units[number - 1][1] if number else ""
        after = units[number + 1][1] if number + 1 < len(units) else ""
        judged = classify(
            Context(words, passage.kind, passage.heading, passage.lead_in, before, after, start / length)
        )
        theme = choose_theme(words, heading=passage.heading, before=before)
        result.append(
            Statement(
                start=start,
                end=end,
                quote=source.text[start:end],
                type=judged.type,
                theme=theme.theme,
                confidence=judged.confidence,
                reason=judged.reason,
                theme_confidence=theme.confidence,
                heading=passage.heading,
                part=passage.part,
                question=passage.question,
            )
        )
    return result


def _ranges(cleaned: View) -> list[tuple[int, int]]:
    return [(a, b) for a, b in sentence_ranges(cleaned.text) if re.search(r"[^\W\d_]{2}", cleaned.text[a:b])]


def _span(passage: Passage, cleaned: View, a: int, b: int) -> tuple[int, int]:
    """The source range of a sentence; the first one of a list item takes its bullet along."""
    start, end = cleaned.source_range(a, b)
    if a == 0 and passage.kind is PassageKind.LIST_ITEM:
        start = passage.start
    return start, end


def _title(source: SourceText, found: list[Passage], name: str) -> str:
    for passage in found[:12]:
        if passage.kind is PassageKind.HEADING:
            return clean(source, passage).text
    return name
