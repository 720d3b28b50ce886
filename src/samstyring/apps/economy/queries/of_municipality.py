"""One municipality's economy: what it pays whether it uses it or not, what it gains, and what is not known.

    economy = of_municipality(place, user, today=today)

What is paid is, in this order: what the municipality has entered itself, its part of the national cost, its
own estimate of the fee. Nothing is ever taken as zero: a cell without kroner says why, and a sum counts how
many cells are left out of it.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.choices import Status
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.adoption.queries.introductions import of_organisation
from samstyring.apps.portfolio.choices import DutyKind, DutyState
from samstyring.apps.portfolio.models import Duty, Measure
from samstyring.engines.cost_benefit import InvalidInput

from ..choices import Direction, Party
from ..gaining import Gain, Overlap, gains_of, overlaps_of
from ..models import Item, NationalCost, Payment
from ..paying import PartOf, PayLine, YearSum, local_lines, national_lines, regardless, year_sum
from ..realised import Stand
from ..reckoning import measures_result
from ..results import MeasureResult
from ..sharing import SectorLine, shared
from . import benefits
from .inputs import in_use
from .national import Land, municipal, parts_of, read_land, seen, terms

YEARS_SHOWN = 3
UNDER_WAY = (Status.PLANNED, Status.INTRODUCING, Status.IN_USE)


@dataclass(frozen=True)
class MunicipalEconomy:
    """All of it. `years` are those of the cells; `start` and `horizon` those that gains are summed over."""

    place: Organisation
    years: list[int]
    national: list[PayLine]
    local: list[PayLine]
    sums: list[YearSum]
    gains: list[Gain]
    overlaps: list[Overlap]
    result: MeasureResult | None
    refused: str
    promised: dict[Stand, int]

    @property
    def columns(self) -> int:
        """How many columns the table of what is paid has."""
        return len(self.years) + 2

    @property
    def known_national(self) -> list[PayLine]:
        """The fees of which something is known."""
        return [one for one in self.national if one.is_known]

    @property
    def known_local(self) -> list[PayLine]:
        """The own costs of which something is known."""
        return [one for one in self.local if one.is_known]

    @property
    def not_known(self) -> list[str]:
        """What is paid for without anybody having said how much."""
        return [one.name for one in (*self.national, *self.local) if one.is_unknown]

    @property
    def now(self) -> YearSum:
        """The sum of this year."""
        return self.sums[1]

    @property
    def sure(self) -> float:
        """What the gains come to together with nine chances in ten each."""
        return sum(one.total.low for one in self.gains)

    @property
    def hoped(self) -> float:
        """What they come to together when each is as likely as not."""
        return sum(one.total.middle for one in self.gains)

    @property
    def unknown_gains(self) -> list[str]:
        """The gains that nobody knows the size of."""
        rows = self.result.unknown_items if self.result else ()
        return [one.name for one in rows if one.direction == Direction.BENEFIT]

    @property
    def unmeasured(self) -> int:
        """How many promised gains were never measured though they were due."""
        return self.promised.get(Stand.NEVER, 0)

    def line_of(self, measure: int) -> PayLine | None:
        """What is paid for a measure by its key, whether it is used or not."""
        return next((one for one in self.national if one.measure.pk == measure), None)


def of_municipality(
    place: Organisation,
    user: Person,
    *,
    today: datetime.date,
    introductions: Iterable[Introduction] | None = None,
) -> MunicipalEconomy:
    """Read and reckon, as the person may see it. The number of queries does not follow that of rows.

    `introductions` are the place's and its cooperations', where the caller has read them already.
    """
    years = list(range(today.year - 1, today.year - 1 + YEARS_SHOWN))
    duties = _duties(user)
    found = of_organisation(place, user) if introductions is None else introductions
    under_way = [one.measure for one in found if one.status in UNDER_WAY]
    measures = {one.pk: one for one in (*(duty.measure for duty in duties), *under_way)}
    payments = _payments(place, user)
    measures |= {one.measure_id: one.measure for rows in payments.values() for one in rows.values()}
    items = list(in_use(user).filter(measure__in=measures, party=Party.MUNICIPALITY)) if measures else []
    result, refused = _reckoned(place, list(measures.values()), items, user)
    reckoned = {line.public_id: line for line in result.items} if result else {}
    fees, others = regardless(items, reckoned)
    costs = _shared(place, list(measures), user, years)
    national = national_lines(measures, duties, years, payments, costs, fees, result)
    local = local_lines(measures, others, reckoned, years, result)
    # Gains count where the measure is under way here: nothing is gained by what is only paid for.
    here = {one.pk for one in under_way}
    return MunicipalEconomy(
        place=place,
        years=years,
        national=national,
        local=local,
        sums=[year_sum(at, year, [*national, *local]) for at, year in enumerate(years)],
        gains=gains_of(items, reckoned, here),
        overlaps=overlaps_of(items, here),
        result=result,
        refused=refused,
        promised=_promised(place, user, today),
    )


def _duties(user: Person) -> list[Duty]:
    states = [DutyState.REQUIRED, DutyState.INCLUDED]
    rows = Duty.objects.filter(municipal=True, kind=DutyKind.PAY, state__in=states)
    seen_measures = Measure.objects.visible_to(user)
    return list(rows.filter(measure__in=seen_measures).select_related("measure").order_by("measure__name"))


def _payments(place: Organisation, user: Person) -> dict[int, dict[int, Payment]]:
    """What the place has entered, by measure and year."""
    rows: QuerySet[Payment] = Payment.objects.visible_to(user)
    found: dict[int, dict[int, Payment]] = defaultdict(dict)
    those = rows.filter(organisation=place, measure__in=Measure.objects.visible_to(user))
    for one in those.select_related("measure"):
        found[one.measure_id][one.year] = one
    return found


def payments_of(place: Organisation, user: Person) -> list[Payment]:
    """What the place has entered that it paid, newest first. One query."""
    rows: QuerySet[Payment] = Payment.objects.visible_to(user)
    those = rows.filter(organisation=place, measure__in=Measure.objects.visible_to(user))
    return list(those.select_related("measure").order_by("-year", "measure__name"))


def _reckoned(
    place: Organisation, measures: Sequence[Measure], items: Collection[Item], user: Person
) -> tuple[MeasureResult | None, str]:
    if not items or place.kind != OrganisationKind.MUNICIPALITY:
        return None, ""
    asked = {one.measure_id for one in items}
    try:
        found = [one for one in measures if one.pk in asked]
        return measures_result(found, user=user, municipalities=[place]), ""
    except InvalidInput as error:
        return None, str(error)


def _shared(
    place: Organisation, measures: Collection[int], user: Person, years: Sequence[int]
) -> dict[tuple[int | None, int], PartOf]:
    """The place's part of each national cost of the years, by measure and year."""
    costs = list(seen(user).filter(measure__in=measures, year__in=years))
    ours = {cost.pk: municipal(parts_of(cost)) for cost in costs}
    ready = [cost for cost in costs if cost.rule and (part := ours[cost.pk]) and part.kroner is not None]
    land = read_land({cost.year for cost in ready}, {cost.measure_id for cost in ready}) if ready else None
    return {(cost.measure_id, cost.year): _part_of(place, cost, ours[cost.pk], land) for cost in costs}


def _part_of(place: Organisation, cost: NationalCost, ours: SectorLine | None, land: Land | None) -> PartOf:
    if ours is None:
        return PartOf(cost, None, _("who shares it is not known"))
    if ours.kroner is None:
        return PartOf(cost, None, _("the total is not known"))
    if cost.rule is None or land is None:
        return PartOf(cost, None, _("the rule that it is shared by is not known"))
    places = land.country(cost.year, cost.measure_id).places
    parts = shared(ours.kroner, terms(cost.rule), places)
    if parts.parts is None:
        return PartOf(cost, None, parts.problem)
    return PartOf(cost, parts.parts.get(place.pk), "")


def _promised(place: Organisation, user: Person, today: datetime.date) -> dict[Stand, int]:
    counts: dict[Stand, int] = defaultdict(int)
    filters = benefits.Filters(place=place)
    for row in benefits.rows(benefits.listed(user, filters, today), today):
        counts[row.standing.stand] += 1
    return dict(counts)
