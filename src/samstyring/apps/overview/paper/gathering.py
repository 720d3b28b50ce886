"""Reads all that a paper is made of, as one person may see it, in a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.queries import likeness
from samstyring.apps.actors.queries.likeness import Alike
from samstyring.apps.actors.queries.population import YearFigures, figures
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.booking import Booked, between, quarter_at, quarter_of
from samstyring.apps.adoption.choices import Status
from samstyring.apps.adoption.models import Introduction, ItOperation, UseFigure
from samstyring.apps.adoption.queries.booked import books
from samstyring.apps.adoption.queries.introductions import Row, it_operation, seen
from samstyring.apps.decisions.models import Case
from samstyring.apps.decisions.queries import one_case, subjects
from samstyring.apps.decisions.queries.one_case import Whole
from samstyring.apps.knowledge.models import Evidence, Experience
from samstyring.apps.overview.models import PaperDraft, PaperVersion
from samstyring.apps.overview.municipality import roadmap, standing
from samstyring.apps.overview.municipality.roadmap import Planned
from samstyring.apps.overview.municipality.standing import Before
from samstyring.apps.portfolio.models import Dependency, Measure
from samstyring.apps.portfolio.queries import measures as measure_queries
from samstyring.apps.portfolio.queries.dependencies import visible_dependencies

from .economy import Economy, gather

Absolute = Callable[[str], str]

# A case can treat many measures: a paper on more than these could not be read.
MOST_MEASURES = 5
MOST_EVIDENCE = 12
MOST_EXPERIENCES = 10
# So many of those most alike count as “like us”.
NEAR = 60
SHOWN_NEAR = 10
QUARTERS = 4


@dataclass(frozen=True)
class Practice:
    """One of the municipalities most like this one with the measure in use, and its newest figure of use."""

    alike: Alike
    introduction: Introduction
    newest: UseFigure | None


@dataclass(frozen=True)
class Told:
    """An experience; `alike` is none where the municipality is not among those most like this one."""

    experience: Experience
    alike: Alike | None


@dataclass(frozen=True)
class Material:
    """All that a paper is made of. Nothing in it asks the database."""

    organisation: Organisation
    figures: YearFigures | None
    measures: list[Measure]
    case: Whole | None
    written: PaperVersion | None
    own: Mapping[int, Row]
    before: list[Before]
    # All ways in which the measures stand to others, those that they require too.
    relations: list[Dependency]
    planned: list[Planned]
    operation: ItOperation | None
    evidence: list[Evidence]
    evidence_left_out: int
    told: list[Told]
    practice: list[Practice]
    near: int
    today: datetime.date
    absolute: Absolute
    economy: Economy
    # What the offices here have booked in the four quarters ahead, all professions together.
    booked: list[Booked]


def of_measure(
    organisation: Organisation, measure: Measure, user: Person, *, today: datetime.date, absolute: Absolute
) -> Material:
    """For a paper on one measure."""
    draft = draft_of(organisation, measure, user)
    return _material(organisation, [measure.pk], None, draft, user, today=today, absolute=absolute)


def of_case(
    organisation: Organisation, case: Case, user: Person, *, today: datetime.date, absolute: Absolute
) -> Material:
    """For a paper on a case (of `one_case.whole`): on the measures that it treats, five at most."""
    treated, _hidden = subjects.treated(case, user)
    keys = [one.subject.measure_id for one in treated if one.subject.measure_id]
    whole = one_case.put_together(case, user)
    draft = draft_of(organisation, case, user)
    return _material(organisation, keys[:MOST_MEASURES], whole, draft, user, today=today, absolute=absolute)


def draft_of(organisation: Organisation, about: Measure | Case, user: Person) -> PaperDraft | None:
    """What has been written, where the person may see it. One query."""
    of = {"measure": about} if isinstance(about, Measure) else {"case": about}
    drafts = PaperDraft.objects.visible_to(user).filter(organisation=organisation, **of)
    found: PaperDraft | None = drafts.select_related("organisation", "measure", "case").first()
    return found


def _material(
    organisation: Organisation,
    keys: Sequence[int],
    case: Whole | None,
    draft: PaperDraft | None,
    user: Person,
    *,
    today: datetime.date,
    absolute: Absolute,
) -> Material:
    measures = list(measure_queries.whole(user).filter(pk__in=keys).order_by("name"))
    own = standing.own(organisation, user)
    is_municipality = organisation.kind == OrganisationKind.MUNICIPALITY
    near = likeness.nearest(organisation)[:NEAR] if is_municipality else []
    plans = roadmap.roadmap(user, own, today)
    known = figures(organisation)
    evidence, left_out = _evidence(measures, user)
    return Material(
        organisation=organisation,
        figures=known[0] if known else None,
        measures=measures,
        case=case,
        written=draft.versions.first() if draft else None,
        own={key: row for key, row in own.items() if key in keys},
        before=standing.before(user, measures, own),
        relations=_relations(keys, user),
        planned=[one for one in plans.planned if one.item.measure_id in keys],
        operation=it_operation(organisation, user),
        evidence=evidence,
        evidence_left_out=left_out,
        told=_told(measures, near, user, organisation),
        practice=_practice(keys, near, user),
        near=len(near),
        today=today,
        absolute=absolute,
        economy=gather(organisation, measures, user, today=today),
        booked=_booked(organisation, user, today),
    )


def _relations(keys: Collection[int], user: Person) -> list[Dependency]:
    rows = visible_dependencies(user).filter(measure__in=list(keys))
    return list(rows.select_related("measure", "other").order_by("relation", "other__name"))


def _booked(organisation: Organisation, user: Person, today: datetime.date) -> list[Booked]:
    """Hours booked by quarter, this one and the next three; without those of which nothing is known."""
    first = quarter_of(today)
    quarters = between(first, quarter_at(first.place + QUARTERS - 1))
    book = books([organisation.pk], user, quarters)[organisation.pk]
    totals = [book.total(quarter) for quarter in quarters]
    return [one for one in totals if one.most or one.capacity is not None]


def _topics(measures: Sequence[Measure]) -> list[str]:
    return sorted({one.topic for one in measures if one.topic})


def _evidence(measures: Sequence[Measure], user: Person) -> tuple[list[Evidence], int]:
    """What has outcomes first, and how many more there are. Three queries."""
    found: QuerySet[Evidence] = Evidence.objects.visible_to(user).filter(topic__in=_topics(measures))
    ordered = found.alias(found=Count("outcomes")).order_by("-found", "-year", "pk")
    shown: list[Evidence] = list(ordered.prefetch_related("outcomes")[:MOST_EVIDENCE])
    return shown, max(found.count() - len(shown), 0)


def _told(
    measures: Sequence[Measure], near: Sequence[Alike], user: Person, organisation: Organisation
) -> list[Told]:
    """Experiences on the measures' topics, those of the municipalities most alike first. One query."""
    place = {one.pk: order for order, one in enumerate(near)}
    by_key = {one.pk: one for one in near}
    rows = (
        Experience.objects.visible_to(user)
        .filter(topic__in=_topics(measures))
        .exclude(organisation=organisation)
        .select_related("organisation")
        .order_by("-created", "-pk")[:200]
    )
    ordered = sorted(rows, key=lambda one: place.get(one.organisation_id, NEAR))
    return [Told(one, by_key.get(one.organisation_id)) for one in ordered[:MOST_EXPERIENCES]]


def _practice(keys: Collection[int], near: Sequence[Alike], user: Person) -> list[Practice]:
    """Those most alike that have it in use, with the newest figure of each. Two queries."""
    by_key = {one.pk: one for one in near}
    rows = list(
        seen(user).filter(measure__in=list(keys), organisation__in=list(by_key), status=Status.IN_USE)
    )
    newest: dict[int, UseFigure] = {}
    found: dict[int, list[UseFigure]] = defaultdict(list)
    for figure in UseFigure.objects.filter(introduction__in=[one.pk for one in rows]):
        found[figure.introduction_id].append(figure)
    for key, all_of in found.items():
        newest[key] = max(all_of, key=lambda one: (one.year, one.month or 0))
    using = [Practice(by_key[one.organisation_id], one, newest.get(one.pk)) for one in rows]
    return sorted(using, key=lambda one: (one.alike.apart, one.introduction.measure.name))
