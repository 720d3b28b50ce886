"""Weights in 4 bits: blocks of 32 values share one scale, as in the base model's own file (Q4_0).

A matrix is stored as two arrays of an .npz file: `<name>.q`, the whole numbers -8 to 7, two to a byte, and
`<name>.s`, one float16 scale a block. Everything else is stored as float32 or text, under its own name.
"""

import numpy as np
import numpy.typing as npt

BLOCK = 32
_OFFSET = 8
Floats = npt.NDArray[np.float32]
Array = npt.NDArray[np.generic]


def pack(values: Floats) -> dict[str, Array]:
    """`values` (size a multiple of 32) as whole numbers ("q": rows of 16 bytes) and scales ("s").

    The value farthest from zero becomes -8. What `unpack` gives back packs to the same numbers again.
    """
    blocks = np.asarray(values, np.float32).reshape(-1, BLOCK)
    farthest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=1)[:, None], axis=1)
    scale = (farthest / -_OFFSET).astype(np.float16)
    divisor = np.where(scale == 0, np.float32(1), scale.astype(np.float32))
    numbers = (np.clip(np.rint(blocks / divisor), -_OFFSET, _OFFSET - 1) + _OFFSET).astype(np.uint8)
    half = BLOCK // 2
    return {"q": numbers[:, :half] | (numbers[:, half:] << 4), "s": scale.reshape(-1)}


def unpack(q: Array, s: Array) -> Floats:
    """The values again, flat."""
    halves = q.astype(np.uint8)
    numbers = (
        np.concatenate([halves & np.uint8(15), halves >> np.uint8(4)], axis=1).astype(np.float32) - _OFFSET
    )
    flat: Floats = (numbers * s.astype(np.float32)[:, None]).reshape(-1)
    return flat
