"""Like statements across documents: near-identical ones are grouped by themselves, paraphrases are only
suggested.

Two texts are near-identical when they share most of their runs of words (campaigns, copied paragraphs).
Whether two sentences say the same in other words is for a person to confirm: `suggest` ranks the candidates.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from samstyring.engines.text_analysis.model import Document
from samstyring.engines.text_analysis.packing import Floats

_WORD = re.compile(r"\w+")
_RUN = 3
_COMMON = 60
_LEAST_COMMON, _SHARE_COMMON = 3, 0.4
ALIKE = 0.5
"""Two texts are near-identical when at least this share of their runs of three words is common (Jaccard)."""

_SHORT, _SHORT_ALIKE = 8, 0.7
_NEGATIONS = frozenset(
    {"ikke", "ikkje", "ingen", "ingenting", "aldri", "verken", "uten", "utan", "ei", "not", "no"}
)

LEAST_WORDS = 5
"""Shorter statements ("Vi støtter forslaget.") are alike by chance."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A statement: number of its document, number of the statement in it."""

    document: int
    statement: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A statement that may say the same, with how alike it is (0 to 1)."""

    place: Place
    likeness: float


def near_duplicates(documents: Sequence[Document]) -> list[tuple[Place, ...]]:
    """Groups of near-identical statements from at least two documents, in reading order.

    The work grows with the number of different texts: equal ones are one, and only texts that share a run of
    three words are compared. In documents that belong to one campaign a statement joins a group of the
    campaign already when half of its words are the group's.
    """
    groups = _groups(documents)
    for campaign in _tied(documents, groups):
        _let_in(documents, set(campaign), groups)
    return sorted(tuple(sorted(group)) for group in groups)


def campaigns(documents: Sequence[Document]) -> list[tuple[int, ...]]:
    """Groups of documents (by number) that have much of their text in common.

    Two belong together when at least three statements, and two fifths of the shorter one's, are
    near-identical.
    """
    return _tied(documents, _groups(documents))


def _groups(documents: Sequence[Document]) -> list[list[Place]]:
    places: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for number, document in enumerate(documents):
        for index, statement in enumerate(document.statements):
            words = _words(statement.quote)
            if len(words) >= LEAST_WORDS:
                places[words].append(Place(number, index))
    texts = list(places)
    joined = _joined(len(texts), _alike(texts))
    found = [[place for text in group for place in places[texts[text]]] for group in joined]
    return [group for group in found if len({place.document for place in group}) > 1]


def _tied(documents: Sequence[Document], groups: Sequence[Sequence[Place]]) -> list[tuple[int, ...]]:
    """The campaigns among `documents`, from their groups of statements."""
    common: Counter[tuple[int, int]] = Counter()
    for group in groups:
        numbers = sorted({place.document for place in group})
        # A text that stands in very many documents ties each to the first: all pairs would be their square.
        pairs = _pairs(numbers) if len(numbers) <= _COMMON else ((numbers[0], other) for other in numbers[1:])
        common.update(pairs)
    sizes = [
        sum(len(_words(statement.quote)) >= LEAST_WORDS for statement in document.statements)
        for document in documents
    ]
    tied = [
        (one, other)
        for (one, other), count in common.items()
        if count >= _LEAST_COMMON and count >= _SHARE_COMMON * min(sizes[one], sizes[other])
    ]
    return sorted(tuple(group) for group in _joined(len(documents), tied) if len(group) > 1)


def _let_in(documents: Sequence[Document], campaign: set[int], groups: list[list[Place]]) -> None:
    """Let statements of a campaign's documents that stand alone into its groups, where half of the words
    agree."""
    own = [group for group in groups if {place.document for place in group} <= campaign]
    taken = {place for group in own for place in group}
    samples = [
        set(_words(documents[group[0].document].statements[group[0].statement].quote)) for group in own
    ]
    for number in sorted(campaign):
        for index, statement in enumerate(documents[number].statements):
            words = set(_words(statement.quote))
            if Place(number, index) in taken or len(words) < LEAST_WORDS:
                continue
            alike = [
                _jaccard(words, sample) if _negated(words) == _negated(sample) else 0.0 for sample in samples
            ]
            if alike and max(alike) >= ALIKE:
                own[alike.index(max(alike))].append(Place(number, index))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def suggest(
    texts: Sequence[str], vectors: Floats, themes: Sequence[str], *, most: int = 10
) -> list[list[tuple[int, float]]]:
    """For each text the numbers of at most `most` others of its theme, the likeliest to say the same first.

    `vectors` has one row a text (see `vectors.embed`). Likeness is four fifths the vectors' cosine
    and one fifth that of the words, which catches what names and figures have in common.
    """
    result: list[list[tuple[int, float]]] = [[] for _ in texts]
    members: dict[str, list[int]] = defaultdict(list)
    for number, theme in enumerate(themes):
        members[theme].append(number)
    for numbers in members.values():
        _rank(numbers, [texts[number] for number in numbers], vectors[numbers], most, result)
    return result


_ROWS = 1024
_WORD_SHARE = 0.2


def _rank(
    numbers: Sequence[int],
    texts: Sequence[str],
    vectors: Floats,
    most: int,
    result: list[list[tuple[int, float]]],
) -> None:
    """Rank within one theme, some rows at a time so that memory stays small."""
    centred = vectors - vectors.mean(axis=0)
    centred = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    words = _word_vectors(texts)
    for start in range(0, len(numbers), _ROWS):
        rows = slice(start, start + _ROWS)
        alike = np.round(
            (1 - _WORD_SHARE) * centred[rows] @ centred.T + _WORD_SHARE * words[rows] @ words.T, 4
        )
        for row, scores in enumerate(alike):
            own = start + row
            scores[own] = -np.inf
            best = np.argsort(-scores, kind="stable")[: min(most, len(numbers) - 1)]
            result[numbers[own]] = [(numbers[other], float(scores[other])) for other in best]


_WIDTH = 1024


def _word_vectors(texts: Sequence[str]) -> Floats:
    """Words by their first seven letters, rare ones heavier, hashed into a fixed width; rows of length 1."""
    stems = [{word[:7] for word in _WORD.findall(text.casefold()) if len(word) > 2} for text in texts]
    often = Counter(stem for row in stems for stem in row)
    vectors = np.zeros((len(texts), _WIDTH), np.float32)
    for row, found in zip(vectors, stems, strict=True):
        for stem in found:
            row[_hashed(stem)] += np.log((1 + len(texts)) / often[stem])
    scaled: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled


def _hashed(word: str) -> int:
    """A place in the vector: the same in every process (Python's own hash is not)."""
    value = 2166136261
    for byte in word.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value % _WIDTH


def _alike(texts: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Pairs of texts that are near-identical."""
    runs = [{words[at : at + _RUN] for at in range(len(words) - _RUN + 1)} for words in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, own in enumerate(runs):
        for run in own:
            holders[run].append(number)
    found = []
    for number, own in enumerate(runs):
        shared: Counter[int] = Counter()
        for run in own:
            # A run that stands everywhere ("i helse- og omsorgstjenesten") tells nothing.
            if len(holders[run]) <= _COMMON:
                shared.update(other for other in holders[run] if other > number)
        for other, count in shared.items():
            # Runs left out as common can only add: the full count decides.
            if 2 * count >= ALIKE * min(len(own), len(runs[other])):
                least = ALIKE if min(len(texts[number]), len(texts[other])) >= _SHORT else _SHORT_ALIKE
                same = _negated(texts[number]) == _negated(texts[other])
                if same and _jaccard(own, runs[other]) >= least:
                    found.append((number, other))
    return found


def _negated(words: Iterable[str]) -> bool:
    """Whether a text denies something: one that does never says the same as one that does not."""
    return not _NEGATIONS.isdisjoint(words)


def _jaccard(one: Set[Hashable], other: Set[Hashable]) -> float:
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    return ((one, other) for at, one in enumerate(numbers) for other in numbers[at + 1 :])


def _joined(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers 0 to `count` - 1 in groups: two are in one group when a chain of pairs ties them."""
    parent = list(range(count))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        groups[root(number)].append(number)
    return list(groups.values())
