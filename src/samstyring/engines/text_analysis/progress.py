"""A progress bar with time left, on a terminal; nothing where the output is a file."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

_WIDTH = 30


class Progress:
    """Counts to `total`. `clock` is given so that tests need no waiting."""

    def __init__(
        self,
        total: int,
        words: str,
        *,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total, self._words = max(1, total), words
        self._stream = stream or sys.stderr
        self._clock = clock
        self._start = clock()
        self._done = 0
        self._shown = self._stream.isatty()

    def begin(self, total: int) -> None:
        """Begin again from nothing, for when the total is known late."""
        self._total, self._done, self._start = max(1, total), 0, self._clock()

    def step(self, count: int = 1) -> None:
        """So many more are done."""
        self._done += count
        if self._shown:
            self._stream.write("\r" + self.line())
            self._stream.flush()

    def line(self) -> str:
        """The bar as one line."""
        filled = round(_WIDTH * self._done / self._total)
        left = (self._clock() - self._start) / max(1, self._done) * (self._total - self._done)
        minutes, seconds = divmod(round(left), 60)
        bar = "█" * filled + "░" * (_WIDTH - filled)
        return f"{bar} {self._done}/{self._total}  {minutes}:{seconds:02d} {self._words}"

    def end(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._stream.write("\r" + " " * (len(self.line()) + 4) + "\r")
            self._stream.flush()
