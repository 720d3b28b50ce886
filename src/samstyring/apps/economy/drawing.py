"""Where bars, whiskers and dots stand in the figures: plain numbers, no database.

Units are whole ones of the drawing's own square; the page scales them. Every figure has a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .results import MunicipalityLine, PartyLine, Spread

WIDTH, LEFT, RIGHT = 720, 12, 12
ROW, BAR, HEAD = 58, 16, 34
FLOW_HEIGHT, FLOW_LEFT, FLOW_TOP, FLOW_FLOOR = 260, 132, 16, 28
APART = 130
"""So far from each other words on a scale must stand."""
STRIP, DOT, LANES = 84, 3, 7
EDGE = 0.02
"""The part of the municipalities at each end that stand at the edge of the spread's figure."""


@dataclass(frozen=True)
class Bar:
    """A rectangle from `x` of the width `width`."""

    x: int
    width: int


@dataclass(frozen=True)
class Balance:
    """One party's row: what it pays to the left, what it gains to the right, and P10, P50 and P90 of what is
    left."""

    line: PartyLine
    y: int
    pays: Bar
    gains: Bar
    low: int
    middle: int
    high: int

    @property
    def bar_y(self) -> int:
        """Where the bars of the row begin."""
        return self.y + 22

    @property
    def net_y(self) -> int:
        """The line of what is left, below the bars."""
        return self.y + 22 + BAR + 8


@dataclass(frozen=True)
class Mark:
    """A place on a scale and the amount there."""

    place: int
    amount: float


@dataclass(frozen=True)
class Figure:
    """A figure of rows along one scale in kroner; `zero` is where nothing is."""

    rows: list[Balance]
    zero: int
    scale: list[Mark]
    height: int
    width: int = WIDTH
    bar: int = BAR
    foot: int = 0


def balances(lines: Sequence[PartyLine]) -> Figure | None:
    """Who pays and who gains; none where nothing falls on anybody."""
    ends = [value for line in lines for value in (-line.pays, line.gains, line.net.low, line.net.high)]
    if not ends or not any(ends):
        return None
    low, high = min(0.0, *ends), max(0.0, *ends)

    def across(value: float) -> int:
        return round(LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT))

    zero = across(0)
    rows = [
        Balance(
            line,
            y=at * ROW,
            pays=Bar(across(-line.pays), round(zero - across(-line.pays))),
            gains=Bar(zero, round(across(line.gains) - zero)),
            low=across(line.net.low),
            middle=across(line.net.middle),
            high=across(line.net.high),
        )
        for at, line in enumerate(lines)
    ]
    foot = len(lines) * ROW + 8
    marks = _marks([Mark(across(amount), amount) for amount in (low, 0.0, high)])
    return Figure(rows, zero, marks, height=foot + HEAD, foot=foot)


def _marks(scale: Sequence[Mark]) -> list[Mark]:
    """The ends of a scale, and what lies between where there is room for its words."""
    first, *between, last = scale
    if last.place - first.place < APART:
        return [first]
    room = [mark for mark in between if min(mark.place - first.place, last.place - mark.place) > APART]
    return [first, *room, last]


@dataclass(frozen=True)
class Column:
    """One year: a bar for P50 and a whisker from P10 to P90."""

    year: int
    x: int
    width: int
    top: int
    height: int
    middle: int
    high_y: int
    low_y: int
    below: bool
    named: bool


@dataclass(frozen=True)
class Flow:
    """The flow year by year."""

    columns: list[Column]
    zero: int
    scale: list[Mark]
    width: int = WIDTH
    height: int = FLOW_HEIGHT
    left: int = FLOW_LEFT
    right: int = WIDTH - RIGHT
    foot: int = FLOW_HEIGHT - 8


