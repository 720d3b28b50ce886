"""Letterhead: addressee, references and dates above a letter, told apart from headings by what they look
like."""

import re
from collections.abc import Sequence

_REFERENCE = re.compile(
    r"(?:deres|dykkar|vår|vårt|arkiv|saks?|journal|dok(?:ument)?)\W{0,2}\s?(?:ref|dato|nr|"
    r"saksnr|kode|sak|id|arkiv)\w*\b|"
    r"\bsaksbehandler\b|\bsakshandsamar\b|\bpostboks\b|\bpb\.? ?\d|\bpostmottak\b|\btelefon\b|"
    r"\btlf\b|\borg\.? ?nr\b|"
    r"\borganisasjonsnummer\b|\be-?post\b|\bbesøksadresse\b|\bpostadresse\b|"
    r"\bunntatt offentlighet\b|\boff\.? ?l\b|"
    r"\belektronisk\b|\bvedlegg:?$|\bkopi til\b|\bside \d",
    re.IGNORECASE,
)
_POST_CODE = re.compile(r"(?:N-)?\d{4}\s+[A-ZÆØÅ][\w .-]{1,30}")
_STREET = re.compile(
    r"[A-ZÆØÅ][\w .-]{2,40}(?:gate|gata|gt\.|vei|veien|veg|vegen|plass|torg|torget)\s*\d+\w?", re.IGNORECASE
)
_VALUES = re.compile(
    r"(?:\d{2,4}/\d+(?:-\d+)?|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}/\d+)(?:\s.*)?|.{0,60}\s\d{1,2}\.\d{1,2}\.\d{4}"
)
_DATELINE = re.compile(r"(?:[A-ZÆØÅ][\w -]{1,30},?\s+)?(?:den\s+)?\d{1,2}\.\s?(?:\d{1,2}\.|[a-z]+\s)\s?\d{4}")
_SUBJECT = re.compile(r"høring|høyring|innspill|uttale", re.IGNORECASE)
_REACH = 20
_LONG = 140


def letterhead(words: Sequence[str]) -> set[int]:
    """Numbers of the blocks that are letterhead, judged from the words of the blocks at the top of a
    document.

    An addressee is what stands right above a post code; the search ends at the first long block.
    """
    found: set[int] = set()
    for number, text in enumerate(words[:_REACH]):
        if len(text) > _LONG:
            break
        plain = any(pattern.fullmatch(text) for pattern in (_POST_CODE, _STREET, _VALUES, _DATELINE))
        if plain or _is_reference(text):
            found.add(number)
            if _POST_CODE.fullmatch(text):
                found.update(_addressee(words, number))
    return found


def _is_reference(text: str) -> bool:
    if len(text) >= 100 or text.endswith("?"):
        return False
    return text.endswith("ref.") or (not text.endswith(".") and _REFERENCE.search(text) is not None)


def _addressee(words: Sequence[str], number: int) -> set[int]:
    """The lines above a post code, up to three, as far as they can be a name or a street."""
    above: set[int] = set()
    for at in range(number - 1, max(-1, number - 4), -1):
        text = words[at]
        if len(text) > 60 or text.endswith((".", "?", ":")) or _SUBJECT.search(text):
            break
        above.add(at)
    return above
