"""Themes by key words: a lexicon of our own for each theme in the frame, and the scoring that uses it.

The frame is the default; a consultation can bring another (see `Theme`).
"""

import re
from dataclasses import dataclass
from functools import cache

from samstyring.engines.text_analysis.words import any_of, load

NONE = "none"


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme with its share of the evidence (0 to 1) and the words that pointed to it."""

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
_HEADING_SHARE = 0.45
_MINIMUM = 0.9


def theme_scores(text: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    """For each theme the summed weight of its words in `text`, and the words themselves."""
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for theme, rows in _patterns().items():
        for weight, pattern in rows:
            found = {match.group().lower() for match in pattern.finditer(text)}
            if found:
                # A word that comes twice says little more than once.
                scores[theme] = scores.get(theme, 0.0) + weight * (1 + 0.3 * (len(found) - 1))
                words.setdefault(theme, []).extend(sorted(found))
    return scores, words


def choose_theme(text: str, *, heading: str = "", before: str = "") -> ThemeChoice:
    """The theme that `text` is mainly about; the heading, and the sentence before, count for less."""
    scores, words = theme_scores(text)
    around: dict[str, float] = {}
    for share, context in ((_HEADING_SHARE, heading), (0.3, before)):
        for theme, score in theme_scores(context)[0].items():
            around[theme] = around.get(theme, 0.0) + share * score
    total = {theme: scores.get(theme, 0.0) + around.get(theme, 0.0) for theme in {*scores, *around}}
    if not total or max(total.values()) < _MINIMUM:
        return ThemeChoice(NONE, 0.5)
    best = max(sorted(total), key=lambda theme: total[theme])
    return ThemeChoice(best, round(total[best] / sum(total.values()), 3), tuple(words.get(best, ())[:3]))
