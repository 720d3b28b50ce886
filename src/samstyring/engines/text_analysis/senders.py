"""Who sent a document: from the form's field, the letterhead, the title, the signature, the text, the file
name.

Each source proposes names with a confidence; the surest source decides, and the others confirm. A joint reply
has several senders. A name is matched to the register that is passed in; else it keeps its kind and its name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from samstyring.engines.text_analysis.model import Passage, PassageKind, Register, Sender, SourceText
from samstyring.engines.text_analysis.organisations import Index, capitalised_in, fold, kind_of, names_in
from samstyring.engines.text_analysis.whose import owned

_FIELD = re.compile(
    r"(?:navn på (?:virksomheten?|høringsinstans(?:en)?|organisasjon(?:en)?|kommunen|"
    r"avsender)|namn på (?:verksemda|høyringsinstansen)|"
    r"virksomhet(?:ens navn)?|verksemd|høringsinstans|høyringsinstans|organisasjon(?:snavn)?|"
    r"avsender|avsendar|innsender|svar fra|"
    r"hvem svarer|(?:sender|organi[sz]ation|name of organi[sz]ation))"
    r"\s*(?:\([^)]*\))?\s*[:\t]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\bprivatperson\b|\bprivat person\b|\bsom (?:privatperson|pårørende|innbygger)\b", re.IGNORECASE
)
_REPLY = (
    r"\w*(?:høringssvar|høyringssvar|høringsuttalelse|høyringsuttale|høyringsfråsegn|høringsinnspill|"
    r"høyringsinnspel|uttalelse|uttale|fråsegn|innspill|innspel|svar|kommentarer|merknader|merknadar|"
    r"tilbakemelding|synspunkter|"
    r"synspunkt|særutskrift)\w{0,3}"
)
_TITLE = re.compile(
    rf"\b{_REPLY}\b(?P<between>.{{0,110}}?)\s+(?:fra|frå|av)\s+(?P<name>[^–\n:|]{{2,120}})", re.I
)
_BEFORE = re.compile(
    rf"^(?P<name>[^\n:]{{2,80}}?)(?:s|’s?|'s?|\s+sitt|\s+si|\s+sine|"
    rf"\s+sin)?(?:\s*[:–—-])?\s+(?:felles\s+)?{_REPLY}\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r".+\s(?:fylkes)?(?:kommuner|kommunar)\b.*")
_VERB = re.compile(
    r"\s+(?:\([^)]{2,40}\)\s+)?(?:består|omfatter|omfattar|organiserer|representerer|leverer|svarer|svarar|"
    r"avgir|gir|gjev|sender|behandlet|handsama|driver|driv|arbeider|arbeidar|forsker|forskar|er ei?n?t?\s|"
    r"viser|syner|takker|takkar|mener|meiner|støtter|støttar|"
    r"ønsker|ønskjer|anbefaler|tilrår|er positiv|"
    r"er opptatt|er oppteken|vil|slutter|sluttar|registrerer|ser|foreslår|går|stiller|har|"
    r"erfarer|opplever|opplev|ber|bed|merker|merkar)\b"
)
_OPENING = re.compile(
    r"^(?:(?:Vi|Me|Vi som) (?:i|ved|på)|Hos|Ved|Derfor|Videre|Vidare|Slik|Samtidig|I tillegg|"
    r"Innledningsvis|For|I|Også|Som|Da|Når)\s+(?=[A-ZÆØÅ])"
)
_GENERIC = re.compile(
    r"^(?:vi|me|jeg|eg|kommunen|rådet|styret|foreningen|forbundet|det|dette|dei|de|denne|"
    r"mange|flere|planen|strategien|"
    r"fakultetet|RHF-et|ombudet|tilsynet|instituttet|forumet|nettverket|samarbeidet|klynga|klyngen|laget|"
    r"sykehuset|sjukehuset|føretaket|foretaket|legevakta|legevakten|selskapet|direktoratet|embetet|høgskolen|"
    r"høgskulen|universitetet|fylkeskommunen|byrådet|bystyret|formannskapet|kommunestyret|fylkestinget|"
    r"organisasjonen|foreninga|utvalet|senteret|stiftelsen|etaten|avdelingen|seksjonen|"
    r"departementet|regjeringen|utvalget|kommunedirektøren|rådmannen|direktøren|samtidig|videre|derfor)$",
    re.IGNORECASE,
)
_NOT_SENDER = re.compile(
    r"\b(?:departementet|regjeringen|helsedirektoratet|stortinget|postmottak|norges offentlige)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*[,;/]\s*|\s+(?:og|samt|and)\s+|\s*\n\s*")
_HEAD_KINDS = (
    PassageKind.LETTERHEAD,
    PassageKind.RUNNING_HEAD,
    PassageKind.HEADING,
    PassageKind.PARAGRAPH,
)
_SENDER_ON_TOP = 14
_HEAD_LENGTH = 600
_END = 6
_LONGEST = 1500  # no passage is searched for other people's replies by more characters than this
_OF_ANOTHER = re.compile(r"\b(?:fra|frå|til|av|med|hos|mot) $", re.IGNORECASE)
_PERSON = re.compile(r"[A-ZÆØÅ][a-zæøåé]+(?: [A-ZÆØÅ]\.?[a-zæøåé]*){1,3}")
_ON_BEHALF = re.compile(
    r"(?:for|på vegner? av|på vegne av|legene (?:ved|i)|vi (?:i|ved))\s+(?P<name>[A-ZÆØÅ].{1,80})",
    re.IGNORECASE,
)
_REPLY_WORDS = re.compile(
    rf"\b(?:{_REPLY}|h(?:ø|oe|o)rings?\w*|høyring\w*|hoyring\w*|uttale\w*|uttalelse\w*|fra|frå|av|til|om|"
    rf"endelig|signert|"
    r"vedlegg|brev|dokument|pdf|docx?|scan|scannet|versjon|v)\b",
    re.IGNORECASE,
)


def senders(
    source: SourceText, passages: Sequence[Passage], *, name: str, register: Register | None = None
) -> list[Sender]:
    """The senders of a document, surest first; several where the reply is joint; none where nothing tells."""
    index = Index.of(register)
    found = [
        *_from_fields(source, passages),
        *_from_title(source, passages),
        *_from_signature(source, passages),
        *_from_letterhead(source, passages, index),
        *_from_text(source, passages, index),
        *_from_file_name(name, index),
    ]
    matched = [_match(sender, index) for sender in found]
    return _choose(matched)


def _words(source: SourceText, passage: Passage) -> str:
    return re.sub(r"[ \u00a0]+", " ", source.text[passage.start : passage.end])


def _split(
    text: str, origin: str, confidence: float, at: int | None = None, *, whole: bool = False
) -> list[Sender]:
    """The organisations in a value, a title or a line: each part with a kind of its own."""
    text = re.sub(r"\s+", " ", text).strip(" .,:;–-")
    named = names_in(text)
    if whole:
        parts = [text]
    elif len(named) > 1 and len(_JOINT.split(text)) > 1:
        parts = [text[a:b] for a, b, _ in named]
        parts = [piece for part in parts for piece in _unjoin(part)]
    else:
        parts = _unjoin(text)
    result = []
    for part in parts:
        part = part.strip(" .,:;–-")
        kind = kind_of(part)
        if part and (kind or origin == "form") and len(part) < 120:
            result.append(Sender(part, kind or "other", source=origin, confidence=confidence, start=at))
    return result


def _unjoin(text: str) -> list[str]:
    """“Ås, Vestby og Frogn kommuner” is three; “Nordre Follo kommune” is one; “Fag- og helseforbundet” is
    one."""
    shared = re.fullmatch(r"(?P<names>.+?)\s+(?P<kind>kommuner|kommunar|fylkeskommuner|fylkeskommunar)", text)
    if shared:
        kind = "fylkeskommune" if shared["kind"].startswith("fylke") else "kommune"
        return [f"{part} {kind}" for part in _JOINT.split(shared["names"]) if part]
    parts = [part for part in _JOINT.split(text) if part]
    if len(parts) > 1 and all(kind_of(part) and part[:1].isupper() for part in parts):
        return parts
    return [text]


def _from_fields(source: SourceText, passages: Sequence[Passage]) -> list[Sender]:
    result: list[Sender] = []
    for passage in passages:
        if passage.kind is PassageKind.FIELD:
            match = _FIELD.match(_words(source, passage))
            if match:
                value = match["value"].strip()
                if _PRIVATE.search(value):
                    result.append(Sender(value, "person", source="form", confidence=0.9, start=passage.start))
                else:
                    result.extend(_split(value, "form", 0.97, passage.start))
        elif passage.kind is PassageKind.OPTION:
            words = _words(source, passage)
            if re.match(r"[☒☑✅]|\[[xX✓]\]", words) and _PRIVATE.search(words) and len(words) < 60:
                result.append(
                    Sender("privatperson", "person", source="form", confidence=0.8, start=passage.start)
                )
    return result


def _from_title(source: SourceText, passages: Sequence[Passage]) -> list[Sender]:
    for passage in passages[:_SENDER_ON_TOP]:
        if passage.kind not in (PassageKind.HEADING, PassageKind.PARAGRAPH, PassageKind.LETTERHEAD):
            continue
        words = re.sub(r"\s+", " ", _words(source, passage))
        if len(words) > 220:
            continue
        for pattern in (_TITLE, _BEFORE):
            match = pattern.search(words)
            result = _named_in_title(match["name"], passage.start) if match else []
            if result:
                return result
    return []


def _named_in_title(words: str, at: int) -> list[Sender]:
    """The senders in a stretch of a title: up to “to”, “about” or a dash, if it is a name and little else."""
    name = re.split(r"\s+(?:til|på|om|vedrørende|angående|vedr\.?|-|–)\s+", words, maxsplit=1)[0]
    name = re.sub(r"\s*\([^)]*\)\s*$", "", name)
    if _PRIVATE.search(name):
        return [Sender(name, "person", source="title", confidence=0.85, start=at)]
    for part in (name, name.split(",")[0]):  # “fra Storby kommune, avdeling for helse”
        if _is_name_only(part) or _SEVERAL.fullmatch(part):
            return _split(part, "title", 0.93, at)
    return []


def _from_signature(source: SourceText, passages: Sequence[Passage]) -> list[Sender]:
    """Organisations in the signature, and on lines at the end that say for whom; else the person who "
    "signs in her
    own name."""
    result: list[Sender] = []
    signed = [passage for passage in passages if passage.kind is PassageKind.SIGNATURE]
    for passage in [*passages[-_END:], *(p for p in signed if p not in passages[-_END:])]:
        for line in re.split(r"\n|\s{4,}", source.text[passage.start : passage.end]):
            behalf = _ON_BEHALF.match(line.strip())
            if passage.kind is not PassageKind.SIGNATURE and (behalf is None or len(line) > 90):
                continue
            name = behalf["name"] if behalf else re.sub(r"^v/\s*", "", line.strip())
            for piece in re.split(r",\s*", name):
                if passage.kind is PassageKind.SIGNATURE or _is_name_only(piece):
                    result.extend(_split(piece, "signature", 0.9, passage.start))
    return result or _signed_by_person(source, passages, signed)


def _signed_by_person(
    source: SourceText, passages: Sequence[Passage], signed: Sequence[Passage]
) -> list[Sender]:
    """The person who signs alone, where the text speaks of “I” and no organisation signs."""
    spoken = " ".join(_words(source, p) for p in passages if p.kind is PassageKind.PARAGRAPH)
    if not signed or not re.search(r"\b(?:jeg|eg|min|mitt|mine)\b", spoken, re.IGNORECASE):
        return []
    for line in source.text[signed[0].start : signed[-1].end].split("\n"):
        name = _PERSON.fullmatch(line.strip())
        if name and kind_of(name.group()) is None:
            return [Sender(name.group(), "person", source="signature", confidence=0.6, start=signed[0].start)]
    return []


def _from_letterhead(source: SourceText, passages: Sequence[Passage], index: Index) -> list[Sender]:
    """Names that stand alone on a line at the top. Whoever is written to comes after who writes: a "
    "ministry is the
    sender only where it stands first and another is written to."""
    lines = [
        (passage, re.sub(r"\s+", " ", line).strip())
        for passage in passages[:_SENDER_ON_TOP]
        if passage.kind in (*_HEAD_KINDS, PassageKind.FIELD)
        for line in _words(source, passage)[:_HEAD_LENGTH].split("\n")
        if line.strip()
    ]
    ministries = [n for n, (_, line) in enumerate(lines) if _NOT_SENDER.search(line) and _is_name_only(line)]
    result: list[Sender] = []
    for number, (passage, line) in enumerate(lines):
        if re.match(r"(?:fra|frå)\s*[:\t]", line, re.IGNORECASE):
            result.extend(_split(re.sub(r"^\w+\s*[:\t]\s*", "", line), "letterhead", 0.92, passage.start))
        elif passage.kind in _HEAD_KINDS and len(line) < 90 and not line.endswith((".", "?", ":")):
            first_of_two = ministries[:1] == [number] == [0] and len(ministries) > 1
            addressed = re.match(r"(?:til|att|kopi)\b", line, re.IGNORECASE) or _NOT_SENDER.search(line)
            line = re.split(r"\s+v(?:ed |/)\s*", line)[0]
            if (first_of_two or not addressed) and (_is_name_only(line) or index.find(line) is not None):
                confidence = 0.87 if number == 0 else 0.85
                whole = index.find(line) is not None
                result.extend(_split(line, "letterhead", confidence, passage.start, whole=whole))
    first = result[:1]
    joint = len({fold(one.name) for one in result if one.kind == "municipality"}) > 1
    return [one for one in result if one.source == "letterhead" and (joint or one.kind == first[0].kind)]


def _is_name_only(words: str) -> bool:
    """Whether a line is the name of an organisation and little else."""
    words = re.sub(r"\s*\([^)]{1,30}\)", "", words)
    named = names_in(words)
    return bool(named) and sum(b - a for a, b, _ in named) >= 0.75 * len(words)


def _from_text(source: SourceText, passages: Sequence[Passage], index: Index) -> list[Sender]:
    """Whoever the sentences are about when they think, thank and wish: the name that comes most."""
    points: Counter[str] = Counter()
    shown: dict[str, tuple[str, str, int]] = {}
    for passage in passages:
        if passage.kind not in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM):
            continue
        words = re.sub(r"\s+", " ", _words(source, passage))
        others = {fold(name) for given in owned(words[:_LONGEST]) for name in given.names}
        for a, b in capitalised_in(words):
            name = _OPENING.sub("", words[a:b])
            kind = kind_of(name)
            subject = _VERB.match(words, b) is not None
            if kind is None and subject:
                # A bare place name speaks only where the register knows it as a municipality.
                entry = index.find(name, "municipality")
                kind = entry.kind if entry is not None and entry.kind == "municipality" else None
            if kind is None or len(name.split()) > 7 or _GENERIC.match(name) or _NOT_SENDER.search(name):
                continue
            key = fold(name)
            if key in others or _OF_ANOTHER.search(words, max(0, a - 8), a):
                continue  # whose reply is spoken of, or whom something came from
            points[key] += 3 if subject else 1
            shown.setdefault(key, (name, kind, passage.start))
    if not points:
        return []
    (best, most), *rest = points.most_common(2)
    if most < 3 or (rest and rest[0][1] >= most):
        return []
    name, kind, start = shown[best]
    return [Sender(name, kind, source="text", confidence=round(0.6 + min(0.25, 0.02 * most), 2), start=start)]


def _from_file_name(name: str, index: Index) -> list[Sender]:
    """A name in the file's own name, where the register or its words know it."""
    stem = re.sub(r"[_\-.+%\d]+", " ", PurePath(name).stem)
    words = [word for word in _REPLY_WORDS.sub(" ", stem).split() if word]
    spans = [(a, a + size) for size in range(min(5, len(words)), 0, -1) for a in range(len(words) - size + 1)]
    candidates = [" ".join(words[a:b]) for a, b in spans]
    for candidate in candidates:
        entry = index.find(candidate)
        if entry is not None and len(candidate) > 1:
            return [Sender(entry.name, entry.kind, entry.municipality_number, entry.key, "file name", 0.55)]
    for candidate in candidates:
        kind = kind_of(candidate)
        if kind is not None and len(candidate.split()) > 1:
            name = candidate[:1].upper() + candidate[1:]
            return [Sender(name, kind, source="file name", confidence=0.5)]
    return []


