"""From a name or a number to one of today's municipalities."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.queries import organisations
from samstyring.apps.actors.register import successors_today

MOST = 40


@dataclass(frozen=True)
class Found:
    """Today's municipality with a number; or the former one that had it, and what it has become."""

    present: Organisation | None = None
    former: Organisation | None = None
    became: tuple[Organisation, ...] = ()


def by_number(number: str) -> Found:
    """Who has the number, or had it. Nobody where it never was a municipality's. At most four queries."""
    rows = Organisation.objects.filter(number=number, kind=OrganisationKind.MUNICIPALITY)
    present = rows.filter(valid_on(timezone.localdate())).select_related("county").first()
    if present is not None:
        return Found(present=present)
    former = rows.order_by("-valid_to").first()
    if former is None:
        return Found()
    later = successors_today([former.pk]).get(former.pk, [])
    return Found(former=former, became=tuple(later))


def came_from(organisation: Organisation, number: str) -> Organisation | None:
    """The former municipality with the number, where it has become `organisation`."""
    if not number or number == organisation.number:
        return None
    found = by_number(number)
    return found.former if organisation in found.became else None


@dataclass(frozen=True)
class Hit:
    """A municipality that a search found; a former one with what it has become."""

    organisation: Organisation
    became: tuple[Organisation, ...] = ()


def search(text: str) -> list[Hit]:
    """Municipalities with a name like `text`, in any spelling, those of today first; at most 40.

    Four queries. A former one is left out where a hit of today's is what it has become.
    """
    rows = organisations.search(text, kind=OrganisationKind.MUNICIPALITY, former=True)
    today = timezone.localdate()
    found = list(rows.order_by("name", "number")[: 5 * MOST])
    present = [one for one in found if one.is_valid(today)]
    former = [one for one in found if not one.is_valid(today)]
    later = successors_today([one.pk for one in former]) if former else {}
    shown = {one.pk for one in present}
    hits = [Hit(one) for one in present]
    for one in former:
        became = tuple(later.get(one.pk, ()))
        if became and not {after.pk for after in became} & shown:
            hits.append(Hit(one, became))
    return hits[:MOST]


def by_county() -> list[tuple[Organisation | None, list[Organisation]]]:
    """Today's municipalities by county, for a list without a search. One query."""
    today = valid_on(timezone.localdate())
    rows = Organisation.objects.filter(today, ~Q(number=""), kind=OrganisationKind.MUNICIPALITY)
    groups: dict[int | None, list[Organisation]] = {}
    for one in rows.select_related("county").order_by("county__name", "name"):
        groups.setdefault(one.county_id, []).append(one)
    return [(found[0].county, found) for found in groups.values()]
