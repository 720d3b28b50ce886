"""Forms: what a question asks, which options are ticked, where the free answer is; and what is instruction.

A question's own words and an option that is not ticked are not statements by the sender.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from samstyring.engines.text_analysis.model import SPEAKING, Answer, Passage, PassageKind, SourceText

_BOX = re.compile(
    r"(?P<box>[☒☑✅☐❏❑\uf0fe\uf0fd\uf052\uf06f\uf0a3\uf0a8]|\[[ xX✓]?\]|\((?:[xX]|"
    r"\s)\))\s*(?P<label>[^☒☑✅☐❏❑\uf0fe\uf0fd\uf052\uf06f\uf0a3\uf0a8\[\n]*)"
)
_TICKED = re.compile(r"[☒☑✅\uf0fe\uf0fd\uf052]|\[[xX✓]\]|\([xX]\)")
_ELABORATE = re.compile(
    r"[,\s]*\(?(?:utdyp\w*|begrunn\w*|grunngje\w*|spesifiser\w*|kommenter\w*|hvis ja|hvis nei).*$",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\b(?:skjema(?:et)?|kryss av|høringsinstans(?:en|ene)|utdyp|begrunn|grunngje|svarfrist|"
    r"maks(?:imalt)?\s\d+\s(?:tegn|teikn|ord)|fyll ut|sendes? (?:til|på)|"
    r"lagres? som|vi ønsker (?:\w+ ){0,3}(?:tilbakemelding|innspill|svar)|dere|dykk|de bes|"
    r"bes om å|vennligst)\b",
    re.IGNORECASE,
)
_ONLY_INSTRUCTION = re.compile(
    r"[\s(\[«]*(?:kommentar(?:er|felt)?|svar|begrunnelse|grunngjeving|"
    r"utdyp(?:ning)?(?: gjerne)?(?: svaret)?|begrunn(?: svaret)?|fritekst|skriv her|"
    r"klikk (?:eller|for) .*|"
    r"\(?maks(?:imalt)?\s\d+\s\w+\)?|hvis (?:ja|nei),?.{0,80}|ev(?:t|entuelle)\.? kommentarer|"
    r"click or tap .*|skriv inn tekst.*)[\s:.)\]»]*",
    re.IGNORECASE,
)
_ANSWER_LABEL = re.compile(
    r"(?:kommentar(?:er)?|svar|vårt svar|begrunnelse|grunngjeving|utdyping|utdypning|innspill)\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*(?:spørsmål\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])\s*[.):]", re.IGNORECASE)
_EMPTY = re.compile(
    r"[\s\-–—.…_/:]*|(?:nei|ingen|ikke aktuelt|n/?a|ingen kommentar(?:er)?|nei takk)[\s.]*", re.IGNORECASE
)


def is_form(passages: Sequence[Passage]) -> bool:
    """Whether the document is a form: questions with options or fields to fill in."""
    kinds = [passage.kind for passage in passages]
    questions = kinds.count(PassageKind.QUESTION)
    return questions >= 1 and (kinds.count(PassageKind.OPTION) >= 2 or kinds.count(PassageKind.FIELD) >= 2)


def label_of(question: str) -> str:
    """The label of a question: its number where it has one, else its first words."""
    match = _NUMBER.match(question)
    if match:
        return match["number"]
    return question if len(question) <= 80 else question[:80].rsplit(" ", 1)[0] + " …"


def mark(source: SourceText, passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the question that each answers, and with instructions told apart from answers."""
    form = is_form(passages)
    first_own = next(
        (n for n, p in enumerate(passages) if p.kind in (PassageKind.QUESTION, PassageKind.OPTION)), 0
    )
    result: list[Passage] = []
    question: str | None = None
    for number, passage in enumerate(passages):
        words = " ".join(source.text[passage.start : passage.end].split())
        if passage.kind is PassageKind.QUESTION:
            question = label_of(words)
        elif passage.kind is PassageKind.SIGNATURE or (passage.kind is PassageKind.HEADING and not form):
            question = (
                None  # in a letter the next heading ends what a question began; in a form it stands inside
            )
        if passage.kind in SPEAKING:
            before_the_questions = form and number < first_own
            if _ONLY_INSTRUCTION.fullmatch(words) or (
                before_the_questions and _is_instruction(words, result)
            ):
                passage = replace(passage, kind=PassageKind.INSTRUCTION)
            elif question is not None:
                label = _ANSWER_LABEL.match(source.text, passage.content, passage.end)
                if label:
                    passage = replace(passage, content=label.end())
        result.append(replace(passage, question=question) if question is not None else passage)
    return result


def _is_instruction(words: str, before: Sequence[Passage]) -> bool:
    """Words of whoever made the form: they address the one who answers, or go on from words that do."""
    if _INSTRUCTION.search(words):
        return True
    previous = before[-1].kind if before else None
    return previous is PassageKind.INSTRUCTION and len(words) < 120


def options(words: str) -> tuple[list[str], list[str]]:
    """The ticked and the unticked options in a line, without “please elaborate”."""
    ticked: list[str] = []
    unticked: list[str] = []
    for match in _BOX.finditer(words):
        label = _ELABORATE.sub("", match["label"]).strip(" \t\u00a0,.;:")
        if label:
            (ticked if _TICKED.match(match["box"]) else unticked).append(label)
    return ticked, unticked


def answers(source: SourceText, passages: Sequence[Passage]) -> list[Answer]:
    """Each question with its ticks and the range of its free answer; the range is None where the answer is
    empty."""
    result: list[Answer] = []
    for number, passage in enumerate(passages):
        if passage.kind is not PassageKind.QUESTION:
            continue
        ticked: list[str] = []
        unticked: list[str] = []
        spoken: list[Passage] = []
        for following in passages[number + 1 :]:
            if following.question != passage.question or following.kind is PassageKind.QUESTION:
                break
            if following.kind is PassageKind.OPTION:
                yes, no = options(source.text[following.start : following.end])
                ticked += yes
                unticked += no
            elif following.kind in SPEAKING:
                spoken.append(following)
        said = [p for p in spoken if not _EMPTY.fullmatch(source.text[p.content : p.end])]
        result.append(
            Answer(
                question=label_of(" ".join(source.text[passage.start : passage.end].split())),
                words=" ".join(source.text[passage.start : passage.end].split()),
                ticked=tuple(ticked),
                unticked=tuple(unticked),
                start=said[0].start if said else None,
                end=said[-1].end if said else None,
            )
        )
    return result


def is_empty_answer(text: str) -> bool:
    """Whether an answer says nothing: a dash, a blank, “ingen kommentar”."""
    return bool(_EMPTY.fullmatch(text))
