"""Points: what several documents say, under one name, with suggestions of what may say the same.

Near-identical statements are points by themselves. What says the same in other words is only suggested: a
person confirms it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from samstyring.engines.text_analysis.frames import NONE
from samstyring.engines.text_analysis.likeness import suggest
from samstyring.engines.text_analysis.model import Document, Statement, StatementType
from samstyring.engines.text_analysis.packing import Floats
from samstyring.engines.text_analysis.points import LEAST_WORDS, Place, grouped
from samstyring.engines.text_analysis.wording import jaccard, words_of

CAMPAIGN, NEAR_IDENTICAL = "campaign", "near_identical"
MOST = 10
"""Most suggestions for one unit."""

LEAST_LIKENESS = 0.6
"""In reports for reading, pairs with less are left out: most of them speak of the same, few say the same."""


@dataclass(frozen=True, slots=True)
class Point:
    """Near-identical statements of at least two documents.

    `name` is the wording that the others are most like; `kind` is CAMPAIGN where the documents have much of
    their text in common, else NEAR_IDENTICAL.
    """

    name: str
    theme: str
    kind: str
    members: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a person may put together: a point, or a statement that stands alone. `others` are numbers of
    units that may say the same, with their likeness, the likeliest first."""

    text: str
    theme: str
    members: tuple[Place, ...]
    point: int | None = None
    others: tuple[tuple[int, float], ...] = ()
    language: str | None = None


def points(documents: Sequence[Document]) -> list[Point]:
    """The points of the documents, those with most documents first."""
    groups, campaigns = grouped(documents)
    tied = {number: at for at, campaign in enumerate(campaigns) for number in campaign}
    found = [_point(documents, members, tied) for members in groups]
    return sorted(found, key=lambda point: (-len({place.document for place in point.members}), point.members))


def units(documents: Sequence[Document], found: Sequence[Point]) -> list[Unit]:
    """The points, then each statement in no point that raises something (all types but background)."""
    taken = {place for point in found for place in point.members}
    result = [
        Unit(
            point.name,
            point.theme,
            point.members,
            number,
            language=documents[point.members[0].document].statements[point.members[0].statement].language,
        )
        for number, point in enumerate(found)
    ]
    for number, document in enumerate(documents):
        for index, statement in enumerate(document.statements):
            place = Place(number, index)
            if place not in taken and _raises(statement):
                text = one_line(statement.quote)
                result.append(Unit(text, statement.theme, (place,), language=statement.language))
    return result


def with_suggestions(given: Sequence[Unit], vectors: Floats, *, most: int = MOST) -> list[Unit]:
    """The units with what may say the same, within a theme and from other documents. `vectors` has one row a
    unit, made from its `text` (see vectors.py)."""
    # A point stands in several documents: it has an owner of its own, so that all can be suggested.
    owners = [
        -1 - number if unit.point is not None else unit.members[0].document
        for number, unit in enumerate(given)
    ]
    ranked = suggest(vectors, [unit.theme for unit in given], owners=owners, most=most)
    return [replace(unit, others=tuple(others)) for unit, others in zip(given, ranked, strict=True)]


def pairs(given: Sequence[Unit], *, least: float = LEAST_LIKENESS) -> list[tuple[int, int, float]]:
    """What may say the same as pairs of numbers of units, each pair once, the likeliest first; pairs with
    less likeness than `least` are left out."""
    found = {
        (min(one, other), max(one, other)): likeness
        for one, unit in enumerate(given)
        for other, likeness in unit.others
        if likeness >= least
    }
    return [
        (one, other, likeness)
        for (one, other), likeness in sorted(found.items(), key=lambda p: (-p[1], p[0]))
    ]


def one_line(text: str) -> str:
    """A quotation with its white space as single spaces."""
    return " ".join(text.split())


def _raises(statement: Statement) -> bool:
    return (
        statement.type is not StatementType.BACKGROUND
        and not statement.cited
        and len(words_of(statement.quote)) >= LEAST_WORDS
    )


def _point(documents: Sequence[Document], members: Sequence[Place], tied: dict[int, int]) -> Point:
    statements = [documents[place.document].statements[place.statement] for place in members]
    themes = Counter(statement.theme for statement in statements if statement.theme != NONE)
    groups = {tied.get(place.document) for place in members}
    return Point(
        name=_most_central([one_line(statement.quote) for statement in statements]),
        theme=max(sorted(themes), key=lambda theme: themes[theme]) if themes else NONE,
        kind=CAMPAIGN if len(groups) == 1 and None not in groups else NEAR_IDENTICAL,
        members=tuple(members),
    )


_COMPARED = 30


def _most_central(texts: Sequence[str]) -> str:
    """The wording that shares most words with the others, each counted as often as it comes; the first of
    equals."""
    often = Counter(texts)
    wordings = [text for text, _ in often.most_common(_COMPARED)]
    bags = [frozenset(words_of(text)) for text in wordings]
    scores = [
        sum(jaccard(bag, other) * often[text] for other, text in zip(bags, wordings, strict=True))
        for bag in bags
    ]
    return wordings[scores.index(max(scores))]