def _match(sender: Sender, index: Index) -> Sender:
    entry = index.find(sender.name, sender.kind if sender.kind != "other" else None)
    if entry is None:
        return sender
    return replace(
        sender,
        name=entry.name,
        kind=entry.kind,
        municipality_number=entry.municipality_number if entry.kind == "municipality" else None,
        entry=entry.key,
    )


def _choose(found: Sequence[Sender]) -> list[Sender]:
    """The senders of the surest source. A name that several sources give is surer."""
    if not found:
        return []
    votes = Counter(fold(sender.name) for sender in {(s.source, fold(s.name)): s for s in found}.values())
    best = max(
        ("form", "title", "signature", "letterhead", "text", "file name"),
        key=lambda origin: max(
            (
                s.confidence + 0.06 * (votes[fold(s.name)] - 1) + 0.05 * (s.entry is not None)
                for s in found
                if s.source == origin
            ),
            default=0.0,
        ),
    )
    chosen: dict[str, Sender] = {}
    for sender in found:
        key = sender.entry or fold(sender.name)
        if sender.source == best and key not in chosen:
            more = min(0.99, sender.confidence + 0.03 * (votes[fold(sender.name)] - 1))
            chosen[key] = replace(sender, confidence=round(more, 2))
    return list(chosen.values())
