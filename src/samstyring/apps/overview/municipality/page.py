"""All that the page of a municipality shows, in a fixed number of queries."""

import datetime
from dataclasses import dataclass

from samstyring.apps.actors.likeness import USUAL, Traits, Weights
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries import likeness
from samstyring.apps.actors.queries.likeness import Alike
from samstyring.apps.actors.queries.population import YearFigures, figures
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.models import ItOperation
from samstyring.apps.adoption.queries.introductions import Row, it_operation

from . import alike, binding, deciding, load, roadmap, said, standing


@dataclass(frozen=True)
class Page:
    """What the page of one municipality shows."""

    organisation: Organisation
    figures: YearFigures | None
    traits: Traits
    operation: ItOperation | None
    binding: binding.Binding
    roadmap: roadmap.Roadmap
    own: list[Row]
    using: list[Row]
    expected: list[Row]
    before: list[standing.Before]
    load: load.Load
    deadlines: list[deciding.Deadline]
    months: list[load.Month]
    decisions: list[deciding.Decision]
    alike: list[Alike]
    examples: list[alike.Example]
    said: said.Said

    @property
    def have_done(self) -> bool:
        """Whether any of the three has entered something."""
        return any(one.using or one.told for one in self.examples)


SHOWN_ALIKE = 10


def page(organisation: Organisation, user: Person, *, today: datetime.date, weights: Weights = USUAL) -> Page:
    """Read it all as the person may see it."""
    near = likeness.nearest(organisation, weights)
    own = standing.own(organisation, user)
    bound = binding.binding(user, today)
    plans = roadmap.roadmap(user, own, today)
    rests = load.load(organisation, user, today)
    deadlines = deciding.deadlines(bound, plans, rests, own, today)
    using = standing.in_use(own)
    asked = {planned.item.measure_id: planned.item.measure for planned in plans.planned}
    asked |= {row.introduction.measure_id: row.introduction.measure for row in own.values()}
    known = figures(organisation)
    return Page(
        organisation=organisation,
        figures=known[0] if known else None,
        traits=likeness.traits_of(organisation, known[0] if known else None),
        operation=it_operation(organisation, user),
        binding=bound,
        roadmap=plans,
        own=list(own.values()),
        using=using,
        expected=standing.expected(own),
        before=standing.before(user, asked.values(), own),
        load=rests,
        deadlines=deadlines,
        months=load.months(deadlines, today),
        decisions=deciding.decisions(bound, plans, rests, own, today),
        alike=near[:SHOWN_ALIKE],
        examples=alike.three(near, user, {row.introduction.measure_id for row in using}),
        said=said.said(organisation, user, {organisation.pk: 0.0} | {one.pk: one.apart for one in near}),
    )
