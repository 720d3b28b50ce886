"""Cited text: what somebody else's report, white paper or proposal says, told apart from what the sender
says."""

import re
from functools import cache

from samstyring.engines.text_analysis.words import any_of, load, whole

_QUOTE_ONLY = re.compile(r"^[-–•\s]*[«“\"][^«»“”\"]{25,}[»”\"]?\W*$")
_LONG_QUOTE = re.compile(r"[«“\"]([^«»“”\"]{40,})[»”\"]")
_OWN_VIEW = re.compile(
    r"\b(?:vi (?:mener|meiner|støtter|er)|mener (?:vi|kommunen|rådet|KS)|kommunen (?:mener|"
    r"støtter)|KS (?:mener|støtter|er enig))\b",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("cited")
    sources = "|".join(words["sources"])
    verbs = "|".join(words["verbs"])
    said = re.compile(rf"(?<!\w)(?:{sources})(?:\s+[^\s,.;:]+){{0,7}}?,?\s+(?:{verbs})\b", re.IGNORECASE)
    return said, whole(words["openings"]) if words["openings"] else any_of([])


def is_cited(text: str, *, lead_in: str = "", before: str = "", before_cited: bool = False) -> bool:
    """Whether a statement renders what another document says.

    A bullet under “Rapporten peker på:” is cited, and so is the sentence that goes on from an open quotation.
    """
    said, openings = _patterns()
    if _OWN_VIEW.search(text):
        return False
    quote = _LONG_QUOTE.search(text)
    if _QUOTE_ONLY.match(text) or (quote is not None and len(quote.group(1)) > 0.5 * len(text)):
        return True
    if said.search(text) or openings.search(text):
        return True
    if lead_in and (said.search(lead_in) or openings.search(lead_in)):
        return True
    return before_cited and before.count("«") > before.count("»")
