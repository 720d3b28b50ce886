"""Whose reply a sentence speaks of: “KS' høringssvar”, “svaret fra Storby kommune”, “Regionrådet har sendt en
uttalelse”. Names are taken by where they stand, since few of them are in any list."""

import re
from dataclasses import dataclass

from samstyring.engines.text_analysis.organisations import kind_of
from samstyring.engines.text_analysis.words import load

REPLY = (
    r"(?:(?:hørings?|høyrings)(?:svar|uttalelse|uttale|innspill|innspel|fråsegn|brev|notat(?=\s+(?:fra|"
    r"frå)))\w*|"
    r"\w*uttalelse\w{0,2}|\w*uttale[nr]?|\w*fråsegn\w{0,3}|innspill\w{0,3}|innspel\w{0,3}|svar(?:et|a|ene)?|"
    r"skriv(?:et)|brev(?:et)|submission|response)"
)
"""What is sent in a consultation."""
VIEW = (
    r"(?:merknad\w*|vurdering\w*|syn(?:et|spunkt\w*)?|kommentar\w*|standpunkt\w*|grunngjeving\w*|"
    r"begrunnelse\w*|"
    r"argument\w*|tekst(?:en)?|gjennomgang(?:en)?|hovedpunkt\w*|punkt(?:ene|a)|anbefaling\w*|tilråding\w*|"
    r"konklusjon\w*|innvending\w*|krav(?:et|ene|a)?|forslag(?:et|ene|a)?)"
)
"""What somebody thinks: theirs only with a name that is not the one who proposes."""

_TOKEN = re.compile(r"\((?:eksempel|døme|[A-ZÆØÅ][\w-]{1,12})\)|[\w§’'./&-]+|[^\w\s]")
_CAPITAL = re.compile(r"[A-ZÆØÅÁČĐŊŠŦŽÖÄ]")
# Words that no name goes over: verbs, pronouns, conjunctions, and what tells when and how.
_STOP = frozenset(load("names")["stop"])
_JOINING = frozenset({"og", "for", "i", "på", "of", "in", "&", "–", "-"})
_OPENERS = frozenset(load("names")["openers"])
_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class Owned:
    """Somebody's reply or view as named in a sentence: whose, where the words that say so stand, and "
    "whether it is
    a reply."""

    names: tuple[str, ...]
    start: int
    end: int
    is_reply: bool


_AFTER = re.compile(
    rf"\b(?:(?P<reply>{REPLY})|{VIEW})\s+(?:(?:\w+\s+)?(?:som\s+)?(?:er\s+|ble\s+|vart\s+)?(?:gitt|avgitt|"
    rf"sendt|sende|"
    r"gjeve|gjevne|levert|skrevet|skrive|innsendt)\s+(?:\w+\s+)?)?(?:deres\s+)?(?:fra|frå|til|av|from)\s+"
    r"(?:(?:vår|vårt|våre|deira|den|det) (?:eigen |egen )?[a-zæøå-]+(?: [a-zæøå-]+)?, (?=[A-ZÆØÅ]))?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:['’]s?|s)?(?:\s+(?:sitt|si|sine|sin))?\s+(?:(?:eget|egne|eigen|eige|felles|grundige|skriftlige|"
    rf"gode|faglige)\s+)?"
    rf"(?:(?P<reply>\b{REPLY})|{VIEW})\b",
    re.IGNORECASE,
)
_HAS_SAID = re.compile(
    r",?\s+(?:har\s+(?:\w+\s+){0,3}?(?:sendt|sende|avgitt|avgjeve|levert|skrevet|skrive|skreve|uttalt|gitt|"
    r"gjeve|lagt|kome|"
    r"kommet|svart|formulert|(?:også |òg )?i (?:sitt|si|sin|sine)|fremmet|skissert|tatt opp|teke opp|sagt)|"
    r"som i sitt|slik (?:de|det|den|han|dei)|"
    r"(?:fremmer|fremjar|(?:skriver|skriv)(?! under)|seier|sier|uttaler|uttalar|framfører|anfører|påpeker|"
    r"peker på|gir uttrykk|"
    r"gjev uttrykk|tar til orde|skrev|skreiv|uttalte|svarer|argumenterer))\b(?:\s+(?:seg|sitt))?",
    re.IGNORECASE,
)
_COMPOUND = re.compile(rf"(?<!\w)(?P<name>[A-ZÆØÅ][\w]+)-(?:{REPLY})\b")
_THEIRS = re.compile(
    rf"\b(?:deres|deira|dens|hans|hennes|hennar|hvis|(?P<own>sitt|sin|si|sine))\s+(?:\w+\s+)?{REPLY}\b|"
    rf"\b{REPLY} deres\b",
    re.IGNORECASE,
)
_SAYS = re.compile(r"\b(?:seier|sier|skriver|skriv|mener|meiner|gjelder)\s+(?=[A-ZÆØÅ])")


