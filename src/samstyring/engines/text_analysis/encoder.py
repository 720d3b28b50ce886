"""The learned model's encoder in NumPy: windows of tokens → one vector for each statement.

A small BERT (Devlin et al., 2018): self-attention and a feed-forward net in each layer, each with a
residual and a layer normalisation after it. The matrices are float32 while it runs; they are stored in 4 or
8 bits (packing.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from samstyring.engines.text_analysis.packing import BLOCK, Array, Floats, unpack
from samstyring.engines.text_analysis.windows import Window

_BATCH_TOKENS = 1024
_TINY = np.float32(1e-12)
_LARGEST = np.float32(60)


class Encoder:
    """An encoder with its weights, from the arrays of a model file (see docs/methods/model-card.md).

    `bend` is what stands between the two matrices of the feed-forward net: it changes its argument in place.
    """

    bend: Callable[[Floats], Floats]

    def __init__(
        self, arrays: Mapping[str, Array], *, bend: Callable[[Floats], Floats] | None = None
    ) -> None:
        self.bend = bend or _gelu
        self.hidden, self.heads, inner, layers = (int(number) for number in arrays["shape"])
        self._arrays = arrays
        self._layers = [self._layer(number, inner) for number in range(layers)]
        self._position = arrays["position"].astype(np.float32)
        self._norm = self._pair("norm")

    @property
    def longest(self) -> int:
        """Most tokens in one window."""
        return len(self._position)

    def vectors(self, windows: Sequence[Window]) -> Floats:
        """One vector (float32, `hidden` wide) for each target of `windows`, in the order of their numbers."""
        result = np.zeros((sum(len(window.targets) for window in windows), self.hidden), np.float32)
        for batch in _batches(windows):
            hidden = self._run(batch)
            for row, window in enumerate(batch):
                for number, start, end in window.targets:
                    result[number] = hidden[row, start:end].mean(axis=0)
        return result

    def _run(self, batch: Sequence[Window]) -> Floats:
        """Windows × tokens × hidden, after the last layer."""
        longest = max(len(window.tokens) for window in batch)
        tokens = np.zeros((len(batch), longest), np.int64)
        mask = np.full((len(batch), 1, 1, longest), np.float32(-1e9))
        for row, window in enumerate(batch):
            tokens[row, : len(window.tokens)] = window.tokens
            mask[row, ..., : len(window.tokens)] = 0
        x = _normalised(self._words(tokens) + self._position[:longest], *self._norm)
        for layer in self._layers:
            x = self._through(x, mask if mask.any() else None, layer)
        return x

    def _through(self, x: Floats, mask: Floats | None, layer: Mapping[str, Floats]) -> Floats:
        # What a product has made is changed in place: a new array of this size costs more than the sum in it.
        size, length, hidden = x.shape
        flat = x.reshape(-1, hidden)
        parts = flat @ layer["qkv.w"]
        parts += layer["qkv.b"]
        split = parts.reshape(size, length, 3, self.heads, hidden // self.heads)
        query, key, value = (split[:, :, part].transpose(0, 2, 1, 3) for part in range(3))
        alike = query @ key.transpose(0, 1, 3, 2)
        if mask is not None:
            alike += mask
        # Bounded instead of shifted by the largest: the same shares, in half of the time.
        np.exp(np.minimum(alike, _LARGEST, out=alike), out=alike)
        seen = alike @ value
        seen /= alike @ np.ones((length, 1), np.float32)
        flat = flat + seen.transpose(0, 2, 1, 3).reshape(-1, hidden) @ layer["ao.w"]
        flat += layer["ao.b"]
        flat = _normalised(flat, layer["aln.w"], layer["aln.b"])
        inner = flat @ layer["fi.w"]
        inner += layer["fi.b"]
        result = self.bend(inner) @ layer["fo.w"]
        result += layer["fo.b"]
        result += flat
        return _normalised(result, layer["oln.w"], layer["oln.b"]).reshape(size, length, hidden)

    def _words(self, tokens: npt.NDArray[np.int64]) -> Floats:
        """Word vectors, unpacked only for the tokens at hand."""
        blocks = self.hidden // BLOCK
        used, where = np.unique(tokens, return_inverse=True)
        q, s = self._arrays["word.q"], self._arrays["word.s"]
        rows = unpack(
            q.reshape(-1, blocks, q.shape[1])[used].reshape(-1, q.shape[1]),
            s.reshape(-1, blocks)[used].reshape(-1),
        )
        return rows.reshape(-1, self.hidden)[where.reshape(tokens.shape)]

    def _layer(self, number: int, inner: int) -> dict[str, Floats]:
        hidden = self.hidden
        # The scale of attention goes into the query's weights, and the three first matrices into one.
        scale = np.float32((hidden // self.heads) ** -0.5)
        parts = {part: self._matrix(f"l{number}.{part}", hidden) for part in ("q", "k", "v", "ao", "fi")}
        biases = {part: self._floats(f"l{number}.{part}.b") for part in ("q", "k", "v", "ao", "fi", "fo")}
        made = {
            "qkv.w": np.concatenate([parts["q"] * scale, parts["k"], parts["v"]], axis=1),
            "qkv.b": np.concatenate([biases["q"] * scale, biases["k"], biases["v"]]),
            "fo.w": self._matrix(f"l{number}.fo", inner),
        }
        made |= {f"{part}.w": parts[part] for part in ("ao", "fi")}
        made |= {f"{part}.b": biases[part] for part in ("ao", "fi", "fo")}
        for norm in ("aln", "oln"):
            made[f"{norm}.w"], made[f"{norm}.b"] = self._pair(f"l{number}.{norm}")
        return made

    def _matrix(self, name: str, inputs: int) -> Floats:
        """A stored matrix, inputs × outputs (stored outputs × inputs)."""
        return np.ascontiguousarray(
            unpack(self._arrays[f"{name}.q"], self._arrays[f"{name}.s"]).reshape(-1, inputs).T
        )

    def _floats(self, name: str) -> Floats:
        return self._arrays[name].astype(np.float32)

    def _pair(self, name: str) -> tuple[Floats, Floats]:
        return self._floats(f"{name}.w"), self._floats(f"{name}.b")


def _batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of like length together, up to a number of tokens that keeps memory small."""
    ordered = sorted(windows, key=lambda window: (len(window.tokens), window.targets))
    batch: list[Window] = []
    for window in ordered:
        if batch and (len(batch) + 1) * len(window.tokens) > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _normalised(x: Floats, weight: Floats, bias: Floats) -> Floats:
    """Layer normalisation over the last axis, in place."""
    x -= x.mean(axis=-1, keepdims=True)
    variance = np.einsum("...i,...i->...", x, x)[..., None] / np.float32(x.shape[-1])
    x /= np.sqrt(variance + _TINY)
    x *= weight
    x += bias
    return x


def _gelu(x: Floats) -> Floats:
    """x·σ(1.702x), in place: as in training (training/reading/network.py)."""
    # Beyond ±60 the sigmoid is 0 or 1 to the last bit; the bound keeps the exponential from overflowing.
    gate = x * np.float32(-1.702)
    np.clip(gate, -_LARGEST, _LARGEST, out=gate)
    np.exp(gate, out=gate)
    gate += 1
    x /= gate
    return x
