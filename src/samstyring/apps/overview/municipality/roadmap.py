"""What is planned: the lines of the newest roadmaps, with where the municipality itself stands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, Subquery

from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.queries.introductions import Row
from samstyring.apps.portfolio.choices import Scope
from samstyring.apps.portfolio.models import Edition, Measure, Milestone, Recommendation, RoadmapItem

YEAR = datetime.timedelta(days=365)
MOST_SHOWN = 25


@dataclass(frozen=True)
class Planned:
    """A line of a roadmap, what the municipality has entered of its measure, and what the sector advises."""

    item: RoadmapItem
    own: Row | None
    advice: Recommendation | None
    under_way: bool
    soon: bool

    @property
    def presses(self) -> bool:
        """Whether it has begun or begins within twelve months."""
        return self.under_way or self.soon


@dataclass(frozen=True)
class Roadmap:
    """The newest edition of each roadmap, its standing lines by beginning, and its milestones ahead."""

    editions: list[Edition]
    planned: list[Planned]
    milestones: list[Milestone]

    @property
    def shown(self) -> list[Planned]:
        """The lines for a page, by beginning: where there are more than 25, those that press most.

        First what is under way or soon, then what the municipality has entered something of.
        """
        pressing = sorted(
            range(len(self.planned)),
            key=lambda place: (not self.planned[place].presses, self.planned[place].own is None, place),
        )
        return [self.planned[place] for place in sorted(pressing[:MOST_SHOWN])]

    @property
    def soon(self) -> list[Planned]:
        """What begins within twelve months."""
        return [one for one in self.planned if one.soon]

    @property
    def under_way(self) -> list[Planned]:
        """What has begun and is said to end."""
        return [one for one in self.planned if one.under_way]


def roadmap(user: Person, own: Mapping[int, Row], today: datetime.date) -> Roadmap:
    """The newest national edition and the sector's own. Four queries."""
    editions = newest_editions(user)
    seen = Measure.objects.visible_to(user)
    items = (
        RoadmapItem.objects.filter(edition__in=editions, measure__in=seen, dropped=False)
        .select_related("measure", "edition")
        .order_by("starts", "measure__name", "part")
    )
    milestones = Milestone.objects.filter(
        Q(measure=None) | Q(measure__in=seen), edition__in=editions, date__gte=today, date__lte=today + YEAR
    ).select_related("measure")
    advice = _advice(user)
    return Roadmap(
        editions=editions,
        planned=[_planned(item, own, advice.get(item.measure_id), today) for item in items],
        milestones=sorted(milestones, key=lambda one: one.date),
    )


def newest_editions(user: Person) -> list[Edition]:
    """The newest edition of each roadmap that the person may see. One query."""
    newest: dict[str, Edition] = {}
    for edition in Edition.objects.visible_to(user).order_by("-year", "-dated", "-pk")[:50]:
        newest.setdefault(edition.scope, edition)
    return list(newest.values())


def _advice(user: Person) -> dict[int | None, Recommendation]:
    """What the newest published roadmap of the sector advises, by measure. One query."""
    sectors = Edition.objects.visible_to(user).filter(scope=Scope.SECTOR, published__isnull=False)
    newest = sectors.order_by("-year", "-dated", "-pk").values("pk")[:1]
    advised = Recommendation.objects.filter(edition=Subquery(newest), dropped=False, measure__isnull=False)
    return {one.measure_id: one for one in advised.exclude(advice="")}


def _planned(
    item: RoadmapItem, own: Mapping[int, Row], advice: Recommendation | None, today: datetime.date
) -> Planned:
    begun = item.starts is not None and item.starts <= today
    return Planned(
        item=item,
        own=own.get(item.measure_id),
        advice=advice,
        under_way=begun and item.ends is not None and item.ends >= today,
        soon=item.starts is not None and today < item.starts <= today + YEAR,
    )
