"""What is new, moved or dropped from one edition of a roadmap to the next: plain values, no database."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Planned:
    """One line of an edition, as it is compared. `measure` is a key that is the same in all editions.

    Of a line that advises, `certainty` is the advice, and `ends` the day by which to introduce it.
    """

    measure: int
    name: str
    part: str
    starts: datetime.date | None
    ends: datetime.date | None
    certainty: str
    dropped: bool = False
    why: str = ""
    address: str = ""
    advised: bool = False


@dataclass(frozen=True)
class Moved:
    """The same line in both. Days are positive where the newer is later, none where one is not stated."""

    before: Planned
    after: Planned

    @property
    def start_days(self) -> int | None:
        """How much later it begins."""
        return _apart(self.before.starts, self.after.starts)

    @property
    def end_days(self) -> int | None:
        """How much later it ends."""
        return _apart(self.before.ends, self.after.ends)

    @property
    def surer(self) -> bool:
        """Whether how sure it is has changed."""
        return self.before.certainty != self.after.certainty


@dataclass
class Comparison:
    """Each line of either edition in one of four lists. Dropped ones are as they stood, with why."""

    new: list[Planned] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    dropped: list[tuple[Planned, str]] = field(default_factory=list)
    same: list[Planned] = field(default_factory=list)


def compare(older: Iterable[Planned], newer: Iterable[Planned]) -> Comparison:
    """Match the lines by measure and part, then those of a measure that has one left on each side.

    A line that the older edition had dropped already is not there to be compared.
    """
    before = {(one.measure, one.part): one for one in older if not one.dropped}
    after = {(one.measure, one.part): one for one in newer}
    pairs = [(before.pop(key), after.pop(key)) for key in list(before) if key in after]
    pairs += _single_leftovers(before, after)
    found = Comparison()
    for was, now in pairs:
        if now.dropped:
            found.dropped.append((was, now.why))
        elif (was.starts, was.ends, was.certainty) == (now.starts, now.ends, now.certainty):
            found.same.append(now)
        else:
            found.moved.append(Moved(was, now))
    found.new.extend(one for one in after.values() if not one.dropped)
    found.dropped.extend((one, "") for one in before.values())
    found.new.sort(key=_order)
    found.same.sort(key=_order)
    found.moved.sort(key=lambda one: _order(one.after))
    found.dropped.sort(key=lambda one: _order(one[0]))
    return found


def _single_leftovers(
    before: dict[tuple[int, str], Planned], after: dict[tuple[int, str], Planned]
) -> list[tuple[Planned, Planned]]:
    """Pairs of a measure's only line left on each side, where the part got other words; taken out of both."""
    left: dict[int, tuple[list[tuple[int, str]], list[tuple[int, str]]]] = defaultdict(lambda: ([], []))
    for place, lines in enumerate((before, after)):
        for key in lines:
            left[key[0]][place].append(key)
    return [
        (before.pop(olds[0]), after.pop(news[0]))
        for olds, news in left.values()
        if len(olds) == 1 and len(news) == 1
    ]


def _apart(before: datetime.date | None, after: datetime.date | None) -> int | None:
    return (after - before).days if before and after else None


def _order(one: Planned) -> tuple[str, str]:
    return one.name, one.part
