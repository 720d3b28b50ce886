"""Personal data in a text: national identity numbers by their checksum, phones, e-mail, names of persons.

Marked so that whoever publishes can hold them back; nothing is removed here.
"""

import re
from collections.abc import Sequence

from stdnum.no import fodselsnummer

from samstyring.engines.text_analysis.model import Passage, PassageKind, PersonalData, SourceText
from samstyring.engines.text_analysis.organisations import kind_of

_IDENTITY = re.compile(r"(?<![\d.])\d{6}[ \u00a0.-]?\d{5}(?!\d)")
_PHONE = re.compile(
    r"(?<![\d/.-])(?:\+47|"
    r"0047)?[ \u00a0]?(?:[2-9]\d[ \u00a0]?\d{2}[ \u00a0]?\d{2}[ \u00a0]?\d{2}|"
    r"[489]\d{2}[ \u00a0]?\d{2}[ \u00a0]?\d{3})(?![\d/])(?!\.\d)"
)
_PHONE_LABEL = re.compile(
    r"(?:tlf|telefon|mobil|phone|tel|sms|vakttelefon)\W{0,4}(?:nummer|nr)?\W{0,4}$", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,60}){1,6}")
_FIRST = r"[A-ZÆØÅÁČĐŊŠŦŽÖÄÉ][a-zæøåáčđŋšŧžöäéèü]+(?:-[A-ZÆØÅ][a-zæøåéèü]+)?"
_PERSON = re.compile(
    rf"{_FIRST}(?:[ \u00a0](?:{_FIRST}|[A-ZÆØÅ]\.|van|von|de|af))?[ \u00a0](?:{_FIRST})(?![\w-])"
)
_PERSON_FIELD = re.compile(
    r"(?i:kontaktperson|saksbehandler|sakshandsamar|navn|namn|ved|v/|att\.?|deltakere?|"
    r"underskrift|contact)\s*(?:\([^)]*\))?\s*[:\t/]?\s*(?P<name>"
    rf"{_PERSON.pattern})"
)
_SAID_BY = re.compile(
    rf"\b(?:sier|seier|forteller|fortel|skriver|uttaler|hilsen)\s+(?P<name>{_PERSON.pattern})"
)
_TITLE_BEFORE = re.compile(
    rf"(?:statssekretær|kommunedirektør|rådmann|ordfører|ordførar|leder|leiar|direktør|"
    rf"kommuneoverlege|rådgiver|rådgjevar|helsesjef|"
    rf"statsråd|minister|seksjonsleder|avdelingsleder|professor|dr\.)\s+(?P<name>{_PERSON.pattern})"
)


def personal_data(source: SourceText, passages: Sequence[Passage]) -> list[PersonalData]:
    """Ranges of personal data, in order."""
    text = source.text
    found: dict[tuple[int, int], str] = {}
    for match in _IDENTITY.finditer(text):
        if fodselsnummer.is_valid(match.group()):
            found[match.span()] = "national_identity_number"
    for match in _EMAIL.finditer(text):
        found[match.span()] = "email"
    for match in _PHONE.finditer(text):
        if _is_phone(text, match) and not any(a <= match.start() < b for a, b in found):
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            found[(start, match.end())] = "phone"
    for passage in passages:
        for a, b in _names(text, passage):
            found.setdefault((a, b), "person_name")
    return [PersonalData(a, b, kind) for (a, b), kind in sorted(found.items())]


def _is_phone(text: str, match: re.Match[str]) -> bool:
    """Eight digits are a phone number where they are grouped, labelled, or stand with a country code."""
    number = match.group().strip()
    if number.startswith(("+47", "0047")) or _PHONE_LABEL.search(
        text, max(0, match.start() - 24), match.start()
    ):
        return True
    if re.search(
        r"(?:kr|kroner|nr|saks?|sak|org|ref)\W{0,3}\w{0,6}\W{0,2}$",
        text[max(0, match.start() - 14) : match.start()],
        re.I,
    ):
        return False
    return bool(
        re.fullmatch(
            r"\d{2}[ \u00a0]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{2}|[489]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{3}", number
        )
    )


def _names(text: str, passage: Passage) -> list[tuple[int, int]]:
    """Names of persons: anywhere in a signature, after a label in a field, after a title or “says”
    elsewhere."""
    if passage.kind in (PassageKind.SIGNATURE, PassageKind.LETTERHEAD):
        spans = [match.span() for match in _PERSON.finditer(text, passage.start, passage.end)]
    else:
        patterns = [_SAID_BY, _TITLE_BEFORE]
        if passage.kind is PassageKind.FIELD:
            patterns.append(_PERSON_FIELD)
        spans = [
            match.span("name")
            for pattern in patterns
            for match in pattern.finditer(text, passage.start, passage.end)
        ]
    return [(a, b) for a, b in spans if kind_of(text[a:b]) is None and not _NOT_NAME.search(text[a:b])]


_NOT_NAME = re.compile(
    r"(?:hilsen|helsing|kommune|etter fullmakt|elektronisk|dokument|godkjent|vennlig|venleg|"
    r"avdeling|seksjon|helse|omsorg|direktør|"
    r"rådgiver|leder|leiar|sjef|postboks|gate|vei|telefon)",
    re.IGNORECASE,
)
