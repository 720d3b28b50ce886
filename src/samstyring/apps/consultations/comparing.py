"""Two sets of statements compared: what is new, what came back, what is gone. Plain values, no database."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samstyring.engines.text_analysis.likeness import likeness

from .likeness import Floats, Numbers

AT_ONCE = 512
# From this likeness on a statement has come back, below the other one it is new; between them nobody can tell
# without looking. The first pair is for meaning, the second for shared words.
BACK = {True: 0.83, False: 0.5}
NEW = {True: 0.68, False: 0.25}


@dataclass(frozen=True)
class Matched:
    """For each later statement the number of the earlier one most like it (-1 for none), and how alike."""

    nearest: Numbers
    alike: Floats


def match(later: Floats, earlier: Floats, *, by_meaning: bool) -> Matched:
    """Find for each row of `later` the row of `earlier` most like it, some rows at a time.

    The work is the product of the two: 10,000 by 10,000 take some 2 seconds of one processor.
    """
    nearest = np.full(len(later), -1, np.int64)
    alike = np.zeros(len(later), np.float32)
    if len(earlier):
        for start in range(0, len(later), AT_ONCE):
            scores = later[start : start + AT_ONCE] @ earlier.T
            best = scores.argmax(axis=1)
            nearest[start : start + AT_ONCE] = best
            alike[start : start + AT_ONCE] = scores[np.arange(len(best)), best]
    return Matched(nearest, likeness(alike) if by_meaning else np.clip(alike, 0, 1))


def typical(rows: Floats, groups: Sequence[str], *, most: int) -> list[int]:
    """The numbers of at most `most` rows, those nearest to the middle of their group first.

    Groups take turns, so that no large one fills the list.
    """
    members: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    ranked = []
    for group in sorted(members, key=lambda name: (-len(members[name]), name)):
        numbers = np.array(members[group])
        scores = rows[numbers] @ rows[numbers].mean(axis=0)
        ranked.append(numbers[np.argsort(-scores, kind="stable")].tolist())
    turns = max(map(len, ranked), default=0)
    return [each[turn] for turn in range(turns) for each in ranked if turn < len(each)][:most]


@dataclass(frozen=True)
class Aligned:
    """A statement of the later text, of the earlier one, or one of each that are versions of each other."""

    later: int | None
    earlier: int | None
    alike: float = 0.0


def align(alike: Floats, same: Sequence[tuple[int, int]], *, least: float) -> list[Aligned]:
    """Pair the statements of two versions of a text, each at most once, in the order of the later one.

    `alike` is later × earlier (0 to 1), `same` are the pairs with the same words, which go first; others are
    paired from `least` likeness on, the most alike first. What only the earlier one has comes last.
    """
    partner: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for one, other in same:
        if one not in partner and other not in taken:
            partner[one] = (other, 1.0)
            taken.add(other)
    later, earlier = np.nonzero(alike >= least)
    order = np.argsort(-alike[later, earlier], kind="stable")
    for one, other in zip(later[order].tolist(), earlier[order].tolist(), strict=True):
        if one not in partner and other not in taken:
            partner[one] = (other, float(alike[one, other]))
            taken.add(other)
    rows = [Aligned(number, *partner.get(number, (None, 0.0))) for number in range(alike.shape[0])]
    gone = [Aligned(None, number) for number in range(alike.shape[1]) if number not in taken]
    return rows + gone
