"""Where bodies and lines stand in the drawing of who prepares for whom: plain numbers, no database.

Layered from left to right: who prepares stands left of those it prepares for. A line that passes a column is
led through a lane of its own there, so that it never runs behind a box. Units are those of the drawing's own
square; the page scales them.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT, LANE, ACROSS, DOWN, MARGIN = 164, 60, 12, 36, 16, 8
LETTERS, LINES, LEADING = 23, 3, 16
SWEEPS = 6

Edge = tuple[int, int]
# A body, or a lane of an edge through a column: (body, 0) or (number of the edge, column).
Spot = tuple[str, int, int]


@dataclass(frozen=True)
class Box:
    """One body; `lines` are its name as (text, x, y). `dashed` says that it is outside the council model."""

    x: int
    y: int
    lines: list[tuple[str, int, int]]
    name: str
    address: str
    dashed: bool


@dataclass(frozen=True)
class Chart:
    """Boxes, the paths of lines, and the size of the whole."""

    boxes: list[Box]
    paths: list[str]
    width: int
    height: int
    box_width: int = WIDTH
    box_height: int = HEIGHT


def charts(
    *,
    edges: Iterable[Edge],
    names: Mapping[int, str],
    addresses: Mapping[int, str],
    outside: Iterable[int] = (),
) -> list[Chart]:
    """One drawing for each group of bodies that hang together, the largest first.

    `edges` are pairs (who prepares, for whom) without circles. Bodies that nobody is tied to are in none.
    """
    pairs = [pair for pair in edges if names.keys() >= set(pair)]
    apart = set(outside)
    return [_chart(group, names, addresses, apart) for group in _groups(pairs)]


def columns(edges: Sequence[Edge]) -> dict[int, int]:
    """The column of each body: after all that prepare for it, and close to those it prepares for."""
    ahead, behind = _ways(edges)
    column: dict[int, int] = {}
    waiting = [node for node in ahead if not behind[node]]
    left = {node: len(behind[node]) for node in ahead}
    for node in waiting:
        column.setdefault(node, 0)
        for following in ahead[node]:
            column[following] = max(column.get(following, 0), column[node] + 1)
            left[following] -= 1
            if not left[following]:
                waiting.append(following)
    for node in reversed(waiting):
        if ahead[node]:
            column[node] = min(column[following] for following in ahead[node]) - 1
    lowest = min(column.values())
    return {node: place - lowest for node, place in column.items()}


def _ways(edges: Sequence[Edge]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    ahead: dict[int, list[int]] = {}
    behind: dict[int, list[int]] = {}
    for before, after in sorted(edges):
        for node in (before, after):
            ahead.setdefault(node, [])
            behind.setdefault(node, [])
        ahead[before].append(after)
        behind[after].append(before)
    return ahead, behind


def _groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    group_of: dict[int, set[int]] = {}
    for before, after in edges:
        joined = group_of.get(before, {before}) | group_of.get(after, {after})
        for node in joined:
            group_of[node] = joined
    groups: dict[frozenset[int], list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[frozenset(group_of[edge[0]])].append(edge)
    return sorted(groups.values(), key=lambda those: (-len(those), those))


def _chart(
    edges: list[Edge], names: Mapping[int, str], addresses: Mapping[int, str], outside: set[int]
) -> Chart:
    column = columns(edges)
    ways = [_through(number, edge, column) for number, edge in enumerate(edges)]
    rows = _ordered(ways, column, names)
    spots, height = _places(rows)
    boxes = [
        _box(names[node], addresses.get(node, ""), spots["body", node, 0], node in outside)
        for node in sorted(column, key=lambda one: (column[one], spots["body", one, 0][1]))
    ]
    width = (max(column.values()) + 1) * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN
    return Chart(boxes, [_path([spots[one] for one in way], way) for way in ways], width, height)


def _through(number: int, edge: Edge, column: Mapping[int, int]) -> list[Spot]:
    """The spots that an edge goes through: its ends, and a lane in each column between."""
    lanes: list[Spot] = [("lane", number, place) for place in range(column[edge[0]] + 1, column[edge[1]])]
    return [("body", edge[0], 0), *lanes, ("body", edge[1], 0)]


def _ordered(
    ways: Sequence[Sequence[Spot]], column: Mapping[int, int], names: Mapping[int, str]
) -> list[list[Spot]]:
    """The spots of each column from above, each near the middle of its neighbours: few lines cross."""
    neighbours: dict[Spot, list[Spot]] = defaultdict(list)
    for way in ways:
        for one, other in pairwise(way):
            neighbours[one].append(other)
            neighbours[other].append(one)
    rows: list[list[Spot]] = [[] for _place in range(max(column.values()) + 1)]
    for spot in sorted(neighbours, key=lambda one: (one[0], names.get(one[1], ""), one)):
        rows[column[spot[1]] if spot[0] == "body" else spot[2]].append(spot)
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        for place in range(len(rows)) if forwards else reversed(range(len(rows))):
            beside = place - 1 if forwards else place + 1
            if 0 <= beside < len(rows):
                heights = {spot: (index + 0.5) / len(rows[beside]) for index, spot in enumerate(rows[beside])}
                rows[place].sort(key=lambda spot: _middle(neighbours[spot], heights))
    return rows


def _middle(neighbours: Iterable[Spot], heights: Mapping[Spot, float]) -> float:
    near = [heights[one] for one in neighbours if one in heights]
    return sum(near) / len(near) if near else 0.5


def _places(rows: Sequence[Sequence[Spot]]) -> tuple[dict[Spot, tuple[int, int]], int]:
    """The left edge and the middle of each spot; and the height of the whole."""
    tall = [sum(_tall(spot) + DOWN for spot in row) - DOWN for row in rows]
    height = max(tall)
    spots: dict[Spot, tuple[int, int]] = {}
    for place, row in enumerate(rows):
        y = MARGIN + (height - tall[place]) // 2
        for spot in row:
            spots[spot] = (MARGIN + place * (WIDTH + ACROSS), y + _tall(spot) // 2)
            y += _tall(spot) + DOWN
    return spots, height + 2 * MARGIN


def _tall(spot: Spot) -> int:
    return HEIGHT if spot[0] == "body" else LANE


def _box(name: str, address: str, place: tuple[int, int], dashed: bool) -> Box:
    x, middle = place
    words = textwrap.wrap(name, LETTERS, max_lines=LINES, placeholder=" …") or [name[:LETTERS]]
    first = middle + 4 - LEADING * (len(words) - 1) // 2
    lines = [(text, x + WIDTH // 2, first + LEADING * number) for number, text in enumerate(words)]
    return Box(x, middle - HEIGHT // 2, lines, name, address, dashed)


def _path(places: Sequence[tuple[int, int]], way: Sequence[Spot]) -> str:
    x, y = places[0][0] + WIDTH, places[0][1]
    path = f"M{x} {y}"
    for (left, middle), spot in zip(places[1:], way[1:], strict=True):
        # The point of the arrow takes the last six units before a box.
        end = left - 6 if spot[0] == "body" else left
        bend = ACROSS // 2
        path += f"C{x + bend} {y} {end - bend} {middle} {end} {middle}"
        x, y = end, middle
        if spot[0] == "lane":
            x = left + WIDTH
            path += f"L{x} {y}"
    return path
