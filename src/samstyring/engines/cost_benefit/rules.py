"""The two reckonings, never mixed: a party's budget, and society's account.

Budget: nominal kroner of each year, nothing discounted, only what becomes money. Society: real kroner of one
year, discounted, with the cost of raising taxes on what public parties pay on balance, and saved time that
becomes capacity. Method: R-109/2021 of the Ministry of Finance and the guide of Direktoratet for forvaltning
og økonomistyring; rates and shares are the caller's values, each with its own source.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.errors import InvalidInput
from samstyring.engines.cost_benefit.model import Becomes, BenefitClass, Item, Recurrence
from samstyring.engines.cost_benefit.prices import DiscountRates, PriceIndex


class Account(StrEnum):
    """Which reckoning it is."""

    BUDGET = "budget"
    SOCIETY = "society"


@dataclass(frozen=True)
class Rules:
    """How amounts of different years and kinds are put together.

    `base_year` is the price year of society's account. `tax_cost` is kroner lost for each krone paid by taxes
    (0.20 for 20 øre). Raises InvalidInput for a society's account without rates, and a budget with them.
    """

    account: Account
    base_year: int
    index: PriceIndex
    rates: DiscountRates | None = None
    tax_cost: float = 0.0

    def __post_init__(self) -> None:
        if self.account is Account.SOCIETY and self.rates is None:
            raise InvalidInput("rates", "no_rates", "Society's account needs discount rates.")
        if self.account is Account.BUDGET and (self.rates is not None or self.tax_cost):
            raise InvalidInput(
                "rates", "mixed", "A budget is nominal: leave discount rates and tax-funding cost out."
            )
        if self.tax_cost < 0:
            raise InvalidInput("tax_cost", "negative", "The cost of raising taxes cannot be negative.")

    def counts(self, item: Item) -> bool:
        """Whether an item has a place in this account."""
        if self.account is Account.BUDGET:
            return item.becomes is Becomes.MONEY and item.benefit_class is not BenefitClass.QUALITY
        return item.becomes is not Becomes.NEITHER

    def factors(self, item: Item, *, start: int, years: int) -> Floats:
        """What an amount in the item's own prices is multiplied with in each year, 0 where none falls due."""
        where = f"item {item.code}: price_year"
        if self.rates is not None:
            factors = self.rates.factors(years) * self.index.factor(
                item.price_year, self.base_year, where=where
            )
        else:
            factors = np.array(
                [self.index.factor(item.price_year, start + year, where=where) for year in range(years)]
            )
        return factors * falls_due(item, years)


def falls_due(item: Item, years: int) -> Floats:
    """1 in each year in which the item falls due, else 0: shape (years,).

    What falls due once does so in its first year, or, where it follows a curve of use, as users come.
    """
    due = np.zeros(years)
    if item.recurrence is Recurrence.ONCE and item.adoption is None:
        due[item.first : item.first + 1] = 1
        return due
    last = years - 1 if item.last is None else min(item.last, years - 1)
    due[item.first : last + 1] = 1
    return due
