"""How alike two municipalities are: one measure for the whole program, explained, with weights to change.

Each trait gives a number from 0 (the same) to 1 (as unlike as it counts); the weighted mean of them is how
far apart two municipalities are. docs/methods/likeness-and-map.md says why the scales are as they are.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .places import Place, kilometres

# Where a trait stops counting for more.
TEN_TIMES = math.log(10)
FAR = 500.0  # kilometres
CENTRALITY_APART = 400.0  # of the index, which goes from 0 to 1000
OLD_APART = 0.05  # of the inhabitants: 4 and 9 per cent are as unlike as it gets
# Where a trait of one of the two is not known, it says neither that they are alike nor that they are not.
UNKNOWN = 0.5
MOST = 5


@dataclass(frozen=True)
class Trait:
    """One thing that is compared: its name in an address, in words, its weight unless changed, and how."""

    key: str
    label: Promise
    weight: int
    explained: Promise


TRAITS = (
    Trait(
        "innbyggere",
        _("Inhabitants"),
        5,
        _("the ratio of the two numbers; ten times as many is as unlike as it gets"),
    ),
    Trait(
        "avstand", _("Distance"), 2, _("as the crow flies between centre points; from 500 km on it is all")
    ),
    Trait(
        "sentralitet",
        _("Centrality"),
        2,
        _("Statistics Norway’s index of jobs and services that can be reached; 400 apart is all"),
    ),
    Trait("fylke", _("County"), 2, _("the same county or not")),
    Trait("areal", _("Area"), 1, _("the ratio of the two; ten times as large is as unlike as it gets")),
    Trait(
        "alder",
        _("Inhabitants of 80 and older"),
        1,
        _("their part of the inhabitants; five percentage points apart is all"),
    ),
)
Weights = Mapping[str, int]
USUAL: Weights = {trait.key: trait.weight for trait in TRAITS}


@dataclass(frozen=True)
class Traits:
    """What is known of one municipality. `old` is the part of 80 and older, from 0 to 1."""

    county: int | None = None
    inhabitants: int | None = None
    old: float | None = None
    place: Place | None = None


def weights_from(asked: Mapping[str, str]) -> Weights:
    """The weights that an address asks for, 0 to 5 each; what it does not say is as usual.

    Where it asks for nothing but zeros, the usual ones count.
    """
    found = {}
    for trait in TRAITS:
        said = asked.get(trait.key, "")
        found[trait.key] = min(int(said), MOST) if said.isascii() and said.isdecimal() else trait.weight
    return found if any(found.values()) else USUAL


def parts(one: Traits, other: Traits) -> dict[str, float]:
    """How far apart two are in each trait, from 0 to 1."""
    a, b = one.place, other.place
    return {
        "innbyggere": _ratio(one.inhabitants, other.inhabitants),
        "avstand": min(kilometres(a, b) / FAR, 1.0) if a and b else UNKNOWN,
        "sentralitet": min(abs(a.centrality - b.centrality) / CENTRALITY_APART, 1.0) if a and b else UNKNOWN,
        "fylke": UNKNOWN if None in (one.county, other.county) else float(one.county != other.county),
        "areal": _ratio(a.area if a else None, b.area if b else None),
        "alder": (
            UNKNOWN
            if one.old is None or other.old is None
            else min(abs(one.old - other.old) / OLD_APART, 1.0)
        ),
    }


def apart(one: Traits, other: Traits, weights: Weights = USUAL) -> float:
    """How far apart two are in all, from 0 (the same) to 1."""
    each = parts(one, other)
    return sum(weights[key] * part for key, part in each.items()) / sum(weights.values())


def _ratio(one: float | None, other: float | None) -> float:
    if not one or not other:
        return UNKNOWN
    return min(abs(math.log(one / other)) / TEN_TIMES, 1.0)
