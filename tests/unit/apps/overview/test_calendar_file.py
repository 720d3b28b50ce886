"""The calendar file: what another program reads out of it."""

import datetime

from icalendar import Calendar

from samstyring.apps.overview.calendar_file import Entry, written

MADE = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 12, 15)


def read(*entries: Entry) -> list[dict[str, object]]:
    file = written("Utsira", entries, made=MADE, host="samstyring.example")
    found = Calendar.from_ical(file)
    return [dict(event) for event in found.walk("VEVENT")]


def test_a_day_is_a_whole_day_with_a_name_that_stays() -> None:
    (event,) = read(
        Entry("a", DAY, "Frist; med tegn, og\nlinje", "Be om noe", "https://samstyring.example/x")
    )
    assert event["DTSTART"].dt == DAY  # type: ignore[attr-defined]  # icalendar's own type
    assert event["DTEND"].dt == DAY + datetime.timedelta(days=1)  # type: ignore[attr-defined]  # the same
    assert event["UID"] == "a@samstyring.example"
    assert event["SUMMARY"] == "Frist; med tegn, og\nlinje"
    assert event["URL"] == "https://samstyring.example/x"


def test_what_recurs_is_one_thing_with_its_rule_and_its_end() -> None:
    last = datetime.date(2027, 6, 30)
    (event,) = read(Entry("a", DAY, "Rapport", rule="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", last_day=last))
    rule = event["RRULE"]
    assert rule["FREQ"] == ["MONTHLY"]  # type: ignore[index]  # icalendar's own type
    assert rule["UNTIL"] == [last]  # type: ignore[index]  # the same


def test_the_same_thing_from_two_places_is_there_once() -> None:
    assert len(read(Entry("a", DAY, "Én"), Entry("a", DAY, "Én"), Entry("b", DAY, "To"))) == 2
