"""Uncertain numbers against closed forms."""

from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.engines.cost_benefit import Fixed, InvalidInput, LogNormal, Mixture, Pert, Triangular
from samstyring.engines.cost_benefit.correlation import Correlation, NotACorrelation, nearest_correlation
from samstyring.engines.cost_benefit.draws import uniform, uniforms
from samstyring.engines.cost_benefit.normal import normal_quantile, normal_share

U = np.linspace(0.0005, 0.9995, 2_000)
SHARES = np.array([1e-12, 1e-6, 0.001, 0.05, 0.3, 0.5, 0.7, 0.99, 1 - 1e-9])


def test_normal_quantile_is_that_of_the_standard_library():
    expected = [NormalDist().inv_cdf(share) for share in SHARES]
    np.testing.assert_allclose(normal_quantile(SHARES), expected, rtol=1e-12)


def test_normal_share_undoes_the_quantile():
    np.testing.assert_allclose(normal_share(normal_quantile(SHARES)), SHARES, rtol=1e-9)


def test_triangular_by_its_distribution_function():
    values = Triangular(2, 3, 7).quantile(U)
    below = np.where(values < 3, (values - 2) ** 2 / 5, 1 - (7 - values) ** 2 / 20)
    np.testing.assert_allclose(below, U, atol=1e-12)


@pytest.mark.parametrize(("low", "mode", "high"), [(0, 0, 1), (0, 1, 1), (10, 10, 14)])
def test_pert_with_the_mode_at_an_end_has_a_closed_form(low, mode, high):
    expected = 1 - (1 - U) ** (1 / 5) if mode == low else U ** (1 / 5)
    values = (Pert(low, mode, high).quantile(U) - low) / (high - low)
    np.testing.assert_allclose(values, expected, atol=1e-4)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_means_are_those_of_the_draws(low, first, second):
    for distribution in (
        Triangular(low, low + first, low + first + second),
        Pert(low, low + first, low + first + second),
    ):
        scale = max(1.0, abs(low), first + second)
        assert np.mean(distribution.quantile(U)) == pytest.approx(distribution.mean, abs=2e-3 * scale)


def test_a_log_normal_keeps_its_tenth_and_its_ninetieth_part():
    found = LogNormal(100, 900).quantile(np.array([0.1, 0.5, 0.9]))
    np.testing.assert_allclose(found, [100, 300, 900], rtol=1e-9)
    assert np.mean(LogNormal(100, 900).quantile(U)) == pytest.approx(LogNormal(100, 900).mean, rel=0.02)


def test_a_mixture_draws_each_study_as_often_as_it_weighs():
    values = Mixture((0.25, 0.75), (Fixed(-1.0), Triangular(10, 11, 12))).quantile(U)
    assert np.mean(values == -1) == pytest.approx(0.25, abs=1e-3)
    assert values[values > 0].min() >= 10
    assert Mixture((0.25, 0.75), (Fixed(-1.0), Fixed(3.0))).mean == 2


@pytest.mark.parametrize(
    ("make", "field", "code"),
    [
        (lambda: LogNormal(5, 4), "p10", "p10_above_p90"),
        (lambda: LogNormal(0, 4), "p10", "not_positive"),
        (lambda: Triangular(3, 2, 4), "mode", "not_in_order"),
        (lambda: Pert(3, 5, 4), "mode", "not_in_order"),
        (lambda: Fixed(float("nan")), "value", "not_a_number"),
        (lambda: Mixture((0.5, 0.4), (Fixed(1), Fixed(2))), "weights", "do_not_sum_to_one"),
        (lambda: Mixture((-0.5, 1.5), (Fixed(1), Fixed(2))), "weights", "do_not_sum_to_one"),
        (lambda: Mixture((1.0,), ()), "weights", "not_one_a_part"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(make, field, code):
    with pytest.raises(InvalidInput) as refused:
        make()
    assert (refused.value.field, refused.value.code) == (field, code)


def test_draws_depend_on_seed_and_name_alone():
    assert np.array_equal(uniform(7, "a", 100), uniform(7, "a", 1_000)[:100])
    together = uniforms(7, ["a", "b"], 50)
    other_order = uniforms(7, ["b", "a"], 50)
    assert np.array_equal(together["a"], other_order["a"])
    assert not np.array_equal(together["a"], together["b"])
    assert not np.array_equal(uniform(7, "a", 50), uniform(8, "a", 50))


def test_correlated_draws_have_the_correlation_and_stay_uniform():
    wanted = Correlation(("a", "b"), ((1, 0.6), (0.6, 1)))
    drawn = uniforms(3, ["a", "b", "c"], 50_000, [wanted])
    scores = normal_quantile(np.stack([drawn["a"], drawn["b"], drawn["c"]]))
    found = np.corrcoef(scores)
    assert found[0, 1] == pytest.approx(0.6, abs=0.015)
    assert abs(found[0, 2]) < 0.015
    assert np.array_equal(drawn["c"], uniform(3, "c", 50_000))
    assert np.mean(drawn["b"] < 0.2) == pytest.approx(0.2, abs=0.01)


def test_full_correlation_is_allowed():
    drawn = uniforms(3, ["a", "b"], 1_000, [Correlation(("a", "b"), ((1, 1), (1, 1)))])
    np.testing.assert_allclose(drawn["a"], drawn["b"], atol=1e-9)


def test_contradicting_correlations_are_refused_and_the_nearest_offered():
    with pytest.raises(NotACorrelation) as refused:
        Correlation(("a", "b", "c"), ((1, 0.9, -0.9), (0.9, 1, 0.9), (-0.9, 0.9, 1)))
    # By symmetry the nearest has ± c with determinant 1 - 3c² - 2c³ = 0, so c = 1/2.
    expected = [[1, 0.5, -0.5], [0.5, 1, 0.5], [-0.5, 0.5, 1]]
    np.testing.assert_allclose(refused.value.nearest, expected, atol=1e-5)


def test_nearest_correlation_of_higham_2002():
    """The example of section 5 there: the tridiagonal matrix of ones, order 3."""
    nearest = nearest_correlation(np.array([[1.0, 1, 0], [1, 1, 1], [0, 1, 1]]))
    expected = [[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]]
    np.testing.assert_allclose(nearest, expected, atol=1e-4)


@pytest.mark.parametrize(
    ("matrix", "code"),
    [
        (((1.0, 0.2),), "not_square"),
        (((1.0, 0.2), (0.3, 1.0)), "not_symmetric"),
        (((1.0, 1.2), (1.2, 1.0)), "outside"),
    ],
)
def test_a_matrix_of_another_kind_is_refused(matrix, code):
    with pytest.raises(InvalidInput) as refused:
        Correlation(("a", "b"), matrix)
    assert refused.value.code == code
