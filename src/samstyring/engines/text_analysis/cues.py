"""Cues for the type of a statement: what in its own words points to a type (words/cues.toml), and what a
heading, a form question or a lead-in promises (words/headings.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from samstyring.engines.text_analysis.model import StatementType
from samstyring.engines.text_analysis.words import any_of, load, whole


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its name, the type it points to, its weight in log-odds, and the words that give it."""

    name: str
    type: StatementType
    weight: float
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def found(self, text: str) -> str | None:
        """The words in `text` that give the cue, or None."""
        match = self.pattern.search(text)
        if match is None or (self.unless is not None and self.unless.search(text)):
            return None
        return match.group().strip()


@cache
def cues() -> tuple[Cue, ...]:
    """All cues for a statement's own words."""
    return tuple(
        Cue(
            name=row["name"],
            type=StatementType(row["type"]),
            weight=float(row["weight"]),
            pattern=whole(row["any"], at_start=row.get("at_start", False)),
            unless=any_of(row["unless"]) if "unless" in row else None,
        )
        for row in load("cues")["cue"]
    )


@cache
def promises() -> tuple[Cue, ...]:
    """All cues for what stands above a statement."""
    return tuple(
        Cue(row["name"], StatementType(row["type"]), float(row["weight"]), any_of(row["any"]), None)
        for row in load("headings")["promise"]
    )
