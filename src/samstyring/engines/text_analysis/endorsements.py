"""Endorsements: where a sender joins somebody else's reply, or says that there is nothing to remark."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samstyring.engines.text_analysis.model import Endorsement, Register, Statement, StatementType
from samstyring.engines.text_analysis.organisations import Index, kind_of
from samstyring.engines.text_analysis.whose import REPLY, Owned, in_full, is_known, owned

# What ties one to another's reply. The second group is weaker: it needs a reply, not only a view.
_JOIN = re.compile(
    r"\b(?:(?:til)?slutte[rt]?|(?:til)?sluttar|tilslutt(?:er|ar|e)|slutta)\s+(?:\w+\s+){0,4}?(?:seg|oss|"
    r"meg|opp)\b|"
    r"\b(?:seg|oss|meg)\s+(?:\w+\s+){0,2}?(?:til|bak)\b|"
    r"\b(?:til)?slutt(?:er|ar|e)\b(?=\s+(?:\w+\s+){0,2}(?:til|uttal|fråsegn|hørings|høyrings|svar|innsp))|"
    r"\bstill(?:er|ar|e)\s+(?:\w+\s+){0,3}?(?:seg|oss|meg)\s+(?:\w+\s+){0,4}?bak\b|"
    r"\bst(?:år|å|ått)\s+(?:\w+\s+){0,3}?bak\b|\btiltr(?:er|e|ed\w*|år|å)\b|"
    r"\b(?:under)?støtte[rst]?\b|\bstøttar\b|\bstør\b|\bstønad\b|\bstø(?:tte|nad) (?:til|for)\b|"
    r"\bskriv(?:er|e)?\s+(?:\w+\s+){0,2}?under\b|\b(?:med)?under(?:skriver|skriv|tegner|teiknar)\b|"
    r"\btilslutning\b|\btilslutnad\b|\bpå lin(?:j)?e med\b|\b(?:er|seg|oss|vi|me)\s+(?:\w+\s+){0,4}?"
    r"(?:enige?|samde?|einige?|samstemte?|samstemmige?)\s*(?:i|med|om)?\b|"
    r"\b(?:enige?|samde?|einige?) (?:i|med)\b|"
    r"\bdel(?:er|ar)\b|\bgj(?:ør|ere?|er|øre)\s+(?:\w+\s+){0,7}?til\s+(?:\w+\s+)?(?:vår|våre|vårt|sin|sine|"
    r"sitt|si|eg[en]\w*|"
    r"eig\w+)\b|\b(?:er|blir|vert)\s+(?:\w+\s+){0,3}?(?:vårt?|våre|kommunens?|rådets|foreningens|forbundets) "
    r"(?:\w+ )?(?:syn|standpunkt|holdning|haldning|mening|meining|svar|høringssvar|høyringssvar|uttalelse|"
    r"fråsegn)\b|"
    r"\bbifall?er\b|\bbifell\b|\bgod(?:kjenn|tar)\w*|\bgår god for\b|\bsamsvar(?:er|ar)\b|\bsammenfall\w*|"
    r"\bfall?(?:er)? (?:\w+ )?saman\b|\bdekk(?:er|jer|ende|jande)\b|\bivareta(?:r|tt)\b|\btek\w* vare på\b|"
    r"\b(?:kunne|kunde)\s+(?:\w+\s+){0,3}?(?:skrevet|skrive|sagt|signert)\b|\bhar ingenting imot\b|"
    r"\bkan (?:\w+ )?(?:skrives|lesast|leses|regnes|reknast) som\b|\breknast? (?:\w+ ){0,3}?som\b|"
    r"\bregnes? (?:\w+ ){0,3}?(?:som|blant)\b|\bgjelder (?:også|fullt ut|og) (?:for )?(?:oss|oss|kommunen|"
    r"her)\b|"
    r"\bpå (?:våre |vår |våra )?vegner? (?:også|òg|av oss)?\b|\bhelhjertet\b|\bord for ord\b|\bi (?:ett|"
    r"eitt) og alt\b|"
    r"\b(?:samme|same) (?:syn|standpunkt|mening|meining|oppfatning|oppfatting|konklusjon|vurdering)\w*|"
    r"\bsluttar?\b(?= til)|"
    r"\b(?:ha|har|kunne|vært|vore|være|vere|er|som|til|også|òg|for) (?:også |òg )?(?:vår|vårt|våre)\b(?! "
    r"\w*(?:medlem|brukar|bruker|kommun|innbygg|tilsette|ansatte))|"
    r"\bpå linje\b|\bpå line\b|\blegges? til grunn som\b|\bkan\b.{0,20}\bunder\b|\bstå inne for\b|\bstår "
    r"inne for\b|"
    r"\bsvar(?:er|ar|t|te|a)? (?:også |òg )?(?:for|på vegne av) (?:oss|våre?|kommunen)\b|\bpå (?:samme|"
    r"same) li(?:n|nj)e\b|"
    r"\bjoins?\b|\bendorses?\b|\bsupports?\b|\bwe agree\b",
    re.IGNORECASE,
)
_NOTHING_TO_ADD = re.compile(
    r"\b(?:ingen|ikke|ikkje|ingenting|intet|inkje|lite)\s+(?:\w+\s+){0,4}?(?:merknad\w*|kommentar\w*|"
    r"innspill|innspel|"
    r"bemerkning\w*|(?:å\s+)?(?:anføre|tilføye|legge til|leggje til|føye til|føye|tilføre|merke|bemerke|"
    r"tillegge))"
    r"(?:\s+(?:ut over|utover|til))?",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:for øvrig|forøvrig|ellers|elles|for resten|i det hele|men|bare|berre|nok å|henvisning|i stedet "
    r"for å|i staden for å|istedenfor å|heller enn å|i sin helhet|i sin heilskap|i det hele|utover dette|"
    r"ut over dette|nøy(?:er|ar))\b"
    r".{0,60}\bvis(?:er|es|e|ast)\b|\bvis(?:er|es|ast)\s+(?:\w+\s+){0,3}?(?:for øvrig|forøvrig|ellers|"
    r"elles)\b|"
    r"\bvis(?:er|es|ast)\b.{4,120}\bi sin hei?l(?:het|skap)\b|\bsyner elles\b|\bhenvisning til\b|\bnok å "
    r"(?:vise|peke)\b|\bvis(?:er|es) i det hele\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:i hovedsak|i hovudsak|delvis|stort sett|i store trekk|i det vesentlige|i hovedtrekk|langt på "
    r"(?:vei|veg)|"
    r"(?:de|dei) fleste|det meste|hovedlinjene|hovudlinene|for (?:så vidt|det meste)|forutsatt|under "
    r"forutsetning)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:ikke|ikkje|not|aldri|neppe|verken|korkje|hverken|ingen|ingenlunde)\b(?!\s+(?:bare|berre|minst|"
    r"uten|utan))",
    re.IGNORECASE,
)
_UNLIKE = re.compile(
    r"\b(?:i motsetning til|i motsetnad til|til forskjell fra|til skilnad frå|uten at (?:vi|kommunen|"
    r"rådet)|utan at (?:vi|me)|"
    r"tar avstand fra|tek avstand frå)\b",
    re.IGNORECASE,
)
# “It”, where the sentence before says what: only with what joins close by.
_IT = re.compile(
    r"\b(?:den|det|denne|dette|henne|ho|han|(?:den |det )?(?:\w*uttalelsen|svaret|høringssvaret|"
    r"høyringssvaret|innspillet|"
    r"innspelet|fråsegna|uttala|uttalen)|(?:deres|deira|dens|hans) \w+|(?:det|alt) som (?:står|sies|blir "
    r"sagt|vert sagt|går fram)|"
    r"(?:synspunktene|merknadene|vurderingene|konklusjonen|merknadane|vurderingane)(?: \w+)?)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:vår|vårt|våre|denne|dette|eget|eigen) (?:\w+ )?(?:svar|uttal|høring|høyring|fråsegn|innspill|"
    r"innspel)",
    re.IGNORECASE,
)
_PROPOSER = frozenset({"ministry", "agency", "body"})
_PROPOSING = re.compile(
    r"(?:departementet\w*|regjering\w*|direktoratet\w*|utvalget\w*|utvalet\w*|høringsnotat\w*|"
    r"høyringsnotat\w*|stortinget\w*|"
    r"staten\w*|meldingen|meldinga|forslag\w*|framlegg\w*|EU\w*|loven|lova|rapporten|pasient\w*|"
    r"brukere?n?\w*|innbygg\w*|"
    r"[\wæøå]+(?:legen|legene|lege|personell\w*)|vi|kapittel|kapitlet|notatet|sak|saka|saken|videre|vidare|"
    r"kommunestyre\w*|formannskap\w*|byråd\w*|bystyre\w*|kommunen|rådet|flertallet|fleirtalet|mindretallet|"
    r"mindretalet)",
    re.IGNORECASE,
)
"""Who proposes, whoever the sender speaks for, and what is no organisation: theirs is no reply to join."""

_REMARKS = (StatementType.PROPOSAL, StatementType.OPPOSITION, StatementType.KNOWLEDGE_NEED)
_SHORT = 40
"""A longer reply than this, in statements, has remarked on something, whatever it says."""

_LONGEST = 1500
"""No sentence is judged by more characters than this."""

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


@dataclass(frozen=True, slots=True)
class Joined:
    """Whose reply a sentence joins, and how sure that is."""

    name: str
    confidence: float
    looked_up: bool = False


def endorsements(statements: Sequence[Statement], *, register: Register | None = None) -> list[Endorsement]:
    """Statements that tie the document to somebody else's reply, with whose it is."""
    index = Index.of(register)
    found: list[Endorsement] = []
    names: list[str] = []
    before = ""
    for statement in statements:
        words = " ".join(statement.quote[:_LONGEST].split())
        for whose in joins(words, before=before):
            if whose.looked_up and any(
                whose.name in (one.of, named) for one, named in zip(found, names, strict=True)
            ):
                continue  # “it” goes on about what was joined already
            names.append(whose.name)
            entry = index.find(whose.name)
            found.append(
                Endorsement(
                    start=statement.start,
                    end=statement.end,
                    quote=statement.quote,
                    of=entry.name if entry else whose.name,
                    entry=entry.key if entry else None,
                    confidence=whose.confidence,
                )
            )
        before = words
    return found


