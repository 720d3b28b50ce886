"""Where the months of a year and what happens in them stand on a wheel. Plain numbers, no database.

January begins at the top and the year goes clockwise. Units are those of the drawing's own square.
"""

import datetime
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SIZE, INNER, OUTER, DOT, NAMES = 480, 96, 200, 7, 218
RINGS = 6
MIDDLE = SIZE // 2


@dataclass(frozen=True)
class Sector:
    """One month: its number, the path of its slice, and where its name stands."""

    month: int
    path: str
    x: float
    y: float
    heavy: bool


@dataclass(frozen=True)
class Dot:
    """One thing on its day. `key` says which."""

    key: int
    day: datetime.date
    x: float
    y: float


@dataclass(frozen=True)
class Wheel:
    """The whole."""

    sectors: list[Sector]
    dots: list[Dot]
    size: int = SIZE
    radius: int = DOT
    middle: int = MIDDLE


def draw(year: int, happenings: Iterable[tuple[int, datetime.date]], heavy: Iterable[int]) -> Wheel:
    """Lay a year out. `happenings` are (key, day); several in one week stand further and further out."""
    marked = set(heavy)
    in_week: Counter[int] = Counter()
    dots = []
    for key, day in sorted(happenings, key=lambda one: (one[1], one[0])):
        week = day.timetuple().tm_yday // 7
        # Neighbouring weeks would touch near the middle, so every second one begins a ring further out.
        ring = (2 * in_week[week] + week % 2) % RINGS
        in_week[week] += 1
        x, y = _point(_turn(year, day), INNER + 14 + ring * (OUTER - INNER - 24) / (RINGS - 1))
        dots.append(Dot(key, day, x, y))
    return Wheel([_sector(month, month in marked) for month in range(1, 13)], dots)


def _turn(year: int, day: datetime.date) -> float:
    """The part of a turn at which a day stands: months are equally wide."""
    following = datetime.date(year + day.month // 12, day.month % 12 + 1, 1)
    length = (following - datetime.date(year, day.month, 1)).days
    return (day.month - 1 + (day.day - 0.5) / length) / 12


def _point(turn: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * turn
    return round(MIDDLE + radius * math.sin(angle), 1), round(MIDDLE - radius * math.cos(angle), 1)


def _sector(month: int, heavy: bool) -> Sector:
    begin, end = (month - 1) / 12, month / 12
    (ax, ay), (bx, by) = _point(begin, OUTER), _point(end, OUTER)
    (cx, cy), (dx, dy) = _point(end, INNER), _point(begin, INNER)
    path = f"M{ax} {ay}A{OUTER} {OUTER} 0 0 1 {bx} {by}L{cx} {cy}A{INNER} {INNER} 0 0 0 {dx} {dy}Z"
    x, y = _point((begin + end) / 2, NAMES)
    return Sector(month, path, x, round(y + 5, 1), heavy)
