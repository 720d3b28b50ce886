"""Endorsements: where a sender joins somebody else's reply, or says that there is nothing to remark."""

import re
from collections.abc import Sequence

from samstyring.engines.text_analysis.model import Endorsement, Register, Statement
from samstyring.engines.text_analysis.organisations import Index, names_in

_REPLY = (
    r"(?:hørings?(?:svar|uttalelse|innspill|notat)\w*|høyringss?(?:var|uttale|fråsegn|"
    r"innspel)\w*|uttalelse\w*|uttale\w*|fråsegn\w*|innspill\w*|"
    r"innspel\w*|svar\w*|merknad\w*|vurdering\w*|synspunkt\w*|kommentar\w*)"
)
_JOIN = (
    r"(?:slutte[rt]?|sluttar|sluttet|slutta)\s+(?:\w+\s+){0,3}?(?:seg|oss|meg|"
    r"opp)\s+(?:\w+\s+){0,4}?(?:til|om|bak)|"
    r"still(?:er|ar)\s+(?:\w+\s+){0,2}?(?:seg|oss|meg)\s+(?:\w+\s+){0,4}?bak|tiltrer|tiltrår|tiltrer|"
    r"støtte[rs]?\s+(?:\w+\s+){0,3}?(?:opp\s+om\s+)?|støttar\s+(?:\w+\s+){0,3}?|"
    r"gir\s+(?:\w+\s+){0,2}?tilslutning\s+til|gjev\s+(?:\w+\s+){0,2}?tilslutning\s+til|"
    r"viser\s+(?:\w+\s+){0,2}?til(?=.{0,160}\b(?:slutter|sluttar|stiller|støtter|støttar|"
    r"tiltrer|i sin helhet))|er\s+(?:\w+\s+){0,2}?(?:enige?|samde?|einige?)\s+i|"
    r"syner\s+(?:\w+\s+){0,2}?til(?=.{0,160}\b(?:sluttar|stiller|støttar|i si heilheit))|joins?|endorses?"
)
_OF_REPLY = re.compile(
    rf"(?:{_JOIN})\s*(?:heilt\s+|"
    rf"fullt\s+ut\s+)?(?P<of>[^.;:]{{1,110}}?)\s*\b{_REPLY}(?:\s+(?:fra|frå|til|av|gitt av|"
    rf"avgitt av|som er (?:gitt|sendt) (?:av|fra))\s+(?P<from>[^.;:]{{2,110}}))?",
    re.IGNORECASE,
)
_REPLY_FROM = re.compile(
    rf"(?:{_JOIN})\s*(?:heilt\s+|fullt\s+ut\s+)?(?:det\s+|den\s+|dei\s+|"
    rf"de\s+)?(?:\w+\s+)?{_REPLY}\s+(?:\w+\s+)?(?:fra|frå|til|av)\s+(?P<from>[^.;:]{{2,110}})",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:ikke|ikkje|not|bare delvis|berre delvis)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:vårt|våre|eget|egne|eigen|dette|utvalgets|komiteens|departementets|regjeringens|"
    r"direktoratets|kommisjonens)\b",
    re.IGNORECASE,
)
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
        words = re.sub(r"\s+", " ", statement.quote)
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
    if _NOT.search(sentence):
        return []
    for pattern in (_REPLY_FROM, _OF_REPLY):
        for match in pattern.finditer(sentence):
            given = match["from"] or (match["of"] if "of" in match.re.groupindex else "")
            if not given or (_OWN.search(given) and not match["from"]):
                continue
            names = _names(given)
            if names:
                return names
    return []


def _names(words: str) -> list[str]:
    """The organisations in a stretch of words, without genitive."""
    found = [words[a:b] for a, b, _ in names_in(words)]
    if not found:
        short = re.match(r"\s*(?:\w+\s+)?(?P<name>[A-ZÆØÅ][\w.-]{1,40}(?:\s[A-ZÆØÅ]\w+)*)", words)
        found = [short["name"]] if short else []
    clean = [re.sub(r"(?:['’]s|['’]| sitt| sine| sin)$", "", name).strip(" ,") for name in found]
    return [_without_genitive(name) for name in clean if name]


def _without_genitive(name: str) -> str:
    """“Bergen kommunes” → “Bergen kommune”; “KS” and “Tromsøs” are left to the register."""
    return re.sub(
        r"(?<=kommune)s$|(?<=forbundet)s$|(?<=foreningen)s$|(?<=rådet)s$|(?<=direktoratet)s$|"
        r"(?<=nettverket)s$",
        "",
        name,
    )


def has_no_remarks(statements: Sequence[str]) -> bool:
    """Whether a document as a whole says that it has nothing to remark: it says so, and little else."""
    said = [text for text in statements if _NO_REMARKS.search(text) and not _LIMITED.search(text)]
    return bool(said) and len(statements) <= 8 and sum(len(text) for text in statements) < 1500