def joined(sentence: str) -> list[str]:
    """Whose replies a sentence joins: names as they stand; none where it joins no reply, or says that it "
    "does not."""
    return [whose.name for whose in joins(sentence)]


def joins(sentence: str, *, before: str = "") -> list[Joined]:
    """As `joined`, with how sure; “it” is looked up in the sentence before."""
    act = _act(sentence)
    if act is None:
        return []
    confidence = 0.6 if act == "refers" or _PARTLY.search(sentence) else 0.9
    names = _whose(sentence, reply_only=act == "refers")
    if names or act != "joins" or not _IT.search(sentence) or _OWN.search(sentence):
        return [Joined(name, confidence) for name in names]
    names = _whose(before, reply_only=True) or _speakers(before)
    return [Joined(name, round(confidence - 0.15, 2), looked_up=True) for name in names]


def _act(sentence: str) -> str | None:
    """What the sentence does with another's reply: joins it, has nothing to add to it, or refers to it "
    "instead of
    saying more; None where it does nothing, or denies."""
    if _UNLIKE.search(sentence):
        return None
    plain = _NOTHING_TO_ADD.sub(lambda match: " " * len(match.group()), sentence)
    for match in _JOIN.finditer(plain):
        if not _denied(plain, match) and not _is_about_the_proposal(plain, match):
            return "joins"
    if _NOTHING_TO_ADD.search(sentence):
        return "adds nothing"
    return "refers" if _REFERS.search(sentence) else None


