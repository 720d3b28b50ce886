"""How many municipalities stand behind each need: by backing it, and by having it on their own list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Population
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS, size_of
from samstyring.apps.needs.models import Backing, Need, OwnListItem

# Among the first three on a list is “put first”.
FIRST = 3


@dataclass
class Demand:
    """The municipalities (by key) behind one need."""

    backing: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    listed_first: set[int] = field(default_factory=set)

    @property
    def all(self) -> set[int]:
        """Each municipality once."""
        return self.backing | self.listed


def demand_for(needs: Iterable[int]) -> dict[int, Demand]:
    """The demand by need, with that of needs that were merged into it. Three queries."""
    wanted = set(needs)
    into = {
        pk: counted_with or pk
        for pk, counted_with in Need.objects.filter(
            Q(pk__in=wanted) | Q(counted_with__in=wanted)
        ).values_list("pk", "counted_with")
    }
    found: dict[int, Demand] = defaultdict(Demand)
    of_municipalities = {"need__in": list(into), "organisation__kind": OrganisationKind.MUNICIPALITY}
    backings = Backing.objects.filter(withdrawn=None, **of_municipalities)
    for need, organisation in backings.values_list("need", "organisation"):
        found[into[need]].backing.add(organisation)
        found[need].backing.add(organisation)
    lists = OwnListItem.objects.filter(**of_municipalities)
    for need, organisation, place in lists.values_list("need", "organisation", "place"):
        for one in {need, into[need]}:
            found[one].listed.add(organisation)
            if place <= FIRST:
                found[one].listed_first.add(organisation)
    return {need: found[need] for need in wanted}


def sizes_of(municipalities: Iterable[int]) -> dict[int, str]:
    """The size (small, middle, large) of each municipality whose inhabitants are known. One query."""
    rows = Population.objects.filter(
        organisation__in=set(municipalities),
        organisation__kind=OrganisationKind.MUNICIPALITY,
        age_from=0,
        age_to=None,
    )
    # The newest year comes last, and stays.
    return {
        organisation: size_of(persons)
        for organisation, persons in rows.order_by("year").values_list("organisation", "persons")
    }


def by_size(demands: Mapping[int, Demand]) -> dict[str, dict[int, int]]:
    """For each size, how many municipalities of it are behind each need. One query."""
    sizes = sizes_of(one for demand in demands.values() for one in demand.all)
    return {
        size: {need: sum(sizes.get(one) == size for one in demand.all) for need, demand in demands.items()}
        for size in SIZE_LABELS
    }
