"""Robustness against closed forms, a slow reference, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engines.ranking import reference
from tests.unit.engines.ranking.panels import NONE, criteria, evenly, panel

from samstyring.engines.ranking import Criterion, InvalidInput, Panel, robustness
from samstyring.engines.ranking.draws import drawn

# Four standard errors: a right program fails once in 16,000 seeds, and the seed is fixed.
DRAWS = 20_000
NEAR = 4 * 0.5 / DRAWS**0.5


def test_two_items_and_two_criteria_have_the_share_of_weights_that_favour_each() -> None:
    """Ahead where 0.5 w > 0.75 (1 - w), that is w > 0.6: two fifths of the weights, 0.8 in their middle."""
    found = robustness(panel([[[1, 0.25], [0.5, 1]]]), draws=DRAWS)
    assert found.acceptability[0, 0] == pytest.approx(0.4, abs=NEAR)
    assert found.acceptability[1, 0] == pytest.approx(0.6, abs=NEAR)
    assert found.central[0] == pytest.approx([0.8, 0.2], abs=NEAR)
    assert found.central[1] == pytest.approx([0.3, 0.7], abs=NEAR)
    assert found.confidence == pytest.approx([1, 1])
    assert found.expected_place() == pytest.approx([1.6, 1.4], abs=NEAR)


def test_bounds_on_weights_cut_the_share() -> None:
    """The same two items with w from 0.5 to 0.9: three quarters of the weights are above 0.6."""
    bounded = criteria((0.7, 0.5, 0.9), (0.3, 0, 1))
    found = robustness(panel([[[1, 0.25], [0.5, 1]]], bounded), draws=DRAWS)
    assert found.acceptability[0, 0] == pytest.approx(0.75, abs=NEAR)


def test_three_items_that_lead_on_one_criterion_each_share_evenly() -> None:
    found = robustness(panel([np.eye(3).tolist()]), draws=DRAWS)
    assert found.acceptability == pytest.approx(np.full((3, 3), 1 / 3), abs=NEAR)
    # The expected largest and, evenly, the other two of three parts of one: (1 + 1/2 + 1/3) / 3 = 11/18.
    assert found.central[0] == pytest.approx([11 / 18, 3.5 / 18, 3.5 / 18], abs=NEAR)


def test_a_dominated_item_is_never_first() -> None:
    found = robustness(panel([[[0.9, 0.5, 0.7], [0.8, 0.4, 0.6], [0.1, 0.9, 0.2]]]), draws=DRAWS)
    assert found.acceptability[1, 0] == 0
    assert np.isnan(found.central[1]).all()
    assert np.isnan(found.confidence[1])


def test_items_that_are_the_same_share_their_places() -> None:
    found = robustness(panel([[[0.5, 0.5], [0.5, 0.5], [0, 0]]]), draws=100)
    assert found.acceptability == pytest.approx(np.array([[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]))
    assert found.confidence[:2] == pytest.approx([0.5, 0.5])


def test_members_who_disagree_make_the_order_uncertain() -> None:
    """Two members at either end: with shares drawn evenly their mean is even from 0 to 1 (Rubin 1981)."""
    found = robustness(panel([[[0], [0.25]], [[1], [0.25]]]), draws=DRAWS)
    assert found.acceptability[0, 0] == pytest.approx(0.75, abs=NEAR)
    assert found.confidence[0] == pytest.approx(0.75, abs=NEAR)


def test_what_nobody_scored_can_be_anything() -> None:
    found = robustness(panel([[[NONE], [0.3]], [[NONE], [0.3]]]), draws=DRAWS)
    assert found.acceptability[0, 0] == pytest.approx(0.7, abs=NEAR)


def test_one_who_does_not_score_an_item_does_not_count_there() -> None:
    """As the two of the test above, with a third member who abstained from the item that they disagree on."""
    found = robustness(panel([[[0], [0.25]], [[1], [0.25]], [[NONE], [0.25]]]), draws=DRAWS)
    assert found.acceptability[0, 0] == pytest.approx(0.75, abs=NEAR)


def test_the_same_as_a_slow_reference_over_the_same_draws() -> None:
    source = np.random.default_rng(5)
    scores = source.integers(1, 6, (4, 5, 3)).astype(float)
    scores[0, 1, 2] = scores[2, 3, :] = NONE
    one = panel(scores.tolist(), criteria((0.5, 0.2, 0.8), (0.3, 0, 1), (0.2, 0, 0.4), lowest=1, highest=5))
    draws = list(drawn(one, draws=300, seed=9))
    worths = []
    for draw in draws:
        for weights, values in zip(draw.weights, draw.values, strict=True):
            worths.append([float(weights @ row) for row in values])
    found = robustness(one, draws=300, seed=9)
    assert found.acceptability == pytest.approx(np.array(reference.acceptability(worths)))


def test_drawn_means_are_those_of_the_reference() -> None:
    from samstyring.engines.ranking.draws import Scores, generator

    scores = [[[0.1, 0.9], [0.4, NONE]], [[0.7, NONE], [0.2, 0.6]], [[NONE, 0.3], [0.8, 0.5]]]
    source = Scores(panel(scores))
    shares = source.shares(generator(1, "members", 0))[:50]
    weights = [0.35, 0.65]
    fast = source.values(shares, generator(1, "unknown", 0)) @ np.array(weights)
    slow = [reference.worth(scores, row.tolist(), weights) for row in shares]
    assert fast == pytest.approx(np.array(slow))


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    one = panel([[[1, 0.2], [0.5, 0.9]], [[0.3, 0.2], [0.5, 0.1]]])
    first, again, other = (robustness(one, draws=500, seed=seed) for seed in (3, 3, 4))
    assert (first.acceptability == again.acceptability).all()
    assert (first.acceptability != other.acceptability).any()


def test_little_memory_changes_nothing() -> None:
    source = np.random.default_rng(8)
    one = panel(source.random((3, 6, 4)).tolist())
    large, small = robustness(one, draws=5_000), robustness(one, draws=5_000, memory=2_000)
    assert large.acceptability == pytest.approx(small.acceptability)
    assert large.central == pytest.approx(small.central, nan_ok=True)
    assert large.confidence == pytest.approx(small.confidence, nan_ok=True)


def test_narrow_bounds_on_many_criteria_are_walked_and_evenly() -> None:
    """Symmetric bounds: each criterion's weight has the mean 1/12, and each keeps within its bounds."""
    from samstyring.engines.ranking.draws import generator
    from samstyring.engines.ranking.weights import Weights

    weights = Weights(criteria(*[(1 / 12, 0.05, 0.1)] * 12))
    assert weights.walks
    found = weights.draw(generator(1, "weights", 0), 2048)
    assert found.sum(axis=1) == pytest.approx(np.ones(2048))
    assert found.min() >= 0.05 - 1e-9
    assert found.max() <= 0.1 + 1e-9
    assert found.mean(axis=0) == pytest.approx(np.full(12, 1 / 12), abs=0.0015)


