"""Fields: lines of the form “Kontaktperson: …”, and lines with only an address or a number."""

import re

_FIELD_LABEL = (
    r"navn(?: på (?:virksomheten|virksomhet|høringsinstans(?:en)?|organisasjon(?:en)?|"
    r"kommunen|avsender)| ?/ ?\w+)?"
    r"|virksomhet(?:ens navn)?|høringsinstans|organisasjon(?:snavn)?|"
    r"org(?:anisasjons)?\.?(?: ?nr| ?nummer)\.?"
    r"|kommune|avsender|avsendar|innsender|svar fra|kontaktperson|kontakt(?:informasjon)?|"
    r"e-?post(?:adresse)?|epost"
    r"|telefon(?:nummer)?|tlf\.?|mobil|adresse|postadresse|besøksadresse|stilling|tittel|"
    r"rolle|dato|frist|svarfrist"
    r"|høringsfrist|saksnr\.?|saksnummer|saksbehandler|sakshandsamar|vår ref\.?(?:eranse)?|"
    r"deres ref\.?(?:eranse)?"
    r"|dykkar ref\.?|arkivsak(?:snr)?\.?|arkivkode|journalpost|vår dato|deres dato|til|fra|"
    r"kopi(?: til)?|vedlegg"
    r"|publisert|sist oppdatert|utvalg|møtedato|behandlet i|møtested|type (?:organisasjon|"
    r"virksomhet|høringsinstans)"
    r"|name|organi[sz]ation|date|phone|email|e-mail|contact|sender"
)
_FIELD = re.compile(
    rf"(?:{_FIELD_LABEL})\s*(?:\([^)]*\))?\s*[:\t]\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL
)
_BARE_FIELD = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|(?:tlf\.?|telefon)?[:\s]*(?:\+47)?(?:\s?\d){8}|[\w.+ -]{0,40}@[\w.-]+",
    re.IGNORECASE,
)


def is_field(words: str) -> bool:
    """Whether a line is a field with its value, or a bare e-mail address or telephone number."""
    found = _FIELD.fullmatch(words)
    if found is not None:
        return not re.search(r"[a-zæøå]{3}[.!?] [A-ZÆØÅ]", found["value"])
    return _BARE_FIELD.fullmatch(words) is not None


def begins_field(words: str) -> bool:
    """Whether a line begins with the label of a field."""
    return _FIELD.match(words) is not None
