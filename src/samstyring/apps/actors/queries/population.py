"""Reads about population: how many live in an organisation's area, by age band and year."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from samstyring.apps.actors.models import Organisation, Population

Band = tuple[int, int | None]
# First and last age, both included; None has no upper end.
BANDS: tuple[Band, ...] = ((0, 17), (18, 66), (67, 79), (80, None))
EVERYBODY: Band = (0, None)
# A last age of a year's figures that stands for “and above” in tables by one year of age.
OLDEST = 130


@dataclass(frozen=True)
class YearFigures:
    """One year: everybody, and each of BANDS in order. None is unknown."""

    year: int
    total: int | None
    bands: tuple[int | None, ...]
    sources: tuple[str, ...]


def figures(organisation: Organisation) -> list[YearFigures]:
    """The years that are known, newest first. One query."""
    years: dict[int, dict[Band, int]] = defaultdict(dict)
    sources: dict[int, set[str]] = defaultdict(set)
    for row in Population.objects.filter(organisation=organisation):
        years[row.year][row.age_from, row.age_to] = row.persons
        sources[row.year].add(row.source)
    return [
        YearFigures(
            year=year,
            total=persons(known, EVERYBODY),
            bands=tuple(persons(known, band) for band in BANDS),
            sources=tuple(sorted(sources[year])),
        )
        for year, known in sorted(years.items(), reverse=True)
    ]


def persons(known: Mapping[Band, int], band: Band) -> int | None:
    """How many a band has: its own figure, or the sum of bands that fill it without a gap; None is unknown.

    At each age the narrowest band is taken, so one-year figures come before broad ones.
    """
    if band in known:
        return known[band]
    total, age = 0, band[0]
    last = OLDEST if band[1] is None else band[1]
    while age <= last:
        fitting = [
            (OLDEST if to is None else to, count)
            for (start, to), count in known.items()
            if start == age and (OLDEST if to is None else to) <= last
        ]
        if not fitting:
            return None
        end, count = min(fitting)
        total += count
        age = end + 1
    return total
