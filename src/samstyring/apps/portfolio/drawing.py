"""Where boxes and lines of a drawing of dependencies stand: plain numbers, no database.

Units are those of the drawing's own square; the page scales them. What comes first stands to the left.
"""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 168, 52, 64, 18, 8
LETTERS, LINES = 20, 2


@dataclass(frozen=True)
class Box:
    """One measure. `lines` are its name as (text, x, y); without an address it is the one asked about."""

    x: int
    y: int
    lines: list[tuple[str, int, int]]
    name: str
    address: str
    here: bool


@dataclass(frozen=True)
class Arrow:
    """From what comes first to what waits for it, as the path of a curve."""

    path: str


@dataclass(frozen=True)
class Drawing:
    """Boxes, arrows and the size of the whole."""

    boxes: list[Box]
    arrows: list[Arrow]
    width: int
    height: int
    box_width: int = WIDTH
    box_height: int = HEIGHT


def draw(
    *,
    columns: Mapping[int, int],
    names: Mapping[int, str],
    addresses: Mapping[int, str],
    edges: Iterable[tuple[int, int]],
    here: int,
) -> Drawing:
    """Place each node in its column (small to the left), by name from above, each column in the middle.

    `edges` are pairs (what waits, what comes first); those with an end outside `columns` are left out.
    """
    by_column: dict[int, list[int]] = defaultdict(list)
    for node in sorted(columns, key=lambda one: names[one]):
        by_column[columns[node]].append(node)
    tallest = max(len(nodes) for nodes in by_column.values())
    height = tallest * (HEIGHT + DOWN) - DOWN + 2 * MARGIN
    corners: dict[int, tuple[int, int]] = {}
    for place, column in enumerate(sorted(by_column)):
        nodes = by_column[column]
        top = (height - len(nodes) * (HEIGHT + DOWN) + DOWN) // 2
        for row, node in enumerate(nodes):
            corners[node] = (MARGIN + place * (WIDTH + ACROSS), top + row * (HEIGHT + DOWN))
    return Drawing(
        boxes=[_box(names[node], addresses.get(node, ""), corners[node], node == here) for node in corners],
        arrows=[
            _arrow(corners[first], corners[waits])
            for waits, first in edges
            if {waits, first} <= corners.keys()
        ],
        width=len(by_column) * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN,
        height=height,
    )


def _box(name: str, address: str, corner: tuple[int, int], here: bool) -> Box:
    x, y = corner
    words = textwrap.wrap(name, LETTERS, max_lines=LINES, placeholder=" …") or [name[:LETTERS]]
    middle = y + HEIGHT // 2 + 5 - 9 * (len(words) - 1)
    lines = [(text, x + WIDTH // 2, middle + 18 * number) for number, text in enumerate(words)]
    return Box(x, y, lines, name, "" if here else address, here)


def _arrow(first: tuple[int, int], waits: tuple[int, int]) -> Arrow:
    start_x, start_y = first[0] + WIDTH, first[1] + HEIGHT // 2
    # The point of the arrow takes the last six units.
    end_x, end_y = waits[0] - 6, waits[1] + HEIGHT // 2
    bend = ACROSS // 2
    return Arrow(f"M{start_x} {start_y}C{start_x + bend} {start_y} {end_x - bend} {end_y} {end_x} {end_y}")
