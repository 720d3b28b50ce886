"""Who can help whom in a wave: those that have done the next step, or have hours to spare. No database."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

MOST_HELPERS = 3


@dataclass(frozen=True)
class Stand:
    """How far one participant has come. `done` are the keys of its steps that are done.

    `using` says that the measure is in use there; `spare` is hours left in the coming quarters, none where
    no capacity is stated.
    """

    key: int
    done: frozenset[int]
    using: bool = False
    spare: int | None = None


@dataclass(frozen=True)
class Helper:
    """One that can help. `apart` is how unlike the two are, from 0 to 1."""

    key: int
    has_done: bool
    using: bool
    spare: int | None
    apart: float

    @property
    def per_cent(self) -> int:
        """How alike, from 0 to 100."""
        return round(100 * (1 - self.apart))


@dataclass(frozen=True)
class Match:
    """One that has a step to take, which step that is, and who can help, the most alike first."""

    key: int
    step: int
    helpers: list[Helper]


def matches(
    steps: Iterable[int],
    stands: Iterable[Stand],
    apart: Callable[[int, int], float],
    *,
    most: int = MOST_HELPERS,
) -> list[Match]:
    """Who can help each that has steps left and does not use the measure, with the first of those steps.

    Those that have done that step (or use the measure already) come first, the most alike first among them;
    then those that have only hours to spare. `apart` gives how unlike two are, from 0 to 1.
    """
    order = list(steps)
    everybody = {one.key: one for one in stands}
    found = []
    for one in everybody.values():
        open_steps = [step for step in order if step not in one.done]
        if open_steps and not one.using:
            helpers = _helpers(one, open_steps[0], everybody, apart)
            found.append(Match(one.key, open_steps[0], helpers[:most]))
    return found


def _helpers(
    needs: Stand, step: int, everybody: Mapping[int, Stand], apart: Callable[[int, int], float]
) -> list[Helper]:
    able = [
        Helper(one.key, step in one.done, one.using, one.spare, apart(needs.key, one.key))
        for one in everybody.values()
        if one.key != needs.key and (step in one.done or one.using or one.spare)
    ]
    return sorted(able, key=lambda one: (not (one.has_done or one.using), one.apart, one.key))
