"""The map: one equal tile a municipality, where scripts/build_tiles.py has placed it. No database.

`layout/tiles.csv` is what the program ships; docs/methods/likeness-and-map.md says how it is
solved. Units are those of the drawing's own square: a tile is SIDE wide with GAP around it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "layout" / "tiles.csv"
SIDE, GAP, MARGIN = 26, 2, 8


@dataclass(frozen=True)
class Tile:
    """Where a municipality stands: the corner of its tile."""

    number: str
    x: int
    y: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where its letter stands."""
        return self.x + SIDE // 2, self.y + SIDE // 2 + 5


@cache
def layout() -> Mapping[str, Tile]:
    """All tiles by municipality number, in the order in which they are read: from the top, left to right."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [(int(row["row"]), int(row["column"]), row["number"]) for row in csv.DictReader(file)]
    step = SIDE + GAP
    return {
        number: Tile(number, MARGIN + column * step, MARGIN + row * step)
        for row, column, number in sorted(rows)
    }


@cache
def size() -> tuple[int, int]:
    """Width and height of the drawing."""
    tiles = layout().values()
    return (
        max(tile.x for tile in tiles) + SIDE + MARGIN,
        max(tile.y for tile in tiles) + SIDE + MARGIN,
    )


@cache
def borders() -> str:
    """The path of the lines between counties, and around them."""
    cells = {(tile.x, tile.y): number[:2] for number, tile in layout().items()}
    step, lines = SIDE + GAP, set()
    for (x, y), county in cells.items():
        left, top = x - GAP // 2, y - GAP // 2
        if cells.get((x - step, y)) != county:
            lines.add(f"M{left} {top}v{step}")
        if cells.get((x + step, y)) != county:
            lines.add(f"M{left + step} {top}v{step}")
        if cells.get((x, y - step)) != county:
            lines.add(f"M{left} {top}h{step}")
        if cells.get((x, y + step)) != county:
            lines.add(f"M{left} {top + step}h{step}")
    return "".join(sorted(lines))
