"""What is drawn for robustness: weights, and scores as a body of like members might have given them.

Members: the Bayesian bootstrap (Rubin, Annals of Statistics 9, 1981). In each draw every member counts by a
random share (evenly from all shares that sum to one), the same for all items and criteria, so that a strict
member stays strict. Where nobody scored, any value of the scale is as likely as another.

Draws come in blocks of a fixed size, each with generators keyed by seed, purpose and number (Philox, Salmon
et al., SC11, 2011): the numbers depend neither on the memory used nor on which other items there are.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from samstyring.engines.ranking.panel import Floats, Panel
from samstyring.engines.ranking.weights import Weights

BLOCK = 4096
# Bytes for the largest array of values at a time.
MEMORY = 32_000_000


@dataclass(frozen=True, eq=False)
class Draw:
    """Some draws: `weights` (draws × criteria) and `values` (draws × items × criteria, 0 to 1)."""

    weights: Floats
    values: Floats


def generator(seed: int, purpose: str, block: int) -> np.random.Generator:
    """The random numbers for one purpose in one block."""
    digest = hashlib.sha256(f"{seed}\0{purpose}\0{block}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16], "big")))


def drawn(panel: Panel, *, draws: int, seed: int, memory: int = MEMORY) -> Iterator[Draw]:
    """`draws` draws for the panel in `in_order`, in parts that fit in about `memory` bytes."""
    source = Scores(panel)
    weights = Weights(panel.criteria)
    at_a_time = max(1, int(memory / (8 * max(1, source.cells))))
    for block in range(-(-draws // BLOCK)):
        # The whole block is drawn also where less is used of it: fewer draws are the first of more.
        count = min(BLOCK, draws - block * BLOCK)
        vectors = weights.draw(generator(seed, "weights", block), BLOCK)[:count]
        shares = source.shares(generator(seed, "members", block))[:count]
        unknown = generator(seed, "unknown", block)
        for start in range(0, count, at_a_time):
            part = slice(start, min(start + at_a_time, count))
            yield Draw(vectors[part], source.values(shares[part], unknown))


class Scores:
    """The members' values as two matrices, so that a draw of means is one product of matrices."""

    def __init__(self, panel: Panel) -> None:
        values = panel.values()
        self.members, self.items, self.criteria = values.shape
        self.cells = self.items * self.criteria
        there = ~np.isnan(values)
        self._given = np.where(there, values, 0.0).reshape(self.members, self.cells)
        self._there = there.reshape(self.members, self.cells).astype(np.float64)
        self._nobody = np.flatnonzero(~there.any(axis=0).reshape(self.cells))
        self._complete = bool(there.all())

    def shares(self, source: np.random.Generator) -> Floats:
        """How much each member counts, block × members; rows sum to one."""
        parts = source.standard_exponential((BLOCK, max(1, self.members)))[:, : self.members]
        shares: Floats = parts / parts.sum(axis=1, keepdims=True) if self.members else parts
        return shares

    def values(self, shares: Floats, unknown: np.random.Generator) -> Floats:
        """The members' means with those shares, draws × items × criteria."""
        means = shares @ self._given
        if not self._complete:
            counted = shares @ self._there
            means = np.divide(means, counted, out=np.zeros_like(means), where=counted > 0)
        if self._nobody.size:
            means[:, self._nobody] = unknown.random((len(shares), self._nobody.size))
        return means.reshape(len(shares), self.items, self.criteria)
