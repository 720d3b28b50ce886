"""How robust an order is: stochastic multicriteria acceptability analysis, SMAA-2.

Lahdelma & Salminen, Operations Research 49 (2001) 444-454; Lahdelma, Hokkanen & Salminen, European Journal
of Operational Research 106 (1998) 137-143. Where items tie in a draw, each gets an equal share of their
places, so that the shares of a place sum to one over items as the shares of an item do over places.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samstyring.engines.ranking.draws import MEMORY, Draw, drawn
from samstyring.engines.ranking.errors import InvalidInput
from samstyring.engines.ranking.panel import Floats, Panel

TIED = 1e-12
DRAWS = 10_000
MOST_DRAWS = 1_000_000


@dataclass(frozen=True, eq=False)
class Robustness:
    """What `draws` draws say of each of the panel's items.

    `acceptability` (items × places): how often the item comes at the place. `central` (items × criteria): the
    mean of the weights with which it comes first, NaN where it never does. `confidence`: how often it comes
    first with its central weights, NaN likewise. All are shares from 0 to 1.
    """

    items: Sequence[str]
    draws: int
    seed: int
    acceptability: Floats
    central: Floats
    confidence: Floats

    def top(self, places: int) -> Floats:
        """How often each item is among the first `places`."""
        shares: Floats = np.minimum(self.acceptability[:, : max(0, places)].sum(axis=1), 1.0)
        return shares

    def expected_place(self) -> Floats:
        """The mean place of each item, from 1."""
        places = np.arange(1, self.acceptability.shape[1] + 1, dtype=np.float64)
        expected: Floats = self.acceptability @ places
        return expected

    def standard_error(self) -> float:
        """The largest Monte-Carlo standard error of a share: that of one half."""
        return 0.5 / math.sqrt(self.draws)


def robustness(panel: Panel, *, draws: int = DRAWS, seed: int = 1, memory: int = MEMORY) -> Robustness:
    """The acceptability indices of the panel's items. The same seed gives the same numbers.

    `memory` bounds the largest array, in bytes, and changes no number but by rounding. Raises InvalidInput.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise InvalidInput("draws", "draws", f"The number of draws must be from 1 to {MOST_DRAWS}.")
    ordered = panel.in_order()
    count, criteria = len(ordered.items), len(ordered.criteria)
    acceptability = np.zeros((count, count))
    central = np.zeros((count, criteria))
    for draw in drawn(ordered, draws=draws, seed=seed, memory=memory):
        first, last = places(_worth(draw))
        acceptability += _shares_of_places(first, last)
        central += _first_share(first, last).T @ draw.weights
    ever = acceptability[:, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        central = np.where(ever[:, None] > 0, central / ever[:, None], np.nan)
    acceptability /= draws
    confidence = _confidence(ordered, central, draws=draws, seed=seed, memory=memory)
    back = _places_of(panel.items, ordered.items)
    columns = _places_of([one.name for one in panel.criteria], [one.name for one in ordered.criteria])
    return Robustness(
        tuple(panel.items), draws, seed, acceptability[back], central[np.ix_(back, columns)], confidence[back]
    )


def places(worth: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and the last place (from 0) that each item of each draw shares with those it ties with.

    `worth` is draws × items, most first. Equal within `TIED` is a tie.
    """
    draws, items = worth.shape
    order = np.argsort(-worth, axis=1, kind="stable")
    sorted_worth = np.take_along_axis(worth, order, axis=1)
    position = np.arange(items)
    opens = np.ones((draws, items), dtype=bool)
    opens[:, 1:] = sorted_worth[:, :-1] - sorted_worth[:, 1:] > TIED
    closes = np.ones((draws, items), dtype=bool)
    closes[:, :-1] = opens[:, 1:]
    begin = np.maximum.accumulate(np.where(opens, position, 0), axis=1)
    end = np.minimum.accumulate(np.where(closes, position, items)[:, ::-1], axis=1)[:, ::-1]
    first, last = np.empty_like(begin), np.empty_like(end)
    np.put_along_axis(first, order, begin, axis=1)
    np.put_along_axis(last, order, end, axis=1)
    return first, last


def _worth(draw: Draw) -> Floats:
    """The weighted value of each item in each draw."""
    worth: Floats = (draw.values @ draw.weights[:, :, None])[:, :, 0]
    return worth


def _shares_of_places(first: NDArray[np.int64], last: NDArray[np.int64]) -> Floats:
    """Items × places: each draw adds one, spread over the places from first to last.

    Added where a share begins and taken away after its end; the running sum fills what is between.
    """
    items = first.shape[1]
    share = 1.0 / (last - first + 1)
    row = np.arange(items) * (items + 1)
    size = items * (items + 1)
    begins = np.bincount((row + first).ravel(), weights=share.ravel(), minlength=size)
    ends = np.bincount((row + last + 1).ravel(), weights=share.ravel(), minlength=size)
    steps = (begins - ends).reshape(items, items + 1)
    return np.maximum(np.cumsum(steps, axis=1)[:, :items], 0.0)


def _first_share(first: NDArray[np.int64], last: NDArray[np.int64]) -> Floats:
    """Draws × items: one for the item that is first, an equal share for those who are first together."""
    return np.where(first == 0, 1.0 / (last + 1), 0.0)


def _confidence(panel: Panel, central: Floats, *, draws: int, seed: int, memory: int) -> Floats:
    """How often each item with central weights comes first with them, over the draws of scores."""
    confidence = np.full(len(panel.items), np.nan)
    leading = np.flatnonzero(~np.isnan(central[:, 0]))
    confidence[leading] = 0.0
    vectors = central[leading]
    # All leading items' weights are tried on each draw, so a part holds as many arrays as there are of them.
    smaller = max(1, int(memory * len(panel.criteria) / max(len(panel.criteria), len(leading))))
    for draw in drawn(panel, draws=draws, seed=seed, memory=smaller):
        worth = draw.values @ vectors.T
        best = worth.max(axis=1)
        at_top = best[:, None, :] - worth <= TIED
        own = at_top[:, leading, np.arange(len(leading))]
        confidence[leading] += (own / at_top.sum(axis=1)).sum(axis=0)
    return confidence / draws


def _places_of(names: Sequence[str], among: Sequence[str]) -> list[int]:
    place = {name: number for number, name in enumerate(among)}
    return [place[name] for name in names]
