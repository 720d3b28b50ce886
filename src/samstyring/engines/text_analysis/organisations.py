"""Names of organisations: recognising one, telling its kind, finding it in the register that is passed in."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from samstyring.engines.text_analysis.model import Register, RegisterEntry
from samstyring.engines.text_analysis.words import any_of, load

_MUNICIPAL = re.compile(r"\b(?:kommune[sn]?|herad|suohkan\w*|tjïelte|gjïelda|gielda)\b", re.IGNORECASE)
_NAME_WORD = r"(?:[A-ZÆØÅÁČĐŊŠŦŽÖÄÏ][\w.’'\-–]*|St\.)"
# Small words that stand inside names, and small nouns that end them.
_INSIDE = (
    r"og|for|i|av|på|den|det|de|til|kommune|kommuner|kommunes|kommunar|fylkeskommune|herad|\w*sykehus|\w*sjukehus|"
    r"helseforetak|\w*universitet|høgskole|høgskule|\w*forening|\w*foreining|\w*forbund|\w*råd|\w*nettverk|"
    r"helsehus|legevakt|hf|rhf|norske?|nasjonalt?|gielda|suohkan|vest|øst|nord|sør|midt|interkommunale?|regionale?|kommunale|fylkes\w+|\w*samarbeid|"
    r"\w*senter|\w*kontor|\w*utvalg|\w*utval|\w*forum|\w*lag|\w*fellesskap|\w*vesen|\w*verk|\w*tjeneste|\w*teneste|"
    r"\w*institutt|\w*museum|\w*arkiv|\w*klynge|\w*kjede|helse|digitalisering|funksjonshemmede|utviklingshemmede"
)
_NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0](?:{_NAME_WORD}|(?:{_INSIDE})s?(?=[ \u00a0]|[,.;:)/\n]|$)))*")
_TRAILING = re.compile(r"(?:[ \u00a0](?:og|for|i|av|på|den|det|de|til))+$")
_GENITIVE = re.compile(r"(?:’s|'s|’|'|s)$")


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], any_of(row["any"])) for row in load("organisations")["kind"])


def kind_of(name: str) -> str | None:
    """The kind that the words of a name show, or None where nothing in it says that it is an organisation."""
    for kind, pattern in _kinds():
        if pattern.search(name):
            return kind
    return None


def names_in(text: str) -> list[tuple[int, int, str]]:
    """Ranges of what looks like the name of an organisation in `text`, with its kind."""
    found = []
    for match in _NAME.finditer(text):
        name = _TRAILING.sub("", match.group().rstrip(" .,;:"))
        kind = kind_of(name)
        if kind is not None and (len(name) > 3 or name.isupper()):
            found.append((match.start(), match.start() + len(name), kind))
    return found


def capitalised_in(text: str) -> list[tuple[int, int]]:
    """Ranges of whatever is written like a name: the register may know it where its words tell nothing."""
    found = []
    for match in _NAME.finditer(text):
        name = _TRAILING.sub("", match.group().rstrip(" .,;:"))
        found.append((match.start(), match.start() + len(name)))
    return found


def fold(name: str) -> str:
    """A name for comparing: small letters, no accents of Sámi and Kven, no “kommune”, no genitive, one
    blank."""
    lowered = name.casefold().replace("đ", "d").replace("ŋ", "n").replace("ŧ", "t").replace("ø", "ö")
    plain = "".join(
        c
        for c in unicodedata.normalize("NFD", lowered)
        if not unicodedata.combining(c) or c in "\u030a\u0308"
    )
    words = re.sub(r"[^\w\u030a\u0308]+", " ", plain)
    return re.sub(r"\s+", " ", words).strip()


def _without_kind(folded: str) -> str:
    return re.sub(
        r"\b(?:kommunes?|kommunen|herad|suohkan|tjielte|gjielda|gielda|fylkeskommune|fylkeskommunes)\b",
        "",
        folded,
    ).strip()


@dataclass(slots=True)
class Index:
    """The register made ready for looking names up."""

    exact: dict[str, list[RegisterEntry]] = field(default_factory=dict)
    bare: dict[str, list[RegisterEntry]] = field(default_factory=dict)

    @classmethod
    def of(cls, register: Register | None) -> "Index":
        """An index of `register`; an empty one for None."""
        index = cls()
        for entry in register.entries if register else ():
            for name in {entry.name, *entry.names}:
                for part in {name, *re.split(r"\s+[-–/]\s+|\s*/\s*", name)}:
                    folded = fold(part)
                    if not folded:
                        continue
                    _append(index.exact, folded, entry)
                    if entry.kind in ("municipality", "county"):
                        _append(index.bare, f"{entry.kind}:{_without_kind(folded)}", entry)
        return index

    def find(self, name: str, kind: str | None = None) -> RegisterEntry | None:
        """The entry that `name` means, or None where none or several fit."""
        folded = fold(name)
        for candidate in (folded, _GENITIVE.sub("", folded)):
            entries = self.exact.get(candidate, [])
            wanted = [entry for entry in entries if kind is None or entry.kind == kind] or entries
            if len(wanted) == 1:
                return wanted[0]
        kind = kind or kind_of(name)
        if kind in ("municipality", "county"):
            bare = _without_kind(folded)
            for candidate in (bare, _GENITIVE.sub("", bare)):
                entries = self.bare.get(f"{kind}:{candidate}", [])
                if len(entries) == 1:
                    return entries[0]
        return None


def _append(table: dict[str, list[RegisterEntry]], key: str, entry: RegisterEntry) -> None:
    entries = table.setdefault(key, [])
    if entry not in entries:
        entries.append(entry)
