"""National costs: by solution, one year's with its parts, and the figures that rules share by."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.queries.population import Band
from samstyring.apps.actors.visibility import Person
from samstyring.apps.portfolio.choices import DutyKind, DutyState
from samstyring.apps.portfolio.models import Duty, Measure

from ..choices import Driver
from ..choices_national import Sector
from ..models import DriverFigure, Growth, NationalCost, SharingRule, UnitPrice
from ..sharing import Given, Place, SectorLine, Terms, sector_lines

PAGE_SIZE = 25
# Duties that a national cost stands behind, whether it is paid apart or in the price of another.
PAID = (DutyState.REQUIRED, DutyState.INCLUDED)


def solutions(user: Person) -> QuerySet[Measure]:
    """The measures that municipalities must pay for or whose national cost is entered, by name."""
    found: QuerySet[Measure] = Measure.objects.visible_to(user)
    must = Duty.objects.filter(
        measure=OuterRef("pk"), municipal=True, kind=DutyKind.PAY, state__in=PAID
    ).order_by()
    entered = NationalCost.objects.visible_to(user).filter(measure=OuterRef("pk")).order_by()
    return (
        found.filter(Q(Exists(must)) | Q(Exists(entered)))
        .select_related("owner_organisation")
        .prefetch_related("duties")
        .order_by("name", "pk")
    )


def seen(user: Person) -> QuerySet[NationalCost]:
    """The national costs that the person may see, of measures that the person may see, newest year first."""
    found: QuerySet[NationalCost] = NationalCost.objects.visible_to(user)
    measures = Measure.objects.visible_to(user)
    return (
        found.filter(Q(measure=None) | Q(measure__in=measures))
        .select_related("measure", "owner_organisation", "rule")
        .prefetch_related("parts", "growth", "rule__steps")
        .order_by("-year", "pk")
    )


@dataclass(frozen=True)
class Line:
    """A solution in the list: its duties to pay, its newest year, and what is known of that year."""

    measure: Measure | None
    duties: list[Duty]
    cost: NationalCost | None
    parts: list[SectorLine]
    growth: Growth | None

    @property
    def municipal(self) -> SectorLine | None:
        """What municipalities pay together; none where nothing is said of them."""
        return municipal(self.parts)


def municipal(parts: Iterable[SectorLine]) -> SectorLine | None:
    """The municipalities' part among the sectors'."""
    return next((one for one in parts if one.sector == Sector.MUNICIPALITIES), None)


def lines(measures: Sequence[Measure | None], user: Person) -> list[Line]:
    """Those of one page with their newest year; a measure that is none stands for all together. Four
    queries."""
    costs: dict[int | None, NationalCost] = {}
    keys = [one.pk for one in measures if one]
    wanted = seen(user).filter(Q(measure__in=keys) | Q(measure=None))
    for cost in wanted:
        costs.setdefault(cost.measure_id, cost)
    return [_line(one, costs.get(one.pk if one else None)) for one in measures]


def _line(measure: Measure | None, cost: NationalCost | None) -> Line:
    duties = [
        duty
        for duty in (measure.duties.all() if measure else ())
        if duty.municipal and duty.kind == DutyKind.PAY
    ]
    rose = list(cost.growth.all()) if cost else []
    # What municipalities pay more concerns this page most; without it, what all pay more together.
    growth = next((one for one in rose if one.sector == Sector.MUNICIPALITIES), None) or next(
        (one for one in rose if not one.sector), None
    )
    return Line(measure, duties, cost, parts_of(cost) if cost else [], growth)


def parts_of(cost: NationalCost) -> list[SectorLine]:
    """The sectors' parts of a cost from `seen`, in the order of the closed list. No query."""
    order = {value: at for at, value in enumerate(Sector.values)}
    given = [Given(one.sector, one.share, one.amount, one.source, one.state) for one in cost.parts.all()]
    return sector_lines(cost.total, sorted(given, key=lambda one: order[one.sector]))


