"""The way of a need on the ladder as a drawing: numbers only, the template draws them. No database."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, RUNG, TOP, LEFT, RIGHT = 360, 44, 26, 148, 20
MOST = 10


@dataclass(frozen=True)
class Rung:
    """One level: its words, its height, and whether the need has it now."""

    label: str
    y: int
    here: bool


@dataclass(frozen=True)
class Stop:
    """One step: its number in the history beside, and where it stands."""

    number: int
    x: int
    y: int


@dataclass(frozen=True)
class Ladder:
    """The drawing. `left_out` steps are earlier than what there is room for."""

    rungs: list[Rung]
    stops: list[Stop]
    path: str
    left_out: int
    width: int = WIDTH
    height: int = TOP

    @property
    def line_from(self) -> int:
        """Where the rungs begin."""
        return LEFT - 10

    @property
    def line_to(self) -> int:
        """Where the rungs end."""
        return WIDTH - 4


def ladder(levels: Sequence[tuple[str, str]], steps: Sequence[tuple[int, str]], now: str) -> Ladder:
    """The drawing of steps (number, level) on levels (code, words), the lowest level first."""
    heights = {code: TOP + RUNG * place for place, (code, _label) in enumerate(reversed(levels))}
    shown = list(steps)[-MOST:]
    apart = (WIDTH - LEFT - RIGHT) // max(len(shown) - 1, 1) if shown else 0
    stops = [
        Stop(number, LEFT + 8 + min(apart, 40) * place, heights[level])
        for place, (number, level) in enumerate(shown)
    ]
    return Ladder(
        rungs=[Rung(label, heights[code], code == now) for code, label in reversed(levels)],
        stops=stops,
        path="M" + " L".join(f"{stop.x} {stop.y}" for stop in stops) if stops else "",
        left_out=len(steps) - len(shown),
        height=TOP + RUNG * (len(levels) - 1) + 22,
    )
