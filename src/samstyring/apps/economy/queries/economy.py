"""What the pages on a measure's economy show, read in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from samstyring.apps.actors.visibility import Person
from samstyring.apps.knowledge.models import Evidence
from samstyring.apps.portfolio.models import Measure

from ..choices import Direction, NumberKind
from ..evidence import Weighed, weigh
from ..models import Cap, Item, Scenario, Unpriced
from ..results import ItemLine, MeasureResult

PAGE_SIZE = 25
UNKNOWN = Q(amount_kind=NumberKind.UNKNOWN) | Q(quantity_kind=NumberKind.UNKNOWN)


def index(user: Person, *, only_known: bool = False) -> QuerySet[Measure]:
    """Measures with how much of their economy is entered: `costs`, `gains` and `not_known`.

    Those with something entered come first.
    """
    seen = Item.objects.visible_to(user).filter(removed_at=None)

    def number(condition: Q) -> Count:
        return Count("economy_items", filter=Q(economy_items__in=seen.filter(condition)), distinct=True)

    found: Any = Measure.objects.visible_to(user).annotate(
        has_items=Exists(seen.filter(measure=OuterRef("pk"))),
        costs=number(Q(direction=Direction.COST)),
        gains=number(Q(direction=Direction.BENEFIT)),
        not_known=number(UNKNOWN),
    )
    if only_known:
        found = found.filter(has_items=True)
    ordered: QuerySet[Measure] = found.order_by("-has_items", "name", "pk")
    return ordered


@dataclass(frozen=True)
class Row:
    """An item on its measure's page: what it comes to (none where that is not known), and what speaks of
    it."""

    item: Item
    line: ItemLine | None
    weighed: Weighed | None


def items_of(measure: Measure, user: Person) -> list[Item]:
    """The items of a measure that the person may see, with evidence and its outcomes. Five queries."""
    seen: QuerySet[Item] = Item.objects.visible_to(user).filter(measure=measure, removed_at=None)
    return list(
        seen.select_related("measure", "organisation", "curve", "cap", "holds_for", "owner_organisation")
        .prefetch_related(
            "hours",
            Prefetch(
                "evidence",
                queryset=Evidence.objects.visible_to(user).prefetch_related("outcomes"),
            ),
        )
        .order_by("-direction", "party", "name", "pk")
    )


def topic_evidence(measure: Measure, user: Person) -> list[Evidence]:
    """The evidence on a measure's topic that the person may see, with outcomes. Two queries at most."""
    if not measure.topic:
        return []
    found = Evidence.objects.visible_to(user).filter(topic=measure.topic).prefetch_related("outcomes")
    return list(found[:50])


def rows(items: list[Item], topic: list[Evidence], result: MeasureResult | None) -> list[Row]:
    """Items beside what they come to and what speaks of them. No query."""
    lines = {one.public_id: one for one in result.items} if result else {}
    return [Row(one, lines.get(one.public_id), weigh(one, one.evidence.all(), topic)) for one in items]


def evidence_of(item: Item, user: Person) -> list[Evidence]:
    """The evidence that an item names and the person may see, with outcomes. Two queries."""
    return list(Evidence.objects.visible_to(user).filter(economy_items=item).prefetch_related("outcomes"))


def rows_with(item: Item, linked: list[Evidence], topic: list[Evidence]) -> Row:
    """One item beside what speaks of it. No query."""
    return Row(item, None, weigh(item, linked, topic))


def effects_of(measure: Measure, user: Person) -> list[Unpriced]:
    """Effects without a price that the person may see, the best first. One query."""
    seen: QuerySet[Unpriced] = Unpriced.objects.visible_to(user).filter(measure=measure, removed_at=None)
    return list(seen.select_related("owner_organisation"))


def taken_out(measure: Measure, user: Person) -> list[Item]:
    """The items that were taken out last and can be put back. One query."""
    seen: QuerySet[Item] = Item.objects.visible_to(user).filter(measure=measure, removed_at__isnull=False)
    return list(seen.select_related("owner_organisation", "measure").order_by("-removed_at")[:10])


def scenarios_of(measure: Measure, user: Person) -> list[Scenario]:
    """The scenarios of a measure that the person may see. One query."""
    seen: QuerySet[Scenario] = Scenario.objects.visible_to(user).filter(measure=measure)
    return list(seen.select_related("owner_organisation"))


def caps(user: Person) -> QuerySet[Cap]:
    """The ceilings that the person may see."""
    found: QuerySet[Cap] = Cap.objects.visible_to(user)
    return found
