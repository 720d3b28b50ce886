"""Bars stand under their quarters, inside the drawing, with what is open shown as open."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.portfolio.timeline import NAMES, QUARTER, Line, draw, place, quarter, window

TODAY = date(2026, 11, 22)


def line(key: int = 1, starts: date | None = None, ends: date | None = None, group: str = "A") -> Line:
    return Line(key, f"Tiltak {key}", group, starts, ends, "planned")


def test_a_bar_begins_and_ends_on_the_quarters_of_its_days() -> None:
    drawn = draw([line(starts=date(2026, 4, 1), ends=date(2027, 6, 30))], today=TODAY)
    (bar,) = drawn.bars
    assert bar.x == NAMES + QUARTER
    assert bar.width == 5 * QUARTER
    assert not bar.open_left
    assert not bar.open_right
    assert [year.label for year in drawn.years] == ["2026", "2027"]


def test_today_stands_in_its_quarter() -> None:
    drawn = draw([line(starts=date(2026, 1, 1), ends=date(2026, 12, 31))], today=TODAY)
    assert drawn.today_x is not None
    assert NAMES + 3 * QUARTER < drawn.today_x < NAMES + 4 * QUARTER


def test_no_end_runs_out_at_the_edge_and_no_dates_are_listed_not_drawn() -> None:
    drawn = draw([line(1, starts=date(2026, 7, 1)), line(2)], today=TODAY)
    (bar,) = drawn.bars
    assert bar.open_right
    assert bar.x + bar.width == drawn.right
    assert [one.key for one in drawn.undated] == [2]


def test_lines_stand_by_group_then_by_beginning() -> None:
    drawn = draw(
        [
            line(1, date(2027, 1, 1), group="B"),
            line(2, date(2026, 6, 1), group="B"),
            line(3, date(2028, 1, 1), group="A"),
        ],
        today=TODAY,
    )
    assert [bar.line.key for bar in drawn.bars] == [3, 2, 1]
    assert [name for name, _y in drawn.groups] == ["A", "B"]
    rows = [bar.y for bar in drawn.bars]
    assert rows == sorted(rows)


def test_links_go_only_between_what_is_drawn() -> None:
    lines = [line(1, date(2026, 1, 1)), line(2, date(2027, 1, 1))]
    assert len(draw(lines, today=TODAY, requires=[(2, 1), (2, 99)]).links) == 1


def test_more_than_twelve_years_are_cut_around_today() -> None:
    lines = [line(1, date(1990, 1, 1), date(1991, 1, 1)), line(2, date(2060, 1, 1))]
    first, last = window(lines, TODAY)
    assert last - first == 48
    assert first <= quarter(TODAY) < last
    drawn = {bar.line.key: (bar.open_left, bar.open_right) for bar in draw(lines, today=TODAY).bars}
    assert drawn == {1: (True, False), 2: (False, True)}


@given(
    st.lists(
        st.tuples(
            st.none() | st.dates(date(1950, 1, 1), date(2090, 1, 1)),
            st.none() | st.integers(0, 9000),
        ),
        max_size=8,
    )
)
def test_every_bar_is_inside_the_drawing_and_can_be_seen(
    periods: list[tuple[date | None, int | None]],
) -> None:
    lines = [
        line(key, start, date.fromordinal(start.toordinal() + days) if start and days is not None else None)
        for key, (start, days) in enumerate(periods)
    ]
    drawn = draw(lines, today=TODAY)
    assert len(drawn.bars) + len(drawn.undated) == len(lines)
    for bar in drawn.bars:
        assert drawn.left <= bar.x
        assert bar.width >= 6
        assert bar.x + bar.width <= drawn.right
        assert bar.y + drawn.bar_height <= drawn.bottom


def test_place_counts_quarters_from_the_first() -> None:
    assert place(date(2026, 1, 1), quarter(date(2025, 1, 1))) == 4 * QUARTER
