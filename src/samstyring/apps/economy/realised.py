"""How a promised gain stands: what was due, what it came to, and curves of both. No database, no clock."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .choices_national import Better

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 240, 72, 20, 16, 36


class Stand(StrEnum):
    """What can be said of a gain today."""

    REACHED = "reached"
    SHORT = "short"
    LATE = "late"
    NEVER = "never"
    WAITING = "waiting"
    NO_DAY = "no_day"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, order=True)
class Value:
    """What was planned, or measured, on a day."""

    day: datetime.date
    value: Decimal


@dataclass(frozen=True)
class Standing:
    """How it stands. `due` is the newest due day that has come, `next_due` the first that has not, `now` the
    newest measured value."""

    stand: Stand
    due: Value | None
    next_due: Value | None
    now: Value | None


def standing(
    due: Sequence[Value], measured: Sequence[Value], *, better: str, withdrawn: bool, today: datetime.date
) -> Standing:
    """Compare the newest value with what was due.

    A value from before the newest due day says nothing of it: then the gain is late. Without due days there
    is nothing to compare with, and without values nothing was ever measured.
    """
    come = [one for one in due if one.day <= today]
    ahead = [one for one in due if one.day > today]
    newest, then, now = max(come, default=None), min(ahead, default=None), max(measured, default=None)

    def found(stand: Stand) -> Standing:
        return Standing(stand, newest, then, now)

    if withdrawn:
        return found(Stand.WITHDRAWN)
    if newest is None:
        return found(Stand.WAITING if then else Stand.NO_DAY)
    if now is None:
        return found(Stand.NEVER)
    if now.day < newest.day:
        return found(Stand.LATE)
    enough = now.value >= newest.value if better == Better.UP else now.value <= newest.value
    return found(Stand.REACHED if enough else Stand.SHORT)


def part_reached(due: Decimal, now: Decimal, baseline: Decimal | None) -> float | None:
    """How much of the way from before to what was planned has been gone; none where that is unknown."""
    if baseline is None or due == baseline:
        return None
    return float((now - baseline) / (due - baseline))


@dataclass(frozen=True)
class Mark:
    """A line of a scale: its words and where it stands."""

    words: str
    place: int


@dataclass(frozen=True)
class Curves:
    """Planned and measured over time, drawn on the same scale."""

    planned: str
    measured: str
    planned_points: list[tuple[int, int]]
    measured_points: list[tuple[int, int]]
    before: int | None
    up: list[Mark]
    years: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def curves(
    due: Sequence[Value],
    measured: Sequence[Value],
    baseline: Decimal | None,
    words: Callable[[Decimal], str],
) -> Curves | None:
    """Draw both; none where there are fewer than two points in all. `words` writes a number of the scale."""
    every = sorted([*due, *measured])
    if len(every) < 2 or every[0].day == every[-1].day:
        return None
    values = [one.value for one in every] + ([baseline] if baseline is not None else [])
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    span = (high - low) or Decimal(1)
    first, days = every[0].day, (every[-1].day - every[0].day).days

    def at(one: Value) -> tuple[int, int]:
        across = LEFT + (one.day - first).days / days * (WIDTH - LEFT - RIGHT)
        return round(across), up(one.value)

    def up(value: Decimal) -> int:
        return round(HEIGHT - BOTTOM - float((value - low) / span) * (HEIGHT - TOP - BOTTOM))

    planned, real = [at(one) for one in sorted(due)], [at(one) for one in sorted(measured)]
    return Curves(
        planned=_path(planned),
        measured=_path(real),
        planned_points=planned,
        measured_points=real,
        before=None if baseline is None else up(baseline),
        up=[Mark(words(low + span * part / 2), up(low + span * part / 2)) for part in range(3)],
        years=_years(first, every[-1].day, days),
    )


def _path(points: Sequence[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) if points else ""


def _years(first: datetime.date, last: datetime.date, days: int) -> list[Mark]:
    """The first days of years within, at most ten of them; the first and last year where there is none."""
    found = [year for year in range(first.year, last.year + 1) if first <= datetime.date(year, 1, 1) <= last]
    step = max(1, -(-len(found) // 10))
    inside = WIDTH - LEFT - RIGHT
    marks = [
        Mark(str(year), round(LEFT + (datetime.date(year, 1, 1) - first).days / days * inside))
        for year in found[::step]
    ]
    return marks or [Mark(str(first.year), LEFT)]