def _denied(sentence: str, match: re.Match[str]) -> bool:
    """Whether a “not” belongs to the words that join: in the same clause, before or soon after them."""
    clause = max(sentence.rfind(mark, 0, match.start()) for mark in (",", ";", ":", "–", " og ", " men "))
    around = sentence[clause + 1 : match.start()]
    after = re.match(r"(?:\W*\w+){0,4}", re.split(r"[,;:–]| men ", sentence[match.end() :])[0])
    return bool(_NOT.search(around) or _NOT.search(match.group()) or (after and _NOT.search(after.group())))


_PROPOSAL = re.compile(
    r"\W*(?:\w+\s+){0,3}?(?:at|forslag\w*|framlegg\w*|lov\w*|ordning\w*|modell\w*|krav\w*|intensjon\w*|"
    r"formål\w*|"
    r"føremål\w*|mål\w*|prinsipp\w*|strategi\w*|forskrift\w*|plan\w*|tiltak\w*)\b",
    re.IGNORECASE,
)


def _is_about_the_proposal(sentence: str, match: re.Match[str]) -> bool:
    """“støtter forslaget”, “er enig i at”: with no reply in the clause, what is proposed is what is "
    "joined."""
    clause = re.split(r"[,;:–]| men ", sentence[match.end() :])[0]
    return _PROPOSAL.match(clause) is not None and not re.search(rf"\b(?:{REPLY})\b", clause, re.IGNORECASE)


