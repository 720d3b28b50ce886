"""The municipalities like one, nearest first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.likeness import USUAL, Traits, Weights, apart
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.places import places
from samstyring.apps.actors.queries.population import YearFigures

OLD = 80


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
    """Name, number and traits of today's municipalities by primary key. Two queries.

    One that is entered by hand without a number is left out: it has no page of its own.
    """
    rows = Organisation.objects.filter(
        valid_on(timezone.localdate()), ~Q(number=""), kind=OrganisationKind.MUNICIPALITY
    ).values_list("pk", "name", "number", "county_id")
    all_of, old_of = _newest()
    known = places()
    return {
        pk: (
            name,
            number,
            Traits(
                county=county,
                inhabitants=all_of.get(pk),
                old=old_of[pk] / all_of[pk] if old_of.get(pk) is not None and all_of.get(pk) else None,
                place=known.get(number),
            ),
        )
        for pk, name, number, county in rows
    }


def traits_of(organisation: Organisation, newest: YearFigures | None) -> Traits:
    """What is known of one municipality, from its newest figures. No query."""
    total = newest.total if newest else None
    old = newest.bands[-1] if newest else None
    return Traits(
        county=organisation.county_id,
        inhabitants=total,
        old=old / total if old is not None and total else None,
        place=places().get(organisation.number),
    )


def _newest() -> tuple[dict[int, int], dict[int, int]]:
    """Inhabitants, and those of 80 and older, in the newest year known of each. One query."""
    everyone: dict[int, int] = {}
    old: dict[int, int] = {}
    rows = Population.objects.filter(
        Q(age_from=0) | Q(age_from=OLD), age_to=None, organisation__kind=OrganisationKind.MUNICIPALITY
    ).order_by("year")
    for pk, age, persons in rows.values_list("organisation_id", "age_from", "persons"):
        (old if age else everyone)[pk] = persons
    return everyone, old


def nearest(organisation: Organisation, weights: Weights = USUAL) -> list[Alike]:
    """The other municipalities of today, those most like `organisation` first. Two queries."""
    found = everybody()
    own = found[organisation.pk][2] if organisation.pk in found else Traits(county=organisation.county_id)
    others = [
        Alike(pk, name, number, apart(own, traits, weights), traits)
        for pk, (name, number, traits) in found.items()
        if pk != organisation.pk
    ]
    return sorted(others, key=lambda one: (one.apart, one.name))


def distances(organisation: Organisation, weights: Weights = USUAL) -> Mapping[int, float]:
    """How far apart each municipality is, by primary key; nothing apart from itself. Two queries."""
    return {organisation.pk: 0.0} | {one.pk: one.apart for one in nearest(organisation, weights)}
