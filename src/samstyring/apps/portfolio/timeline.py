"""Measures over quarters as a drawing: where bars, lines and words stand. No database, no clock.

Units are those of the drawing's own square; the page scales them. A bar without a beginning runs in from the
left edge, one without an end runs out at the right edge; one without either is listed and not drawn.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

QUARTER, ROW, BAR, NAMES, TOP, GROUP_ROW = 26, 30, 16, 230, 44, 28
LONGEST = 48  # quarters: twelve years
NAME_LETTERS = 30
DAYS = 92


@dataclass(frozen=True)
class Line:
    """What is planned of one measure. `key` is the measure's; several lines may have the same."""

    key: int
    label: str
    group: str
    starts: datetime.date | None
    ends: datetime.date | None
    certainty: str
    address: str = ""
    words: str = ""


@dataclass(frozen=True)
class Bar:
    """One line in its row. `open_left` and `open_right` say that it goes on outside the drawing."""

    line: Line
    label: str
    label_y: int
    x: int
    y: int
    width: int
    open_left: bool
    open_right: bool


@dataclass(frozen=True)
class Tick:
    """A year on the axis, with the place of its first quarter that is drawn."""

    label: str
    x: int


@dataclass(frozen=True)
class Timeline:
    """The whole drawing. `today_x` is none where today is outside it; `undated` are not drawn."""

    bars: list[Bar]
    groups: list[tuple[str, int]]
    years: list[Tick]
    quarters: list[int]
    links: list[str]
    milestones: list[tuple[int, str]]
    today_x: int | None
    undated: list[Line]
    left: int
    right: int
    bottom: int
    bar_height: int = BAR
    top: int = TOP

    @property
    def width(self) -> int:
        """Of the whole, in units."""
        return self.right + 8

    @property
    def height(self) -> int:
        """Of the whole, in units."""
        return self.bottom + 8


def quarter(day: datetime.date) -> int:
    """The number of the quarter since year 0."""
    return day.year * 4 + (day.month - 1) // 3


def place(day: datetime.date, first: int) -> int:
    """How far a day is from the beginning of the quarter `first`, in units; a quarter counts as 92 days."""
    begins = datetime.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return (quarter(day) - first) * QUARTER + round(QUARTER * (day - begins).days / DAYS)


def window(lines: Iterable[Line], today: datetime.date) -> tuple[int, int]:
    """The axis's first quarter and the one after its last: whole years, at most twelve, with today in it."""
    days = [day for line in lines for day in (line.starts, line.ends) if day] + [today]
    first, last = quarter(min(days)) // 4 * 4, quarter(max(days)) // 4 * 4 + 4
    if last - first > LONGEST:
        # Four years back and eight ahead; what is outside is cut at the edge, and the table has all of it.
        first = max(first, quarter(today) // 4 * 4 - LONGEST // 3)
        last = min(last, first + LONGEST)
    return first, last


def draw(
    lines: Sequence[Line],
    *,
    today: datetime.date,
    requires: Iterable[tuple[int, int]] = (),
    milestones: Iterable[tuple[datetime.date, str]] = (),
) -> Timeline:
    """Lay the lines out by group and beginning. `requires` are pairs of keys: (what waits, what is first)."""
    dated = [line for line in lines if line.starts or line.ends]
    first, last = window(dated, today)
    right = NAMES + (last - first) * QUARTER
    bars: list[Bar] = []
    groups: list[tuple[str, int]] = []
    y = TOP
    ordered = sorted(dated, key=lambda one: (one.group, one.starts or datetime.date.min, one.label))
    for group, members in groupby(ordered, key=attrgetter("group")):
        groups.append((group, y + 19))
        y += GROUP_ROW
        for line in members:
            bars.append(_bar(line, y, first, right))
            y += ROW
    return Timeline(
        bars=bars,
        groups=groups,
        years=[
            Tick(str(number // 4), NAMES + (number - first) * QUARTER)
            for number in range(first, last)
            if number % 4 == 0
        ],
        quarters=[NAMES + (number - first) * QUARTER for number in range(first, last + 1)],
        links=_links(bars, requires),
        milestones=[
            (NAMES + place(day, first), title) for day, title in milestones if first <= quarter(day) < last
        ],
        today_x=NAMES + place(today, first) if first <= quarter(today) < last else None,
        undated=[line for line in lines if not line.starts and not line.ends],
        left=NAMES,
        right=right,
        bottom=y,
    )


def _bar(line: Line, y: int, first: int, right: int) -> Bar:
    start = NAMES + place(line.starts, first) if line.starts else NAMES
    # The last day is in the period, so the bar ends where the next day begins.
    end = NAMES + place(line.ends + datetime.timedelta(days=1), first) if line.ends else right
    if end <= NAMES:
        start = end = NAMES
    if start >= right:
        start = end = right
    x, stop = max(start, NAMES), min(end, right)
    # A short period, or one that lies outside, is still to be seen and reached.
    width = max(stop - x, 6)
    x = min(x, right - width)
    name = line.label if len(line.label) <= NAME_LETTERS else line.label[: NAME_LETTERS - 1].rstrip() + "…"
    return Bar(
        line=line,
        label=name,
        label_y=y + BAR - 3,
        x=x,
        y=y,
        width=width,
        open_left=not line.starts or start < NAMES or (bool(line.ends) and end <= NAMES),
        open_right=not line.ends or end > right,
    )


def _links(bars: Iterable[Bar], requires: Iterable[tuple[int, int]]) -> list[str]:
    by_key: dict[int, Bar] = {}
    for bar in bars:
        by_key.setdefault(bar.line.key, bar)
    return [
        _link(by_key[comes_first], by_key[waits])
        for waits, comes_first in requires
        if waits in by_key and comes_first in by_key
    ]


def _link(comes_first: Bar, waits: Bar) -> str:
    """From under the beginning of what comes first, down or up beside it, to the beginning of what waits."""
    x, y = comes_first.x + 3, comes_first.y + (BAR if waits.y > comes_first.y else 0)
    return f"M{x} {y}V{waits.y + BAR // 2}H{waits.x}" if x <= waits.x else f"M{x} {y}V{waits.y}"
