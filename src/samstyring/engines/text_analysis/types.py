"""The type of a statement: its own cues, and what stands around it.

`features` tells what was seen, `classify` weighs it. A learned model joins them at one seam: when the weights
file lies beside the code, `classify` adds its log-odds to those of the cues.
"""

import math
import re
from dataclasses import dataclass

from samstyring.engines.text_analysis.cues import CUES
from samstyring.engines.text_analysis.model import PassageKind, StatementType

_ORDER = tuple(StatementType)
_PRIOR = {StatementType.BACKGROUND: 1.2}

HEADINGS: tuple[tuple[str, StatementType, float, re.Pattern[str]], ...] = tuple(
    (name, kind, weight, re.compile(pattern, re.IGNORECASE))
    for name, kind, weight, pattern in (
        (
            "heading asks for proposals",
            StatementType.PROPOSAL,
            2.2,
            r"forslag|tiltak|anbefaling|tilråding|råd\b|bør |må |krav|ønsker|behov|innspill til endring|løsninger|viktig at|hva skal til",
        ),
        (
            "heading asks for challenges",
            StatementType.CHALLENGE,
            2.2,
            r"utfordring|problem|barriere|hinder|mangl|risiko|svakhet|bekymring|flaskehals|hva fungerer (?:mindre godt|ikke|dårlig)",
        ),
        (
            "heading asks for knowledge",
            StatementType.KNOWLEDGE_NEED,
            2.2,
            r"kunnskapsbehov|kunnskapshull|forskningsbehov|behov for (?:kunnskap|forskning)",
        ),
        (
            "heading asks for examples",
            StatementType.EXAMPLE,
            2.2,
            r"eksempel|eksempler|erfaring|gode grep|hva (?:har|gjør) (?:dere|kommunen)|hva fungerer (?:godt|bra)",
        ),
        (
            "heading is background",
            StatementType.BACKGROUND,
            1.5,
            r"bakgrunn|innledning|om avsender|om (?:kommunen|oss|høring)|saksopplysning|saksgang|fakta|definisjon",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a statement is judged by: its cleaned words and what stands around them.

    `position` is its place in the document from 0 to 1.
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
    """A type, the probability that the scorer gives it, and why in a few words."""

    type: StatementType
    confidence: float
    reason: str
    scores: dict[StatementType, float]


def features(context: Context) -> dict[str, float]:
    """What was seen in a statement and around it: name → strength. Names are stable; a learned model uses them."""
    seen: dict[str, float] = {}
    for cue in CUES:
        if cue.pattern.search(context.text):
            seen[f"cue:{cue.name}"] = 1.0
    for name, _, _, pattern in HEADINGS:
        if pattern.search(context.heading):
            seen[f"{name}"] = 1.0
        if context.lead_in and pattern.search(context.lead_in):
            seen[f"lead-in: {name}"] = 1.0
    words = len(context.text.split())
    seen["list item"] = float(context.kind is PassageKind.LIST_ITEM)
    seen["question"] = float(context.text.rstrip().endswith("?"))
    seen["short"] = float(words < 5)
    return {name: value for name, value in seen.items() if value}


_WEIGHTS: dict[str, tuple[StatementType, float]] = {
    **{f"cue:{cue.name}": (cue.type, cue.weight) for cue in CUES},
    **{name: (kind, weight * 0.35) for name, kind, weight, _ in HEADINGS},
    **{f"lead-in: {name}": (kind, weight) for name, kind, weight, _ in HEADINGS},
}


def classify(context: Context) -> Judgement:
    """The likeliest type of a statement in its context."""
    seen = features(context)
    scores = {kind: _PRIOR.get(kind, 0.0) for kind in _ORDER}
    strongest: dict[StatementType, tuple[float, str]] = {}
    for name, value in seen.items():
        kind, weight = _WEIGHTS.get(name, (None, 0.0))
        if kind is None:
            continue
        bare_item = "list item" in seen and not any(key.startswith("cue:") for key in seen)
        weight *= value * (2.5 if bare_item and name.startswith("heading") else 1.0)
        scores[kind] += weight
        if weight > strongest.get(kind, (0.0, ""))[0]:
            strongest[kind] = (weight, name)
    best = max(_ORDER, key=lambda kind: scores[kind])
    total = sum(math.exp(score) for score in scores.values())
    reason = strongest.get(best, (0.0, "no cue"))[1].removeprefix("cue:")
    return Judgement(best, round(math.exp(scores[best]) / total, 3), reason, scores)
