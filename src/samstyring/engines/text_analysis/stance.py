"""Where a sender stands on what is proposed: support, support with reservations, opposition, or neutral.

Judged from the sentences that support, oppose or set conditions for the proposal as a whole, from ticked
options,
and, where they say nothing, from how much is asked for and objected to. The evidence comes along.
"""

import re
from collections.abc import Sequence

from samstyring.engines.text_analysis.model import Answer, Stance, StanceValue, Statement, StatementType

_WHOLE = re.compile(
    r"\b(?:forslag\w*|framlegg\w*|strategi\w*|planen|plana|meldingen|meldinga|modellen|"
    r"ordningen|ordninga|høringsnotat\w*|høyringsnotat\w*|lovforslag\w*|endring\w*|"
    r"hovedlinje\w*|"
    r"hovudlin\w*|hovedtrekk\w*|hovudtrekk\w*|intensjon\w*|formål\w*|føremål\w*|reform\w*|"
    r"forskrift\w*|utkast\w*|retning\w*|mål\w*|ambisjon\w*|gjennomgang\w*|tiltak\w*|"
    r"innføring\w*|lovfesting\w*|innretning\w*|prinsipp\w*)",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"\b(?:men\b|samtidig|forutsetning|forutsatt|føresetnad|føreset|forutsetter|"
    r"under forutsetning|betinget|med (?:følgende|fylgjande|noen|nokre|enkelte) (?:merknad|"
    r"forbehold|kommentar|unntak|presisering)\w*|"
    r"i hovedsak|i hovudsak|hovedsakelig|i store trekk|i all hovedsak|delvis|et stykke på vei|"
    r"prinsipielt|i prinsippet|likevel|derimot|imidlertid|forbehold|atterhald|dersom|vilkår|"
    r"unntak|med mindre|på enkelte punkter)",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:fullt ut|heilt og fullt|i sin helhet|i si heilheit|uten forbehold|utan atterhald|"
    r"helhjertet|sterkt)\b",
    re.IGNORECASE,
)
_STRONG_AGAINST = re.compile(
    r"\b(?:går (?:\w+ ){0,3}?(?:imot|i mot)|støtter (?:\w+ ){0,2}?ikke|"
    r"støttar (?:\w+ ){0,2}?ikkje|kan (?:\w+ ){0,4}?(?:ikke|ikkje) (?:\w+ )?(?:støtte|stille|"
    r"slutte|tilrå|anbefale|gi)|frarår|fraråder|rår (?:\w+ ){0,3}?ifrå|motsetter|motset|"
    r"avviser|er imot|er (?:sterkt )?uenig\w*|trekkes|forkastes|skrinlegges|"
    r"bør ikke (?:innføres|vedtas|gjennomføres|lovfestes))",
    re.IGNORECASE,
)
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


def _judge(
    statements: Sequence[tuple[int, Statement]], ticks: Sequence[StanceValue], question: str | None
) -> Stance:
    """Weigh what is said for, against, and on condition."""
    for_it: list[int] = []
    against: list[int] = []
    score_for = score_against = reserved = 0.0
    firm = False
    for number, item in statements:
        if item.cited:
            continue
        weight = _weight(item)
        words = " ".join(item.quote.split())
        if item.type is StatementType.OPPOSITION:
            against.append(number)
            strong = _STRONG_AGAINST.search(words) is not None
            firm = firm or strong
            score_against += weight * (1.6 if strong else 0.6)
        elif item.type is StatementType.SUPPORT:
            for_it.append(number)
            score_for += weight
            if _RESERVED.search(words) and not _FIRM.search(words):
                reserved += 1
    asks = sum(item.type in (StatementType.PROPOSAL, StatementType.CHALLENGE) for _, item in statements)
    score_for += 1.5 * ticks.count(StanceValue.SUPPORT)
    score_against += 1.5 * ticks.count(StanceValue.OPPOSITION)
    firm = firm or StanceValue.OPPOSITION in ticks
    reserved += ticks.count(StanceValue.SUPPORT_WITH_RESERVATIONS)
    score_for += 1.0 * ticks.count(StanceValue.SUPPORT_WITH_RESERVATIONS)
    value, confidence, reason = _decide(score_for, score_against, reserved, asks, firm=firm)
    evidence = {
        StanceValue.OPPOSITION: against,
        StanceValue.NEUTRAL: [],
    }.get(value, sorted([*for_it, *against]))
    return Stance(value, confidence, tuple(evidence[:12]), question, reason)


def _weight(item: Statement) -> float:
    """A statement on the proposal as a whole weighs more; what was decided weighs more than the paper
    before it."""
    words = " ".join(item.quote.split())
    weight = 1.0 if _WHOLE.search(words) else 0.6
    if item.part == "resolution":
        weight *= 3
    return weight


def _decide(
    score_for: float, score_against: float, reserved: float, asks: int, *, firm: bool
) -> tuple[StanceValue, float, str]:
    if score_for == score_against == 0:
        return StanceValue.NEUTRAL, 0.6 if asks else 0.8, "nothing is supported or opposed"
    share = score_against / (score_for + score_against)
    confidence = round(0.55 + 0.4 * abs(share - 0.5), 2)
    if share > 0.55 and (firm or score_against >= 1.2):
        return StanceValue.OPPOSITION, confidence, "more is opposed than supported"
    if score_for and (score_against > 0 or reserved or asks >= 3):
        return StanceValue.SUPPORT_WITH_RESERVATIONS, confidence, "supported, with conditions or objections"
    if score_for:
        return StanceValue.SUPPORT, confidence, "supported without conditions"
    if score_against >= 0.5:
        return StanceValue.SUPPORT_WITH_RESERVATIONS, 0.4, "objections to parts"
    return StanceValue.NEUTRAL, 0.5, "too little to judge by"
