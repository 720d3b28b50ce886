"""What rests on somebody by month, beside how many it rests on; and the drawing of it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.adoption.drawing import Given, beside, stacked
from samstyring.apps.adoption.months import DONE, Item, Pressure, by_month, firsts, median, next_month

TODAY = datetime.date(2026, 11, 22)


def test_the_twelve_months_begin_with_this_one_and_cross_the_year() -> None:
    found = firsts(TODAY)
    assert (found[0], found[2], found[-1]) == (
        datetime.date(2026, 11, 1),
        datetime.date(2027, 1, 1),
        datetime.date(2027, 10, 1),
    )


def test_a_thing_counts_in_each_month_that_it_is_in() -> None:
    items = [
        Item("hearings", "Høring", datetime.date(2026, 12, 31), datetime.date(2026, 12, 31)),
        Item("introductions", "Tiltak", datetime.date(2026, 12, 31), datetime.date(2027, 2, 1)),
        Item("networks", "Nettverk", None, None),
        Item("seats", "Plass", None, datetime.date(2026, 11, 30)),
    ]
    months = by_month(items, TODAY)
    assert [month.counts["introductions"] for month in months[:5]] == [0, 1, 1, 1, 0]
    assert [month.counts["hearings"] for month in months[:3]] == [0, 1, 0]
    assert all(month.counts["networks"] == 1 for month in months)
    assert [month.counts["seats"] for month in months[:2]] == [1, 0]
    # Networks and seats are not things to be done, nor told of in each month.
    assert [month.done for month in months[:2]] == [0, 2]
    assert [item.kind for item in months[0].items] == []


@given(st.lists(st.dates(TODAY, datetime.date(2027, 10, 31))))
def test_each_day_within_the_months_counts_once(found: list[datetime.date]) -> None:
    months = by_month([Item("deadlines", "Frist", day, day) for day in found], TODAY)
    assert sum(month.done for month in months) == len(found)


@given(st.dates())
def test_the_next_month_begins_the_day_after_this_one_ends(day: datetime.date) -> None:
    if day.year < 9999:
        first = day.replace(day=1)
        assert (next_month(first) - datetime.timedelta(days=1)).month == first.month


def test_the_same_things_weigh_more_on_fewer() -> None:
    small, large = Pressure(20, 1000, 50.0), Pressure(20, 100_000)
    assert small.per_thousand == 20
    assert large.per_thousand == pytest.approx(0.2)
    assert small.per_employee_years == 40
    assert large.per_employee_years is None
    assert Pressure(3, None).per_thousand is None


def test_the_middle_one() -> None:
    assert median([]) is None
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == 2.5


@given(st.lists(st.lists(st.integers(0, 900), min_size=5, max_size=5), min_size=1, max_size=12))
def test_no_bar_leaves_the_drawing_and_parts_of_a_column_do_not_overlap(values: list[list[int]]) -> None:
    given_columns = [
        Given(str(place), list(zip(DONE, column, strict=True))) for place, column in enumerate(values)
    ]
    for drawn in (stacked(given_columns), beside(given_columns)):
        assert (drawn is None) == (not any(map(any, values)))
        for column in drawn.columns if drawn else []:
            for bar in column.bars:
                assert drawn is not None
                assert drawn.left <= bar.x <= bar.x + bar.width <= drawn.right
                assert 0 <= bar.y <= bar.y + bar.height <= drawn.floor
    drawn = stacked(given_columns)
    for column in drawn.columns if drawn else []:
        for below, above in zip(column.bars, column.bars[1:], strict=False):
            assert above.y + above.height == below.y