def test_walks_agree_with_drawing_again() -> None:
    from samstyring.engines.ranking.draws import generator
    from samstyring.engines.ranking.weights import Weights

    bounded = Weights(criteria((0.4, 0.2, 0.5), (0.3, 0.1, 0.6), (0.3, 0, 0.3)))
    assert not bounded.walks
    again = bounded.draw(generator(1, "weights", 0), 20_000)
    bounded.walks = True
    walked = bounded.draw(generator(2, "weights", 0), 20_000)
    assert walked.mean(axis=0) == pytest.approx(again.mean(axis=0), abs=0.004)
    assert np.quantile(walked, (0.1, 0.5, 0.9), axis=0) == pytest.approx(
        np.quantile(again, (0.1, 0.5, 0.9), axis=0), abs=0.006
    )


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        ([(0.5, 0.5, 1), (0.5, 0.5, 1), (0, 0, 1)], None),
        ([(0.5, 0.5, 0.5), (0.5, 0.2, 0.5)], None),
        ([(0.6, 0.6, 1), (0.6, 0.6, 1)], "weights_sum"),
        ([(0.2, 0, 0.3), (0.3, 0, 0.3)], "weights_sum"),
    ],
)
def test_bounds_that_leave_one_point_or_nothing(
    bounds: list[tuple[float, float, float]], code: str | None
) -> None:
    def found() -> Panel:
        return panel([[[1.0] * len(bounds), [0.0] * len(bounds)]], criteria(*bounds))

    if code is None:
        assert robustness(found(), draws=10).acceptability[0, 0] == 1
    else:
        with pytest.raises(InvalidInput) as error:
            found()
        assert error.value.code == code


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Criterion("a", 0.5, 0.6, 1),
        lambda: Criterion("a", 0.5, 0.7, 0.3),
        lambda: Criterion("a", 0.5, lowest=3, highest=3),
        lambda: panel([[[1.5]]]),
        lambda: panel([[[float("inf")]]]),
        lambda: Panel(evenly(1), ["a", "a"], ["m"], np.zeros((1, 2, 1))),
        lambda: Panel(evenly(1), ["a"], ["m"], np.zeros((1, 2, 1))),
        lambda: Panel(evenly(1), [], ["m"], np.zeros((1, 0, 1))),
        lambda: robustness(panel([[[1]]]), draws=0),
    ],
)
def test_what_cannot_be_reckoned_is_refused(wrong: object) -> None:
    with pytest.raises(InvalidInput):
        wrong()  # type: ignore[operator]  # each is a function without arguments


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    members, items, count = (draw(st.integers(1, 4)), draw(st.integers(1, 6)), draw(st.integers(1, 4)))
    cells = st.one_of(st.integers(1, 5).map(float), st.just(NONE))
    flat = draw(st.lists(cells, min_size=members * items * count, max_size=members * items * count))
    scores = np.array(flat).reshape(members, items, count)
    return panel(scores.tolist(), evenly(count, lowest=1, highest=5))


