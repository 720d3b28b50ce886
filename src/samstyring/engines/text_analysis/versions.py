"""Newer versions: two documents from the same sender with mostly the same words are one reply, sent twice."""

import re
from collections.abc import Sequence
from itertools import combinations

from samstyring.engines.text_analysis.model import Document
from samstyring.engines.text_analysis.organisations import fold

_ALIKE = 0.5
_MARKED_NEW = re.compile(
    r"\b(?:oppdatert|oppdatera|revidert|korrigert|ny versjon|ny utgave|rettet|retta|endelig|"
    r"endeleg|erstatter|erstattar|v(?:ersjon)?\W?[2-9]|updated|revised|final)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"(20\d\d)-(\d\d)-(\d\d)|(\d{1,2})\.(\d{1,2})\.(20\d\d)")


def newer_versions(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Pairs (newer, older) of indices into `documents`.

    Same sender, and at least half of the sentences of the shorter one in the other. The one that calls itself
    new is newer; else the one with the later date; else the one that comes later.
    """
    shared = [{fold(" ".join(s.quote.split())) for s in document.statements} for document in documents]
    keys = [_key(document) for document in documents]
    pairs = []
    for a, b in combinations(range(len(documents)), 2):
        if not keys[a] or keys[a] != keys[b] or not shared[a] or not shared[b]:
            continue
        alike = len(shared[a] & shared[b]) / min(len(shared[a]), len(shared[b]))
        if alike >= _ALIKE and documents[a].sha256 != documents[b].sha256:
            pairs.append((a, b) if _is_newer(documents[a], documents[b]) else (b, a))
    return pairs


def same_bytes(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Pairs (later, earlier) of indices of documents that are the same file, byte for byte."""
    first: dict[str, int] = {}
    pairs = []
    for number, document in enumerate(documents):
        if document.sha256 in first:
            pairs.append((number, first[document.sha256]))
        first.setdefault(document.sha256, number)
    return pairs


def _key(document: Document) -> frozenset[str]:
    return frozenset(sender.entry or fold(sender.name) for sender in document.senders)


def _is_newer(a: Document, b: Document) -> bool:
    marked_a, marked_b = (bool(_MARKED_NEW.search(_top(d))) for d in (a, b))
    if marked_a != marked_b:
        return marked_a
    date_a, date_b = _latest(a), _latest(b)
    return bool(date_a and date_b and date_a > date_b)


def _top(document: Document) -> str:
    return re.sub(r"[_\-]+", " ", document.name) + "\n" + document.source.text[:600]


def _latest(document: Document) -> str:
    """The date at the top of a document, where letters have theirs."""
    match = _DATE.search(_top(document))
    if match is None:
        return ""
    year, month, day, d, m, y = match.groups()
    return f"{year}-{month}-{day}" if year else f"{y}-{int(m):02d}-{int(d):02d}"
