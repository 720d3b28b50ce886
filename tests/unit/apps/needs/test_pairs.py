"""The likeliest pairs of many rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.consultations.likeness import Rows, rows_of
from samstyring.apps.needs.pairs import AT_A_TIME, likeliest_pairs

NO_WEIGHTS = np.zeros(0, np.float32)


def test_the_same_words_are_a_pair_and_others_are_none() -> None:
    texts = ["Felles journal for alle", "Bedre veier i nord", "Felles journal for alle", "Flere sykepleiere"]
    pairs, alike = likeliest_pairs(rows_of(texts, None), least=0.3, most=10)
    assert pairs.tolist() == [[0, 2]]
    assert round(float(alike[0]), 3) == 1


def test_pairs_are_found_across_blocks_and_named_once() -> None:
    rows = np.zeros((AT_A_TIME + 10, 400), np.float32)
    rows[np.arange(len(rows)), np.arange(len(rows)) % 400] = 1
    rows[3] = rows[AT_A_TIME + 5] = 0
    rows[3, 399] = rows[AT_A_TIME + 5, 399] = 1
    pairs, _alike = likeliest_pairs(Rows(rows, NO_WEIGHTS), least=0.9, most=10_000)
    assert [3, AT_A_TIME + 5] in pairs.tolist()
    assert len({tuple(pair) for pair in pairs.tolist()}) == len(pairs)


@given(st.integers(0, 12), st.integers(0, 1000))
def test_pairs_are_those_that_each_row_compared_with_each_gives(count: int, seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(count, 4)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    pairs, alike = likeliest_pairs(Rows(rows, NO_WEIGHTS), least=0.01, most=100)
    assert all(first < second for first, second in pairs.tolist())
    assert np.all(np.diff(alike) <= 1e-4)
    # The likeliest of all is never lost by looking at a few of each.
    products = np.triu(rows @ rows.T, 1)
    if count > 1 and products.max() > 0.71:
        best = np.unravel_index(products.argmax(), products.shape)
        assert tuple(pairs[0].tolist()) == tuple(int(one) for one in best)


def test_no_rows_have_no_pairs() -> None:
    pairs, alike = likeliest_pairs(rows_of([], None), least=0.3, most=10)
    assert pairs.shape == (0, 2)
    assert len(alike) == 0
