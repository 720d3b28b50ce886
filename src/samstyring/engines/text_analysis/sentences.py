"""Sentences in a cleaned text: full stops that end a sentence, told apart from those that do not."""

import re

# After these a full stop never ends a sentence. Lower case, without the stop.
_NEVER_LAST = frozenset(
    [
        "ang",
        "art",
        "avd",
        "b.la",
        "betr",
        "bl",
        "bl.a",
        "bla",
        "ca",
        "cf",
        "d.v.s",
        "d.å",
        "div",
        "dr",
        "dvs",
        "e.g",
        "eks",
        "ekskl",
        "eksl",
        "ekspl",
        "el.l",
        "ev",
        "evt",
        "f.eks",
        "f.o.m",
        "fig",
        "fmk",
        "forh",
        "fork",
        "gj",
        "gjnsn",
        "h.h.v",
        "henv",
        "hhv",
        "i.e",
        "i.f.m",
        "i.f.t",
        "i.h.t",
        "ifb",
        "ifm",
        "ift",
        "iht",
        "inkl",
        "jf",
        "jfr",
        "jr",
        "kap",
        "kl",
        "kommuneoverl",
        "m.a.o",
        "m.h.t",
        "m.t.p",
        "mht",
        "mtp",
        "mvh",
        "nr",
        "o.a",
        "o.fl",
        "oppr",
        "p.g.a",
        "p.t",
        "pga",
        "pkt",
        "prof",
        "prp",
        "pt",
        "red",
        "ref",
        "resp",
        "s",
        "saksnr",
        "arkivnr",
        "orgnr",
        "s.k",
        "sml",
        "sr",
        "st",
        "så.k",
        "t.o.m",
        "tab",
        "tidl",
        "tilsv",
        "tlf",
        "utg",
        "v",
        "vedr",
        "vol",
        "vs",
    ]
)
# After these it does only before a capital letter that starts a new clause.
_SOMETIMES_LAST = frozenset(
    [
        "e.l",
        "el",
        "etc",
        "kr",
        "m.fl",
        "m.m",
        "m.m.",
        "m.v",
        "mfl",
        "mill",
        "mm",
        "mrd",
        "mv",
        "o.l",
        "o.l.l",
        "o.s.v",
        "ol",
        "osv",
        "pst",
        "stk",
        "årsv",
    ]
)
_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    "jan|feb|mar|apr|aug|sept|sep|okt|nov|des"
)
_MONTH_NEXT = re.compile(rf"\s*(?:{_MONTHS})\b", re.IGNORECASE)
_TITLE_NEXT = re.compile(r"\s*(?:St|S|L|LS|Prop|Meld|Innst|nr)\b\.?", re.IGNORECASE)
_REPORT = re.compile(r"(?:^|\W)(?:Meld|St|Prop|Innst|Ot|Dok|Rundskr|Dir|Inst|Stprp|Stmeld)$")
_END = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>[»”\"')\]]*)(?P<note>\d{1,2})?(?=\s|$)|(?P<colon>:)(?=\s+[-–•])"
)
_WORD_BEFORE = re.compile(r"[^\s(«“”\"'\[]+$")
_OPENERS = "«“”\"'(["
# How far is looked to either side of a full stop: enough for any abbreviation, and cost stays linear.
_BEFORE, _AFTER = 60, 80


def sentence_ranges(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences in `text`, in order, without blanks at their ends."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if not _is_end(text, match, start):
            continue
        _add(ranges, text, start, match.end())
        start = match.end()
    _add(ranges, text, start, len(text))
    return ranges


def _add(ranges: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    if ranges and not any(c.isalpha() for c in text[start:end]):
        ranges[-1] = (ranges[-1][0], end)  # a stray ")" or "…" belongs to what came before
        return
    ranges.append((start, end))


def _is_end(text: str, match: re.Match[str], start: int) -> bool:
    if match["colon"]:
        return False
    following = text[match.end() : match.end() + _AFTER]
    stripped = following.lstrip()
    if not stripped:
        return True
    if not text[start : min(match.start(), start + _AFTER)].strip(" \t.-–•"):
        return False
    first = stripped.lstrip(_OPENERS)[:1]
    if first.islower() and first:
        # Only a question or exclamation inside a quotation may be followed by a small letter.
        return False
    mark = match["mark"]
    if mark != ".":
        return not (mark in ("…", "...") and first.islower())
    if match["note"] and not match["close"] and text[match.start() - 1 : match.start()].isdigit():
        return False  # 12.5 at a blank: a number, not a note
    found = _WORD_BEFORE.search(text, max(start, match.start() - _BEFORE), match.start())
    word = found.group() if found else ""
    lowered = word.lower()
    if lowered in _NEVER_LAST or _is_inside_brackets(text, start, match.start()):
        return False
    if _REPORT.search(word) and (_TITLE_NEXT.match(following) or first.isdigit()):
        return False
    if word.isdigit():
        return _number_ends(text, word, found.start() if found else 0, start, following, first)
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False  # an initial: "P. M. Hansen"
    if lowered in _SOMETIMES_LAST:
        return first.isupper() or not first.isalnum()
    return not (re.fullmatch(r"(?:[a-zæøå]\.){1,3}[a-zæøå]", lowered) and not first.isupper())


def _is_inside_brackets(text: str, start: int, at: int) -> bool:
    """Whether a bracket that was opened shortly before is closed shortly after."""
    opened = text.rfind("(", max(start, at - 120), at)
    if opened < 0 or text.find(")", opened, at) >= 0:
        return False
    return text.find(")", at, at + 80) >= 0


def _number_ends(text: str, word: str, at: int, start: int, following: str, first: str) -> bool:
    """Whether a full stop after a number ends the sentence: not in dates, ordinals, or list numbers."""
    if _MONTH_NEXT.match(following):
        return False
    if at - start < _AFTER and not text[start:at].strip(" («"):
        return False  # "2. Neste punkt": a number at the start of the sentence
    if len(word) == 4:
        return True  # a year
    if first.isdigit():
        return False
    before = text[max(0, at - _BEFORE) : at].rstrip()
    if (
        re.search(r"(?:\bden|\bdet|\bde|\bnr\.?|\bkap\.?|\bpunkt|\b§)$", before, re.IGNORECASE)
        and len(word) <= 2
    ):
        return bool(re.search(r"(?:\bpunkt|\bnr\.?|\bkap\.?|§)$", before, re.IGNORECASE)) and first.isupper()
    return first.isupper()
