"""Reading figures of use: the newest, who fell back, and the curve. No database, no clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

# Whoever uses it at most this part of the best of the two years before has fallen back.
FELL_TO = 0.8
MONTHS_BACK = 24


@dataclass(frozen=True, order=True)
class Figure:
    """A month, or the whole year where `month` is 0. `eligible` is none where it is unknown."""

    year: int
    month: int
    active: int
    eligible: int | None = None

    @property
    def share(self) -> float | None:
        """The part of those who could that did, from 0 to 1; none where that is unknown."""
        return self.active / self.eligible if self.eligible else None

    @property
    def months(self) -> int:
        """Its place in time, counted in months; a whole year stands at its end."""
        return self.year * 12 + (self.month or 12)


def newest(figures: Iterable[Figure]) -> Figure | None:
    """The one for the latest period; a month before the whole of its year."""
    return max(figures, key=lambda one: (one.year, one.month), default=None)


@dataclass(frozen=True)
class Fall:
    """The newest figure, and the best of the two years before, of which it is at most four fifths."""

    now: Figure
    best: Figure

    @property
    def left(self) -> float:
        """What is left of the best, from 0 to 1."""
        if self.now.share is not None and self.best.share:
            return self.now.share / self.best.share
        return self.now.active / self.best.active


def fell_back(figures: Sequence[Figure]) -> Fall | None:
    """Whether the newest figure is at most four fifths of the best in the two years before it.

    Months are compared with months and years with years; shares where both are known, else numbers.
    """
    now = newest(figures)
    if now is None:
        return None
    before = [
        one
        for one in figures
        if bool(one.month) == bool(now.month) and 0 < now.months - one.months <= MONTHS_BACK
    ]
    if not before:
        return None
    if now.share is not None and any(one.share is not None for one in before):
        best = max((one for one in before if one.share is not None), key=lambda one: one.share or 0)
        fell = bool(best.share) and now.share <= FELL_TO * (best.share or 0)
    else:
        best = max(before, key=lambda one: one.active)
        fell = best.active > 0 and now.active <= FELL_TO * best.active
    return Fall(now, best) if fell else None


WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 56, 16, 16, 32


@dataclass(frozen=True)
class Mark:
    """A line of the scale: its words and where it stands."""

    words: str
    place: int


@dataclass(frozen=True)
class Curve:
    """A drawing of use over time; `by_share` says that the scale is per cent, not numbers."""

    path: str
    points: list[tuple[int, int]]
    scale: list[Mark]
    years: list[Mark]
    by_share: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def curve(figures: Iterable[Figure]) -> Curve | None:
    """Draw the months, or the years where there are no months; none for fewer than two.

    Shares where all are known, else numbers. The scale begins at nothing.
    """
    known = sorted(figures)
    monthly = [one for one in known if one.month]
    drawn = monthly if len(monthly) > 1 else [one for one in known if not one.month]
    if len(drawn) < 2:
        return None
    by_share = all(one.share is not None for one in drawn)
    top = 100 if by_share else round_up(max(one.active for one in drawn))
    values = [(one.share or 0) * 100 if by_share else one.active for one in drawn]
    first, last = drawn[0].months, drawn[-1].months

    def across(months: int) -> int:
        return round(LEFT + (months - first) / max(last - first, 1) * (WIDTH - LEFT - RIGHT))

    def up(value: float) -> int:
        return round(HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM))

    points = [(across(one.months), up(value)) for one, value in zip(drawn, values, strict=True)]
    return Curve(
        path="M" + "L".join(f"{x} {y}" for x, y in points),
        points=points if len(points) <= 60 else [],
        scale=[Mark(f"{top * part // 2}{' %' if by_share else ''}", up(top * part / 2)) for part in range(3)],
        years=_years(drawn, across),
        by_share=by_share,
    )


def _years(drawn: list[Figure], across: Callable[[int], int]) -> list[Mark]:
    years = sorted({one.year for one in drawn})
    step = max(1, -(-len(years) // 10))
    firsts = {year: min(one.months for one in drawn if one.year == year) for year in years}
    return [Mark(str(year), across(firsts[year])) for year in years[::step]]


def round_up(value: int) -> int:
    """The next of 2, 4, 10, 20, 40, 100 …, so that the half is whole."""
    size = 1
    while True:
        for step in (2, 4, 10):
            if value <= step * size:
                return step * size
        size *= 10
