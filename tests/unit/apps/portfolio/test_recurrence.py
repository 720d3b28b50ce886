"""What recurs falls on the days that were meant, and a crowded month is told from an ordinary one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.portfolio import wheel
from samstyring.apps.portfolio.recurrence import (
    MONTHS,
    choice_of,
    crowded_weeks,
    days,
    heavy_months,
    rule_for,
)

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("repeat", "starts", "same_weekday", "expected"),
    [
        ("yearly", date(2020, 3, 15), False, [date(2026, 3, 15)]),
        ("half_yearly", date(2025, 2, 1), False, [date(2026, 2, 1), date(2026, 8, 1)]),
        ("quarterly", date(2026, 10, 1), False, [date(2026, 10, 1)]),
        # The second Tuesday of March.
        ("yearly", date(2024, 3, 12), True, [date(2026, 3, 10)]),
        # A fifth weekday is the last one.
        ("yearly", date(2024, 1, 31), True, [date(2026, 1, 28)]),
        ("yearly", date(2024, 2, 29), False, [date(2026, 2, 28)]),
        ("once", date(2026, 5, 5), False, [date(2026, 5, 5)]),
        ("once", date(2025, 5, 5), False, []),
    ],
)
def test_days_of_a_year(repeat: str, starts: date, same_weekday: bool, expected: list[date]) -> None:
    assert days(rule_for(repeat, starts, same_weekday=same_weekday), starts, FIRST, LAST) == expected


def test_the_last_day_of_the_month_where_a_month_is_short() -> None:
    found = days(rule_for("monthly", date(2025, 12, 31)), date(2025, 12, 31), FIRST, LAST)
    assert [(day.month, day.day) for day in found[:4]] == [(1, 31), (2, 28), (3, 31), (4, 30)]
    assert len(found) == 12


@given(st.sampled_from([*MONTHS, "once"]), st.dates(date(2000, 1, 1), date(2025, 12, 31)), st.booleans())
def test_every_choice_comes_as_often_as_it_says_and_is_read_back(
    repeat: str, starts: date, same_weekday: bool
) -> None:
    rule = rule_for(repeat, starts, same_weekday=same_weekday)
    found = days(rule, starts, FIRST, LAST)
    assert len(found) == 12 // MONTHS.get(repeat, 13)
    assert found == sorted(set(found))
    if repeat != "once":
        assert choice_of(rule, starts) == (repeat, same_weekday)


def test_heavy_months_and_crowded_weeks() -> None:
    assert heavy_months([1, 1, 6, 2, 0, 0, 0, 0, 1, 3, 2, 2]) == {3, 10}
    assert heavy_months([3] * 12) == set()
    assert heavy_months([2, *[0] * 11]) == set()
    assert crowded_weeks([date(2026, 3, 2), date(2026, 3, 6), date(2026, 3, 9)]) == {(2026, 10)}


def test_the_wheel_goes_clockwise_from_the_top() -> None:
    drawn = wheel.draw(2026, [(1, date(2026, 1, 15)), (2, date(2026, 7, 15)), (3, date(2026, 4, 2))], {4})
    january, april, july = drawn.dots
    assert january.x > drawn.middle
    assert january.y < drawn.middle
    assert july.x < drawn.middle
    assert july.y > drawn.middle
    assert april.x > drawn.middle
    assert [sector.month for sector in drawn.sectors if sector.heavy] == [4]


@given(st.lists(st.dates(FIRST, LAST), max_size=60))
def test_every_dot_is_within_the_wheel(found: list[date]) -> None:
    drawn = wheel.draw(2026, list(enumerate(found)), ())
    assert len(drawn.dots) == len(found)
    for dot in drawn.dots:
        away = ((dot.x - drawn.middle) ** 2 + (dot.y - drawn.middle) ** 2) ** 0.5
        assert wheel.INNER <= away <= wheel.OUTER
