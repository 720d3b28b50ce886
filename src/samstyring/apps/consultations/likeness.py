"""How alike statements are, as numbers: rows that can be multiplied, and the likeliest first. No database.

A row of `rows_of` is what a statement means (the text's vector, seen from the middle of its consultation)
beside what words it has, so that one product of two rows is a likeness from 0 to 1: four fifths meaning,
which finds paraphrases, and one fifth words, which knows names and figures. Without vectors it is words
alone.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.floating]

WORD = re.compile(r"\w+")
MEANING = 0.8
WORDS_BESIDE = 128
WORDS_ALONE = 512
TINY = np.float32(1e-9)
# Words count by their first letters, which most endings leave alone; shorter ones tell nothing.
LETTERS = 7
SHORTEST = 3
AT_A_TIME = 4096


def zeros(shape: tuple[int, int]) -> "Floats":
    """Rows of nothing, in memory."""
    return np.zeros(shape, np.float32)


@dataclass(frozen=True)
class Rows:
    """The rows of many statements, and what is needed to make a row of one more that fits them.

    `mean` is empty where there are no vectors.
    """

    rows: Floats
    mean: Floats
    weights: Floats

    @property
    def by_meaning(self) -> bool:
        """Whether the rows say what the statements mean, or only what words they have."""
        return bool(self.mean.size)


def rows_of(
    texts: Sequence[str], vectors: Vectors | None, *, empty: Callable[[tuple[int, int]], Floats] = zeros
) -> Rows:
    """The rows of texts; `vectors` has one row a text, or is None where they are not there yet.

    `empty` makes the array of the given shape that the rows are put in: in memory, or a file. The work is
    done some rows at a time, so that the rows of 100,000 statements need not be in memory twice.
    """
    counts = word_counts(texts, WORDS_ALONE if vectors is None else WORDS_BESIDE)
    weights = weights_of(counts)
    mean: Floats = (
        vectors.mean(axis=0, dtype=np.float32)
        if vectors is not None and len(vectors)
        else np.zeros(0, np.float32)
    )
    rows = empty((len(texts), len(mean) + len(weights)))
    for start in range(0, len(texts), AT_A_TIME):
        part = slice(start, start + AT_A_TIME)
        words = weighed(counts[part], weights)
        rows[part] = joined(vectors[part], mean, words) if vectors is not None else words
    return Rows(rows, mean, weights)


def row_for(text: str, vector: Vectors | None, rows: Rows) -> Floats:
    """The row of one more text beside `rows`. Without a vector it is compared by its words alone."""
    words = weighed(word_counts([text], len(rows.weights)), rows.weights)
    if rows.by_meaning:
        words = joined((rows.mean if vector is None else vector)[None], rows.mean, words)
    own: Floats = words[0]
    return own


def joined(vectors: Vectors, mean: Floats, words: Floats) -> Floats:
    """Meaning beside words, so that the product of two rows weighs the two."""
    centred = vectors.astype(np.float32) - mean
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), TINY)
    result = np.empty((len(vectors), centred.shape[1] + words.shape[1]), np.float32)
    result[:, : centred.shape[1]] = centred * np.float32(np.sqrt(MEANING))
    result[:, centred.shape[1] :] = words * np.float32(np.sqrt(1 - MEANING))
    return result


def likeliest(
    rows: Floats, row: Floats, *, most: int, among: Numbers | None = None
) -> list[tuple[int, float]]:
    """The numbers of the rows most like `row`, and how alike (0 to 1), the likeliest first.

    `among` are the only numbers to look at; None looks at all.
    """
    scores = (rows if among is None else rows[among]) @ row
    count = min(most, len(scores))
    if not count:
        return []
    best = np.argpartition(-scores, count - 1)[:count]
    best = best[np.argsort(-scores[best], kind="stable")]
    numbers = best if among is None else among[best]
    return [
        (int(number), float(np.clip(score, 0, 1)))
        for number, score in zip(numbers, scores[best], strict=True)
    ]


def stems(text: str) -> set[str]:
    """The words of a text by their first letters, which most endings leave alone."""
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
