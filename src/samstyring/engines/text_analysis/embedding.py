"""Texts as vectors, for ranking what may say the same: the learned model's encoder on each text alone.

The vectors depend on the text and the model only, so the caller can keep them by the text's hash and
`model_key()`.
"""

from collections.abc import Sequence

import numpy as np

from samstyring.engines.text_analysis import identity, learned
from samstyring.engines.text_analysis.packing import Floats
from samstyring.engines.text_analysis.windows import Unit

_DIGITS = 4


def model_key() -> str:
    """Which model makes the vectors: the hash of its file; empty where there is none."""
    key: str = identity.CARD.get("sha256", "") if learned.load() is not None else ""
    return key


def embed(texts: Sequence[str]) -> Floats | None:
    """One row of length 1 for each text, rounded to four digits; None where there is no model.

    Each text is read without its surroundings, so that equal texts have equal vectors.
    """
    model = learned.load()
    if model is None:
        return None
    rows = model.alone([Unit(text) for text in texts])
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    vectors: Floats = np.round(rows / lengths, _DIGITS).astype(np.float32)
    return vectors
