"""Text as search sees it: lower case, æøå kept, other marks off, words apart by one space.

`folded` is what is stored and indexed; `fold_with_map` also says where each character came from, so that a
hit can be shown in the text as it stands.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that are one letter with us, whatever decomposition says, and letters of neighbours written alike.
KEPT = {"æ": "æ", "ø": "ø", "å": "å", "ä": "æ", "ö": "ø", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d"}

# Where marks that are put on the letter before them (category Mn) may be: not among the letters, dashes and
# quotation marks of our languages.
MARKS = re.compile(r"[\u0300-\u036f\u0483-\u1fff\u20d0-\u20ff\u2c00-\U0010ffff]")


@lru_cache(maxsize=4096)
def folded_character(character: str) -> str:
    """One character as search sees it: letters and digits, or a space for all else, or nothing for a mark."""
    # A soft hyphen, a zero-width space: nothing is between the letters that it stands between.
    if unicodedata.category(character) in {"Cf", "Mn"}:
        return ""
    result = ""
    for low in unicodedata.normalize("NFKC", character).lower():
        if low in KEPT:
            result += KEPT[low]
        elif low.isalnum():
            base = unicodedata.normalize("NFD", low)
            result += "".join(one for one in base if unicodedata.category(one) != "Mn")
        elif unicodedata.category(low) not in {"Cf", "Mn"}:
            result += " "
    return result


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """The folded text, with a space at each end, and for each of its characters the place in `text`.

    A letter and the mark that follows it (a followed by a ring) are taken as one letter.
    """
    return fold_marked(text) if MARKS.search(text) else fold_plain(text)


def fold_marked(text: str) -> tuple[str, list[int]]:
    """The same for any text."""
    pieces: list[str] = [" "]
    places: list[int] = [0]
    at = 0
    while at < len(text):
        after = at + 1
        while after < len(text) and unicodedata.category(text[after]) == "Mn":
            after += 1
        character = unicodedata.normalize("NFC", text[at:after]) if after > at + 1 else text[at]
        for one in "".join(folded_character(part) for part in character):
            if one != " " or pieces[-1] != " ":
                pieces.append(one)
                places.append(at)
        at = after
    if pieces[-1] != " ":
        pieces.append(" ")
        places.append(len(text))
    return "".join(pieces), places


def fold_plain(text: str) -> tuple[str, list[int]]:
    """The same for a text without such marks, as nearly all are: several times as fast."""
    pieces = [" "]
    places = [0]
    is_space = True
    for at, character in enumerate(text):
        for one in folded_character(character):
            if one != " ":
                is_space = False
            elif is_space:
                continue
            else:
                is_space = True
            pieces.append(one)
            places.append(at)
    if not is_space:
        pieces.append(" ")
        places.append(len(text))
    return "".join(pieces), places


def folded(text: str) -> str:
    """The text as it is searched, with a space at each end: “Sjukehus – År” gives “ sjukehus år ”."""
    return fold_with_map(text)[0]
