"""Themes by key words: a lexicon of our own for each theme in the frame, and the scoring that uses it.

The frame is the default; a consultation can bring another (frames.py, frame_scores.py).
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from samstyring.engines.text_analysis.frame_scores import MINIMUM as FRAME_MINIMUM
from samstyring.engines.text_analysis.frame_scores import FrameScores, scorer
from samstyring.engines.text_analysis.frames import NONE, ThemeFrame
from samstyring.engines.text_analysis.words import any_of, load

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme with its share of the evidence (0 to 1), and its own words that pointed to it."""

    theme: str
    confidence: float
    words: tuple[str, ...] = ()


@cache
def _patterns() -> dict[str, list[tuple[float, re.Pattern[str]]]]:
    return {
        theme: [(_WEIGHT[strength], any_of(words)) for strength, words in rows.items()]
        for theme, rows in load("themes").items()
    }


_WEIGHT = {"strong": 2.0, "clear": 1.4, "faint": 0.8}
# How much what stands around counts beside the sentence's own words. A sentence is rarely about something
# else
# than its neighbours, and many have no word of their own that tells.
_SHARES = {"heading": 0.45, "before": 0.3, "after": 0.1, "paragraph": 0.5, "section": 0.9}
_MINIMUM = 1.0


@dataclass(frozen=True, slots=True)
class ThemeUnit:
    """A sentence with its place: the heading above it, and the number of its paragraph."""

    text: str
    heading: str = ""
    paragraph: int = 0


@lru_cache(maxsize=4096)
def theme_evidence(text: str) -> tuple[tuple[str, float, tuple[str, ...]], ...]:
    """For each theme that has words in `text`: its name, the summed weight of the words, and the words."""
    found = []
    for theme, rows in _patterns().items():
        score = 0.0
        words: list[str] = []
        for weight, pattern in rows:
            here = {match.group().lower() for match in pattern.finditer(text)}
            if here:
                # A word that comes twice says little more than once.
                score += weight * (1 + 0.3 * (len(here) - 1))
                words.extend(sorted(here))
        if score:
            found.append((theme, score, tuple(words)))
    return tuple(found)


ThemeScorer = Callable[[Sequence[Scores]], list[dict[str, float]]]
"""A learned model (learned.py): the weight of the words for each sentence of a document → the scores that
count, as log-odds for each theme. It may stop before the last sentence."""


def choose_themes(
    units: Sequence[ThemeUnit], *, learned: ThemeScorer | None = None, frame: ThemeFrame | None = None
) -> list[ThemeChoice]:
    """The theme that each sentence of a document is mainly about, judged by its own words and those around
    it: one of the default frame, or of `frame` (the learned model knows only the default one)."""
    if frame is not None:
        return _of_frame(units, scorer(frame))
    weights = word_weights(units)
    scores = learned(weights) if learned is not None else []
    judged = [_likeliest(unit.text, row) for unit, row in zip(units, scores, strict=False)]
    rest = zip(units[len(judged) :], weights[len(judged) :], strict=True)
    return judged + [_choice(unit.text, total) for unit, total in rest]


def _of_frame(units: Sequence[ThemeUnit], frame: FrameScores) -> list[ThemeChoice]:
    frame.see([text for unit in units for text in (unit.text, unit.heading)])
    choices = []
    for unit, total in zip(units, word_weights(units, frame.scores), strict=True):
        best = max(sorted(total), key=lambda theme: total[theme]) if total else NONE
        if not total or total[best] < FRAME_MINIMUM:
            choices.append(ThemeChoice(NONE, 0.5))
        else:
            share = round(total[best] / sum(total.values()), 3)
            choices.append(ThemeChoice(best, share, frame.words(unit.text, best)))
    return choices


def word_weights(units: Sequence[ThemeUnit], evidence: Callable[[str], Scores] | None = None) -> list[Scores]:
    """For each sentence of a document the weight of the words in it and around it, by theme. `evidence` gives
    what one text has to show for each theme; the words of the default frame where it is left out."""
    look = evidence or _scores
    own = [look(unit.text) for unit in units]
    paragraphs = _mean(own, [unit.paragraph for unit in units])
    sections = _mean(own, [unit.heading for unit in units])
    result = []
    for number, unit in enumerate(units):
        total = dict(own[number])
        _add(total, look(unit.heading), _SHARES["heading"])
        if number:
            _add(total, own[number - 1], _SHARES["before"])
        if number + 1 < len(units) and units[number + 1].paragraph == unit.paragraph:
            _add(total, own[number + 1], _SHARES["after"])
        _add(total, paragraphs[unit.paragraph], _SHARES["paragraph"])
        _add(total, sections[unit.heading], _SHARES["section"])
        result.append(total)
    return result


def choose_theme(text: str, *, heading: str = "") -> ThemeChoice:
    """The theme of one sentence alone."""
    return choose_themes([ThemeUnit(text, heading)])[0]


def _scores(text: str) -> Scores:
    return {theme: score for theme, score, _ in theme_evidence(text)}


def _add(total: Scores, scores: Scores, share: float) -> None:
    for theme, score in scores.items():
        total[theme] = total.get(theme, 0.0) + share * score


def _mean(scores: Sequence[Scores], groups: Sequence[Hashable]) -> dict[Hashable, Scores]:
    """The mean scores of each group of sentences."""
    sums: dict[Hashable, Scores] = {}
    sizes = Counter(groups)
    for group, row in zip(groups, scores, strict=True):
        target = sums.setdefault(group, {})
        for theme, score in row.items():
            target[theme] = target.get(theme, 0.0) + score / sizes[group]
    return sums


def _likeliest(text: str, scores: Mapping[str, float]) -> ThemeChoice:
    best = max(sorted(scores), key=lambda theme: scores[theme])
    share = 1 / sum(math.exp(score - scores[best]) for score in scores.values())
    return ThemeChoice(best, round(share, 3), _words(text, best))


def _choice(text: str, total: Mapping[str, float]) -> ThemeChoice:
    if not total or max(total.values()) < _MINIMUM:
        return ThemeChoice(NONE, 0.5)
    best = max(sorted(total), key=lambda theme: total[theme])
    return ThemeChoice(best, round(total[best] / sum(total.values()), 3), _words(text, best))


def _words(text: str, theme: str) -> tuple[str, ...]:
    """At most three words of `text` that point to `theme`."""
    return next((found for name, _, found in theme_evidence(text) if name == theme), ())[:3]
