"""Where today's municipalities lie, how large and how central they are, and whom they border on.

Facts of the register that do not change between its editions, read from its files once; by municipality
number. A municipality that people have added by hand has none. Sources: register_data/README.md.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .register_files import FOLDER

EARTH = 6371.0  # kilometres


@dataclass(frozen=True)
class Place:
    """Centre point in degrees, area with fresh water in km², Statistics Norway's centrality.

    `centrality_class` is 1 (the most central) to 6, `centrality` the index behind it, 0 to 1000.
    """

    number: str
    latitude: float
    longitude: float
    area: float
    centrality_class: int
    centrality: int


@cache
def places() -> Mapping[str, Place]:
    """All, by municipality number."""
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["number"]: Place(
                number=row["number"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                area=float(row["area_km2"]),
                centrality_class=int(row["centrality_class"]),
                centrality=int(row["centrality_index"]),
            )
            for row in csv.DictReader(file)
        }


@cache
def neighbours() -> Mapping[str, frozenset[str]]:
    """The numbers of those that each borders on, on land or across water."""
    found: dict[str, set[str]] = defaultdict(set)
    with (FOLDER / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["number"]].add(row["other"])
            found[row["other"]].add(row["number"])
    return {number: frozenset(others) for number, others in found.items()}


def kilometres(one: Place, other: Place) -> float:
    """As the crow flies between two centre points."""
    (a, b), (c, d) = ((math.radians(x.latitude), math.radians(x.longitude)) for x in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))
