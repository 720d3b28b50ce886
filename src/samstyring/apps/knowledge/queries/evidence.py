"""Evidence by topic, and where findings disagree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import MOST, having

from ..choices import BenefitClass, Direction
from ..models import Evidence, Experience, Outcome

PAGE_SIZE = 25
SEARCHED = ("title", "authors", "setting", "topic", "outcomes__finding")


@dataclass(frozen=True)
class Disagreement:
    """Findings on one kind of gain that point different ways, each with its outcomes."""

    label: str
    sides: list[tuple[str, list[Outcome]]]


def listed(user: Person, *, text: str = "", topic: str = "", kind: str = "") -> QuerySet[Evidence]:
    """What the person may see, filtered, with its outcomes."""
    found: QuerySet[Evidence] = Evidence.objects.visible_to(user)
    if topic:
        found = found.filter(topic=topic)
    if kind:
        found = found.filter(kind=kind)
    # One by one: the words may stand in different outcomes.
    for word in text.split()[:MOST]:
        found = found.filter(having(word, *SEARCHED))
    return found.distinct().prefetch_related("outcomes")


def topics(user: Person) -> list[tuple[str, int, int]]:
    """Every topic that something visible is about: (topic, publications, experiences). Two queries."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    models: tuple[type[Evidence | Experience], ...] = (Evidence, Experience)
    for place, model in enumerate(models):
        rows = model.objects.visible_to(user).order_by().values_list("topic").annotate(number=Count("pk"))
        for topic, number in rows:
            counts[topic][place] = number
    return [(topic, counts[topic][0], counts[topic][1]) for topic in sorted(counts)]


def with_outcomes(user: Person) -> QuerySet[Evidence]:
    """What the person may see, for one page."""
    found: QuerySet[Evidence] = Evidence.objects.visible_to(user)
    return found.select_related("owner_organisation").prefetch_related(
        Prefetch("outcomes", queryset=Outcome.objects.order_by("position"))
    )


def disagreements(evidence: Iterable[Evidence]) -> list[Disagreement]:
    """Where publications disagree on a kind of gain: both sides, in the order of `BenefitClass`.

    Two publications disagree when one found a direction that the other did not, "mixed" apart. One that
    disagrees only with itself is not shown: it says so in its own outcomes.
    """
    by_class: dict[str, list[Outcome]] = defaultdict(list)
    for one in evidence:
        for outcome in one.outcomes.all():
            outcome.evidence = one
            by_class[outcome.benefit_class].append(outcome)
    labels = {**dict(BenefitClass.choices), "": "–"}
    found = []
    for benefit_class, label in labels.items():
        outcomes = by_class.get(benefit_class, [])
        if _disagree(outcomes):
            sides = [
                (str(direction.label), [one for one in outcomes if one.direction == direction])
                for direction in Direction
            ]
            found.append(Disagreement(str(label), [side for side in sides if side[1]]))
    return found


def _disagree(outcomes: list[Outcome]) -> bool:
    return any(
        one.direction != other.direction
        for one in outcomes
        for other in outcomes
        if one.evidence_id < other.evidence_id and Direction.MIXED not in (one.direction, other.direction)
    )
