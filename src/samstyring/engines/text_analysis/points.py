"""Near-identical statements across documents: campaigns and copied paragraphs.

Two texts are near-identical when the words that carry meaning are the same but for a few (wording.py). What
says the same in other words is for a person to confirm (likeness.py ranks the candidates).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samstyring.engines.text_analysis.model import Document
from samstyring.engines.text_analysis.wording import (
    CANDIDATE,
    denies,
    is_few,
    jaccard,
    same_few,
    same_saying,
    telling,
    words_of,
)

_COMMON = 60
_LEAST_COMMON, _SHARE_COMMON = 3, 0.4
_CAMPAIGN_ALIKE = 0.5

LEAST_WORDS = 5
"""Shorter statements ("Vi støtter forslaget.") are alike by chance, but for equal ones within a campaign."""

_LEAST_SHORT = 3


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A statement: number of its document, number of the statement in it."""

    document: int
    statement: int


def near_duplicates(documents: Sequence[Document]) -> list[tuple[Place, ...]]:
    """Groups of near-identical statements from at least two documents, in reading order.

    The work grows with the number of different texts: equal ones are one, and only texts that share a rare
    word are compared. In documents that belong to one campaign a statement joins a group of the
    campaign already when half of its words are the group's.
    """
    return grouped(documents)[0]


def campaigns(documents: Sequence[Document]) -> list[tuple[int, ...]]:
    """Groups of documents (by number) that have much of their text in common.

    Two belong together when at least three statements, and two fifths of the shorter one's, are
    near-identical.
    """
    return _tied(documents, _groups(documents))


def grouped(documents: Sequence[Document]) -> tuple[list[tuple[Place, ...]], list[tuple[int, ...]]]:
    """The near-identical statements and the campaigns, for who needs both."""
    groups = _groups(documents)
    tied = _tied(documents, groups)
    for campaign in tied:
        _let_in(documents, set(campaign), groups)
    return sorted(tuple(sorted(group)) for group in groups), tied


def _groups(documents: Sequence[Document]) -> list[list[Place]]:
    places: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for number, document in enumerate(documents):
        for index, statement in enumerate(document.statements):
            words = words_of(statement.quote)
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
        sum(len(words_of(statement.quote)) >= LEAST_WORDS for statement in document.statements)
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
    agree, and put together the short ones that are equal."""
    own = [group for group in groups if {place.document for place in group} <= campaign]
    taken = {place for group in own for place in group}
    samples = [frozenset(words_of(_quote(documents, group[0]))) for group in own]
    short: dict[tuple[str, ...], list[Place]] = defaultdict(list)
    for number in sorted(campaign):
        for index, statement in enumerate(documents[number].statements):
            place, words = Place(number, index), words_of(statement.quote)
            if place in taken:
                continue
            if len(words) < LEAST_WORDS:
                short[words].append(place)
                continue
            bag = frozenset(words)
            alike = [jaccard(bag, sample) if denies(bag) == denies(sample) else 0.0 for sample in samples]
            if alike and max(alike) >= _CAMPAIGN_ALIKE:
                own[alike.index(max(alike))].append(place)
    groups += [
        places
        for words, places in short.items()
        if len(words) >= _LEAST_SHORT and len({place.document for place in places}) > 1
    ]


def _quote(documents: Sequence[Document], place: Place) -> str:
    return documents[place.document].statements[place.statement].quote


Saying = tuple[frozenset[str], bool]
"""The telling words of a text, and whether it denies something."""


def _alike(texts: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    """Pairs of texts that are near-identical: enough of them that all that are alike hang together."""
    found: list[tuple[int, int]] = []
    first: dict[Saying, int] = {}
    few: dict[Saying, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        said = (telling(words), denies(words))
        if is_few(said[0]):
            found += [(other, number) for other in few[said][:_COMMON] if same_few(texts[other], words)]
            few[said].append(number)
        elif said in first:
            found.append((first[said], number))
        else:
            first[said] = number
    return found + _nearly(first)


def _nearly(sayings: dict[Saying, int]) -> list[tuple[int, int]]:
    """Pairs of different sayings that are the same but for a few words.

    Two sets that have a share t of their words in common have at least two of the rarest words of each in
    common (prefix filtering: Xiao et al., "Efficient similarity joins for near-duplicate detection", 2011),
    so only those are looked up.
    """
    often = Counter(word for said, _ in sayings for word in said)
    holders: dict[tuple[str, bool], list[int]] = defaultdict(list)
    said_by = [said for said, _ in sayings]
    texts = list(sayings.values())
    found = []
    for number, (said, denied) in enumerate(sayings):
        size = len(said)
        rarest = sorted(said, key=lambda word: (often[word], word))
        looked_up = [holders[word, denied] for word in rarest[: size - math.ceil(CANDIDATE * size) + 2]]
        # A word of very many texts is looked up among the first of them: a large campaign hangs together
        # all the same, and the work stays in step with the number of texts.
        near = Counter(other for held in looked_up for other in held[:_COMMON])
        for other, common in near.items():
            if (
                common > 1
                and jaccard(said, said_by[other]) >= CANDIDATE
                and same_saying(said, said_by[other])
            ):
                found.append((texts[other], texts[number]))
        for held in looked_up:
            held.append(number)
    return sorted(found)


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
