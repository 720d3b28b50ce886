"""Where boxes and lines of the drawing of a thread stand: plain numbers, no database.

Layers are columns from left to right, each with its word on top. A line to the next column goes straight;
one that passes over columns goes below all boxes, so that it touches none on the way.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 168, 52, 64, 18, 8
TOP, LANE = 34, 14
LETTERS, LINES = 20, 2


@dataclass(frozen=True)
class Box:
    """One thing, with its name as lines of (text, x, y)."""

    x: int
    y: int
    lines: Sequence[tuple[str, int, int]]
    here: bool


@dataclass(frozen=True)
class Drawing:
    """Boxes, paths of lines, the words over the columns as (text, x, y), and the size of the whole."""

    boxes: Sequence[Box]
    arrows: Sequence[str]
    words: Sequence[tuple[str, int, int]]
    width: int
    height: int
    box_width: int = WIDTH
    box_height: int = HEIGHT


def draw(
    *,
    columns: Sequence[tuple[str, Sequence[int]]],
    names: Mapping[int, str],
    edges: Iterable[tuple[int, int]],
    here: int | None,
) -> Drawing:
    """Place boxes (numbers) in columns, each given as its word and its boxes from above.

    `edges` are pairs (earlier, later) of boxes in columns that stand in that order. One box at least.
    """
    edges = list(edges)
    tallest = max(len(boxes) for _word, boxes in columns)
    body = tallest * (HEIGHT + DOWN) - DOWN
    corners: dict[int, tuple[int, int]] = {}
    column_of: dict[int, int] = {}
    for place, (_word, boxes) in enumerate(columns):
        top = TOP + MARGIN + (body - len(boxes) * (HEIGHT + DOWN) + DOWN) // 2
        for row, box in enumerate(boxes):
            corners[box] = (MARGIN + place * (WIDTH + ACROSS), top + row * (HEIGHT + DOWN))
            column_of[box] = place
    floor = TOP + MARGIN + body
    passing = sorted({column_of[b] for a, b in edges if column_of[b] - column_of[a] > 1})
    lanes = {column: floor + LANE * (number + 1) for number, column in enumerate(passing)}
    arrows = [
        _straight(corners[earlier], corners[later])
        if column_of[later] - column_of[earlier] <= 1
        else _below(corners[earlier], corners[later], lanes[column_of[later]])
        for earlier, later in edges
    ]
    return Drawing(
        boxes=[_box(names[box], corner, box == here) for box, corner in corners.items()],
        arrows=list(dict.fromkeys(arrows)),
        words=[
            (word, MARGIN + place * (WIDTH + ACROSS) + WIDTH // 2, TOP - MARGIN)
            for place, (word, _boxes) in enumerate(columns)
        ],
        width=len(columns) * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN,
        height=floor + LANE * len(lanes) + 2 * MARGIN,
    )


def _box(name: str, corner: tuple[int, int], here: bool) -> Box:
    x, y = corner
    words = textwrap.wrap(name, LETTERS, max_lines=LINES, placeholder=" …") or [name[:LETTERS]]
    middle = y + HEIGHT // 2 + 5 - 9 * (len(words) - 1)
    return Box(x, y, [(text, x + WIDTH // 2, middle + 18 * line) for line, text in enumerate(words)], here)


def _ends(earlier: tuple[int, int], later: tuple[int, int]) -> tuple[int, int, int, int]:
    """Where a line begins and ends; the point of the arrow takes the last six units."""
    return earlier[0] + WIDTH, earlier[1] + HEIGHT // 2, later[0] - 6, later[1] + HEIGHT // 2


def _straight(earlier: tuple[int, int], later: tuple[int, int]) -> str:
    x, y, to_x, to_y = _ends(earlier, later)
    bend = ACROSS // 2
    return f"M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"


def _below(earlier: tuple[int, int], later: tuple[int, int], lane: int) -> str:
    x, y, to_x, to_y = _ends(earlier, later)
    half = ACROSS // 2
    return (
        f"M{x} {y}C{x + half} {y} {x} {lane} {x + half} {lane}"
        f"L{to_x - half} {lane}C{to_x} {lane} {to_x - half} {to_y} {to_x} {to_y}"
    )
