"""How alike two municipalities are: one measure for the whole program, explained, with weights to change.

Each trait gives a number from 0 (the same) to 1 (as unlike as it counts); the weighted mean of them is how
far apart two municipalities are. docs/methods/likeness-and-map.md says why the scales are as they are.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .places import Place, kilometres

# Where a trait stops counting for more.
TEN_TIMES = math.log(10)
FAR = 500.0  # kilometres
CENTRALITY_APART = 400.0  # of the index, which goes from 0 to 1000
OLD_APART = 0.05  # of the inhabitants: 4 and 9 per cent are as unlike as it gets
AGES_APART = 0.10  # of the inhabitants that would have to be in another age group
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
    Trait(
        "aldersgrupper",
        _("Age groups"),
        1,
        _(
            "0–17, 18–66, 67–79, and 80 and older: the part of the inhabitants that would have to be in"
            " another group; ten per cent is all"
        ),
    ),
)
Weights = Mapping[str, int]
Ages = tuple[float | None, float | None, float | None, float | None]
NO_AGES: Ages = (None, None, None, None)
USUAL: Weights = {trait.key: trait.weight for trait in TRAITS}


@dataclass(frozen=True)
class Traits:
    """What is known of one municipality. `ages` are the parts of 0–17, 18–66, 67–79 and 80+, from 0 to 1."""

    county: int | None = None
    inhabitants: int | None = None
    ages: Ages = NO_AGES
    place: Place | None = None

    @property
    def old(self) -> float | None:
        """The part of 80 and older."""
        return self.ages[-1]


def ages_of(total: int | None, bands: Sequence[int | None]) -> Ages:
    """The parts of four bands of a total; none where one of the two is not known."""
    if not total:
        return NO_AGES
    young, adult, older, old = (None if persons is None else persons / total for persons in bands)
    return young, adult, older, old


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
        "aldersgrupper": _ages_apart(one.ages, other.ages),
    }


def apart(one: Traits, other: Traits, weights: Weights = USUAL) -> float:
    """How far apart two are in all, from 0 (the same) to 1."""
    each = parts(one, other)
    return sum(weights[key] * part for key, part in each.items()) / sum(weights.values())


def _ages_apart(one: Ages, other: Ages) -> float:
    """Half the sum of the differences: the part that would have to be in another group."""
    moved = 0.0
    for a, b in zip(one, other, strict=True):
        if a is None or b is None:
            return UNKNOWN
        moved += abs(a - b) / 2
    return min(moved / AGES_APART, 1.0)


def _ratio(one: float | None, other: float | None) -> float:
    if not one or not other:
        return UNKNOWN
    return min(abs(math.log(one / other)) / TEN_TIMES, 1.0)
