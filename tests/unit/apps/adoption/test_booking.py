"""Hours over quarters: sums that hold whatever is entered, and who is over-booked."""

import datetime
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.adoption.booking import (
    ALL,
    Book,
    Estimate,
    Period,
    Quarter,
    Work,
    between,
    book,
    estimates,
    quarter_at,
    quarter_of,
    spread,
)

QUARTER = Quarter(2026, 2)
quarters = st.builds(Quarter, st.integers(2020, 2030), st.integers(1, 4))
hours = st.none() | st.integers(0, 5000)
works = st.lists(
    st.builds(
        Work,
        st.integers(1, 4),
        quarters,
        st.sampled_from(["Sykepleier", "IKT", "ikt", "Leder"]),
        hours,
        hours,
    )
)
days = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))


@given(st.integers(0, 100_000), st.integers(1, 40))
def test_spread_hours_sum_to_what_was_spread_and_differ_by_one_at_most(total: int, count: int) -> None:
    parts = spread(total, count)
    assert len(parts) == count
    assert sum(parts) == total
    assert max(parts) - min(parts) <= 1


@given(days, days)
def test_the_quarters_between_two_days_hold_both_and_have_no_gap(
    one: datetime.date, other: datetime.date
) -> None:
    first, last = sorted([one, other])
    found = between(quarter_of(first), quarter_of(last))
    assert found[0].first_day <= first
    assert found[-1] == quarter_of(last)
    assert [quarter.place for quarter in found] == list(range(found[0].place, found[-1].place + 1))
    assert all(quarter_at(quarter.place) == quarter for quarter in found)


@given(works)
def test_all_professions_together_are_the_sum_of_each_in_every_quarter(given_work: list[Work]) -> None:
    books = book(given_work, [], [])
    for organisation, found in books.items():
        own = [one for one in given_work if one.organisation == organisation]
        for (quarter, profession), row in found.rows.items():
            if profession != ALL:
                continue
            parts = [each for (at, name), each in found.rows.items() if at == quarter and name != ALL]
            assert row.planned == sum(each.planned for each in parts)
            assert row.work == sum(each.work for each in parts)
            assert (row.spent or 0) == sum(each.spent or 0 for each in parts)
        assert sum(row.work for (_at, name), row in found.rows.items() if name == ALL) == sum(
            one.booked for one in own
        )


@given(works, st.randoms(use_true_random=False))
def test_the_order_in_which_hours_are_entered_does_not_matter(given_work: list[Work], chance: Random) -> None:
    shuffled = given_work.copy()
    chance.shuffle(shuffled)
    assert sums(shuffled) == sums(given_work)


def sums(given_work: list[Work]) -> dict[tuple[int, Quarter, str], tuple[int, int | None, int]]:
    return {
        (organisation, *key): (row.planned, row.spent, row.work)
        for organisation, found in book(given_work, [], []).items()
        for key, row in found.rows.items()
    }


@given(st.integers(0, 500), st.integers(0, 500), days, days)
def test_an_effort_is_booked_whole_over_its_period(
    low: int, more: int, one: datetime.date, other: datetime.date
) -> None:
    starts, ends = sorted([one, other])
    found = estimates([Period(1, "IKT", low, low + more, starts, ends)])
    assert sum(each.low for each in found) == low
    assert sum(each.high for each in found) == low + more
    assert all(each.low <= each.high for each in found)


def test_a_period_that_ends_before_it_starts_books_nothing() -> None:
    late, early = datetime.date(2026, 12, 1), datetime.date(2026, 1, 1)
    assert estimates([Period(1, "IKT", 10, 20, late, early)]) == []


def test_a_quarter_is_over_booked_across_all_waves_and_introductions_together() -> None:
    found = book(
        [Work(1, QUARTER, "IKT", 60, None, wave=1), Work(1, QUARTER, "ikt", 30, None, wave=2)],
        [Estimate(1, QUARTER, "IKT", 5, 40)],
        [(1, QUARTER, "IKT", 90), (1, QUARTER, ALL, 100)],
    )[1]
    row = found.row(QUARTER, "IKT")
    assert (row.least, row.most) == (95, 130)
    assert row.over
    assert not row.may_be_over
    total = found.total(QUARTER)
    assert total.may_be_over
    assert not total.over
    assert found.over == [row]
    assert found.may_be_over == [total]


def test_spent_above_planned_counts_and_what_is_not_stated_is_never_over() -> None:
    found = book([Work(1, QUARTER, "Leder", 10, 25)], [], [])[1]
    assert found.total(QUARTER).least == 25
    assert Work(1, QUARTER, "Leder", 10, 25).above_plan
    assert not found.over
    assert found.spare([QUARTER]) is None


def test_hours_to_spare_never_fall_below_nothing_and_count_professions_where_no_total_is_stated() -> None:
    found = book(
        [Work(1, QUARTER, "IKT", 50, None), Work(1, QUARTER, "Leder", 10, None)],
        [],
        [(1, QUARTER, "IKT", 20), (1, QUARTER, "Leder", 40)],
    )[1]
    assert found.spare([QUARTER, Quarter(2026, 3)]) == 30
    assert Book().spare([QUARTER]) is None
