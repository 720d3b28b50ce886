"""Keep what was reckoned of a consultation in this process, for as long as its stamp is the same.

What is kept is never shown to anybody as it is: it holds what the database holds, and what a person may see
of it is decided when it is shown. `stamps` says how a stamp changes.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.db import connection

T = TypeVar("T")

# How many values a process keeps; those that nobody has asked for longest go first.
MOST = 600

_kept: OrderedDict[tuple[int, Hashable], tuple[Hashable, Any]] = OrderedDict()
_lock = Lock()


class Stamps(NamedTuple):
    """The stamps of a consultation: of its statements, and of all else that lists and sums read."""

    statements: int
    rest: int


def stamps_of(consultation: int) -> Stamps | None:
    """The stamps of a consultation by its id, or None where nothing may be kept. One query.

    Ask for them before what they vouch for: what is then newer than its stamp is only reckoned once more.
    On PostgreSQL a transaction does not see its own stamps before it commits, and keeps nothing.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        return None
    return read_stamps(consultation)


def read_stamps(consultation: int) -> Stamps:
    """The stamps as the database has them, without those of the transaction under way. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statements, rest FROM consultations_consultationstamp WHERE consultation_id = %s",
            [consultation],
        )
        found = cursor.fetchone()
    return Stamps(*found) if found else Stamps(0, 0)


def kept(consultation: int, name: Hashable, make: Callable[[], T], *, of_statements: bool = False) -> T:
    """What `make` returns, or what it returned before where nothing has changed since.

    `name` says what it is, with all that it depends on besides the consultation's rows; with `of_statements`
    it depends on statements too. Nobody may change the value. One query, and those of `make`.
    """
    stamps = stamps_of(consultation)
    if stamps is None:
        return make()
    stamp: Hashable = stamps if of_statements else stamps.rest
    key = (consultation, name)
    with _lock:
        found = _kept.get(key)
        if found is not None and found[0] == stamp:
            _kept.move_to_end(key)
            value: T = found[1]
            return value
    value = make()
    with _lock:
        _kept[key] = (stamp, value)
        _kept.move_to_end(key)
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return value
