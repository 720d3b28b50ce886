"""What the learned model sees: a few statements at a time, each with its heading and its neighbours.

A window is `<s> # heading </s> before </s> STATEMENT </s> STATEMENT </s> … after </s>`. Every statement is
judged in exactly one window; the heading, the lead-in and the neighbours around it are there to be seen.
Training (training/reading) and reading build their windows here, so that the model meets what it has
learned from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

TOKENS = 192
"""Most tokens of statements that are judged in one window (a longer statement has a window of its own)."""

LONGEST = 96
"""Most tokens of one statement: what is longer keeps its beginning and its end."""

_AROUND = 32
_BEFORE = 1
BOS, EOS = 0, 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement with what the model may see of its surroundings."""

    text: str
    item: bool = False
    heading: str = ""
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens, and for each judged statement its number and its half-open range of tokens."""

    tokens: tuple[int, ...]
    targets: tuple[tuple[int, int, int], ...]


class Builder:
    """Builds windows with one tokeniser."""

    def __init__(self, tokenise: Callable[[str], list[int]]) -> None:
        self._tokenise = tokenise

    def windows(self, units: Sequence[Unit], *, first: int = TOKENS, tokens: int = TOKENS) -> list[Window]:
        """Windows that judge each of the `units` of one document once, in order."""
        pieces = [
            _cut(self._tokenise(f"- {unit.text}" if unit.item else unit.text), LONGEST) for unit in units
        ]
        result = []
        start, budget = 0, first
        while start < len(units):
            end, used = start + 1, len(pieces[start])
            while end < len(units) and used + len(pieces[end]) <= budget:
                used += len(pieces[end])
                end += 1
            result.append(self._window(units, pieces, start, end))
            start, budget = end, tokens
        return result

    def _window(self, units: Sequence[Unit], pieces: Sequence[list[int]], start: int, end: int) -> Window:
        made: list[int] = [BOS]
        targets: list[tuple[int, int, int]] = []
        first = max(0, start - _BEFORE)
        heading = None
        shown = {unit.text for unit in units[first:start]}
        for number in range(first, min(end + 1, len(units))):
            unit = units[number]
            if unit.heading and unit.heading != heading:
                self._put(made, f"# {unit.heading}")
            heading = unit.heading
            if number == start and unit.lead_in and unit.lead_in not in shown:
                self._put(made, unit.lead_in)
            if start <= number < end:
                targets.append((number, len(made), len(made) + len(pieces[number]) + 1))
                made.extend([*pieces[number], EOS])
            else:
                made.extend([*_cut(pieces[number], _AROUND), EOS])
        return Window(tuple(made), tuple(targets))

    def _put(self, made: list[int], text: str) -> None:
        made.extend([*_cut(self._tokenise(text), _AROUND), EOS])


def _cut(tokens: list[int], most: int) -> list[int]:
    """At most `most` tokens: three quarters from the beginning, the rest from the end."""
    if len(tokens) <= most:
        return tokens
    tail = most // 4
    return tokens[: most - tail] + tokens[-tail:]
