"""What is known of the money: items, what they come to here, national costs, and effects without a price."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Prefetch, QuerySet

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.economy.models import (
    Item,
    NationalCost,
    Payment,
    PlannedBenefit,
    SectorPart,
    UnitPrice,
    Unpriced,
)
from samstyring.apps.economy.paying import PayLine
from samstyring.apps.economy.queries import benefits
from samstyring.apps.economy.queries.benefits import Row as Promised
from samstyring.apps.economy.queries.inputs import in_use
from samstyring.apps.economy.queries.of_municipality import of_municipality
from samstyring.apps.economy.reckoning import measures_result
from samstyring.apps.economy.results import MeasureResult
from samstyring.apps.economy.sentences import sentence
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Account, InvalidInput

# Newest years of national costs and prices that a paper shows of each measure.
YEARS_SHOWN = 2
T = TypeVar("T", NationalCost, UnitPrice, Payment)


@dataclass(frozen=True)
class Economy:
    """All of it, for one municipality. `counted` are the measures that have items.

    A reckoning is none where nothing could be reckoned; `refused` says why, where the engine said so.
    """

    items: list[Item]
    counted: list[Measure]
    unpriced: list[Unpriced]
    budget: MeasureResult | None
    society: MeasureResult | None
    refused: str
    national: list[NationalCost]
    prices: list[UnitPrice]
    payments: list[Payment]
    # What the municipality pays for each national solution by year, used or not.
    fees: list[PayLine]
    promised: list[Promised]

    @property
    def unknown(self) -> list[Item]:
        """The items whose amount or quantity nobody knows."""
        return [one for one in self.items if not one.is_known or one.price_year is None]

    @property
    def reckoned(self) -> bool:
        """Whether anything of the municipality's own could be reckoned."""
        return self.budget is not None and not self.budget.is_empty


def gather(
    organisation: Organisation, measures: Sequence[Measure], user: Person, *, today: datetime.date
) -> Economy:
    """Read and reckon, as the person may see it. The number of queries does not follow that of rows."""
    items = list(in_use(user).filter(measure__in=measures))
    # A measure without items has no years of its own to reckon over.
    entered = {one.measure_id for one in items}
    counted = [one for one in measures if one.pk in entered]
    budget, society, refused = None, None, ""
    if items and organisation.kind == OrganisationKind.MUNICIPALITY:
        budget, refused = _reckoned(organisation, counted, user, Account.BUDGET)
        society, _why = _reckoned(organisation, counted, user, Account.SOCIETY)
    unpriced = Unpriced.objects.visible_to(user).filter(measure__in=measures, removed_at=None)
    costs = (
        NationalCost.objects.visible_to(user)
        .filter(measure__in=measures)
        .select_related("measure", "rule")
        .prefetch_related(Prefetch("parts", queryset=SectorPart.objects.order_by("sector")))
        .order_by("measure__name", "-year")
    )
    prices = UnitPrice.objects.filter(measure__in=measures).select_related("measure")
    payments = (
        Payment.objects.visible_to(user)
        .filter(measure__in=measures, organisation=organisation)
        .select_related("measure")
        .order_by("measure__name", "-year")
    )
    return Economy(
        items=items,
        counted=counted,
        unpriced=list(unpriced.select_related("measure").order_by("-step", "name")),
        budget=budget,
        society=society,
        refused=refused,
        national=_newest(costs),
        prices=_newest(prices.order_by("measure__name", "-year", "unit")),
        payments=_newest(payments),
        fees=_fees(organisation, measures, user, today),
        promised=benefits.rows(_promised(organisation, measures, user), today),
    )


def _reckoned(
    organisation: Organisation, measures: Sequence[Measure], user: Person, account: Account
) -> tuple[MeasureResult | None, str]:
    """What it comes to for one municipality, or the engine's sentence on why it cannot be reckoned."""
    try:
        result = measures_result(measures, user=user, municipalities=[organisation], account=account)
    except InvalidInput as error:
        return None, sentence(error)
    return result, ""


def _fees(
    organisation: Organisation, measures: Sequence[Measure], user: Person, today: datetime.date
) -> list[PayLine]:
    """What is paid for the measures, where the municipality must pay for them or has said that it does."""
    if organisation.kind != OrganisationKind.MUNICIPALITY:
        return []
    whole = of_municipality(organisation, user, today=today)
    lines = [whole.line_of(one.pk) for one in measures]
    return [line for line in lines if line is not None]


def _promised(
    organisation: Organisation, measures: Sequence[Measure], user: Person
) -> QuerySet[PlannedBenefit]:
    """The gains promised here."""
    rows = benefits.seen(user).filter(organisation=organisation, measure__in=measures)
    return rows.prefetch_related("due", "measured")


def _newest(rows: Iterable[T]) -> list[T]:
    """Those of the newest two years of each measure."""
    years: dict[int | None, list[int]] = {}
    shown = []
    for row in rows:
        kept = years.setdefault(row.measure_id, [])
        if row.year not in kept:
            if len(kept) == YEARS_SHOWN:
                continue
            kept.append(row.year)
        shown.append(row)
    return shown
