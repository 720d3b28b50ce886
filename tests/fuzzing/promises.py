"""What reading promises for every file, however spoilt."""

from collections.abc import Iterator
from typing import Any

from samstyring.engines.text_analysis import Document, Refusal
from samstyring.engines.text_analysis.codec import from_plain, to_plain
from samstyring.engines.text_analysis.model import Refused


def broken(found: Document | Refused) -> list[str]:
    """The promises that a result does not keep, in words; none for a good one."""
    return broken_by_refusal(found.code, found.sentence) if isinstance(found, Refused) else _broken(found)


def broken_by_refusal(code: str, sentence: str) -> list[str]:
    """A refusal has a known code, is not a failure of the reader itself, and is said in a clear sentence."""
    faults = []
    if code not in set(Refusal):
        faults.append(f"unknown code {code!r}")
    if code == Refusal.READER_STOPPED:
        faults.append("the reader itself failed")
    if not (
        sentence[:1].isupper()
        and sentence.endswith(".")
        and 20 < len(sentence) < 300
        and sentence.isprintable()
    ):
        faults.append(f"not a clear sentence: {sentence!r}")
    return faults


def _broken(document: Document) -> list[str]:
    text = document.source.text
    faults = []
    quoted = [*document.statements, *document.endorsements, *document.mentions]
    if any(item.quote != text[item.start : item.end] for item in quoted):
        faults.append("a quotation is not the source's own text")
    ranges = [(item.start, item.end) for item in (*quoted, *document.passages, *document.personal_data)]
    ranges += [*document.source.pages, *((hint.start, hint.end) for hint in document.source.hints)]
    if any(not 0 <= start <= end <= len(text) for start, end in ranges):
        faults.append("a range is outside the text")
    if not text.strip():
        faults.append("accepted without text")
    plain = to_plain(document)
    for piece in _strings(plain):
        if "\x00" in piece:
            faults.append(f"NUL in {piece[:40]!r}")
        if any("\ud800" <= character <= "\udfff" for character in piece):
            faults.append(f"half a surrogate pair in {piece[:40]!r}")
    if from_plain(Document, plain) != document:
        faults.append("does not survive being passed on")
    return faults


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
