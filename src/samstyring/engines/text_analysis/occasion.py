"""What a reply says of the consultation that it answers: the deadline, who asked, and the questions.

Each is only a proposal: a letter may name another consultation's deadline. Whoever has several replies lets
them vote.
"""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from samstyring.engines.text_analysis.mentions import DATE, date
from samstyring.engines.text_analysis.model import Document

ASKERS = frozenset({"ministry", "agency", "body"})
"""Kinds of organisation that send matters on consultation."""

_TOP = 3000  # characters: who asked is named in the address or the first lines of a letter
_NEAR = 60  # characters between “høringsfrist” and its date
_DEADLINE = re.compile(
    r"\b(?:hørings|høyrings|svar|innspills?|uttale(?:lse)?s?)[- ]?frist(?:en)?\b"
    r"|\bfrist(?:en)?\s+(?:for|til)\s+(?:å\s+)?(?:\w+\s+){0,2}?"
    r"(?:høring|høyring|innspill|innspel|svar|uttal|merknad|fråsegn)\w*"
    r"|\bdeadline\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:felles\s+)?(?:hørings?|høyrings?)(?:svar|uttal\w*|fråsegn\w*|innspill|innspel)\b|"
    r"\b(?:svar|uttalelse|uttale|innspill|innspel|merknader)\b",
    re.IGNORECASE,
)
_EDGE = re.compile(
    r"^\s*(?:fra|frå|av|til|på|om|vedr(?:ørende|\.)?|kommune[ns]?|[–—:-])\s+|"
    r"\s+(?:fra|frå|av|til|på|om|kommune[ns]?|[–—:-])\s*$",
    re.IGNORECASE,
)
_SHORTEST_SUBJECT = 8  # characters: what is shorter names nothing


@dataclass(frozen=True, slots=True)
class Occasion:
    """What one reply says. `deadline` is a date as ISO 8601, `issued_by` a key of the register; or empty.

    `subject` is what the reply's title says that it is about, without the sender.
    """

    deadline: str = ""
    issued_by: str = ""
    subject: str = ""
    questions: tuple[str, ...] = field(default=())


def occasion(document: Document, *, askers: Collection[str] = ()) -> Occasion:
    """What the document says of its consultation.

    `askers` are the keys in the register of organisations that may have asked: see `ASKERS` for their kinds.
    """
    return Occasion(
        deadline=deadline(document.source.text),
        issued_by=_issuer(document, askers),
        subject=subject(document),
        questions=tuple(dict.fromkeys(answer.question for answer in document.answers)),
    )


def deadline(text: str) -> str:
    """The date close after the first words that name a deadline; empty where there is none."""
    for named in _DEADLINE.finditer(text):
        # The sentence that names it, since the next one may have a date of its own.
        rest = re.split(
            r"(?<=[a-zæøå\d])[.!?]\s+(?=[A-ZÆØÅ])", text[named.end() : named.end() + _NEAR], maxsplit=1
        )
        found = DATE.search(rest[0])
        value = date(found) if found else ""
        if value and not value.startswith("-") and _is_day(value):
            return value
    return ""


def subject(document: Document) -> str:
    """What the title says that the reply is about: without the words for a reply and without the senders."""
    words = document.title
    for sender in document.senders:
        words = re.sub(
            rf"\b{re.escape(sender.name)}(?:s|'s|\s+kommune[ns]?)?\b", " ", words, flags=re.IGNORECASE
        )
    if words == document.name:
        return ""
    words = _REPLY.sub(" ", words, count=1)
    words = re.sub(r"\s+", " ", words)
    previous = ""
    while previous != words:
        previous = words
        words = _EDGE.sub("", words).strip(" .,:;–—-")
    return words[:1].upper() + words[1:] if len(words) >= _SHORTEST_SUBJECT else ""


def agreed(occasions: Sequence[Occasion]) -> Occasion:
    """What most of the replies say: the commonest deadline and asker, and the questions that several have.

    A question counts when at least two replies and a fifth of those with questions have it, or when only one
    reply has any. The questions stand in the order that they have in the replies.
    """
    with_questions = [one.questions for one in occasions if one.questions]
    places: dict[str, list[int]] = {}
    for questions in with_questions:
        for place, question in enumerate(questions):
            places.setdefault(question, []).append(place)
    needed = 1 if len(with_questions) == 1 else max(2, -(-len(with_questions) // 5))
    kept = [question for question, at in places.items() if len(at) >= needed]
    kept.sort(key=lambda question: sum(places[question]) / len(places[question]))
    return Occasion(
        deadline=_commonest(one.deadline for one in occasions),
        issued_by=_commonest(one.issued_by for one in occasions),
        subject=_shared(one.subject for one in occasions),
        questions=tuple(kept),
    )


def _commonest(values: Iterable[str]) -> str:
    counted = Counter(value for value in values if value)
    return max(sorted(counted), key=lambda value: counted[value]) if counted else ""


def _shared(subjects: Iterable[str]) -> str:
    """The commonest subject in any case of letters; empty where no two replies have the same."""
    given = [one for one in subjects if one]
    counted = Counter(one.casefold() for one in given)
    for folded, count in counted.most_common(1):
        if count > 1:
            return next(one for one in given if one.casefold() == folded)
    return ""


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _issuer(document: Document, askers: Collection[str]) -> str:
    """The first of those that ask who is named at the top and is not the sender itself."""
    own = {sender.entry for sender in document.senders}
    for name in named_at_the_top(document):
        if name in askers and name not in own:
            return name
    return ""


def named_at_the_top(document: Document) -> list[str]:
    """The keys in the register of the organisations named at the top of a document, in order."""
    return [
        mention.value
        for mention in document.mentions
        if mention.kind == "organisation" and mention.start < _TOP
    ]
