"""Where a sender stands on what is proposed: support, support with reservations, opposition, or neutral.

Judged from the sentences that support, oppose or set conditions for the proposal as a whole, from ticked
options,
and, where they say nothing, from how much is asked for and objected to. The evidence comes along.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from samstyring.engines.text_analysis.endorsements import joined
from samstyring.engines.text_analysis.model import Answer, Part, Stance, StanceValue, Statement, StatementType
from samstyring.engines.text_analysis.words import load, whole

_WHOLE = re.compile(
    r"\b(?:forslag|framlegg|strategi|modell|ordning|lov(?:en|a)\b|plan(?:en|a)\b)\w*", re.IGNORECASE
)
_MOST_EVIDENCE = 12
_LONGEST = 1500  # no sentence is judged by more characters than this


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = load("stance")
    return {
        "for": whole(words["for"]["strong"]),
        "for, weakly": whole(words["for"]["weak"]),
        "against": whole(words["against"]["strong"]),
        "against, weakly": whole(words["against"]["weak"]),
        "on condition": whole(words["on_condition"]["any"]),
    }


_YES = re.compile(r"(?:ja|helt enig|enig|heilt einig|støtter|svært enig|i stor grad|yes)\b", re.IGNORECASE)
_NO = re.compile(r"(?:nei|helt uenig|uenig|ueinig|støtter ikke|i liten grad|no)\b", re.IGNORECASE)
_PARTLY = re.compile(
    r"(?:delvis|både og|verken|til en viss grad|i noen grad|hverken|nøytral|litt|ja,? men|ja,? delvis)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"(?:vet ikke|veit ikkje|ikke aktuelt|usikker|ingen mening)", re.IGNORECASE)


def stance(
    statements: Sequence[Statement], answers: Sequence[Answer], *, no_remarks: bool = False
) -> Stance | None:
    """The stance of a whole document; None where there is nothing to judge by."""
    if not statements and not any(answer.ticked for answer in answers):
        return None
    if no_remarks:
        return Stance(StanceValue.NEUTRAL, 0.9, tuple(range(min(1, len(statements)))), reason="no remarks")
    return _judge(list(enumerate(statements)), _ticks(answers), None)


def stances(statements: Sequence[Statement], answers: Sequence[Answer]) -> list[Stance]:
    """The stance on each question of a form that was answered."""
    result = []
    for answer in answers:
        own = [
            (n, s)
            for n, s in enumerate(statements)
            if answer.start is not None and answer.end is not None and answer.start <= s.start < answer.end
        ]
        ticks = _ticks([answer])
        if own or ticks:
            result.append(_judge(own, ticks, answer.question))
    return result


def _ticks(answers: Sequence[Answer]) -> list[StanceValue]:
    """What the ticked options say, where an option is a yes or a no."""
    found = []
    for answer in answers:
        for words in answer.ticked:
            if _UNSURE.match(words):
                continue
            if _PARTLY.match(words):
                found.append(StanceValue.SUPPORT_WITH_RESERVATIONS)
            elif _YES.match(words):
                found.append(StanceValue.SUPPORT)
            elif _NO.match(words):
                found.append(StanceValue.OPPOSITION)
    return found


@dataclass(slots=True)
class _Tally:
    """What the sentences say for, against and on condition, with where."""

    favour: float = 0.0
    contra: float = 0.0
    reserved: float = 0.0
    asks: int = 0
    firm: bool = False
    evidence_for: list[int] = field(default_factory=list)
    evidence_against: list[int] = field(default_factory=list)
    evidence_reserved: list[int] = field(default_factory=list)


def _judge(
    statements: Sequence[tuple[int, Statement]], ticks: Sequence[StanceValue], question: str | None
) -> Stance:
    """Weigh what is said for, against, and on condition."""
    tally = _Tally()
    for number, item in statements:
        if not item.cited:
            _count(tally, number, item)
    tally.favour += 1.5 * ticks.count(StanceValue.SUPPORT)
    tally.contra += 1.5 * ticks.count(StanceValue.OPPOSITION)
    tally.favour += ticks.count(StanceValue.SUPPORT_WITH_RESERVATIONS)
    tally.reserved += 2.0 * ticks.count(StanceValue.SUPPORT_WITH_RESERVATIONS)
    tally.firm = tally.firm or StanceValue.OPPOSITION in ticks
    value, confidence, reason = _decide(tally)
    if value is StanceValue.OPPOSITION:
        evidence = tally.evidence_against
    elif value is StanceValue.NEUTRAL:
        evidence = []
    elif value is StanceValue.SUPPORT:
        evidence = tally.evidence_for
    else:
        evidence = sorted({*tally.evidence_for, *tally.evidence_against, *tally.evidence_reserved})
    return Stance(value, confidence, tuple(evidence[:_MOST_EVIDENCE]), question, reason)


def _count(tally: _Tally, number: int, item: Statement) -> None:
    """Add one sentence. What was decided weighs more than the paper before it."""
    words = " ".join(item.quote[:_LONGEST].split())
    if joined(words) and not _WHOLE.search(words):
        return  # joining somebody's reply says whose view it is, not which
    found = {name for name, pattern in _patterns().items() if pattern.search(words)}
    weight = 3.0 if item.part is Part.RESOLUTION else 1.0
    if "against" in found or item.type is StatementType.OPPOSITION:
        strong = "against" in found
        tally.contra += weight * (1.6 if strong else 0.6)
        tally.firm = tally.firm or strong
        tally.evidence_against.append(number)
    elif "for" in found:
        tally.favour += 1.5 * weight
        tally.evidence_for.append(number)
    elif "for, weakly" in found or item.type is StatementType.SUPPORT:
        tally.favour += 0.6 * weight
        tally.evidence_for.append(number)
    elif "against, weakly" in found:
        tally.contra += 0.4 * weight
        tally.evidence_against.append(number)
    if "on condition" in found:
        tally.reserved += 1.0 if found & {"for", "for, weakly", "against", "against, weakly"} else 0.5
        tally.evidence_reserved.append(number)
    if item.type is StatementType.CHALLENGE:
        tally.asks += 1
    elif item.type is StatementType.PROPOSAL and not found & {"for", "against"}:
        tally.asks += 1
        tally.reserved += 0.35
        tally.evidence_reserved.append(number)


def _decide(tally: _Tally) -> tuple[StanceValue, float, str]:
    """The value, how sure (from how one-sided the tally is), and why."""
    favour, contra = tally.favour, tally.contra
    if favour < 0.5 and contra < 0.5:
        return StanceValue.NEUTRAL, 0.6 if tally.asks else 0.8, "nothing is supported or opposed"
    share = contra / (favour + contra)
    confidence = round(0.5 + 0.45 * abs(share - 0.5), 2)
    if share > 0.55 and (tally.firm or contra >= 1.0):
        return StanceValue.OPPOSITION, confidence, "more is opposed than supported"
    if favour >= 0.5 and (contra >= 0.5 or tally.reserved >= 1.0):
        return StanceValue.SUPPORT_WITH_RESERVATIONS, confidence, "supported, with conditions or objections"
    if favour >= 0.5:
        return StanceValue.SUPPORT, confidence, "supported without conditions"
    return StanceValue.NEUTRAL, 0.5, "too little to judge by"
