"""What the stance model sees in a sentence: its words as stems of bokmål, pairs of them, what is denied, "
"and the
cues of words/stance_cues.toml. All are strings, so that a person can read what a weight belongs to."""

import re
from functools import cache, lru_cache

from samstyring.engines.text_analysis.words import load, whole

_LONGEST = 1500  # no sentence is judged by more characters than this
_STEM = 6
_DENY = 3  # so many words after a “not” are denied
_WORD = re.compile(r"[^\W\d_]+|[?§]")
_TARGET = re.compile(
    r"(?:lov|lova|loven|forslag|framlegg|forskrift|strategi|modell|ordning|utkast|plan|register|registr|"
    r"krav|plikt|"
    r"avtale|løsning|løysing|endring|proposal|regulation|norm|reform|veileder|rettleiar|gebyr|avgift|"
    r"tiltak)\w{0,8}|"
    r"\w+(?:forslaget|framlegget|loven|lova|ordningen|ordninga|forskriften|forskrifta|modellen|kravet|"
    r"plikten|plikta|"
    r"reformen|reforma|planen|strategien)"
)
_SELF = re.compile(
    r"(?<!\w)(?:vi|me|jeg|eg|oss|meg|vår|vårt|våre|rådet|styret|laget|foreningen|foreninga|forbundet|"
    r"kommunen|"
    r"(?:kommune|fylkes|by)\w*(?:styret|rådet|utvalget|direktøren)|embetet|sykehuset|føretaket|foretaket|"
    r"utvalget|"
    r"organisasjonen|nettverket|KS|fylkeskommunen|statsforvalteren|statsforvaltaren|klubben|ombudet|"
    r"flertallet|"
    r"fleirtalet|byen|institutt\w*|\w+ kommune)(?!\w)"
)


@cache
def cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The cues in words/stance_cues.toml: name and pattern."""
    # Small letters on both sides: ignoring case at every place of every alternative costs five times as much.
    return tuple((row["name"], re.compile(whole(row["any"]).pattern)) for row in load("stance_cues")["cue"])


def cue_names() -> tuple[str, ...]:
    """The names of the cues, in order."""
    return tuple(name for name, _ in cues())


@cache
def _same() -> dict[str, str]:
    """Nynorsk, and other spellings, of words that say much here: form → the form that stands for both."""
    return {form: word for word, forms in load("nynorsk").items() for form in forms}


@lru_cache(maxsize=20_000)
def _is_target(word: str) -> bool:
    return _TARGET.fullmatch(word) is not None


def stems(text: str) -> list[str]:
    """The words of a sentence as stems of bokmål, in order."""
    found = (match.group().casefold() for match in _WORD.finditer(text[:_LONGEST]))
    same = _same()
    return [same.get(word, word)[:_STEM] for word in found]


def cues_in(text: str) -> frozenset[str]:
    """The names of the cues in a sentence, “target” where it speaks of what is proposed, “self” of the "
    "sender."""
    words = " ".join(text[:_LONGEST].split())
    small = words.casefold()
    found = {name for name, pattern in cues() if pattern.search(small)}
    if "against, verdict" in found:  # “kan ikke gå inn for”: what is denied is no support
        found -= {"for, verdict", "whole"}
    if any(_is_target(match.group()) for match in _WORD.finditer(small)):
        found.add("target")
    if _SELF.search(words):
        found.add("self")
    return frozenset(found)


def features(text: str) -> list[str]:
    """All that the model sees in one sentence, each once, in a stable order."""
    words = stems(text)
    seen = dict.fromkeys(f"w {word}" for word in words)
    seen.update(dict.fromkeys(f"p {a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True)))
    for at, word in enumerate(words):
        if word in ("ikke", "ingen", "verken", "aldri", "not"):
            seen.update(dict.fromkeys(f"n {denied}" for denied in words[at + 1 : at + 1 + _DENY]))
    named = sorted(cues_in(text))
    seen.update(dict.fromkeys(f"c {name}" for name in named))
    seen.update(dict.fromkeys(f"c {a} & {b}" for n, a in enumerate(named) for b in named[n + 1 :]))
    length = len(words)
    seen[f"l {'short' if length < 7 else 'middle' if length < 18 else 'long'}"] = None
    return list(seen)
