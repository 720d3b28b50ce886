"""Case paper and resolution told apart, where one file holds both; the municipal reply is what was
decided."""

import re
from collections.abc import Sequence
from dataclasses import replace

from samstyring.engines.text_analysis.model import Part, Passage, PassageKind, SourceText

_RESOLUTION = re.compile(
    r"(?:\d+[.)]?\s*)?(?:vedtak(?:\s*:|\s*$|et\b|\s+i\s)|(?:endelig|endeleg|enstemmig|"
    r"samrøystes)\s+vedtak|forslag til vedtak|"
    r"(?:kommunedirektørens|rådmannens|kommunedirektøren si|rådmannen si|"
    r"kommunedirektøren sin)\s+(?:innstilling|tilråding|forslag)|"
    r"innstilling\b|tilråding\b|(?:\w+utvalgets?|kommunestyrets?|formannskapets?|"
    r"\w+utvalets?)\s+(?:vedtak|behandling)|\w+\s+(?:har|gjorde|fattet)\s+(?:slikt|følgende|"
    r"fylgjande)\s+vedtak)",
    re.IGNORECASE,
)
_CASE_PAPER = re.compile(
    r"(?:\d+[.)]?\s*)?(?:saksframlegg|saksfremlegg|saksutredning|saksutgreiing|"
    r"saksopplysning\w*|saksopplysningar|saksprotokoll|sakens bakgrunn|bakgrunn for saken|"
    r"bakgrunn\s*$|vurdering\w*\s*$|saksvurdering|faktiske opplysninger|"
    r"økonomiske konsekvenser|oppsummering\s*$|(?:kommunedirektørens|rådmannens)\s+vurdering)",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"saksframlegg|saksfremlegg|saksutredning|saksutgreiing|saksprotokoll|møteinnkalling|"
    r"møteprotokoll|saksopplysning",
    re.IGNORECASE,
)
_MARKS = (PassageKind.HEADING, PassageKind.LETTERHEAD, PassageKind.FIELD)


def mark_parts(source: SourceText, passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the part of the file that each stands in; all are `reply` in a document without a
    case paper."""
    heads = [p for p in passages if p.kind in _MARKS]
    if not any(_SURE.search(source.text[p.start : p.end]) for p in heads[:25]):
        return list(passages)
    part = Part.CASE_PAPER
    result = []
    for passage in passages:
        if passage.kind in _MARKS:
            words = " ".join(source.text[passage.start : passage.end].split())
            if _RESOLUTION.match(words):
                part = Part.RESOLUTION
            elif _CASE_PAPER.match(words):
                part = Part.CASE_PAPER
        result.append(replace(passage, part=part))
    return result
