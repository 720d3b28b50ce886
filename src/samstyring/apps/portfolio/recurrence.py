"""Which days something recurs on: rules of RFC 5545 as text, by dateutil. No database and no clock."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from dateutil.rrule import rrule, rruleset, rrulestr

MONTHS = {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_DAYS = 366
# A month is heavy from this many things, and half more than the months have on average.
HEAVY_FROM = 3
HEAVY_FACTOR = 1.5


def rule_for(repeat: str, starts: datetime.date, *, same_weekday: bool = False) -> str:
    """The rule of RFC 5545 for a choice of `MONTHS`, empty for anything else: it happens once.

    With `same_weekday` it is the first to fourth such weekday of the month, or the last one; else the same
    date, or the month's last day where a month is too short. Rules are only made here, never typed: a typed
    one can ask for a day that never comes, which is sought until the year 9999.
    """
    if repeat not in MONTHS:
        return ""
    rule = f"FREQ=MONTHLY;INTERVAL={MONTHS[repeat]}"
    if same_weekday:
        number = (starts.day - 1) // 7 + 1
        return f"{rule};BYDAY={number if number < 5 else -1}{WEEKDAYS[starts.weekday()]}"
    if starts.day <= 28:
        return f"{rule};BYMONTHDAY={starts.day}"
    dates = ",".join(str(day) for day in range(28, starts.day + 1))
    return f"{rule};BYMONTHDAY={dates};BYSETPOS=-1"


def choice_of(rule: str, starts: datetime.date) -> tuple[str, bool]:
    """The choice that `rule_for` made the rule of: ("", False) for what happens once."""
    for repeat in MONTHS:
        for same_weekday in (False, True):
            if rule_for(repeat, starts, same_weekday=same_weekday) == rule:
                return repeat, same_weekday
    return "", False


def days(rule: str, starts: datetime.date, first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The days from `first` to `last`, both included, on which it recurs; an empty rule is once.

    At most 366 days. The rule is one of `rule_for`.
    """
    if not rule:
        return [starts] if first <= starts <= last else []
    found = _parsed(rule, starts).xafter(_midnight(first), inc=True)
    until = (day.date() for day in islice(found, MOST_DAYS))
    return [day for day in _while_before(until, last) if day >= starts]


def _while_before(found: Iterable[datetime.date], last: datetime.date) -> Iterable[datetime.date]:
    for day in found:
        if day > last:
            return
        yield day


def _parsed(rule: str, starts: datetime.date) -> rrule | rruleset:
    return rrulestr(rule, dtstart=_midnight(starts), cache=False)


def _midnight(day: datetime.date) -> datetime.datetime:
    # RFC 5545 rules count in moments; a day here has no zone and no hour.
    return datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001


def heavy_months(counts: Sequence[int]) -> set[int]:
    """The months (1 to 12) with at least three things and half more than the average of the twelve."""
    average = sum(counts) / 12
    return {
        month
        for month, count in enumerate(counts, start=1)
        if count >= HEAVY_FROM and count >= HEAVY_FACTOR * average
    }


def crowded_weeks(found: Iterable[datetime.date]) -> set[tuple[int, int]]:
    """The weeks, as (ISO year, week), in which there is more than one thing."""
    weeks = Counter(tuple(day.isocalendar())[:2] for day in found)
    return {(week[0], week[1]) for week, count in weeks.items() if count > 1}
