"""All that the page of a municipality shows, in a fixed number of queries."""

import datetime
from dataclasses import dataclass

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.likeness import USUAL, Traits, Weights
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries import likeness
from samstyring.apps.actors.queries.likeness import Alike
from samstyring.apps.actors.queries.population import YearFigures, figures
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.models import ItOperation
from samstyring.apps.adoption.queries.introductions import Row, it_operation
from samstyring.apps.economy.queries.of_municipality import MunicipalEconomy, of_municipality

from . import standing
from .alike import Example, three
from .binding import Binding, binding
from .deciding import Decision, deadlines, decisions
from .load import Deadline, Load, Month, load, months
from .roadmap import Roadmap, roadmap
from .said import Said, said
from .standing import Before, before, expected, in_use


@dataclass(frozen=True)
class Page:
    """What the page of one municipality shows."""

    organisation: Organisation
    figures: YearFigures | None
    traits: Traits
    operation: ItOperation | None
    binding: Binding
    economy: MunicipalEconomy
    roadmap: Roadmap
    own: list[Row]
    using: list[Row]
    expected: list[Row]
    before: list[Before]
    load: Load
    deadlines: list[Deadline]
    months: list[Month]
    decisions: list[Decision]
    alike: list[Alike]
    examples: list[Example]
    said: Said

    @property
    def unmeasured(self) -> bool:
        """Whether something is in use here that nobody has entered a figure of."""
        return any(row.newest is None for row in self.using)

    @property
    def have_done(self) -> bool:
        """Whether any of the three has entered something."""
        return any(one.using or one.told for one in self.examples)


SHOWN_ALIKE = 10


def _is_municipality(organisation: Organisation) -> bool:
    return organisation.kind == OrganisationKind.MUNICIPALITY


def page(organisation: Organisation, user: Person, *, today: datetime.date, weights: Weights = USUAL) -> Page:
    """Read it all as the person may see it."""
    near = likeness.nearest(organisation, weights) if _is_municipality(organisation) else []
    introductions = standing.read(organisation, user)
    own = standing.by_measure(introductions, organisation)
    bound = binding(user, today)
    plans = roadmap(user, own, today)
    rests = load(organisation, user, today)
    days = deadlines(bound, plans, rests, own, today)
    using = in_use(own)
    asked = {planned.item.measure_id: planned.item.measure for planned in plans.planned}
    asked |= {row.introduction.measure_id: row.introduction.measure for row in own.values()}
    known = figures(organisation)
    return Page(
        organisation=organisation,
        figures=known[0] if known else None,
        traits=likeness.traits_of(organisation, known[0] if known else None),
        operation=it_operation(organisation, user),
        binding=bound,
        economy=of_municipality(organisation, user, today=today, introductions=introductions),
        roadmap=plans,
        own=list(own.values()),
        using=using,
        expected=expected(own),
        before=before(user, asked.values(), own),
        load=rests,
        deadlines=days,
        months=months(days, today),
        decisions=decisions(bound, plans, rests, own, today),
        alike=near[:SHOWN_ALIKE],
        examples=three(near, user, {row.introduction.measure_id for row in using}),
        said=said(organisation, user, {organisation.pk: 0.0} | {one.pk: one.apart for one in near}),
    )
