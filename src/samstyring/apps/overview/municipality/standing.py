"""Where the municipality itself stands: what it has entered, and what must be in place before what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.choices import Stand, Status
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.adoption.queries import introductions
from samstyring.apps.adoption.queries.introductions import Row
from samstyring.apps.portfolio.choices import Relation
from samstyring.apps.portfolio.graph import steps_away
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.portfolio.queries.dependencies import visible_dependencies

MOST = 300
MOST_DEPENDENT = 12


def read(organisation: Organisation, user: Person) -> list[Introduction]:
    """What it and the cooperations that act for it have entered. One query."""
    return list(introductions.of_organisation(organisation, user))


def own(organisation: Organisation, user: Person) -> dict[int, Row]:
    """What it has entered, by measure, and else what a cooperation has for it, with use. Two queries."""
    return by_measure(read(organisation, user), organisation)


def by_measure(found: Sequence[Introduction], organisation: Organisation) -> dict[int, Row]:
    """As `own`, of the first MOST that have been read. One query."""
    rows: dict[int, Row] = {}
    for row in introductions.rows(found[:MOST], of=organisation):
        there = rows.get(row.introduction.measure_id)
        if there is None or there.through:
            rows[row.introduction.measure_id] = row
    return rows


def in_use(own: Mapping[int, Row]) -> list[Row]:
    """What is in use."""
    return [row for row in own.values() if row.introduction.status == Status.IN_USE]


def expected(own: Mapping[int, Row]) -> list[Row]:
    """What is planned or being introduced."""
    return [row for row in own.values() if row.introduction.status in (Status.PLANNED, Status.INTRODUCING)]


def undecided(own: Mapping[int, Row]) -> list[Row]:
    """What is wanted or accepted, or planned, and nobody has decided."""
    return [
        row
        for row in own.values()
        if not row.introduction.decided_by
        and (
            row.introduction.status == Status.PLANNED
            or (row.introduction.stand in (Stand.WANTED, Stand.ACCEPTED) and not row.introduction.status)
        )
    ]


@dataclass(frozen=True)
class Need:
    """A measure that another requires, and what is entered of it here."""

    measure: Measure
    own: Row | None

    @property
    def in_place(self) -> bool:
        """Whether it is in use here."""
        return self.own is not None and self.own.introduction.status == Status.IN_USE


@dataclass(frozen=True)
class Before:
    """A measure that is not in use here, and all that must be in place before it."""

    measure: Measure
    needs: list[Need]


def before(user: Person, measures: Iterable[Measure], own: Mapping[int, Row]) -> list[Before]:
    """What must be in place before each of `measures`, those in use apart; at most twelve. Two queries."""
    edges = list(
        visible_dependencies(user).filter(relation=Relation.REQUIRES).values_list("measure_id", "other_id")
    )
    requiring = {measure for measure, _other in edges}
    using = {row.introduction.measure_id for row in in_use(own)}
    asked = {one.pk: one for one in measures if one.pk in requiring and one.pk not in using}
    shown = sorted(asked.values(), key=lambda one: (one.name, one.pk))[:MOST_DEPENDENT]
    required = {one.pk: steps_away(edges, one.pk) for one in shown}
    named = Measure.objects.in_bulk({other for steps in required.values() for other in steps})
    return [
        Before(
            one,
            [
                Need(named[other], own.get(other))
                for other in sorted(
                    required[one.pk], key=lambda key: (-required[one.pk][key], named[key].name)
                )
            ],
        )
        for one in shown
    ]
