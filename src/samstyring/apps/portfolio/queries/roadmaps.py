"""Editions, one edition as a timeline and a table, and two editions compared."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from samstyring.apps.actors.visibility import Person
from samstyring.apps.needs.models import Need

from .. import timeline
from ..choices import Certainty, MeasureKind, Relation, Scope
from ..comparison import Comparison, Planned, compare
from ..models import Edition, Measure, Milestone, Recommendation, RoadmapItem
from .dependencies import visible_dependencies

PAGE_SIZE = 25
GROUPINGS = ("eier", "slag")


@dataclass(frozen=True)
class Roadmap:
    """One edition as it is shown: a drawing, and the same lines by group as a table."""

    drawing: timeline.Timeline
    groups: list[tuple[str, list[RoadmapItem]]]
    dropped: list[RoadmapItem]
    milestones: list[Milestone]


def editions(user: Person) -> QuerySet[Edition]:
    """The editions that the person may see, the newest first, with how many lines still stand."""
    found: QuerySet[Edition] = Edition.objects.visible_to(user)
    # Grouping drops the order of the model.
    return found.annotate(standing=Count("items", filter=Q(items__dropped=False))).order_by(
        "-year", "-dated", "-pk"
    )


def newest(user: Person, scope: str) -> Edition | None:
    """The newest edition of a roadmap that the person may see."""
    found: Edition | None = Edition.objects.visible_to(user).filter(scope=scope).first()
    return found


def visible_items(edition: Edition, user: Person) -> QuerySet[RoadmapItem]:
    """The lines whose measures the person may see."""
    seen = Measure.objects.visible_to(user)
    return edition.items.filter(measure__in=seen).select_related("measure__responsible")


def roadmap(edition: Edition, user: Person, *, today: datetime.date, grouped: str = "eier") -> Roadmap:
    """All that the page of an edition shows. Three queries."""
    items = list(visible_items(edition, user))
    standing = [item for item in items if not item.dropped]
    seen = Measure.objects.visible_to(user)
    milestones = list(
        edition.milestones.filter(Q(measure=None) | Q(measure__in=seen)).select_related("measure")
    )
    requires = (
        visible_dependencies(user)
        .filter(relation=Relation.REQUIRES, measure__roadmap_items__edition=edition)
        .values_list("measure_id", "other_id")
        .distinct()
    )
    by_group: dict[str, list[RoadmapItem]] = {}
    for item in sorted(standing, key=lambda one: (one.starts or datetime.date.min, one.measure.name)):
        by_group.setdefault(group_of(item.measure, grouped), []).append(item)
    return Roadmap(
        drawing=timeline.draw(
            [_line(item, grouped) for item in standing],
            today=today,
            requires=requires,
            milestones=[(one.date, one.title) for one in milestones],
        ),
        groups=sorted(by_group.items()),
        dropped=[item for item in items if item.dropped],
        milestones=milestones,
    )


def group_of(measure: Measure, grouped: str) -> str:
    """What a measure is grouped under: its kind in words, or its owner."""
    if grouped == "slag":
        return str(MeasureKind(measure.kind).label)
    return measure.owner_words or _("owner not stated")


def _line(item: RoadmapItem, grouped: str) -> timeline.Line:
    name = f"{item.measure.name} ({item.part})" if item.part else item.measure.name
    return timeline.Line(
        key=item.measure_id,
        label=name,
        group=group_of(item.measure, grouped),
        starts=item.starts,
        ends=item.ends,
        certainty=item.certainty,
        address=item.measure.get_absolute_url(),
        words=str(Certainty(item.certainty).label).lower(),
    )


def compared(older: Edition, newer: Edition, user: Person) -> Comparison:
    """What changed between two editions, of what the person may see. Two queries, four for the sector's."""
    return compare(*(_lines(edition, user) for edition in (older, newer)))


def _lines(edition: Edition, user: Person) -> list[Planned]:
    if edition.scope == Scope.SECTOR:
        advised = edition.recommendations.filter(
            Q(measure__in=Measure.objects.visible_to(user)) | Q(need__in=Need.objects.visible_to(user))
        ).select_related("measure", "need")
        if found := [_advised(one) for one in advised]:
            return found
    return [_planned(item) for item in visible_items(edition, user)]


def _advised(one: Recommendation) -> Planned:
    return Planned(
        measure=one.key,
        name=one.title,
        part="",
        starts=None,
        ends=one.introduce_by,
        certainty=one.advice,
        dropped=one.dropped,
        why=one.why,
        address=one.thing.get_absolute_url(),
        advised=True,
    )


def _planned(item: RoadmapItem) -> Planned:
    return Planned(
        measure=item.measure_id,
        name=item.measure.name,
        part=item.part,
        starts=item.starts,
        ends=item.ends,
        certainty=item.certainty,
        dropped=item.dropped,
        why=item.why,
        address=item.measure.get_absolute_url(),
    )


def pair(user: Person, older: str, newer: str) -> tuple[Edition | None, Edition | None]:
    """The two editions with these public identifiers; those not given are the two newest national ones."""
    seen = Edition.objects.visible_to(user)
    wanted = [one for one in (older, newer) if one]
    found = {str(one.public_id): one for one in seen.filter(public_id__in=wanted)} if wanted else {}
    if wanted:
        return found.get(older), found.get(newer)
    latest = list(seen.filter(scope=Scope.NATIONAL)[:2])
    return (latest[1], latest[0]) if len(latest) == 2 else (None, latest[0] if latest else None)