@dataclass(frozen=True)
class YearLine:
    """One year of a solution beside the year before it that is known."""

    cost: NationalCost
    municipal: SectorLine | None
    more: Decimal | None

    @property
    def part(self) -> Decimal | None:
        """That as a part of the year before; none where it is unknown."""
        if self.more is None or self.cost.total is None or self.cost.total == self.more:
            return None
        return self.more / (self.cost.total - self.more)


def years_of(measure: Measure | None, user: Person) -> list[YearLine]:
    """All years of a solution (none: of all together), newest first. Four queries."""
    found = list(seen(user).filter(measure=measure))
    totals = {one.year: one.total for one in found}
    result = []
    for one in found:
        before = totals.get(one.year - 1)
        more = one.total - before if one.total is not None and before is not None else None
        result.append(YearLine(one, municipal(parts_of(one)), more))
    return result


def prices(measure: Measure | None) -> list[UnitPrice]:
    """What a unit of the measure costs, newest first. One query at most."""
    if measure is None:
        return []
    return list(UnitPrice.objects.filter(measure=measure).order_by("-year", "unit"))


def terms(rule: SharingRule) -> Terms:
    """A rule with its steps as values. One query, unless the steps are prefetched."""
    steps = tuple(sorted((step.first, step.weight) for step in rule.steps.all()))
    return Terms(rule.name, rule.basis, rule.floor, rule.cap, steps)


def rules(user: Person) -> QuerySet[SharingRule]:
    """The rules that the person may see, by name. Two queries."""
    found: QuerySet[SharingRule] = SharingRule.objects.visible_to(user)
    return found.select_related("owner_organisation").prefetch_related("steps").order_by("name", "pk")


@dataclass(frozen=True)
class Country:
    """The municipalities of today and their inhabitants on 1 January of `year`; 0 where none are known."""

    places: list[Place]
    year: int


@dataclass(frozen=True)
class Land:
    """The municipalities of today, their inhabitants of some years, and users of some measures."""

    municipalities: list[Organisation]
    years: list[int]
    bands: dict[int, dict[int, dict[Band, int]]]
    users: dict[int, dict[int, int]]

    def country(self, year: int, measure: int | None = None) -> Country:
        """As it was in a year, or in the last year before it that is known."""
        newest = max((one for one in self.years if one <= year), default=0)
        bands, users = self.bands.get(newest, {}), self.users.get(measure or 0, {})
        places = [
            Place(one.pk, one.name, one.number, bands.get(one.pk, {}), users.get(one.pk))
            for one in self.municipalities
        ]
        return Country(places, newest)


def read_land(years: Collection[int], measures: Collection[int | None]) -> Land:
    """What rules share by, for costs of these years and measures. Four queries."""
    municipalities = (
        Organisation.objects.filter(valid_on(timezone.localdate()), kind=OrganisationKind.MUNICIPALITY)
        .exclude(number="")
        .order_by("name", "pk")
    )
    known = Population.objects.filter(organisation__kind=OrganisationKind.MUNICIPALITY).order_by()
    there = sorted(known.values_list("year", flat=True).distinct())
    wanted = {max((one for one in there if one <= year), default=0) for year in years}
    bands: dict[int, dict[int, dict[Band, int]]] = defaultdict(lambda: defaultdict(dict))
    for year, key, start, end, number in known.filter(year__in=wanted).values_list(
        "year", "organisation_id", "age_from", "age_to", "persons"
    ):
        bands[year][key][start, end] = number
    return Land(list(municipalities), there, bands, _users(measures))


def _users(measures: Collection[int | None]) -> dict[int, dict[int, int]]:
    """The newest number of users that each municipality has entered, by measure."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    figures = DriverFigure.objects.filter(driver=Driver.USERS, measure__in=[key for key in measures if key])
    for measure, key, value in figures.order_by("year").values_list("measure_id", "municipality_id", "value"):
        if measure is not None:
            found[measure][key] = int(value)
    return found
