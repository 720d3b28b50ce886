"""The municipalities like one, nearest first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max, Q
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.likeness import USUAL, Traits, Weights, ages_of, apart
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.places import places
from samstyring.apps.actors.queries.population import BANDS, EVERYBODY, Band, YearFigures


@dataclass(frozen=True)
class Alike:
    """One of today's municipalities with how far apart it is, from 0 to 1, and what is known of it."""

    pk: int
    name: str
    number: str
    apart: float
    traits: Traits

    @property
    def per_cent(self) -> int:
        """How alike, from 0 to 100."""
        return round(100 * (1 - self.apart))


def everybody() -> dict[int, tuple[str, str, Traits]]:
    """Name, number and traits of today's municipalities by primary key.

    Three queries, and one more where the newest year lacks somebody. One that is entered by hand without a
    number is left out: it has no page of its own.
    """
    rows = list(
        Organisation.objects.filter(
            valid_on(timezone.localdate()), ~Q(number=""), kind=OrganisationKind.MUNICIPALITY
        ).values_list("pk", "name", "number", "county_id")
    )
    figures = _newest({pk for pk, *_rest in rows})
    known = places()
    found = {}
    for pk, name, number, county in rows:
        bands = figures.get(pk, {})
        total = bands.get(EVERYBODY)
        ages = ages_of(total, [bands.get(band) for band in BANDS])
        found[pk] = name, number, Traits(county, total, ages, known.get(number))
    return found


def traits_of(organisation: Organisation, newest: YearFigures | None) -> Traits:
    """What is known of one municipality, from its newest figures. No query."""
    total = newest.total if newest else None
    return Traits(
        county=organisation.county_id,
        inhabitants=total,
        ages=ages_of(total, newest.bands if newest else (None,) * len(BANDS)),
        place=places().get(organisation.number),
    )


def _newest(organisations: set[int]) -> dict[int, dict[Band, int]]:
    """Inhabitants in all and in each band, in the newest year known of each. Two queries, or three."""
    bands = Q(age_from=0, age_to=None)
    for first, last in BANDS:
        bands |= Q(age_from=first, age_to=last)
    rows = Population.objects.filter(bands, organisation__kind=OrganisationKind.MUNICIPALITY).order_by()
    newest = Population.objects.aggregate(year=Max("year"))["year"]
    found: dict[int, dict[Band, int]] = defaultdict(dict)
    for pk, first, last, persons in rows.filter(year=newest).values_list(
        "organisation_id", "age_from", "age_to", "persons"
    ):
        found[pk][first, last] = persons
    missing = {pk for pk in organisations if EVERYBODY not in found[pk]}
    if missing:
        earlier: dict[int, dict[int, dict[Band, int]]] = defaultdict(lambda: defaultdict(dict))
        for pk, year, first, last, persons in rows.filter(organisation__in=missing).values_list(
            "organisation_id", "year", "age_from", "age_to", "persons"
        ):
            earlier[pk][year][first, last] = persons
        for pk, years in earlier.items():
            found[pk] = years[max(years, key=lambda year: (EVERYBODY in years[year], year))]
    return found


def nearest(organisation: Organisation, weights: Weights = USUAL) -> list[Alike]:
    """The other municipalities of today, those most like `organisation` first. The queries of `everybody`."""
    found = everybody()
    own = found[organisation.pk][2] if organisation.pk in found else Traits(county=organisation.county_id)
    others = [
        Alike(pk, name, number, apart(own, traits, weights), traits)
        for pk, (name, number, traits) in found.items()
        if pk != organisation.pk
    ]
    return sorted(others, key=lambda one: (one.apart, one.name))


def distances(organisation: Organisation, weights: Weights = USUAL) -> Mapping[int, float]:
    """How far apart each municipality is, by primary key; nothing apart from itself."""
    return {organisation.pk: 0.0} | {one.pk: one.apart for one in nearest(organisation, weights)}
