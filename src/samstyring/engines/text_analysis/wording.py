"""Two sentences word by word: is one the other with a few words changed?

Compared are the words that carry meaning, without their endings. What stands in only one of two sentences
is an addition; what stands in each and not in the other is a substitution, and few of those are allowed:
none of a word that says who acts or which way, and none of a figure.
"""

import re
from collections.abc import Iterable
from functools import cache

from samstyring.engines.text_analysis.words import load

_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?:anes?|enes?|asts?|ast|ar|er|et|en|es|as|te|de|dd|a|e|t|s)$")
_KEPT = 3
_SHORT_WORD, _BEGINNING = 5, 4
CANDIDATE = 0.55
"""Two sentences are compared when at least this share of their telling words is common (Jaccard)."""

_SUBSTITUTIONS = (8, 14, 22)
"""How many telling words a sentence must have to allow one, two or three substitutions."""

_ADDITIONS = 0.5
_FEW, _FEW_ALIKE = 4, 0.5


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters."""
    return tuple(_WORD.findall(text.casefold()))


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], tuple[str, ...], dict[str, str]]:
    given = load("wording")
    small, denials, telling = (given[name]["any"] for name in ("small", "denials", "telling"))
    return frozenset(small), frozenset(denials), tuple(telling), dict(given["nynorsk"])


def denies(words: Iterable[str]) -> bool:
    """Whether a text denies something: one that does never says the same as one that does not."""
    return not _lists()[1].isdisjoint(words)


def telling(words: Iterable[str]) -> frozenset[str]:
    """The words that carry meaning, without their endings."""
    small, denials, _, _ = _lists()
    return frozenset(_stem(word) for word in words if word not in small and word not in denials)


def same_saying(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences, given by their `telling` words, are the same but for a few words."""
    only_one, only_other = _left(one - other, other - one)
    substituted = min(len(only_one), len(only_other))
    added = max(len(only_one), len(only_other)) - substituted
    least = min(len(one), len(other))
    if substituted and any(_decides(word) for word in only_one | only_other):
        return False
    allowed = sum(least >= needed for needed in _SUBSTITUTIONS)
    return substituted <= allowed and added <= _ADDITIONS * least


def same_few(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same for sentences of fewer than four telling words: hardly a word may differ."""
    return telling(one) == telling(other) and jaccard(frozenset(one), frozenset(other)) >= _FEW_ALIKE


def is_few(words: frozenset[str]) -> bool:
    """Whether so few words tell something that one more or less is another saying."""
    return len(words) < _FEW


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of either that is common to both."""
    common = len(one & other)
    return common / max(1, len(one) + len(other) - common)


@cache
def _stem(word: str) -> str:
    for nynorsk, bokmål in _lists()[3].items():
        if word.startswith(nynorsk):
            word = bokmål + word[len(nynorsk) :]
            break
    if word.isdigit():
        return word
    shorter = _ENDING.sub("", word)
    return shorter if len(shorter) >= _KEPT else word


def _left(one: frozenset[str], other: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What is left of both when words with the same beginning are taken as one."""
    rest = set(other)
    left = set()
    for word in sorted(one):
        match = next((mate for mate in sorted(rest) if _akin(word, mate)), None)
        if match is None:
            left.add(word)
        else:
            rest.discard(match)
    return frozenset(left), frozenset(rest)


def _akin(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit():
        return False
    enough = _BEGINNING if max(len(one), len(other)) > _SHORT_WORD else _BEGINNING - 1
    enough = min(enough, len(one), len(other))
    return one[:enough] == other[:enough]


@cache
def _decides(word: str) -> bool:
    return word.isdigit() or word.startswith(_lists()[2])
