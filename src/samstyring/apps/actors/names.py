"""How names are compared: one form for all spellings of a name, in Norwegian, Sámi and Kven.

Plain Python; used when the register is built, when it is loaded and when a sender is looked for.
"""

import re
import unicodedata

from samstyring.apps.actors.choices import OrganisationKind

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"æ": "e", "ø": "o", "đ": "d", "ŧ": "t", "ŋ": "n", "ð": "d", "ʹ": "", "'": "", "’": ""}
)
# The ways that å, æ and ø are written without those letters. Not “a” for æ: Lardal is not Lærdal.
_WRITTEN_OUT = (("aa", "a"), ("ae", "e"), ("oe", "o"))

# Words that say what somebody is and not who, in the form that `plain` gives, and the kind that they tell.
GENERIC_WORDS: dict[str, OrganisationKind | None] = {
    **dict.fromkeys(
        ("kommune", "kommunen", "kommunes", "herad", "heradet", "suohkan", "gielda", "tjielte", "komuuni"),
        OrganisationKind.MUNICIPALITY,
    ),
    **dict.fromkeys(
        ("fylkeskommune", "fylkeskommunen", "fylke", "fylkkasuohkan", "fylkkagielda", "fylhkentjielte"),
        OrganisationKind.COUNTY,
    ),
    "rhf": OrganisationKind.REGIONAL_HEALTH_TRUST,
    "hf": OrganisationKind.HEALTH_TRUST,
    "i": None,
}
# What parts the names of one organisation, or of several, on one line.
_BETWEEN_NAMES = re.compile(r"\s*[/|•·\n]\s*|\s+[-–—]\s+|\s*[,;]\s+")


def plain(text: str) -> str:
    """Small letters a-z and digits, words parted by one space: no accents, hyphens or other signs."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    text = "".join(" " if not char.isalnum() else char for char in text if not unicodedata.combining(char))
    for written, short in _WRITTEN_OUT:
        text = text.replace(written, short)
    return " ".join(text.split())


def normalise(name: str) -> str:
    """The form of a name that is compared: `plain` without spaces and without the words that every name has.

    A name of nothing but such words keeps them.
    """
    words = plain(name).split()
    return "".join(word for word in words if word not in GENERIC_WORDS) or "".join(words)


def kind_told(name: str) -> OrganisationKind | None:
    """The kind of organisation that a name tells, as “kommune” does; None when it tells none or several."""
    told = {kind for word in plain(name).split() if (kind := GENERIC_WORDS.get(word))}
    return told.pop() if len(told) == 1 else None


def parts(name: str) -> list[str]:
    """The names in a line that holds several, as “Guovdageaidnu - Kautokeino” or “A kommune / B kommune”."""
    return [part for part in _BETWEEN_NAMES.split(name) if part.strip()]
