"""Where a sender stands on what is proposed: support, support with reservations, opposition, or neutral.

Judged by a small learned model (stance_model.py) from what each sentence says for, against and on condition,
from ticked options, and from a resolution rather than the paper before it. The sentences that show the stance
come along.
"""

import re
from collections.abc import Sequence

import numpy as np

from samstyring.engines.text_analysis.endorsements import joined
from samstyring.engines.text_analysis.model import Answer, Part, Stance, StanceValue, Statement
from samstyring.engines.text_analysis.stance_model import SAYS, SILENT, VALUES, Sentence, load, softmax

_MOST_EVIDENCE = 12
_SHOWS = 0.3  # a sentence this likely to say for, against or on condition shows the stance
_DECIDES = 0.5  # a resolution with a sentence this likely to take a side stands alone
_TICK = 1.5  # how much one ticked yes or no counts for the whole reply, in log-odds
_TICKED_ANSWER = 5.0  # and for the question that it answers: the words beside it explain, the tick decides
_MOST_TICKS = 4
_LONGEST = 1500  # no sentence is judged by more characters than this

_YES = re.compile(
    r"(?:ja|helt enig|enig|heilt einig|einig|støtter|støttar|svært enig|i stor grad|yes)\b", re.IGNORECASE
)
_NO = re.compile(
    r"(?:nei|helt uenig|uenig|ueinig|støtter ikke|støttar ikkje|i liten grad|no)\b", re.IGNORECASE
)
_PARTLY = re.compile(
    r"(?:delvis|både og|verken|til en viss grad|til ei viss grad|i noen grad|i nokon grad|hverken|nøytral|"
    r"litt|ja,? men|ja,? delvis)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"(?:vet ikke|veit ikkje|ikke aktuelt|ikkje aktuelt|usikker|ingen mening)", re.IGNORECASE
)

_SIDES: dict[StanceValue, tuple[str, ...]] = {
    StanceValue.SUPPORT: ("for",),
    StanceValue.OPPOSITION: ("against",),
    StanceValue.SUPPORT_WITH_RESERVATIONS: ("for", "on_condition", "against"),
    StanceValue.NEUTRAL: (),
}
_REASONS = {
    StanceValue.SUPPORT: "supported without conditions",
    StanceValue.OPPOSITION: "more is opposed than supported",
    StanceValue.SUPPORT_WITH_RESERVATIONS: "supported, with conditions or objections",
    StanceValue.NEUTRAL: "nothing is supported or opposed",
}


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
            elif _NO.match(words):
                found.append(StanceValue.OPPOSITION)
            elif _YES.match(words):
                found.append(StanceValue.SUPPORT)
    return found


def _judge(
    statements: Sequence[tuple[int, Statement]], ticks: Sequence[StanceValue], question: str | None
) -> Stance:
    """Weigh what is said and what is ticked."""
    found = _decided([(number, item, _seen(item)) for number, item in statements])
    weight = _TICK if question is None else _TICKED_ANSWER
    scores = np.array([weight * min(_MOST_TICKS, ticks.count(value)) for value in VALUES], np.float32)
    if found:
        scores = scores + load().scores([sentence for _, _, sentence in found])
    elif not ticks:
        return Stance(StanceValue.NEUTRAL, 0.5, (), question, _REASONS[StanceValue.NEUTRAL])
    chances = softmax(scores)
    value = VALUES[int(chances.argmax())]
    evidence = _evidence(value, [(number, sentence) for number, _, sentence in found])
    return Stance(value, round(float(chances.max()), 2), evidence, question, _REASONS[value])


def _seen(item: Statement) -> Sentence:
    """A sentence as the model sees it. What is cited, and what joins another's reply, is not the sender's own
    word on the proposal."""
    words = " ".join(item.quote[:_LONGEST].split())
    (sentence,) = load().sentences([words])
    own = not item.cited and ("target" in sentence.cues or not joined(words))
    return sentence if own else SILENT


def _decided(
    found: list[tuple[int, Statement, Sentence]],
) -> list[tuple[int, Statement, Sentence]]:
    """The sentences of the resolution alone, where it takes a side; else all."""
    resolution = [one for one in found if one[1].part is Part.RESOLUTION]
    takes_a_side = any(float(sentence.says[:-1].max()) > _DECIDES for _, _, sentence in resolution)
    return resolution if takes_a_side else found


def _evidence(value: StanceValue, found: Sequence[tuple[int, Sentence]]) -> tuple[int, ...]:
    """The sentences that show a stance, in order: those that likely say so, or the one that does most."""
    columns = [SAYS.index(side) for side in _SIDES[value]]
    if not columns or not found:
        return ()
    weighed = [(float(sentence.says[columns].max()), number) for number, sentence in found]
    shown = sorted(weighed, reverse=True)[:_MOST_EVIDENCE]
    likely = [number for weight, number in shown if weight > _SHOWS]
    return tuple(sorted(likely or [shown[0][1]]))
