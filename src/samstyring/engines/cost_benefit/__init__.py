"""Who pays, who gains: items × drivers × use → distributions by party and municipality.

Plain values in and out: no database, no network, no clock. `reckon` does a whole case; each step is a module
that can be used alone. Formulas and sources are in docs/methods/economy.md.
"""

from samstyring.engines.cost_benefit.adoption import Adoption, Fit, fit
from samstyring.engines.cost_benefit.compensation import Compensation, compensation
from samstyring.engines.cost_benefit.correlation import Correlation, NotACorrelation, nearest_correlation
from samstyring.engines.cost_benefit.distributions import (
    Distribution,
    Fixed,
    LogNormal,
    Mixture,
    Pert,
    Triangular,
)
from samstyring.engines.cost_benefit.errors import InvalidInput
from samstyring.engines.cost_benefit.model import (
    Becomes,
    BenefitClass,
    Budget,
    Case,
    Direction,
    Item,
    Party,
    PartyClass,
    Recurrence,
    Unpriced,
)
from samstyring.engines.cost_benefit.prices import DiscountRates, PriceIndex, annuity, present_value
from samstyring.engines.cost_benefit.reckoning import Result, reckon
from samstyring.engines.cost_benefit.rules import Account, Rules

__all__ = [
    "Account",
    "Adoption",
    "Becomes",
    "BenefitClass",
    "Budget",
    "Case",
    "Compensation",
    "Correlation",
    "Direction",
    "DiscountRates",
    "Distribution",
    "Fit",
    "Fixed",
    "InvalidInput",
    "Item",
    "LogNormal",
    "Mixture",
    "NotACorrelation",
    "Party",
    "PartyClass",
    "Pert",
    "PriceIndex",
    "Recurrence",
    "Result",
    "Rules",
    "Triangular",
    "Unpriced",
    "annuity",
    "compensation",
    "fit",
    "nearest_correlation",
    "present_value",
    "reckon",
]
