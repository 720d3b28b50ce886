"""Which of a consultation's own themes a sentence speaks for, by the words of the frame and by vectors.

Words: those of a theme's name, description and examples, the rarer among the themes the heavier. Vectors:
a linear head (ridge regression) that tells the themes' names, parts of descriptions and examples apart. Both
give a weight that is used like the key words of the default frame (themes.py).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from samstyring.engines.text_analysis import vectors
from samstyring.engines.text_analysis.frames import Theme, ThemeFrame
from samstyring.engines.text_analysis.packing import Floats
from samstyring.engines.text_analysis.wording import telling, words_of

Scores = dict[str, float]
Embed = Callable[[Sequence[str]], Floats]

MOST_TEXTS = 2_000
"""Most sentences of one document that are judged by vectors too: about a minute of one processor."""

MINIMUM = 2.0
"""Less weight than this means that no theme of the frame fits."""

_NAME, _DESCRIPTION, _EXAMPLE = 2.0, 1.5, 0.7
_VECTOR_WEIGHT, _RIDGE = 5.0, 3.0
_LONG = 5


class FrameScores:
    """The evidence for each theme of a frame. Raises FileNotFoundError where the model is missing."""

    def __init__(self, frame: ThemeFrame, *, embed: Embed = vectors.embed) -> None:
        self._slugs = [theme.slug for theme in frame.themes]
        self._embed = embed
        self._words = [_weights(theme) for theme in frame.themes]
        often = Counter(stem for weights in self._words for stem in weights)
        whole = math.log(1 + len(self._words))
        self._rare = {stem: math.log(1 + len(self._words) / count) / whole for stem, count in often.items()}
        self._middle, self._head = _head(frame, embed)
        self._seen: dict[str, Floats] = {}

    def see(self, texts: Sequence[str]) -> None:
        """Work out the vectors of a document's sentences and headings, all at once."""
        wanted = list(dict.fromkeys(text for text in texts if text and text not in self._seen))[:MOST_TEXTS]
        self._seen.update(zip(wanted, self._judged(wanted), strict=True))

    def scores(self, text: str) -> Scores:
        """The weight of each theme that has something to show for itself in `text`."""
        weights = self._by_words(frozenset(telling(words_of(text))))
        seen = self._seen.get(text)
        total = {}
        for number, slug in enumerate(self._slugs):
            weight = weights[number] + (float(seen[number]) if seen is not None else 0.0)
            if weight > 0:
                total[slug] = round(weight, 4)
        return total

    def words(self, text: str, slug: str) -> tuple[str, ...]:
        """At most three words of `text` that point to the theme."""
        own = self._words[self._slugs.index(slug)]
        found = (word for word in words_of(text) if any(_matches(stem, own) for stem in telling([word])))
        return tuple(dict.fromkeys(found))[:3]

    def _judged(self, texts: Sequence[str]) -> Floats:
        """Texts × themes: how much more the vector speaks for a theme than for the less likely half."""
        if not texts:
            return np.zeros((0, len(self._slugs)), np.float32)
        scores = _unit(self._embed(texts) - self._middle) @ self._head
        lower = np.sort(scores, axis=1)[:, : max(1, len(self._slugs) // 2)].mean(axis=1, keepdims=True)
        judged: Floats = np.round(np.maximum(_VECTOR_WEIGHT * (scores - lower), 0), 3)
        return judged

    def _by_words(self, stems: frozenset[str]) -> list[float]:
        return [
            sum(
                max((weights[own] * self._rare[own] for own in _matches(stem, weights)), default=0.0)
                for stem in sorted(stems)
            )
            for weights in self._words
        ]


@lru_cache(maxsize=4)
def scorer(frame: ThemeFrame) -> FrameScores:
    """The scores of a frame, made once in a process."""
    return FrameScores(frame)


def _weights(theme: Theme) -> dict[str, float]:
    """The telling words of a theme with what each weighs."""
    weights: dict[str, float] = {}
    sources = (
        (theme.name, _NAME),
        (theme.description, _DESCRIPTION),
        *((text, _EXAMPLE) for text in theme.examples),
    )
    for text, weight in sources:
        for stem in telling(words_of(text)):
            weights[stem] = max(weight, weights.get(stem, 0.0))
    return weights


def _matches(stem: str, weights: dict[str, float]) -> list[str]:
    """The theme's words that a word is, contains (as compounds do) or begins."""
    return [
        own
        for own in weights
        if own == stem or (len(own) >= _LONG and own in stem) or (len(stem) > _LONG and own.startswith(stem))
    ]


def _head(frame: ThemeFrame, embed: Embed) -> tuple[Floats, Floats]:
    """The middle of the frame's own texts, and a matrix from centred vectors to themes."""
    texts: list[str] = []
    themes: list[int] = []
    for number, theme in enumerate(frame.themes):
        parts = [part.strip() for part in re.split(r"[,.;]", theme.description) if part.strip()]
        own = [f"{theme.name}. {theme.description}".strip(), theme.name, *parts, *theme.examples]
        texts += own
        themes += [number] * len(own)
    rows = embed(texts)
    middle: Floats = rows.mean(axis=0)
    centred = _unit(rows - middle).astype(np.float64)
    wanted = np.eye(len(frame.themes))[themes]
    wanted -= wanted.mean(axis=0)
    inner = centred @ centred.T + _RIDGE * np.eye(len(centred))
    return middle, (centred.T @ np.linalg.solve(inner, wanted)).astype(np.float32)


def _unit(rows: Floats) -> Floats:
    scaled: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled
