"""Days as an iCalendar file (RFC 5545): whole days, rules that recur, and names that stay when days move."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event
from icalendar.prop import vRecur

PRODUCT = "-//Samstyring//NO"
REFRESH = "PT12H"


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar. `key` names it and is the same when its day moves.

    `rule` is a recurrence of RFC 5545 without “RRULE:”, empty for what happens once; it ends on `last_day`.
    """

    key: str
    day: datetime.date
    title: str
    text: str = ""
    address: str = ""
    rule: str = ""
    last_day: datetime.date | None = None


def written(name: str, entries: Iterable[Entry], *, made: datetime.datetime, host: str) -> bytes:
    """The file, made at `made` (with a zone). `host` makes the names of its things unlike those of others."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", REFRESH)
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in seen:
            seen.add(entry.key)
            calendar.add_component(_event(entry, made, host))
    file: bytes = calendar.to_ical()
    return file


def _event(entry: Entry, made: datetime.datetime, host: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{host}")
    event.add("dtstamp", made)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + datetime.timedelta(days=1))
    event.add("summary", entry.title)
    event.add("transp", "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    if entry.address:
        event.add("url", entry.address)
    if entry.rule:
        rule = vRecur.from_ical(entry.rule)
        if entry.last_day is not None:
            rule["UNTIL"] = entry.last_day
        event.add("rrule", rule)
    return event
