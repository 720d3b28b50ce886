"""Endorsements: where a sender joins somebody else's reply, or says that there is nothing to remark."""

import re
from collections.abc import Sequence

from samstyring.engines.text_analysis.model import Endorsement, Register, Statement, StatementType
from samstyring.engines.text_analysis.organisations import Index, kind_of, names_in

# What is joined: a reply by name, or less surely a view.
_REPLY = (
    r"(?:hørings?(?:svar|uttalelse|innspill)\w*|høyrings(?:svar|uttale|fråsegn|innspel)\w*|"
    r"\w*uttalelse\w*|\w*uttale[nr]?\b|"
    r"\w*fråsegn\w*|innspill\w*|innspel\w*|svar(?:et|a|ene)?\b)"
)
_VIEW = (
    r"(?:merknad\w*|vurdering\w*|synspunkt\w*|kommentar\w*|standpunkt\w*|grunngjeving\w*|begrunnelse\w*|"
    r"synet)"
)
_JOIN = re.compile(
    r"\b(?:(?:til)?slutte[rt]?|(?:til)?sluttar|tilslutter|slutta)\s+(?:\w+\s+){0,3}?(?:seg|oss|meg|opp)\b|"
    r"\bstill(?:er|ar)\s+(?:\w+\s+){0,2}?(?:seg|oss|meg)\s+(?:\w+\s+){0,4}?bak\b|"
    r"\bstår\s+(?:\w+\s+){0,2}?bak\b|"
    r"\btiltrer\b|\btiltrår\b|\bstøtte[rs]?\b|\bstøttar\b|\bstør\b|\bskriv(?:er)?\s+(?:\w+\s+)?under\b|"
    r"\btilslutning\b|\bpå linje med\b|\bpå line med\b|\b(?:er|"
    r"seg)\s+(?:\w+\s+){0,2}?(?:enige?|samde?|einige?)\s+(?:i|med)\b|"
    r"\bdel(?:er|ar)\b|\bgjør\s+(?:\w+\s+){0,6}?til vår\w*\b|\bjoins?\b|\bendorses?\b",
    re.IGNORECASE,
)
_NOTHING_TO_ADD = re.compile(
    r"\b(?:ingen|ikke|ikkje)\s+(?:\w+\s+){0,3}?(?:merknad\w*|kommentar\w*|å\s+(?:anføre|"
    r"tilføye|legge til|leggje til|føye til|"
    r"tilføre))(?:\s+(?:ut over|utover|til))?",
    re.IGNORECASE,
)
_NOT = re.compile(r"^(?:\W*\w+){0,4}?\W*(?:ikke|ikkje|not|delvis)\b|\b(?:ikke|ikkje|not)\W*$", re.IGNORECASE)
# Where the name stands beside the reply.
_AFTER_REPLY = re.compile(
    rf"\b(?:{_REPLY}|{_VIEW})\s+(?:deres\s+|(?:som\s+)?(?:er\s+)?(?:gitt|avgitt|sendt|gjeve|"
    rf"levert)\s+)?(?:fra|frå|til|av)\s+(?P<name>.{{2,90}})",
    re.IGNORECASE,
)
_BEFORE_REPLY = re.compile(
    rf"(?P<name>[A-ZÆØÅ].{{1,90}}?)(?:\s*\([^)]*\))?(?:['’]s?|s)?(?:\s+(?:sitt|si|sine|"
    rf"sin))?\s+(?:\w+\s+)?{_REPLY}"
)
_HAS_SAID = re.compile(
    r"(?P<name>[A-ZÆØÅ].{1,90}?)(?:\s*\([^)]*\))?,?\s+(?:som i sitt|slik|"
    r"har\s+(?:\w+\s+){0,3}?(?:sendt|avgitt|avgjeve|levert|skrevet|skrive|"
    r"uttalt|gitt|gjeve|lagt fram|lagt frem)|fremmer|fremjar|skriver|skriv|seier|sier)\b"
)
_REMARKS = (StatementType.PROPOSAL, StatementType.OPPOSITION, StatementType.KNOWLEDGE_NEED)
_SHORT = 40
"""A longer reply than this, in statements, has remarked on something, whatever it says."""

_LONGEST = 1500
"""No sentence is judged by more characters than this."""

_PROPOSER = frozenset({"ministry", "agency", "body"})
_NO_REMARKS = re.compile(
    r"\b(?:har\s+(?:\w+\s+){0,3}?(?:ingen|ikke|ikkje)\s+(?:\w+\s+){0,3}?(?:merknad\w*|"
    r"kommentar\w*|innvending\w*|innspill|innspel|bemerkning\w*|anmerkning\w*)|"
    r"ingen\s+(?:\w+\s+){0,2}?(?:merknad\w*|kommentar\w*|innspill|innspel|bemerkning\w*)|"
    r"avstår\s+(?:\w+\s+){0,2}?(?:fra|frå)\s+(?:\w+\s+){0,3}?(?:uttal|svar|gi|komme)\w*|"
    r"vil\s+(?:ikke|ikkje)\s+(?:avgi|gi|gje|komme med|inngi|sende)\s+(?:\w+\s+)?(?:hørings|"
    r"høyrings|uttal|merknad|innspill|svar)\w*|no (?:comments|remarks))",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:utover|ut over|andre|øvrige|ytterligere|til (?:kapittel|punkt|§)|på dette punktet|"
    r"ellers|elles|for øvrig|utan om)\b",
    re.IGNORECASE,
)


