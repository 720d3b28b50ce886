"""Ranges of a text that people or the program have marked, put in order."""

from collections.abc import Iterable

# Half-open ranges [start, end) in the characters of a source text, in order and apart from each other.
Ranges = list[tuple[int, int]]


def joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same characters as ranges in order that do not touch."""
    result: Ranges = []
    for start, end in sorted(ranges):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
