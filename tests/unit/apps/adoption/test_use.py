"""Reading figures of use: what is newest, who fell back, and the curve."""

import pytest

from samstyring.apps.adoption.use import Figure, curve, fell_back, newest


def test_the_newest_month_comes_before_the_whole_of_its_year_and_after_an_earlier_one() -> None:
    figures = [Figure(2025, 0, 50), Figure(2025, 11, 5), Figure(2024, 12, 70)]
    assert newest(figures) == Figure(2025, 11, 5)
    assert newest([*figures, Figure(2026, 0, 9)]) == Figure(2026, 0, 9)
    assert newest([]) is None


@pytest.mark.parametrize(
    ("before", "now", "fell"),
    [
        ((80, 100), (64, 100), True),
        ((80, 100), (65, 100), False),
        # Fewer users of fewer who could: the share is what counts.
        ((80, 100), (40, 50), False),
        ((80, None), (64, None), True),
        ((0, 100), (0, 100), False),
    ],
)
def test_who_fell_back(before: tuple[int, int | None], now: tuple[int, int | None], fell: bool) -> None:
    figures = [Figure(2025, 5, *before), Figure(2026, 5, *now)]
    assert bool(fell_back(figures)) is fell


def test_months_are_not_compared_with_years_nor_with_what_was_long_ago() -> None:
    assert fell_back([Figure(2025, 0, 100), Figure(2026, 3, 10)]) is None
    assert fell_back([Figure(2023, 1, 100), Figure(2026, 3, 10)]) is None


def test_a_curve_goes_from_left_to_right_and_begins_at_nothing() -> None:
    drawn = curve([Figure(2026, 2, 100, 100), Figure(2025, 2, 0, 100), Figure(2025, 8, 50, 100)])
    assert drawn is not None
    assert drawn.by_share
    xs, ys = zip(*drawn.points, strict=True)
    assert list(xs) == sorted(xs)
    assert ys[0] == drawn.floor == drawn.scale[0].place
    assert ys[2] == drawn.scale[2].place
    assert [mark.words for mark in drawn.years] == ["2025", "2026"]


def test_numbers_are_drawn_where_a_share_is_not_known_and_nothing_of_one_figure() -> None:
    drawn = curve([Figure(2024, 0, 30), Figure(2025, 0, 37, 80)])
    assert drawn is not None
    assert [mark.words for mark in drawn.scale] == ["0", "20", "40"]
    assert curve([Figure(2024, 0, 30)]) is None