def owned(sentence: str) -> list[Owned]:
    """Every reply or view in a sentence that has an owner with a name, surest form first."""
    found: list[Owned] = []
    for match in _AFTER.finditer(sentence):
        names = names_after(sentence, match.end())
        if names:
            found.append(Owned(names, match.start(), match.end(), match["reply"] is not None))
    for match in _COMPOUND.finditer(sentence):
        found.append(Owned((match["name"],), match.start(), match.end(), is_reply=True))
    for match in _BEFORE.finditer(sentence):
        if name := name_before(sentence, _stem_end(sentence, match)):
            name = _without_s(name) if match.group()[:1] == "s" else name
            found.append(Owned(_apart(name), match.start(), match.end(), match["reply"] is not None))
    said = re.search(rf"\b{REPLY}\b|\buttalt\b", sentence, re.IGNORECASE) is not None
    for match in _HAS_SAID.finditer(sentence):
        if name := name_before(sentence, match.start()):
            found.append(Owned(_apart(name), match.start(), match.end(), said))
    for match in _SAYS.finditer(sentence):
        if names := names_after(sentence, match.end()):
            found.append(Owned(names, match.start(), match.end(), said))
    theirs = _THEIRS.search(sentence)
    if not found and theirs is not None:
        names = _names_before(sentence, theirs.start(), initial=theirs["own"] is not None)
        if names:
            found.append(Owned(names[-1:], theirs.start(), theirs.end(), is_reply=True))
    return found


def _names_before(sentence: str, end: int, *, initial: bool = False) -> tuple[str, ...]:
    """Whatever is written like a name before a place, in order."""
    found: list[str] = []
    at = 0
    for match in re.finditer(r"(?<![\w-])(?=[A-ZÆØÅ])", sentence[:end]):
        if match.start() < at:
            continue
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(sentence, match.start(), end)]
        size = _extent(tokens, 0)
        if size and not (size == 1 and (_only_opens(tokens, 0) or (match.start() == 0 and not initial))):
            at = tokens[size - 1][2]
            found.append(_clean(sentence[match.start() : at]))
    return tuple(found)


def _stem_end(sentence: str, match: re.Match[str]) -> int:
    """Where the name before a reply ends: before its genitive. “KS høringssvar” and “KS' høringssvar” end "
    "alike."""
    return match.start() + (sentence[match.start()] in "sS")


def names_after(sentence: str, at: int) -> tuple[str, ...]:
    """The names that begin at a place: one, or several with “og” and commas between them."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(sentence, at)]
    while tokens and tokens[0][0].casefold() in ("det", "den", "dei", "de", "vår", "vårt", "både"):
        tokens.pop(0)
    if not tokens or not (_CAPITAL.match(tokens[0][0]) or is_known(tokens[0][0])):
        return ()
    names: list[str] = []
    start = 0
    while start < len(tokens):
        end = _extent(tokens, start)
        if end == start:
            break
        names.append(_clean(sentence[tokens[start][1] : tokens[end - 1][2]]))
        joins = end < len(tokens) and tokens[end][0] in (",", "og", "and", "samt")
        more = end + 1 < len(tokens) and _CAPITAL.match(tokens[end + 1][0])
        if not (joins and more and _another(tokens, end + 1)):
            break
        start = end + 1
    return tuple(name for name in names if len(name) > 1)


def _extent(tokens: list[tuple[str, int, int]], start: int) -> int:
    """One past the last token of the name that begins at `start`."""
    at = start
    while at < len(tokens) and at - start < _LONGEST_NAME:
        word = tokens[at][0]
        if word.startswith("("):
            at += 1
            continue
        if not re.match(r"\w|&", word) or word.casefold() in _STOP or re.fullmatch(r"\d[\d.]*|§+", word):
            break
        if word in _JOINING and not _goes_on(tokens, start, at):
            break
        at += 1
        if word.endswith(".") and not re.fullmatch(r"[A-ZÆØÅ]\w?\.|St\.|pkt\.", word):
            break
    while at > start and tokens[at - 1][0] in _JOINING:
        at -= 1
    return at


def _goes_on(tokens: list[tuple[str, int, int]], start: int, at: int) -> bool:
    """Whether a small word stands inside a name: “Rådet for etikk i helse”, but not “KS og stiller seg "
    "bak”."""
    if at + 1 >= len(tokens) or at == start:
        return False
    word, following = tokens[at][0], tokens[at + 1][0]
    if (
        not re.match(r"\w", following)
        or following.casefold() in _STOP
        or following in ("å", "saken", "saka", "høringen")
    ):
        return False
    if word == "og":  # two names, or one that has “og” in it
        whole = kind_of(" ".join(token[0] for token in tokens[start:at])) is not None
        return following[0].islower() or not (whole or tokens[at - 1][0].isupper())
    if word == "på":
        return _CAPITAL.match(following) is not None
    return not (
        word == "i"
        and following in ("saken", "saka", "hovedsak", "hovudsak", "alt", "eitt", "år", "mai", "juni")
    )


