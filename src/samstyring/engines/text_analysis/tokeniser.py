"""Words into pieces of words, as the learned model knows them: a unigram vocabulary with a score for each
piece.

The segmentation with the highest sum of scores wins (Kudo, "Subword Regularization", 2018, section 3.2),
found for each word by itself: no piece reaches across a space. `▁` stands for the space before a word.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

SPACE = "▁"
_UNKNOWN_PENALTY = 10.0
_CACHED_WORDS = 100_000
_LONGEST_WORD = 200


class Tokeniser:
    """Text → piece numbers, for one vocabulary.

    `pieces` and `scores` (log-probabilities) have the same length; `unknown` is the number that stands for a
    character that no piece has, and `special` are numbers that text never gives.
    """

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], *, unknown: int, special: Sequence[int] = ()
    ) -> None:
        if len(pieces) != len(scores):
            raise ValueError(f"{len(pieces)} pieces but {len(scores)} scores")
        left_out = {unknown, *special}
        self._known = {
            piece: (number, float(score))
            for number, (piece, score) in enumerate(zip(pieces, scores, strict=True))
            if number not in left_out
        }
        self._longest = max(map(len, self._known), default=1)
        self._unknown = unknown
        self._unknown_score = (
            min((score for _, score in self._known.values()), default=0.0) - _UNKNOWN_PENALTY
        )
        # Words come again: the cache makes a document of 500 pages a matter of a second.
        self._word = lru_cache(_CACHED_WORDS)(self._best)

    def __call__(self, text: str) -> list[int]:
        """The piece numbers of `text` (NFKC, white space counts as one space)."""
        numbers: list[int] = []
        for word in unicodedata.normalize("NFKC", text).split():
            # No word is this long; what is (a key, a picture as text) must not cost more than its size.
            for start in range(0, len(word), _LONGEST_WORD):
                part = word[start : start + _LONGEST_WORD]
                numbers.extend(self._word(part if start else SPACE + part))
        return numbers

    def _best(self, word: str) -> tuple[int, ...]:
        """The best segmentation of one word (Viterbi over its characters)."""
        size = len(word)
        score = [0.0] + [float("-inf")] * size
        via = [(0, 0)] * (size + 1)
        for start in range(size):
            here = score[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                found = self._known.get(word[start:end])
                if found is not None and here + found[1] > score[end]:
                    score[end], via[end] = here + found[1], (found[0], start)
            if here + self._unknown_score > score[start + 1]:
                score[start + 1], via[start + 1] = here + self._unknown_score, (self._unknown, start)
        numbers = []
        end = size
        while end > 0:
            number, end = via[end]
            numbers.append(number)
        return tuple(reversed(numbers))
