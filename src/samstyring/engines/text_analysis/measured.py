"""How well the reader does, as docs/methods/reading.md has it. The one place of the figures in the program.

A test holds each figure to that page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares from 0 to 1, with the bounds of the 95 % interval where there are such."""

    types_f1: float
    """Macro-F1 of the types challenge, proposal, example and background."""

    types_low: float
    types_high: float
    themes_right: float
    """Share of statements whose theme is right."""

    themes_low: float
    themes_high: float
    stance_right: float
    """Share of replies whose stance is right."""

    on: str
    """What it was measured on: a code that the page has words for."""

    @property
    def themes_of_hundred(self) -> int:
        """Of how many statements in a hundred the theme is right."""
        return round(self.themes_right * 100)


MEASURED = Measured(
    types_f1=0.71,
    types_low=0.66,
    types_high=0.75,
    themes_right=0.73,
    themes_low=0.69,
    themes_high=0.76,
    stance_right=0.74,
    on="three public documents",
)