def _another(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether what stands after “og” or a comma is a name of its own and no new clause."""
    end = _extent(tokens, at)
    words = " ".join(token[0] for token in tokens[at:end])
    return kind_of(words) is not None or words.isupper()


def name_before(sentence: str, at: int) -> str | None:
    """The name that ends at a place, as long as it can be."""
    tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(sentence, 0, at)]
    start = len(tokens)
    while start > 0 and len(tokens) - start < _LONGEST_NAME:
        word = tokens[start - 1][0]
        if not (word.startswith("(") or re.match(r"[\w&]", word)) or re.fullmatch(r"\d[\d.]*|§+", word):
            break
        if word.casefold() in _STOP and not (start == 1 and word in ("Dei", "De")):
            break
        start -= 1
    while start < len(tokens) and (not _CAPITAL.match(tokens[start][0]) or _only_opens(tokens, start)):
        start += 1
    if start == len(tokens):
        word = tokens[-1][0] if tokens else ""
        return _clean(word) if is_known(word) else None
    return _clean(sentence[tokens[start][1] : tokens[-1][2]])


def _only_opens(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Whether a word is large because it begins the sentence: “Derimot”; but “Rådet for etikk” is a name."""
    follows = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    return tokens[at][0].casefold() in _OPENERS and follows not in _JOINING


_KNOWN_NOUN = re.compile(
    r"\w*(?:forening|foreining|forbund|nettverk|samarbeid|helsefellesskap|utvalg|utval|kontor|senter|"
    r"selskap|lag|råd|"
    r"kommune|kommunane|kommunene|fylkeskommune|sykehus|sjukehus|foretak|føretak|forvalter|forvaltar|styre|"
    r"klynge|"
    r"organisasjon|tillitsvalgt|bydel|legevakt|overlege|forum|vesen|etat|verk|hjem|heim|museum|skole|skule|"
    r"institutt|"
    r"universitet|gruppe|gruppa|region|stiftelse|stifting|sentral|direktorat|tilsyn|ombud|klubb|parti|"
    r"komité|hage|"
    r"nettverket|tjeneste|teneste|bedrift|apotek|bibliotek|arkiv|kirke|kyrkje|prosjekt|partnerskap|"
    r"partnarskap|"
    r"ledelse|leiing|administrasjon|avdeling|seksjon|enhet|eining)(?:en|et|n|t|a|ane|ene|s|ens|ets|ne)?",
)


def is_known(word: str) -> bool:
    """Whether a small word names an organisation that the reader knows: “fra regionrådet”, “frå "
    "nabokommunen”."""
    return _KNOWN_NOUN.fullmatch(word.rstrip(".")) is not None


def in_full(name: str, sentence: str) -> str:
    """“RHF-et” by its whole name, where that stands earlier in the sentence."""
    short = re.fullmatch(r"(?P<stem>[A-ZÆØÅ]{2,})-?(?:et|en|a)", name)
    if short is None:
        return name
    names = [n for n in _names_before(sentence, sentence.rfind(name)) if short["stem"] in n.split()]
    return names[-1] if names else name


def _apart(name: str) -> tuple[str, ...]:
    """“Norsk Sykepleierforbund og Delta” is two names; “Rådet for helse og omsorg” is one."""
    parts = re.split(r",\s+|\s+(?:og|samt|and)\s+", name)
    two = all(_CAPITAL.match(part) and kind_of(part) is not None for part in parts)
    return tuple(parts) if two else (name,)


def _without_s(name: str) -> str:
    """A name that stood in the genitive: “Regionrådet Eksempels” → “Regionrådet Eksempel”."""
    return (
        name[:-1]
        if name.endswith("s") and not re.search(r"(?:hus|plass|ss|[A-ZÆØÅ]s|[aeiouyæøå]s)$", name)
        else name
    )


_GENITIVE = re.compile(
    r"(kommunen?|forbund(?:et)?|foren?ing(?:en)?|foreining[a]?|nettverk(?:et)?|råd(?:et)?|kontor(?:et)?|"
    r"samarbeid(?:et)?|"
    r"lag(?:et)?|skole|skule|universitet(?:et)?|institutt(?:et)?|direktorat(?:et)?|senter(?:et)?|"
    r"fellesskap(?:et)?|"
    r"foretak(?:et)?|føretak(?:et)?|selskap(?:et)?|klynge[na]?|utvalg(?:et)?|utval(?:et)?|forum(?:et)?|"
    r"departement(?:et)?)s$",
    re.IGNORECASE,
)


def _clean(name: str) -> str:
    """A name without genitive: “KS'” → “KS”, “Bergen kommunes” → “Bergen kommune”."""
    name = re.sub(r"(?:['’]s?| sitt| sine| sin| si)$", "", name.strip(" ,.;:"))
    return _GENITIVE.sub(r"\1", name)
