"""What says about the same, by the texts' vectors: suggestions, the nearest to one text, the most central.

Likeness is the cosine of two vectors drawn out to 0 to 1: with multilingual-e5-small sentences that have
nothing in common have about 0.75, and only equal ones 1.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from samstyring.engines.text_analysis.packing import Floats

_NOTHING = 0.7
_ROWS = 1024
_BLOCK = 8192
_DIGITS = 4
Vectors = npt.NDArray[np.floating]
"""Rows of length 1: float32, or float16 where there are very many (half of the memory, slower)."""


def likeness(cosine: Floats) -> Floats:
    """Cosines as likeness, 0 to 1, rounded to four digits."""
    drawn: Floats = np.round(np.clip((cosine - _NOTHING) / (1 - _NOTHING), 0, 1), _DIGITS)
    return drawn


def suggest(
    vectors: Floats, themes: Sequence[str], *, owners: Sequence[int] | None = None, most: int = 10
) -> list[list[tuple[int, float]]]:
    """For each text the numbers of at most `most` others of its theme with their likeness, the likeliest to
    say the same first.

    `vectors` has one row a text (see `vectors.embed`). With `owners` (the document of each text) what stands
    in the same document is left out. The work is the square of the texts of a theme: 0.1 seconds of one
    processor for 1,000, a minute for 25,000.
    """
    result: list[list[tuple[int, float]]] = [[] for _ in themes]
    members: dict[str, list[int]] = defaultdict(list)
    for number, theme in enumerate(themes):
        members[theme].append(number)
    for numbers in members.values():
        own = np.array([owners[number] for number in numbers]) if owners is not None else None
        _rank(numbers, vectors[numbers], own, most, result)
    return result


def nearest(vector: Floats, vectors: Vectors, *, most: int = 20) -> list[tuple[int, float]]:
    """The rows of `vectors` (n × 384) that lie nearest to `vector` (384), with their likeness, nearest first.

    One product of a matrix and a vector: for 100,000 rows 20 milliseconds in float32, 100 in float16.
    """
    # Products of float16 are slow: some rows at a time become float32.
    blocks = range(0, len(vectors), _BLOCK)
    parts = [np.asarray(vectors[at : at + _BLOCK], np.float32) @ vector for at in blocks]
    cosines = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    scores = likeness(cosines)
    return [(int(number), float(scores[number])) for number in _best(cosines, most)]


def central(vectors: Floats, groups: Sequence[str], *, most: int = 3) -> dict[str, list[int]]:
    """For each group (a theme, say) the numbers of its `most` most central texts, the most central first.

    Central is what lies nearest to the mean of its group, after what all groups have in common is taken
    away, so that it is typical of its group and not of everything. One that says nearly what a more
    central one says is passed over.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        members[group].append(number)
    common = vectors.mean(axis=0) if len(members) > 1 else 0.0
    return {
        group: [numbers[at] for at in _spread(vectors[numbers], common, most)]
        for group, numbers in members.items()
    }


_SAME = 0.75
"""Likeness from which two texts are told apart by their words only."""


def _spread(vectors: Floats, common: Floats | float, most: int) -> list[int]:
    """Rows nearest to their mean that do not say the same as one chosen before."""
    middle = vectors.mean(axis=0) - common
    order = np.argsort(-np.round((vectors - common) @ middle, _DIGITS), kind="stable")
    chosen: list[int] = []
    for row in order.tolist():
        if len(chosen) == most:
            break
        if not chosen or likeness(vectors[chosen] @ vectors[row]).max() < _SAME:
            chosen.append(row)
    return chosen


def _rank(
    numbers: Sequence[int],
    vectors: Floats,
    owners: npt.NDArray[np.int_] | None,
    most: int,
    result: list[list[tuple[int, float]]],
) -> None:
    """Rank within one theme, some rows at a time so that memory stays small."""
    for start in range(0, len(numbers), _ROWS):
        alike = vectors[start : start + _ROWS] @ vectors.T
        for row, cosines in enumerate(alike):
            own = start + row
            cosines[own if owners is None else owners == owners[own]] = -np.inf
            best = [at for at in _best(cosines, most) if cosines[at] > -1.5]
            scores = likeness(cosines[best])
            result[numbers[own]] = [
                (numbers[at], float(score)) for at, score in zip(best, scores, strict=True)
            ]


def _best(scores: Floats, most: int) -> list[int]:
    """Where the `most` highest scores are, highest first, the earlier of equal ones first."""
    most = min(most, len(scores))
    if not most:
        return []
    # Rounded, so that the order does not hang on the last bit; the slack holds ties at the edge.
    rounded = np.round(scores, _DIGITS)
    least = np.partition(rounded, len(rounded) - most)[len(rounded) - most]
    candidates = np.flatnonzero(rounded >= least)
    found: list[int] = candidates[np.argsort(-rounded[candidates], kind="stable")][:most].tolist()
    return found
