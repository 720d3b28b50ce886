"""What somebody searches for, as substrings of folded text; and where they stand in a text. No database.

A word is looked for by its stem anywhere in a word, so that *sykepleiere* finds *sykepleiermangel* and *lege*
finds *fastlegen*; one of three letters or fewer only where a word begins or as a whole word. Each word is
also looked for as the other form of Norwegian writes it (`search_words.toml`). Words in quotation marks are
looked for as they stand.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import snowballstemmer

from .folding import fold_with_map, folded

MOST_TERMS = 8
MOST_FORMS = 8
# A stem with fewer letters than this is in too many other words.
SHORTEST_STEM = 4
QUOTED = re.compile(r'["“”«»]([^"“”«»]+)["“”«»]')
INFLECTION = re.compile(r"(?:ene|ane|er|ar|en|et|e|a)$")


@dataclass(frozen=True)
class Term:
    """One thing that must be there: any of these substrings of folded text, each of three letters or more."""

    forms: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """A run of a shown text, and whether it is what was searched for."""

    text: str
    is_hit: bool = False


def terms_of(query: str) -> list[Term]:
    """What a query asks for; nothing for one without letters. At most eight terms, the rest is left out."""
    terms = [Term((folded(phrase),)) for phrase in QUOTED.findall(query) if folded(phrase).strip()]
    words = folded(QUOTED.sub(" ", query)).split()
    terms += [Term(tuple(dict.fromkeys(form_of(one) for one in variants(word)))) for word in words]
    return list(dict.fromkeys(terms))[:MOST_TERMS]


def variants(word: str) -> list[str]:
    """A folded word and how the other form of Norwegian writes it, at most eight."""
    found = [word]
    pairs = both_ways()
    found += [pair[1] for pair in pairs["words"] if pair[0] == word]
    for one, other in pairs["inside"]:
        found += [form.replace(one, other) for form in list(found) if one in form]
    for one, other in pairs["endings"]:
        found += [
            form[: -len(one)] + other
            for form in list(found)
            if len(form) > len(one) + 2 and form.endswith(one)
        ]
    return list(dict.fromkeys(found))[:MOST_FORMS]


def form_of(word: str) -> str:
    """The substring by which a folded word is looked for."""
    if len(word) < 3:
        return f" {word} "
    if len(word) == 3:
        return f" {word}"
    stem = stemmer().stemWord(word)
    if len(stem) >= SHORTEST_STEM and len(word) - len(stem) <= 3:
        return str(stem)
    # Snowball takes “lig” and “het” too, which leaves “mul” of “mulighet”: only the inflection is taken here.
    cut = INFLECTION.sub("", word)
    return cut if len(cut) >= SHORTEST_STEM else word


def found_in(text: str, terms: Iterable[Term]) -> list[Run]:
    """The text cut into runs, what was searched for apart. The runs put together are the text."""
    searched, places = fold_with_map(text)
    hits = sorted(
        (places[at + (form[0] == " ")], places[at + len(form.rstrip()) - 1] + 1)
        for term in terms
        for form in term.forms
        for at in occurrences(searched, form)
    )
    runs: list[Run] = []
    reached = 0
    for start, end in hits:
        if end <= reached:
            continue
        start = max(start, reached)
        if start > reached:
            runs.append(Run(text[reached:start]))
        runs.append(Run(text[start:end], is_hit=True))
        reached = end
    return [*runs, Run(text[reached:])] if reached < len(text) else runs


def occurrences(text: str, form: str) -> Sequence[int]:
    """Where a substring begins, each time."""
    found = []
    at = text.find(form)
    while at >= 0:
        found.append(at)
        at = text.find(form, at + 1)
    return found


@cache
def both_ways() -> dict[str, list[tuple[str, str]]]:
    """The pairs of the list, each in both directions."""
    pairs = tomllib.loads((Path(__file__).parent / "search_words.toml").read_text(encoding="utf-8"))
    return {
        kind: [
            (folded(a).strip(), folded(b).strip())
            for one, other in rows
            for a, b in ((one, other), (other, one))
        ]
        for kind, rows in pairs.items()
    }


@cache
def stemmer() -> "snowballstemmer.basestemmer.BaseStemmer":
    """The stemmer of bokmål; nynorsk endings are near enough for the beginnings of words to meet."""
    return snowballstemmer.stemmer("norwegian")
