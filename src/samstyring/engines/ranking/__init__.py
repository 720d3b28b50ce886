"""What comes first: members' scores on criteria → a ranking, how robust it is, and what there is room for.

Plain values in and out: no database, no network, no clock. `rank` orders items by weighted mean scores,
`robustness` says how the order stands when weights and members vary (SMAA-2), `capacity_line` and
`best_filled` say what there is room for. Formulas and sources are in docs/methods/priorities.md.
"""

from samstyring.engines.ranking.acceptability import Robustness, robustness
from samstyring.engines.ranking.capacity import Filling, Line, Placing, best_filled, capacity_line
from samstyring.engines.ranking.errors import InvalidInput
from samstyring.engines.ranking.order import Ranking, rank
from samstyring.engines.ranking.panel import Criterion, Panel
from samstyring.engines.ranking.spread import Spread, spread_of

__all__ = [
    "Criterion",
    "Filling",
    "InvalidInput",
    "Line",
    "Panel",
    "Placing",
    "Ranking",
    "Robustness",
    "Spread",
    "best_filled",
    "capacity_line",
    "rank",
    "robustness",
    "spread_of",
]
