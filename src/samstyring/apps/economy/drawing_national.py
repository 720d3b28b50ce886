"""Figures as numbers that a template draws as inline SVG. No database, no clock."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .sharing import Change, SectorLine

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 680, 300, 72, 44, 16, 44
# Two words of a scale that stand nearer than this would lie on each other.
NEAR = 18


@dataclass(frozen=True)
class Mark:
    """A line of a scale: its value and where it stands."""

    value: float
    place: int


@dataclass(frozen=True)
class Block:
    """A sector's part of a bar, from `start`, `width` wide."""

    sector: str
    start: float
    width: float
    number: int


def blocks(parts: Sequence[SectorLine]) -> list[Block]:
    """One bar of all sectors with a share, in their order; empty where no share is known."""
    known = [one for one in parts if one.share]
    found, at = [], 0.0
    for number, one in enumerate(known):
        width = float(one.share or 0) * WIDTH
        found.append(Block(one.sector, round(at, 1), round(width, 1), number))
        at += width
    return found


@dataclass(frozen=True)
class Scatter:
    """Each municipality a dot: how many live there, across, and what it pays more for each, upwards."""

    more: str
    less: str
    same: str
    up: list[Mark]
    across: list[Mark]
    zero: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def scatter(found: Sequence[Change]) -> Scatter | None:
    """Draw who pays more and who less by size; none where nothing is known of anybody's size.

    Inhabitants on a scale where each tenfold is as wide. A dot is a line of no length with a round end, so
    that all of one kind are one path.
    """
    dots = [
        (one.place.inhabitants, float(one.each), one.more)
        for one in found
        if one.place.inhabitants and one.each is not None
    ]
    if not dots:
        return None
    smallest = math.floor(math.log10(min(number for number, _each, _more in dots)))
    largest = max(math.ceil(math.log10(max(number for number, _each, _more in dots))), smallest + 1)
    top = step_up(max(0.0, *(each for _number, each, _more in dots)))
    bottom = -step_up(max(0.0, *(-each for _number, each, _more in dots)))
    if top == bottom:
        top = 1.0

    def x(number: float) -> int:
        part = (math.log10(number) - smallest) / (largest - smallest)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT))

    def y(each: float) -> int:
        return round(TOP + (top - each) / (top - bottom) * (HEIGHT - TOP - BOTTOM))

    def path(kind: int) -> str:
        those = [(x(number), y(each)) for number, each, more in dots if (more > 0) - (more < 0) == kind]
        return "".join(f"M{across} {up}h0" for across, up in those)

    return Scatter(
        more=path(1),
        less=path(-1),
        same=path(0),
        up=[
            Mark(value, y(value)) for value in (top, 0.0, bottom) if not value or abs(y(value) - y(0)) >= NEAR
        ],
        across=[Mark(10**power, x(10**power)) for power in range(smallest, largest + 1)],
        zero=y(0),
    )


def step_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 … and their tenths; 0 stays 0."""
    if value <= 0:
        return 0.0
    size: float = 10.0 ** math.floor(math.log10(value))
    for step in (1, 2, 5, 10):
        if value <= step * size * (1 + 1e-9):
            return step * size
    return 10 * size
