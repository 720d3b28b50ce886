"""How alike statements are, as numbers: rows that can be multiplied, and the likeliest first. No database.

A row is what a statement means (the text's vector, see the engine's `likeness`). Where vectors are not there
yet it is what words the statement has, rarer ones heavier.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samstyring.engines.text_analysis.likeness import likeness

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.floating]

WORD = re.compile(r"\w+")
WORDS_WIDE = 512
TINY = np.float32(1e-9)
# Words count by their first letters, which most endings leave alone; shorter ones tell nothing.
LETTERS = 7
SHORTEST = 3
AT_A_TIME = 4096


def zeros(shape: tuple[int, int]) -> Floats:
    """Rows of nothing, in memory."""
    return np.zeros(shape, np.float32)


@dataclass(frozen=True)
class Rows:
    """The rows of many statements. `weights` (how much each word tells) are empty where they are vectors."""

    rows: Floats
    weights: Floats

    @property
    def by_meaning(self) -> bool:
        """Whether the rows say what the statements mean, or only what words they have."""
        return not self.weights.size


def rows_of(
    texts: Sequence[str], vectors: Vectors | None, *, empty: Callable[[tuple[int, int]], Floats] = zeros
) -> Rows:
    """The rows of texts; `vectors` has one row a text, or is None where they are not there yet.

    `empty` makes the array of the given shape that the rows are put in: in memory, or a file. The work is
    done some rows at a time, so that the rows of 100,000 statements need not be in memory twice.
    """
    counts = word_counts(texts, WORDS_WIDE) if vectors is None else np.zeros((len(texts), 0), np.bool_)
    weights = weights_of(counts)
    rows = empty((len(texts), len(weights) if vectors is None else vectors.shape[1]))
    for start in range(0, len(texts), AT_A_TIME):
        part = slice(start, start + AT_A_TIME)
        rows[part] = weighed(counts[part], weights) if vectors is None else vectors[part]
    return Rows(rows, weights)


def row_for(text: str, vector: Vectors | None, rows: Rows) -> Floats | None:
    """The row of one more text beside `rows`; None where they are vectors and it has none."""
    if rows.by_meaning:
        return None if vector is None else vector.astype(np.float32)
    own: Floats = weighed(word_counts([text], len(rows.weights)), rows.weights)[0]
    return own


def middle_of(rows: Floats) -> Floats:
    """The middle of some rows, as a row of length 1."""
    middle = rows.mean(axis=0)
    scaled: Floats = (middle / max(float(np.linalg.norm(middle)), float(TINY))).astype(np.float32)
    return scaled


def likeliest(rows: Rows, row: Floats, *, most: int, among: Numbers | None = None) -> list[tuple[int, float]]:
    """The numbers of the rows most like `row`, and how alike (0 to 1), the likeliest first.

    `among` are the only numbers to look at; None looks at all.
    """
    scores = (rows.rows if among is None else rows.rows[among]) @ row
    count = min(most, len(scores))
    if not count:
        return []
    best = np.argpartition(-scores, count - 1)[:count]
    best = best[np.argsort(-scores[best], kind="stable")]
    numbers = best if among is None else among[best]
    alike = likeness(scores[best]) if rows.by_meaning else np.clip(scores[best], 0, 1)
    return list(zip(numbers.tolist(), alike.tolist(), strict=True))


def stems(text: str) -> set[str]:
    """The words of a text by their first letters."""
    return {word[:LETTERS] for word in WORD.findall(text.casefold()) if len(word) >= SHORTEST}


def word_counts(texts: Iterable[str], width: int) -> npt.NDArray[np.bool_]:
    """Which places of a row of `width` the words of each text fall on: the same in every process."""
    places: dict[str, int] = {}
    found: list[list[int]] = []
    for text in texts:
        own = stems(text)
        for stem in own:
            if stem not in places:
                places[stem] = zlib.crc32(stem.encode()) % width
        found.append([places[stem] for stem in own])
    counts = np.zeros((len(found), width), np.bool_)
    sizes = [len(own) for own in found]
    if sum(sizes):
        numbers = np.repeat(np.arange(len(found)), sizes)
        counts[numbers, np.concatenate([np.array(own, np.int64) for own in found if own])] = True
    return counts


def weights_of(counts: npt.NDArray[np.bool_]) -> Floats:
    """How much each place tells: the rarer among the texts, the more."""
    often = counts.sum(axis=0)
    weights: Floats = np.log((1 + len(counts)) / np.maximum(often, 1)).astype(np.float32)
    return weights


def weighed(counts: npt.NDArray[np.bool_], weights: Floats) -> Floats:
    """Rows of length 1 (0 for a text without words)."""
    rows = counts * weights
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), TINY)
    result: Floats = rows.astype(np.float32, copy=False)
    return result