def flow(yearly: Sequence[Spread], start: int) -> Flow | None:
    """Columns of the years; none where nothing flows."""
    ends = [value for one in yearly for value in (one.low, one.middle, one.high)]
    if not ends or not any(ends):
        return None
    low, high = min(0.0, *ends), max(0.0, *ends)
    step = (WIDTH - FLOW_LEFT - RIGHT) / len(yearly)

    def up(value: float) -> int:
        span = FLOW_HEIGHT - FLOW_TOP - FLOW_FLOOR
        return round(FLOW_TOP + (high - value) / (high - low) * span)

    zero = up(0)
    every = max(1, -(-len(yearly) // 12))
    columns = [
        Column(
            start + at,
            x=round(FLOW_LEFT + at * step + step * 0.15),
            width=round(step * 0.7),
            top=min(zero, up(one.middle)),
            height=round(abs(up(one.middle) - zero)),
            middle=round(FLOW_LEFT + (at + 0.5) * step),
            high_y=up(one.high),
            low_y=up(one.low),
            below=one.middle < 0,
            named=at % every == 0,
        )
        for at, one in enumerate(yearly)
    ]
    scale = [Mark(up(amount), amount) for amount in (high, 0.0, low)]
    marks = [mark for at, mark in enumerate(scale) if at == 1 or abs(mark.place - zero) > 18]
    return Flow(columns, zero, marks)


@dataclass(frozen=True)
class Strip:
    """The municipalities of one size: a dot each, and P10, P50 and P90 of them."""

    name: str
    count: int
    spread: Spread
    losing: int
    y: int
    dots: list[tuple[int, int]]
    low: int
    middle: int
    high: int

    @property
    def axis(self) -> int:
        """The height at which the dots lie."""
        return self.y + STRIP // 2 + 8


@dataclass(frozen=True)
class Strips:
    """One strip for each size of municipality along one scale: kroner an inhabitant."""

    strips: list[Strip]
    zero: int
    scale: list[Mark]
    height: int
    width: int = WIDTH
    dot: int = DOT
    foot: int = 0
    left_out: int = field(default=0)


def strips(groups: Sequence[tuple[str, Sequence[MunicipalityLine]]]) -> Strips | None:
    """The spread over municipalities by size. None where there are fewer than two to compare.

    One whose inhabitants are unknown is left out, and one where something is unknown that others know: what
    nobody knows is lacking in all of them alike.
    """
    missing = [set(line.unknown) for _name, lines in groups for line in lines]
    everywhere = set[str]().union(*missing).intersection(*missing)
    known = [
        (name, [one for one in lines if one.each is not None and not set(one.unknown) - everywhere])
        for name, lines in groups
    ]
    left_out = sum(len(lines) for _name, lines in groups) - sum(len(lines) for _name, lines in known)
    values = [line.each or 0.0 for _name, lines in known for line in lines]
    if len(values) < 2 or not any(values):
        return None
    # One or two very small municipalities would press all others together: they stand at the edge instead.
    ordered = sorted(values)
    low, high = min(0.0, quantile(ordered, EDGE)), max(0.0, quantile(ordered, 1 - EDGE))

    def across(value: float) -> int:
        kept = min(max(value, low), high)
        return round(LEFT + (kept - low) / max(high - low, 1e-9) * (WIDTH - LEFT - RIGHT))

    found: list[Strip] = []
    for name, lines in known:
        if not lines:
            continue
        each = sorted(line.each or 0.0 for line in lines)
        spread = Spread(quantile(each, 0.1), quantile(each, 0.5), quantile(each, 0.9))
        y = len(found) * STRIP
        found.append(
            Strip(
                name,
                len(lines),
                spread,
                sum(value < 0 for value in each),
                y,
                swarm([across(value) for value in each], y + STRIP // 2 + 8),
                across(spread.low),
                across(spread.middle),
                across(spread.high),
            )
        )
    foot = len(found) * STRIP + 8
    marks = _marks([Mark(across(amount), amount) for amount in (low, 0.0, high)])
    return Strips(found, across(0), marks, height=foot + HEAD, foot=foot, left_out=left_out)


def swarm(places: Sequence[int], axis: int) -> list[tuple[int, int]]:
    """Dots side by side instead of on top of each other, up to seven; more share the outermost lanes."""
    taken: dict[int, int] = {}
    dots = []
    for place in places:
        slot = round(place / (DOT * 2))
        at = taken.get(slot, 0)
        taken[slot] = at + 1
        lane = at % LANES
        dots.append((place, axis + (-1) ** lane * ((lane + 1) // 2) * DOT * 2))
    return dots


def quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile of values in order, by linear interpolation."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