def endorsements(statements: Sequence[Statement], *, register: Register | None = None) -> list[Endorsement]:
    """Statements that tie the document to somebody else's reply, with whose it is."""
    index = Index.of(register)
    found = []
    for statement in statements:
        words = " ".join(statement.quote[:_LONGEST].split())
        for whose in joined(words):
            entry = index.find(whose)
            found.append(
                Endorsement(
                    start=statement.start,
                    end=statement.end,
                    quote=statement.quote,
                    of=entry.name if entry else whose,
                    entry=entry.key if entry else None,
                    confidence=0.9,
                )
            )
    return found


def joined(sentence: str) -> list[str]:
    """Whose replies a sentence joins: names as they stand; none where it joins no reply, or says that it
    does not."""
    nothing_to_add = _NOTHING_TO_ADD.search(sentence)
    join = _JOIN.search(sentence)
    if join is None and nothing_to_add is None:
        return []
    if join is not None and _is_denied(sentence, join):
        return []
    reply = re.search(rf"\b{_REPLY}|\bhar (?:\w+ )?uttalt\b", sentence, re.IGNORECASE)
    if reply is None and not re.search(rf"\b{_VIEW}", sentence, re.IGNORECASE):
        return []
    for pattern in (_AFTER_REPLY, _BEFORE_REPLY, _HAS_SAID):
        match = pattern.search(sentence)
        if match is None:
            continue
        names = _names(match["name"], last=pattern is not _AFTER_REPLY)
        if names and (reply is not None or kind_of(names[0]) not in _PROPOSER):
            return names
    return []


def _is_denied(sentence: str, join: re.Match[str]) -> bool:
    """Whether a “not” stands close to the words that join; “nothing to add” is no denial."""
    after = _NOTHING_TO_ADD.sub("", sentence[join.start() : join.end() + 40])
    return bool(
        _NOT.search(after) or re.search(r"\b(?:ikke|ikkje)\W*$", sentence[: join.start()], re.IGNORECASE)
    )


def _names(words: str, *, last: bool) -> list[str]:
    """The organisations in a stretch of words, without genitive: all from its beginning, or the one at its
    end."""
    words = re.sub(r"^(?:det|den|dei|de)\s+", "", words)
    found = [(a, b) for a, b, _ in names_in(words)]
    if last:
        found = found[-1:]
        if not found:
            tail = re.search(
                r"(?P<name>[A-ZÆØÅ][\w.-]*(?:\s(?:[A-ZÆØÅ][\w.-]*|for|i|og))*(?:\s\w+)?)$", words
            )
            found = [tail.span("name")] if tail else []
    else:
        near = [
            span for number, span in enumerate(found) if number == 0 or span[0] - found[number - 1][1] <= 5
        ]
        found = near if near and near[0][0] <= 12 else []
        if not found:
            head = re.match(
                r"(?P<name>[A-ZÆØÅ][\w.-]*(?:\s(?:[A-ZÆØÅ][\w.-]*|\w+(?=[.,]|$)|for|i|og))*)", words
            )
            found = [head.span("name")] if head else []
    return [_without_genitive(words[a:b].strip(" ,.")) for a, b in found]


def _without_genitive(name: str) -> str:
    """“KS'” → “KS”, “Bergen kommunes” → “Bergen kommune”; “Tromsøs” is left to the register."""
    name = re.sub(r"(?:['’]s?| sitt| sine| sin| si)$", "", name)
    return re.sub(
        r"(?<=kommune)s$|(?<=forbundet)s$|(?<=forbund)s$|(?<=foreningen)s$|(?<=forening)s$|"
        r"(?<=rådet)s$|(?<=høgskole)s$|"
        r"(?<=direktoratet)s$|(?<=nettverket)s$|(?<=nettverk)s$",
        "",
        name,
    )


def has_no_remarks(statements: Sequence[Statement]) -> bool:
    """Whether a document as a whole says that it has nothing to remark: it says so, and asks for nothing."""
    texts = [" ".join(statement.quote[:_LONGEST].split()) for statement in statements]
    said = any(_NO_REMARKS.search(text) and not _LIMITED.search(text) for text in texts)
    asks = any(
        statement.type in _REMARKS and not _NO_REMARKS.search(text)
        for statement, text in zip(statements, texts, strict=True)
    )
    return said and not asks and len(statements) <= _SHORT
