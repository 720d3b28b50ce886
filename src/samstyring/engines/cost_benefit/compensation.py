"""The least transfer that leaves no municipality worse off."""

from dataclasses import dataclass

from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.figures import quantiles
from samstyring.engines.cost_benefit.model import PartyClass
from samstyring.engines.cost_benefit.reckoning import Result


@dataclass(frozen=True)
class Compensation:
    """`by_municipality` kroner each must get to be as well off as without the measure, with the certainty
    that
    was asked for; `gains` are the expected totals of the other parties, who could pay; `unknown` names the
    municipalities for which something is unknown, so that their transfer is a guess at best."""

    by_municipality: dict[str, float]
    total: float
    certainty: float
    gains: dict[PartyClass, float]
    unknown: frozenset[str]


def compensation(result: Result, *, certainty: float = 0.5) -> Compensation:
    """For each municipality the least transfer with which its total is zero or more in `certainty` of the
    draws.

    The transfer is money of the same kind as the result's totals: present value in society's account, nominal
    in a budget. Nothing is taken from municipalities that gain.
    """
    totals = result.totals(PartyClass.MUNICIPALITY)
    worst: Floats = quantiles(totals, (1 - certainty,))[0]
    needed = {
        name: max(0.0, -float(value)) for name, value in zip(result.case.municipalities, worst, strict=True)
    }
    others = [kind for kind in result.parties() if kind is not PartyClass.MUNICIPALITY]
    gains: dict[PartyClass, float] = {kind: float(result.totals(kind).sum(axis=0).mean()) for kind in others}
    return Compensation(needed, sum(needed.values()), certainty, gains, result.incomplete)
