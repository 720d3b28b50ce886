"""Which statements a summary quotes: looked at by a person first, of fit length, from different senders."""

from collections.abc import Iterable, Mapping, Sequence

from .material import Reply, Said

# Shorter ones say little on their own, longer ones are no quotation. Characters; the limits are ours.
SHORTEST, LONGEST = 50, 420
BEST_LENGTH = 160


def overlaps(start: int, end: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether any of the half-open ranges has a character in common with `[start, end)`."""
    return any(start < last and first < end for first, last in ranges)


def chosen(
    said: Sequence[Said],
    replies: Mapping[int, Reply],
    held: Mapping[int, Sequence[tuple[int, int]]],
    *,
    most: int,
) -> list[Said]:
    """At most `most` statements to quote, one from each reply, from as many kinds of sender as there are.

    What touches a range that is held back is never chosen. The order of the choice follows from the
    statements alone, so that a draft made twice is the same.
    """
    fit = sorted((row for row in said if SHORTEST <= row.length <= LONGEST), key=worth)
    result: list[Said] = []
    kinds: set[str] = set()
    used: set[int] = set()
    # First one of each kind of sender, then the best that are left.
    for new_kind in (True, False):
        for row in fit:
            if len(result) == most:
                return result
            reply = replies[row.reply]
            kind = reply.senders[0].kind if reply.senders else ""
            if row.reply in used or (new_kind and kind in kinds):
                continue
            if overlaps(row.start, row.end, held.get(reply.source_text, ())):
                continue
            result.append(row)
            used.add(row.reply)
            kinds.add(kind)
    return result


def worth(row: Said) -> tuple[bool, float, int, int]:
    """The key to sort by, best first: reviewed, sure (to a tenth), near the best length, early."""
    return (not row.reviewed, -round(row.confidence, 1), abs(row.length - BEST_LENGTH) // 40, row.id)
