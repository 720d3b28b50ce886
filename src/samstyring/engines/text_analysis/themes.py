"""Themes by key words: a lexicon of our own for each theme in the frame, and the scoring that uses it.

The frame is the default; a consultation can bring another (see `Theme`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samstyring.engines.text_analysis.theme_words import LEXICON

NONE = "none"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme with its share of the evidence (0 to 1) and the words that pointed to it."""

    theme: str
    confidence: float
    words: tuple[str, ...] = ()


def _compile(
    lexicon: Mapping[str, Sequence[tuple[float, str]]],
) -> dict[str, list[tuple[float, re.Pattern[str]]]]:
    return {
        theme: [(weight, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for weight, pattern in rows]
        for theme, rows in lexicon.items()
    }


_PATTERNS = _compile(LEXICON)
_HEADING_SHARE = 0.45
_MINIMUM = 0.9


def theme_scores(text: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    """For each theme the summed weight of its words in `text`, and the words themselves."""
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for theme, rows in _PATTERNS.items():
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
