"""What must be in place before a measure, and what waits for it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from samstyring.apps.actors.visibility import Person

from ..choices import Relation
from ..drawing import Drawing, draw
from ..graph import reversed_edges, steps_away
from ..models import Dependency, Measure


@dataclass(frozen=True)
class Step:
    """A measure some steps away. `direct`: nothing need stand between, and then `reason` is known."""

    measure: Measure
    steps: int
    direct: bool
    reason: str


@dataclass(frozen=True)
class Surroundings:
    """What a measure stands among. `drawing` is none where nothing requires anything."""

    before: list[Step]
    after: list[Step]
    own: list[Dependency]
    others: list[Dependency]
    drawing: Drawing | None


def visible_dependencies(user: Person) -> QuerySet[Dependency]:
    """The dependencies between measures that the person may see."""
    seen = Measure.objects.visible_to(user)
    return Dependency.objects.filter(measure__in=seen, other__in=seen)


def surroundings(measure: Measure, user: Person) -> Surroundings:
    """All that `measure` requires, itself or through others, all that waits for it, and other relations.

    Three queries: the requirements of all measures (a short list), those named here, and the other relations.
    """
    rows = list(visible_dependencies(user).filter(relation=Relation.REQUIRES))
    edges = [(row.measure_id, row.other_id) for row in rows]
    before = steps_away(edges, measure.pk)
    after = steps_away(reversed_edges(edges), measure.pk)
    named = Measure.objects.in_bulk([*before, *after])
    touching = visible_dependencies(user).select_related("measure", "other")
    return Surroundings(
        before=_steps(before, named, {row.other_id: row for row in rows if row.measure_id == measure.pk}),
        after=_steps(after, named, {row.measure_id: row for row in rows if row.other_id == measure.pk}),
        own=list(touching.filter(measure=measure)),
        others=list(touching.filter(other=measure).exclude(relation=Relation.REQUIRES)),
        drawing=_drawing(measure, before, after, named, edges),
    )


def _steps(depth: dict[int, int], named: dict[int, Measure], next_to: dict[int, Dependency]) -> list[Step]:
    found = [
        Step(
            measure=named[key],
            steps=steps,
            direct=key in next_to,
            reason=next_to[key].reason if key in next_to else "",
        )
        for key, steps in depth.items()
        if key in named
    ]
    return sorted(found, key=lambda step: (step.steps, step.measure.name))


def _drawing(
    measure: Measure,
    before: dict[int, int],
    after: dict[int, int],
    named: dict[int, Measure],
    edges: list[tuple[int, int]],
) -> Drawing | None:
    if not before and not after:
        return None
    columns = {measure.pk: 0}
    columns |= {key: -steps for key, steps in before.items()}
    columns |= after
    names = {measure.pk: measure.name} | {key: one.name for key, one in named.items()}
    addresses = {key: one.get_absolute_url() for key, one in named.items()}
    return draw(columns=columns, names=names, addresses=addresses, edges=edges, here=measure.pk)
