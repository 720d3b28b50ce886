"""Solve where each municipality's tile stands on the map: equal squares, counties in one piece.

    uv run --with scipy python scripts/build_tiles.py

Reads register_data/places.csv and neighbours.csv, writes src/samstyring/apps/overview/layout/tiles.csv. The
program reads only that file; scipy is used here alone. How it is solved: docs/methods/likeness-and-map.md.
"""

import argparse
import csv
import math
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

ROOT = Path(__file__).resolve().parent.parent / "src/samstyring/apps"
PLACES = ROOT / "actors/register_data/places.csv"
NEIGHBOURS = ROOT / "actors/register_data/neighbours.csv"
OUT = ROOT / "overview/layout/tiles.csv"

KILOMETRES = 31.0  # of a tile's side in the south, where most municipalities are
# North of this latitude municipalities are few and long: it is drawn shorter, as on many maps of Norway.
SHORTER_FROM, SHORTER = 63.6, 0.56
LEANING = 45.0  # kilometres to the west for each degree, so that the whole is not wider than it need be
# What a move costs: distance from the right place (tiles, squared), a neighbour that is not near, a county in
# one more piece.
APART, TORN = 1.6, 60.0
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))

Cell = tuple[int, int]


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ideal(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a centre point falls, in tiles from the south-western corner's: (column, row) with north up."""
    cosine = math.cos(math.radians(latitude))
    x = (longitude - 15) * cosine * 111.3
    north = max(latitude - SHORTER_FROM, 0)
    y = (latitude - north + north * SHORTER) * 111.2
    # East and west are drawn shorter in the north as well, around the line that the coast follows.
    middle = (14.5 + (latitude - 65) * 1.5 - 15) * cosine * 111.3
    if north:
        part = min(north / 2, 1)
        x += part * (middle - x) * (1 - SHORTER - 0.12)
        x -= north * LEANING
    return x / KILOMETRES, -y / KILOMETRES


class Layout:
    """The tiles as they stand, and what moving one costs."""

    def __init__(self, wanted: list[tuple[float, float]], county: list[str], pairs: list[Cell]) -> None:
        self.wanted, self.county = wanted, county
        self.borders: dict[int, list[int]] = defaultdict(list)
        for one, other in pairs:
            self.borders[one].append(other)
            self.borders[other].append(one)
        self.members: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(county):
            self.members[name].append(place)
        self.at: dict[Cell, int] = {}
        self.cell: list[Cell] = []

    def begin(self) -> None:
        """Every tile in the cell that makes the sum of squared distances least."""
        columns = [round(x) for x, _y in self.wanted]
        rows = [round(y) for _x, y in self.wanted]
        cells = [
            (column, row)
            for column in range(min(columns) - 2, max(columns) + 3)
            for row in range(min(rows) - 2, max(rows) + 3)
        ]
        points, grid = np.array(self.wanted), np.array(cells)
        cost = ((points[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
        _places, chosen = linear_sum_assignment(cost)
        self.cell = [cells[index] for index in chosen]
        self.at = {cell: place for place, cell in enumerate(self.cell)}

    def pieces(self, name: str) -> int:
        """How many pieces a county is in; tiles hang together by a side."""
        left = {self.cell[place] for place in self.members[name]}
        count = 0
        while left:
            count += 1
            stack = [left.pop()]
            while stack:
                x, y = stack.pop()
                for dx, dy in SIDES:
                    cell = (x + dx, y + dy)
                    if cell in left:
                        left.remove(cell)
                        stack.append(cell)
        return count

    def cost(self, place: int) -> float:
        """What a tile costs where it stands."""
        x, y = self.cell[place]
        wanted_x, wanted_y = self.wanted[place]
        far = 0.0
        for other in self.borders[place]:
            ox, oy = self.cell[other]
            far += max(abs(x - ox) + abs(y - oy) - 1, 0) ** 0.75
        return (x - wanted_x) ** 2 + (y - wanted_y) ** 2 + APART * far

    def swap(self, place: int, cell: Cell) -> None:
        """Move a tile to a cell; whoever is there goes where it came from."""
        before, there = self.cell[place], self.at.get(cell)
        self.cell[place], self.at[cell] = cell, place
        if there is None:
            del self.at[before]
        else:
            self.cell[there], self.at[before] = before, there

    def anneal(self, steps: int, chance: random.Random) -> None:
        """Moves at random, worse ones more and more seldom."""
        places = range(len(self.cell))
        for step in range(steps):
            heat = 3.0 * (1 - step / steps) ** 2 + 0.01
            place = chance.choice(places)
            x, y = self.cell[place]
            if chance.random() < 0.5:
                cell = (x + chance.randint(-2, 2), y + chance.randint(-2, 2))
            else:
                other = chance.choice(self.borders[place])
                dx, dy = chance.choice(SIDES)
                cell = (self.cell[other][0] + dx, self.cell[other][1] + dy)
            if cell == (x, y):
                continue
            there = self.at.get(cell)
            moved = [place] if there is None else [place, there]
            counties = {self.county[one] for one in moved}
            before = sum(map(self.cost, moved)) + TORN * sum(map(self.pieces, counties))
            self.swap(place, cell)
            after = sum(map(self.cost, moved)) + TORN * sum(map(self.pieces, counties))
            if after > before and chance.random() >= math.exp((before - after) / heat):
                self.swap(place, (x, y))


def main() -> None:
    """Solve it and write the file; raises SystemExit where a county is in pieces."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steps", type=int, default=1_200_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    places = read(PLACES)
    number = {row["number"]: place for place, row in enumerate(places)}
    layout = Layout(
        [ideal(float(row["latitude"]), float(row["longitude"])) for row in places],
        [row["county"] for row in places],
        [(number[row["number"]], number[row["other"]]) for row in read(NEIGHBOURS)],
    )
    layout.begin()
    layout.anneal(given.steps, random.Random(given.seed))  # noqa: S311  # no secret is made
    torn = {name: layout.pieces(name) for name in layout.members if layout.pieces(name) > 1}
    if torn:
        raise SystemExit(f"Counties in pieces: {torn}. Try another seed or more steps.")
    left = min(x for x, _y in layout.cell)
    top = min(y for _x, y in layout.cell)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["number", "column", "row"])
        for row, (x, y) in zip(places, layout.cell, strict=True):
            writer.writerow([row["number"], x - left, y - top])
    away = [math.dist(cell, wanted) for cell, wanted in zip(layout.cell, layout.wanted, strict=True)]
    print(f"{len(places)} tiles, {sum(away) / len(away):.2f} tiles from the right place on average")


if __name__ == "__main__":
    main()
