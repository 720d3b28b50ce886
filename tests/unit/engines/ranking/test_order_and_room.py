"""The order with its ties, the spread, and what there is room for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engines.ranking import reference
from tests.unit.engines.ranking.panels import NONE, criteria, panel

from samstyring.engines.ranking import InvalidInput, Placing, best_filled, capacity_line, rank, spread_of
from samstyring.engines.ranking import capacity as room


def test_items_stand_in_order_of_their_weighted_mean() -> None:
    """0.75 × 0.5 + 0.25 × 1 = 0.625 and 0.75 × 1 = 0.75, by hand."""
    found = rank(panel([[[0, 1], [1, 0]], [[1, 1], [1, 0]]], criteria((0.75, 0, 1), (0.25, 0, 1))))
    assert found.value == pytest.approx([0.625, 0.75])
    assert found.place == (2, 1)
    assert found.order == (1, 0)
    assert found.parts == pytest.approx(np.array([[0.375, 0.25], [0.75, 0]]))


def test_those_who_tie_share_a_place_and_the_next_is_left_out() -> None:
    """Within the tie, what is best on the heaviest criterion is shown first."""
    found = rank(
        panel(
            [[[0, 0], [0, 1], [0.5, 0.25], [1, 1]]],
            criteria((2 / 3, 0, 1), (1 / 3, 0, 1)),
        )
    )
    # 0, 1/3, 1/3 + 1/12, 1
    assert found.place == (4, 3, 2, 1)
    tied = rank(panel([[[0, 0], [0, 1], [0.5, 0], [1, 1]]], criteria((2 / 3, 0, 1), (1 / 3, 0, 1))))
    assert tied.place == (4, 2, 2, 1)
    assert tied.order == (3, 2, 1, 0)
    assert tied.tied == (False, True, True, False)


def test_sums_of_thirds_tie_whatever_the_order_of_adding() -> None:
    thirds = criteria((1 / 3, 0, 1), (1 / 3, 0, 1), (1 / 3, 0, 1))
    found = rank(panel([[[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.2, 0.2]]], thirds))
    assert found.place == (1, 1, 1)


def test_where_nobody_scored_the_middle_stands_in_and_is_said() -> None:
    found = rank(panel([[[NONE], [0.4]], [[NONE], [0.4]]]))
    assert found.value == pytest.approx([0.5, 0.4])
    assert found.unknown.tolist() == [[True], [False]]


def test_spread_is_told_in_steps_of_the_scale() -> None:
    scale = criteria((1, 0, 1), lowest=1, highest=5)
    found = spread_of(panel([[[1], [2], [NONE]], [[5], [2], [NONE]], [[NONE], [5], [4]]], scale))
    assert found.count.ravel().tolist() == [2, 3, 1]
    assert found.mean.ravel().tolist() == [3, 3, 4]
    assert found.median.ravel().tolist() == [3, 2, 4]
    assert found.disagreement[0, 0] == pytest.approx(1)
    assert np.isnan(found.deviation[2, 0])


def test_the_line_falls_at_the_first_that_there_is_no_room_for() -> None:
    found = capacity_line([(40, 60), None, (30, 50), (100, 200), (1, 1)], 100)
    assert [one.value for one in found.placing] == ["above", "unknown", "unsure", "below", "below"]
    assert found.low == (40, 40, 70, 170, 171)
    assert found.high == (60, 60, 110, 310, 311)
    assert capacity_line([(100, 100)], 100).placing == (Placing.ABOVE,)


def test_the_best_filling_leaves_out_a_large_one_for_two_small() -> None:
    found = best_filled([0.9, 0.6, 0.5], [(10, 10), (5, 5), (5, 5)], 10)
    assert found.taken == (1, 2)
    assert found.used == 10
    assert found.value == pytest.approx(1.1)
    assert found.proved


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 15)), min_size=1, max_size=8), st.integers(0, 50)
)
def test_no_filling_is_better(rows: list[tuple[int, int]], limit: int) -> None:
    values = [one / 10 for one, _cost in rows]
    found = best_filled(values, [(cost, cost) for _one, cost in rows], limit)
    assert found.value == pytest.approx(
        reference.best_subset(values, [float(cost) for _one, cost in rows], limit)
    )
    assert sum(values[one] for one in found.taken) == pytest.approx(found.value)
    assert sum(rows[one][1] for one in found.taken) == found.used <= limit


def test_a_filling_that_is_not_proved_keeps_within_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_KEPT", 50)
    source = np.random.default_rng(2)
    costs, values = source.random(40) * 100, source.random(40)
    found = best_filled(values.tolist(), [(one, one) for one in costs], 700)
    monkeypatch.setattr(room, "MOST_KEPT", 100_000)
    best = best_filled(values.tolist(), [(one, one) for one in costs], 700)
    assert not found.proved
    assert found.used <= 700
    assert found.value == pytest.approx(values[list(found.taken)].sum())
    assert 0.95 * best.value <= found.value <= best.value


@pytest.mark.parametrize(
    ("needed", "limit"), [([(1.0, 2.0)], -1.0), ([(3.0, 2.0)], 5.0), ([(-1.0, 2.0)], 5.0)]
)
def test_needs_and_limits_below_nothing_are_refused(needed: list[tuple[float, float]], limit: float) -> None:
    with pytest.raises(InvalidInput):
        capacity_line(needed, limit)
