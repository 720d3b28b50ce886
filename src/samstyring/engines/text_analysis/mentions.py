"""What a text names: organisations of the register, national solutions, laws, amounts of money, dates."""

import re
from collections.abc import Iterable
from functools import cache

from samstyring.engines.text_analysis.model import Mention, Register, SourceText
from samstyring.engines.text_analysis.organisations import Index, names_in
from samstyring.engines.text_analysis.words import load, whole

_LAW = re.compile(
    r"(?<!\w)(?:(?:lov|forskrift) (?:av \d{1,2}\.\s?\w+ \d{4} |"
    r"om [a-zæøå][^.,;:()\n]{3,60}?)(?=[.,;:()\n]|\s(?:§|nr|er|skal|må|og at))|"
    r"[a-zæøå-]{0,60}(?:loven|lova|forskriften|forskrifta|-loven|-lova)(?:s|"
    r"ens)?(?:\s+(?:kap(?:ittel|\.)\s*\d+[a-z]?|§§?\s*\d+(?:-\d+)?\s?[a-z]?(?:\s*(?:første|"
    r"andre|annet|tredje)\s+ledd)?))?|"
    r"§§?\s*\d+(?:-\d+)?\s?[a-z]?\b|(?:Meld|Prop|Innst|St)\.?\s*(?:St|meld|[LS]|"
    r"prp)?\.?\s*(?:nr\.?\s*)?\d+(?:\s?[LS])?(?:\s*\(\d{4}\s?[–-]\s?\d{2,4}\))?|"
    r"NOU\s*\d{4}\s?:\s?\d+|\bGDPR\b)",
    re.IGNORECASE,
)
_GENERIC_LAW = re.compile(r"^(?:loven|lova|forskriften|forskrifta)$", re.IGNORECASE)
_NUMBER = r"\d{1,3}(?:[ \u00a0.]\d{3}){1,5}(?:,\d{1,4})?|\d{1,15}(?:[.,]\d{1,6})?"
_AMOUNT = re.compile(
    rf"(?<![\w,.])(?:(?:kr|NOK)\.?\s*(?:{_NUMBER})(?:\s*(?:mill(?:ioner|ionar|\.)?|mrd\.?|"
    rf"milliarder|milliardar|tusen))?(?:,-)?|"
    rf"(?:{_NUMBER})\s*(?:mill(?:ion(?:er|ar)?|\.)?|mrd\.?|milliard(?:er|ar)?|tusen)?\s*(?:kroner|kr\b|NOK)|"
    rf"(?:{_NUMBER})\s*(?:mill(?:ion(?:er|ar)?|\.)|mrd\.?|milliard(?:er|"
    rf"ar)?)(?!\s*(?:innbygger|menneske|person)))",
    re.IGNORECASE,
)
_MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
DATE = re.compile(
    rf"(?<![\d.])(?:(?P<day>\d{{1,2}})\.?\s(?P<month>{'|'.join(_MONTHS)})(?:\s(?P<year>\d{{4}}))?|"
    r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})|(?P<iso>(?:19|20)\d{2}-\d{2}-\d{2}))(?!\d)",
    re.IGNORECASE,
)
_SCALE = {"milliard": 10**9, "mrd": 10**9, "mil": 10**6, "tusen": 10**3}


@cache
def _solutions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], whole(row["any"])) for row in load("solutions")["solution"])


def mentions(source: SourceText, *, register: Register | None = None) -> list[Mention]:
    """All mentions in a text, in order; where two overlap, the longer stays."""
    text = source.text
    index = Index.of(register)
    found: list[Mention] = []
    for a, b, kind in names_in(text):
        entry = index.find(text[a:b], kind)
        if entry is not None:
            found.append(Mention(a, b, text[a:b], "organisation", entry.key))
    for name, pattern in _solutions():
        found.extend(Mention(m.start(), m.end(), m.group(), "solution", name) for m in pattern.finditer(text))
    for m in _LAW.finditer(text):
        if not _GENERIC_LAW.match(m.group()):
            found.append(Mention(m.start(), m.end(), m.group(), "law", re.sub(r"\s+", " ", m.group())))
    found.extend(
        Mention(m.start(), m.end(), m.group(), "amount", amount(m.group())) for m in _AMOUNT.finditer(text)
    )
    for m in DATE.finditer(text):
        value = date(m)
        if value:
            found.append(Mention(m.start(), m.end(), m.group(), "date", value))
    return _without_overlap(found)


def amount(words: str) -> str:
    """An amount as whole kroner: “12,5 mill. kroner” → “12500000”; empty where it cannot be told."""
    number = re.search(_NUMBER, words)
    if number is None:
        return ""
    digits = re.sub(r"[ \u00a0]|\.(?=\d{3}(?!\d))", "", number.group()).replace(",", ".")
    scale = next((factor for key, factor in _SCALE.items() if key in words.lower()), 1)
    return str(round(float(digits) * scale))


def date(match: re.Match[str]) -> str:
    """A date as ISO 8601; without a year “--MM-DD”; empty for an impossible one."""
    if match["iso"]:
        return match["iso"]
    if match["day"]:
        day, month = int(match["day"]), _MONTHS.index(match["month"].lower()) + 1
        year = match["year"] or ""
    else:
        day, month, year = int(match["d"]), int(match["m"]), match["y"]
        year = f"20{year}" if len(year) == 2 else year
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{year or '-'}-{month:02d}-{day:02d}"


def _without_overlap(found: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -(m.end - m.start))):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