@settings(max_examples=40, deadline=None)
@given(panels())
def test_shares_sum_to_one_over_items_and_over_places(one: Panel) -> None:
    found = robustness(one, draws=200)
    assert found.acceptability.sum(axis=0) == pytest.approx(np.ones(len(one.items)))
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(len(one.items)))
    assert found.top(len(one.items)) == pytest.approx(np.ones(len(one.items)))
    leading = ~np.isnan(found.central[:, 0])
    assert found.central[leading].sum(axis=1) == pytest.approx(np.ones(leading.sum()))


@settings(max_examples=30, deadline=None)
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_items_members_and_criteria_does_not_matter(one: Panel, random: object) -> None:
    def shuffled(count: int) -> list[int]:
        order = list(range(count))
        random.shuffle(order)  # type: ignore[attr-defined]  # a random.Random
        return order

    members, items, columns = (
        shuffled(len(one.members)),
        shuffled(len(one.items)),
        shuffled(len(one.criteria)),
    )
    other = Panel(
        [one.criteria[at] for at in columns],
        [one.items[at] for at in items],
        [one.members[at] for at in members],
        one.scores[np.ix_(members, items, columns)],
    )
    before, after = robustness(one, draws=200), robustness(other, draws=200)
    assert after.acceptability == pytest.approx(before.acceptability[items])
    assert after.central == pytest.approx(before.central[np.ix_(items, columns)], nan_ok=True)
    assert after.confidence == pytest.approx(before.confidence[items], nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(panels(), st.data())
def test_a_higher_score_never_worsens_the_expected_place(one: Panel, data: st.DataObject) -> None:
    cells = [tuple(at) for at in np.argwhere(~np.isnan(one.scores) & (one.scores < 5))]
    if not cells:
        return
    at = data.draw(st.sampled_from(cells))
    raised = one.scores.copy()
    raised[at] += 1
    other = Panel(one.criteria, one.items, one.members, raised)
    before = robustness(one, draws=200).expected_place()[at[1]]
    after = robustness(other, draws=200).expected_place()[at[1]]
    assert after <= before + 1e-9
