"""Weights in 4 bits and back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from samstyring.engines.text_analysis.packing import BLOCK, pack, unpack

blocks = hnp.arrays(
    np.float32, st.tuples(st.integers(1, 4), st.just(BLOCK)), elements=st.floats(-50, 50, width=32)
)


@settings(deadline=None)
@given(blocks)
def test_what_was_unpacked_packs_to_the_same_again(values: np.ndarray) -> None:
    once = unpack(**pack(values))
    again = pack(once)
    assert np.array_equal(unpack(**again), once)


@settings(deadline=None)
@given(blocks)
def test_no_value_moves_farther_than_one_step(values: np.ndarray) -> None:
    packed = pack(values)
    step = np.abs(packed["s"].astype(np.float32))[:, None]
    # One step at most on the side of the farthest value's opposite (7 of 8), else half a step; half
    # precision adds a little.
    assert (np.abs(unpack(**packed).reshape(values.shape) - values) <= 1.01 * step + 1e-6).all()


def test_half_a_byte_a_value_and_two_bytes_a_block() -> None:
    packed = pack(np.ones(10 * BLOCK, np.float32))
    assert packed["q"].nbytes == 10 * BLOCK // 2
    assert packed["s"].nbytes == 10 * 2
    assert unpack(**packed) == pytest.approx(1)
