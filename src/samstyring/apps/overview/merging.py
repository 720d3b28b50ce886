"""Where a chain of mergers ends."""

from collections.abc import Iterable, Mapping


def merged_into(rows: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Rows of (what was merged, into which) as a mapping, without those that were not merged."""
    return {one: other for one, other in rows if other is not None}


def end_of(one: int, into: Mapping[int, int]) -> int:
    """What `one` ended in: itself where it was not merged. A circle, which no act makes, is cut."""
    for _step in range(len(into)):
        if one not in into:
            break
        one = into[one]
    return one
