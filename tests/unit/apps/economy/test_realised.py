"""How a promised gain stands, and its curves."""

import datetime
from decimal import Decimal

import pytest

from samstyring.apps.economy.choices_national import Better
from samstyring.apps.economy.realised import Stand, Value, curves, part_reached, standing

TODAY = datetime.date(2026, 11, 22)


def at(day: str, value: int) -> Value:
    """A value on a day."""
    return Value(datetime.date.fromisoformat(day), Decimal(value))


@pytest.mark.parametrize(
    ("due", "measured", "better", "stand"),
    [
        ([], [], Better.UP, Stand.NO_DAY),
        ([("2027-01-01", 5)], [], Better.UP, Stand.WAITING),
        ([("2026-01-01", 5)], [], Better.UP, Stand.NEVER),
        ([("2026-01-01", 5)], [("2025-12-31", 9)], Better.UP, Stand.LATE),
        ([("2026-01-01", 5)], [("2026-01-01", 5)], Better.UP, Stand.REACHED),
        ([("2026-01-01", 5)], [("2026-02-01", 4)], Better.UP, Stand.SHORT),
        ([("2026-01-01", 5)], [("2026-02-01", 4)], Better.DOWN, Stand.REACHED),
        ([("2026-01-01", 5), ("2026-06-01", 8)], [("2026-02-01", 6)], Better.UP, Stand.LATE),
        ([("2026-01-01", 5), ("2027-06-01", 8)], [("2026-02-01", 6)], Better.UP, Stand.REACHED),
    ],
)
def test_the_newest_value_is_compared_with_the_newest_day_that_has_come(
    due: list[tuple[str, int]], measured: list[tuple[str, int]], better: str, stand: Stand
) -> None:
    found = standing(
        [at(*one) for one in due],
        [at(*one) for one in measured],
        better=better,
        withdrawn=False,
        today=TODAY,
    )
    assert found.stand == stand


def test_what_is_withdrawn_is_neither_late_nor_short() -> None:
    found = standing([at("2026-01-01", 5)], [], better=Better.UP, withdrawn=True, today=TODAY)
    assert found.stand == Stand.WITHDRAWN


def test_how_far_it_has_come_is_unknown_without_what_was_before() -> None:
    assert part_reached(Decimal(90), Decimal(105), Decimal(120)) == 0.5
    assert part_reached(Decimal(90), Decimal(105), None) is None
    assert part_reached(Decimal(90), Decimal(105), Decimal(90)) is None


def test_curves_need_two_days_and_keep_to_the_picture() -> None:
    words = "{:f}".format
    assert curves([at("2026-01-01", 5)], [], None, words) is None
    assert curves([at("2026-01-01", 5)], [at("2026-01-01", 4)], None, words) is None
    drawn = curves([at("2024-01-01", -5), at("2026-01-01", 10)], [at("2025-06-01", 4)], Decimal(20), words)
    assert drawn is not None
    for x, y in [*drawn.planned_points, *drawn.measured_points]:
        assert 0 <= x <= drawn.width
        assert 0 <= y <= drawn.height
    assert [mark.words for mark in drawn.years] == ["2024", "2025", "2026"]
    assert drawn.before is not None