def _whose(sentence: str, *, reply_only: bool) -> list[str]:
    """The owners of the replies in a sentence, or of a view where there is no reply; never whoever "
    "proposes."""
    found = [given for given in owned(sentence) if _may_be_joined(given, sentence)]
    replies = [given for given in found if given.is_reply]
    chosen = replies or ([] if reply_only else found)
    names: list[str] = []
    for given in sorted(chosen[:1] or [], key=lambda one: one.start):
        names += [in_full(name, sentence) for name in given.names]
    return names


def _may_be_joined(given: Owned, sentence: str) -> bool:
    if any(_PROPOSING.fullmatch(name) or not _is_a_name(name, sentence) for name in given.names):
        return False
    return (
        given.is_reply or kind_of(given.names[0]) not in (*_PROPOSER, None) or _looks_like_one(given.names[0])
    )


def _is_a_name(name: str, sentence: str) -> bool:
    """Whether there is more to a name than a large letter at the beginning of the sentence."""
    words = name.split()
    return (
        not sentence.startswith(name)
        or kind_of(name) is not None
        or any(is_known(word.casefold()) for word in words)
        or len(words) == 1
        or any(word[:1].isupper() for word in words[1:])
    )


def _looks_like_one(name: str) -> bool:
    """Whether a name without a telling word can be an organisation: several words, or capitals alone."""
    return len(name.split()) > 1 or (name.isupper() and len(name) > 1)


def _speakers(sentence: str) -> list[str]:
    """Who is said to speak in a sentence that names no reply: “X uttaler seg om teknikken”."""
    match = re.match(
        r"(?P<name>.+?)\s+(?:har (?:\w+ )?uttalt|uttaler|uttalar|uttalte|skriver|skriv|svarer|svarar)\b",
        sentence,
    )
    if match is None:
        return []
    inside = re.search(r"\((?P<name>[A-ZÆØÅ][^)]{2,60})\)$", match["name"])
    name = inside["name"] if inside else match["name"]
    return [name] if name[:1].isupper() and len(name.split()) < 9 and not _PROPOSING.fullmatch(name) else []


def has_no_remarks(statements: Sequence[Statement]) -> bool:
    """Whether a document as a whole says that it has nothing to remark: it says so, and asks for nothing."""
    texts = [" ".join(statement.quote[:_LONGEST].split()) for statement in statements]
    said = any(_NO_REMARKS.search(text) and not _LIMITED.search(text) for text in texts)
    asks = any(
        statement.type in _REMARKS and not _NO_REMARKS.search(text)
        for statement, text in zip(statements, texts, strict=True)
    )
    return said and not asks and len(statements) <= _SHORT
