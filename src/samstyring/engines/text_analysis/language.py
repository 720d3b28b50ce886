"""The language of a passage: bokmål, nynorsk, Northern, Southern or Lule Sámi, English; None where it
cannot be told.

Profiles of words and endings (words/languages.toml), small enough to read and to correct.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from samstyring.engines.text_analysis.words import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDING_WEIGHT = 0.25
_MINIMUM = 1.0
_LETTERS = {"se": frozenset("áčđŋšŧž"), "sma": frozenset("ïöä"), "smj": frozenset("áń")}
_LETTER_WEIGHT = 0.6


@cache
def _profiles() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    return {
        language: (frozenset(profile["words"]), tuple(profile["endings"]))
        for language, profile in load("languages").items()
    }


@lru_cache(maxsize=20_000)
def _weights(word: str) -> tuple[tuple[str, float], ...]:
    """What one word says: shared among the languages that have it, or whose endings it has."""
    profiles = _profiles()
    having = [language for language, (known, _) in profiles.items() if word in known]
    found = [(language, 1 / len(having)) for language in having]
    if len(word) > 4:
        ending = [language for language, (_, ends) in profiles.items() if word.endswith(ends)]
        found += [(language, _ENDING_WEIGHT / len(ending)) for language in ending]
    return tuple(found)


def language_scores(text: str) -> dict[str, float]:
    """For each language, how much in `text` points to it and not to every language alike."""
    words = [word.lower() for word in _WORD.findall(text)]
    scores = dict.fromkeys(_profiles(), 0.0)
    for word in words:
        for language, weight in _weights(word):
            scores[language] += weight
    for language, letters in _LETTERS.items():
        if scores[language] >= 1:
            scores[language] += _LETTER_WEIGHT * sum(1 for word in words if not letters.isdisjoint(word))
    return scores


def language_of(text: str, *, default: str | None = None) -> str | None:
    """The likeliest language of `text`, as an ISO 639 code; `default` where too little points to any."""
    scores = language_scores(text)
    ranked = sorted(scores, key=lambda language: -scores[language])
    best, second = ranked[0], ranked[1]
    if scores[best] < _MINIMUM or scores[best] < 1.15 * scores[second]:
        return default
    return best


def main_language(texts: Iterable[str]) -> str | None:
    """The language of a whole document, from its passages together."""
    return language_of(" ".join(texts))
