"""The type of a statement: its own cues, and what stands around it.

`features` tells what was seen, `classify` weighs it. A learned model joins them at one seam: see `Scorer`.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from samstyring.engines.text_analysis.cues import cues, promises
from samstyring.engines.text_analysis.model import PassageKind, StatementType

_ORDER = tuple(StatementType)
_PRIOR = {StatementType.BACKGROUND: 1.3}
_CONDITION = re.compile(
    r"^(?:dersom|hvis|såfremt|viss|om|når|for å|gitt at|med)\b[^,.;:]{5,160}?(?:,\s*(?=så|må|"
    r"bør|er|vil|kan|blir|skal|har|det|vi|kommunen|KS)|(?=\s(?:må|bør)\b))",
    re.IGNORECASE,
)
_FINITE_LIST = re.compile(
    r"\b(?:er|har|må|bør|kan|vil|skal|blir|ble|var|får|gir|gjør|mangler|trenger|krever)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"^[«“\"].+[»”\"]\.?$")


@dataclass(frozen=True, slots=True)
class Context:
    """What a statement is judged by: its cleaned words and what stands around them.

    `position` is its place in the document from 0 to 1; `question` the words of the form question it answers.
    """

    text: str
    kind: PassageKind = PassageKind.PARAGRAPH
    heading: str = ""
    lead_in: str = ""
    before: str = ""
    after: str = ""
    position: float = 0.5
    question: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A type, the probability that the scorer gives it, why in a few words, and the scores in log-odds."""

    type: StatementType
    confidence: float
    reason: str
    scores: dict[StatementType, float]


Scorer = Callable[[dict[StatementType, float]], dict[StatementType, float]]
"""A learned model (learned.py): the scores of the cues → the scores that count, in log-odds for each type."""
LEARNED = "learned from labelled examples"


def features(context: Context) -> dict[str, float]:
    """What was seen in a statement and around it: name → strength. Names are stable; a learned model uses
    them."""
    return {name: value for name, (value, _) in _seen(context).items()}


def classify(context: Context, *, learned: Scorer | None = None) -> Judgement:
    """The likeliest type of a statement in its context."""
    seen = _seen(context)
    scores = {kind: _PRIOR.get(kind, 0.0) for kind in _ORDER}
    reasons: dict[StatementType, tuple[float, str]] = {}
    for name, (value, words) in seen.items():
        for kind, weight in _weights(name):
            scores[kind] += weight * value
            if weight * value > reasons.get(kind, (0.0, ""))[0]:
                reasons[kind] = (weight * value, f"{name}: “{words}”" if words else name)
    if learned is not None:
        scores = learned(scores)
    best = max(_ORDER, key=lambda kind: scores[kind])
    top = scores[best]
    total = sum(math.exp(score - top) for score in scores.values())
    silent = "no cue" if learned is None else LEARNED
    return Judgement(best, round(1 / total, 3), reasons.get(best, (0.0, silent))[1], scores)


def _seen(context: Context) -> dict[str, tuple[float, str]]:
    """Features with the words that gave them."""
    text = context.text
    main = _main_clause(text)
    seen: dict[str, tuple[float, str]] = {}
    for cue in cues():
        words = cue.found(main)
        if words is not None:
            seen[cue.name] = (1.0, words)
    item = context.kind is PassageKind.LIST_ITEM
    bare = item and not _FINITE_LIST.search(text)
    for promise in promises():
        words = promise.found(context.lead_in) if context.lead_in else None
        if words is not None:
            seen[f"lead-in {promise.name}"] = (1.0, words)
        words = promise.found(context.heading)
        if words is not None:
            name = f"heading {promise.name}"
            seen[f"{name} of a list" if item else name] = (1.0 if bare or not item else 0.6, words)
    if text.rstrip('»”" ').endswith("?"):
        seen["question"] = (1.0, "?")
    if bare:
        seen["item without verb"] = (1.0, "")
    if len(text.split()) < 4:
        seen["very short"] = (1.0, "")
    if context.position > 0.97:
        seen["at the end"] = (1.0, "")
    return seen


def _main_clause(text: str) -> str:
    """The sentence without a condition at its beginning: what stands there is supposed, not said."""
    stripped = _CONDITION.sub("", text, count=1).strip()
    return stripped if len(stripped.split()) > 3 else text


def _weights(name: str) -> list[tuple[StatementType, float]]:
    return _table().get(name, [])


_TABLE: dict[str, list[tuple[StatementType, float]]] = {}


def _table() -> dict[str, list[tuple[StatementType, float]]]:
    """Feature → types and weights, made once."""
    if not _TABLE:
        made: dict[str, list[tuple[StatementType, float]]] = {
            cue.name: [(cue.type, cue.weight)] for cue in cues()
        }
        for promise in promises():
            made[f"lead-in {promise.name}"] = [(promise.type, 1.1 * promise.weight)]
            made[f"heading {promise.name} of a list"] = [(promise.type, 0.9 * promise.weight)]
            made[f"heading {promise.name}"] = [(promise.type, 0.2 * promise.weight)]
        made["very short"] = [(StatementType.BACKGROUND, 0.8)]
        made["question"] = [(StatementType.BACKGROUND, 0.6)]
        _TABLE.update(made)
    return _TABLE
