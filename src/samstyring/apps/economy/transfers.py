"""Who would have to give what to whom for nobody to lose: the transfer that a stalled measure lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from samstyring.engines.cost_benefit import Compensation, Party, PartyClass
from samstyring.engines.cost_benefit.matrix import Line, settlement

from .results import MeasureResult, PartyLine


@dataclass(frozen=True)
class Settled:
    """Transfers between parties at P50: who gives and who gets, and what the gains do not cover."""

    give: list[tuple[PartyLine, float]]
    get: list[tuple[PartyLine, float]]
    lacking: float

    @property
    def is_needed(self) -> bool:
        """Whether anybody loses at all."""
        return bool(self.get)


def settled(lines: Sequence[PartyLine]) -> Settled:
    """The least transfers with which no party loses at P50."""
    by_party = {Party(PartyClass(line.party), line.organisation): line for line in lines}
    found = settlement(
        [
            Line(party, line.pays, line.gains, (line.net.low, line.net.middle, line.net.high))
            for party, line in by_party.items()
        ]
    )
    return Settled(
        [(by_party[party], amount) for party, amount in found.give.items() if amount > 0],
        [(by_party[party], amount) for party, amount in found.get.items()],
        found.lacking,
    )


@dataclass(frozen=True)
class Least:
    """The least transfer to municipalities: in all, how many need one, and the largest an inhabitant."""

    total: float
    certainty: float
    needing: int
    of: int
    largest: list[tuple[str, float, float | None]]


def least(found: Compensation, result: MeasureResult, shown: int = 10) -> Least:
    """The engine's transfers with the names of the municipalities; the largest an inhabitant first."""
    rows = [
        (line.name, amount, amount / line.inhabitants if line.inhabitants else None)
        for line in result.municipalities
        if (amount := found.by_municipality[str(line.pk)]) > 0
    ]
    rows.sort(key=lambda row: (-(row[2] or 0.0), row[0]))
    return Least(found.total, found.certainty, len(rows), len(result.municipalities), rows[:shown])
