"""Reading rows of several tables side by side, a submission at a time, however many submissions there are."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

R = TypeVar("R")


class Groups(Iterator[tuple[int, list[R]]]):
    """Rows that come in the order of their submissions, handed out one submission at a time."""

    def __init__(self, rows: Iterable[R], submission_of: Callable[[R], int]) -> None:
        self._groups = groupby(rows, key=submission_of)
        self._waiting: tuple[int, list[R]] | None = None

    def __next__(self) -> tuple[int, list[R]]:
        pk, rows = next(self._groups)
        return pk, list(rows)

    def of(self, pk: int) -> list[R]:
        """The rows of a submission; none where it has none. Submissions are asked for in order."""
        while self._waiting is None or self._waiting[0] < pk:
            self._waiting = next(self, None)
            if self._waiting is None:
                return []
        return self._waiting[1] if self._waiting[0] == pk else []
