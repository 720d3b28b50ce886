"""Curves of use: the shape that the words say, and a fit that finds its own curve again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.engines.cost_benefit import Adoption, Fixed, InvalidInput, fit
from samstyring.engines.cost_benefit.adoption import logistic


def shares(years=10, **parts):
    curve = Adoption(**{name: Fixed(value) for name, value in parts.items()})
    return curve.shares({name: np.array([part.mean]) for name, part in curve.parts.items()}, years)[:, 0]


def test_half_and_spread_mean_what_they_say():
    assert logistic(np.array([3.0]), 3.0, 2.0)[0] == pytest.approx(0.5)
    assert logistic(np.array([2.0]), 3.0, 2.0)[0] == pytest.approx(0.1)
    assert logistic(np.array([4.0]), 3.0, 2.0)[0] == pytest.approx(0.9)


def test_without_spread_everybody_uses_it_from_the_start():
    assert shares(3).tolist() == [1, 1, 1]


def test_delay_moves_the_curve_and_dropout_wears_it_down():
    assert shares(4, delay=2.0).tolist() == [0, 0, 1, 1]
    worn = shares(3, dropout=0.1)
    assert worn[1] / worn[0] == pytest.approx(0.9)


def test_a_share_above_one_is_refused():
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        shares(3, ceiling=1.2)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.2, 1), st.floats(1, 5), st.floats(1, 6))
def test_the_fit_finds_the_curve_that_made_the_points(ceiling, half, spread):
    times = np.arange(0, 9, 0.5)
    found = fit(times.tolist(), (ceiling * logistic(times, half, spread)).tolist())
    assert found.error < 1e-3
    middle = found.ceiling * logistic(np.array([4.25]), found.half, found.spread)[0]
    assert middle == pytest.approx(ceiling * logistic(np.array([4.25]), half, spread)[0], abs=5e-3)


@pytest.mark.parametrize(
    ("times", "values", "code"),
    [
        ([0, 1, 2], [0, 0, 0], "too_few"),
        ([0, 1, 2, 3], [0, 0.5, 1.2, 1], "not_a_share"),
        ([1, 1, 1, 1], [0, 0.5, 0.6, 1], "same_time"),
    ],
)
def test_what_gives_no_curve_is_refused(times, values, code):
    with pytest.raises(InvalidInput) as refused:
        fit(times, values)
    assert refused.value.code == code
