"""What rests on the municipality: how many deadlines each month has. What it is comes from `adoption`."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from samstyring.apps.adoption.months import firsts as first_days
from samstyring.apps.adoption.queries.load import Deadline
from samstyring.apps.adoption.queries.load import Rests as Load
from samstyring.apps.adoption.queries.load import rests_on as load
from samstyring.apps.portfolio.recurrence import heavy_months

__all__ = ["Deadline", "Load", "Month", "load", "months"]


@dataclass(frozen=True)
class Month:
    """One of the next twelve months with what is in it."""

    first: datetime.date
    deadlines: list[Deadline]
    heavy: bool


def months(deadlines: Iterable[Deadline], today: datetime.date) -> list[Month]:
    """The twelve months from this one, heavy ones marked as in the annual cycle."""
    found = sorted(deadlines)
    firsts = first_days(today)
    by_month = [
        [one for one in found if (one.day.year, one.day.month) == (first.year, first.month)]
        for first in firsts
    ]
    heavy = heavy_months([len(month) for month in by_month])
    return [
        Month(first, month, place in heavy)
        for place, (first, month) in enumerate(zip(firsts, by_month, strict=True), start=1)
    ]
