"""What is known of the money: items, what they come to here, national costs, and effects without a price."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Prefetch

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.economy.models import Item, NationalCost, Payment, SectorPart, UnitPrice, Unpriced
from samstyring.apps.economy.queries.inputs import in_use
from samstyring.apps.economy.reckoning import measures_result
from samstyring.apps.economy.results import MeasureResult
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Account, InvalidInput

# Newest years of national costs and prices that a paper shows of each measure.
YEARS_SHOWN = 2
T = TypeVar("T", NationalCost, UnitPrice, Payment)


@dataclass(frozen=True)
class Economy:
    """All of it, for one municipality. A reckoning is none where nothing could be reckoned; `refused` says
    why, where the engine said so."""

    items: list[Item]
    unpriced: list[Unpriced]
    budget: MeasureResult | None
    society: MeasureResult | None
    refused: str
    national: list[NationalCost]
    prices: list[UnitPrice]
    payments: list[Payment]

    @property
    def unknown(self) -> list[Item]:
        """The items whose amount or quantity nobody knows."""
        return [one for one in self.items if not one.is_known or one.price_year is None]

    @property
    def reckoned(self) -> bool:
        """Whether anything of the municipality's own could be reckoned."""
        return self.budget is not None and not self.budget.is_empty


def gather(organisation: Organisation, measures: Sequence[Measure], user: Person) -> Economy:
    """Read and reckon, as the person may see it. The number of queries does not follow that of rows."""
    items = list(in_use(user).filter(measure__in=measures))
    budget, society, refused = None, None, ""
    if items and organisation.kind == OrganisationKind.MUNICIPALITY:
        budget, refused = _reckoned(organisation, measures, user, Account.BUDGET)
        society, _why = _reckoned(organisation, measures, user, Account.SOCIETY)
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
        unpriced=list(unpriced.select_related("measure").order_by("-step", "name")),
        budget=budget,
        society=society,
        refused=refused,
        national=_newest(costs),
        prices=_newest(prices.order_by("measure__name", "-year", "unit")),
        payments=_newest(payments),
    )


def _reckoned(
    organisation: Organisation, measures: Sequence[Measure], user: Person, account: Account
) -> tuple[MeasureResult | None, str]:
    """What it comes to for one municipality, or the engine's sentence on why it cannot be reckoned."""
    try:
        result = measures_result(measures, user=user, municipalities=[organisation], account=account)
    except InvalidInput as error:
        return None, str(error)
    return result, ""


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
