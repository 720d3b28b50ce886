"""Figures of municipalities in classes, for the map. No database."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.likeness import Traits

Words = str | Promise
# Classes by size: each is its words and the first value that is too high for it.
Steps = tuple[tuple[Words, float], ...]


@dataclass(frozen=True)
class Indicator:
    """A figure of the register in classes."""

    label: Words
    value: Callable[[Traits], float | None]
    steps: Steps
    source: Words
    # With how many decimals the exact value is written; none where the class says it.
    decimals: int | None


INDICATORS = {
    "innbyggere": Indicator(
        _("Inhabitants"),
        lambda traits: traits.inhabitants,
        (
            (_("Below 2,000"), 2_000),
            (_("2,000 to 4,999"), 5_000),
            (_("5,000 to 19,999"), 20_000),
            (_("20,000 to 99,999"), 100_000),
            (_("100,000 and more"), float("inf")),
        ),
        "Statistisk sentralbyrå, tabell 07459",
        0,
    ),
    "alder": Indicator(
        _("Part of 80 and older"),
        lambda traits: None if traits.old is None else traits.old * 100,
        (
            (_("Below 4 %"), 4),
            (_("4 to 5 %"), 5),
            (_("5 to 6 %"), 6),
            (_("6 to 8 %"), 8),
            (_("8 % and more"), float("inf")),
        ),
        "Statistisk sentralbyrå, tabell 07459",
        1,
    ),
    "sentralitet": Indicator(
        _("Centrality"),
        lambda traits: traits.place.centrality_class if traits.place else None,
        (
            (_("Class 1, the most central"), 2),
            (_("Class 2"), 3),
            (_("Class 3"), 4),
            (_("Class 4"), 5),
            (_("Class 5"), 6),
            (_("Class 6, the least central"), 7),
        ),
        "Statistisk sentralbyrå, KLASS 128",
        None,
    ),
}
# Newest measured use for each 1,000 inhabitants.
USE_STEPS = (
    (pgettext_lazy("use on the map", "Nobody"), 0.0005),
    (_("Below 5 of 1,000"), 5.0),
    (_("5 to 19 of 1,000"), 20.0),
    (_("20 to 49 of 1,000"), 50.0),
    (_("50 and more of 1,000"), float("inf")),
)


# What a measure comes to for each inhabitant over all its years, in kroner; below zero is a loss.
ECONOMY_STEPS = (
    (_("A loss of 100 kroner and more for each"), -100.0),
    (_("A loss of 10 to 99 kroner for each"), -10.0),
    (_("About nothing, within 10 kroner"), 10.0),
    (_("A gain of 10 to 99 kroner for each"), 100.0),
    (_("A gain of 100 kroner and more for each"), float("inf")),
)


def step(steps: Steps, value: float) -> int:
    """The place of the class that a value is in."""
    return next(place for place, (_words, end) in enumerate(steps) if value < end)


def formatted(value: float, decimals: int | None) -> str:
    """The exact value in words of the language; nothing where the class says it."""
    return "" if decimals is None else number_format(value, decimals, force_grouping=True)
