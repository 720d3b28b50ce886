"""The network in torch: a small BERT whose matrices are rounded as they will be shipped, and two heads."""

import math

import numpy as np
import torch
from base_model import BLOCK, BaseModel
from torch import Tensor, nn
from torch.nn import functional


class Rounded(torch.autograd.Function):
    """Weights as they are after packing in 4 bits (packing.py); the gradient passes unchanged (straight
    through)."""

    @staticmethod
    def forward(_: object, weight: Tensor) -> Tensor:
        blocks = weight.reshape(-1, BLOCK)
        farthest = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
        scale = (farthest / -8).half().float()
        scale = torch.where(scale == 0, torch.ones_like(scale), scale)
        return ((blocks / scale).round_().clamp_(-8, 7) * scale).reshape(weight.shape)

    @staticmethod
    def backward(_: object, gradient: Tensor) -> Tensor:  # type: ignore[override]  # torch's is untyped
        return gradient


class Matrix(nn.Linear):
    """A linear layer that can compute with its weights rounded to 4 bits."""

    rounded = False

    def forward(self, values: Tensor) -> Tensor:
        weight = Rounded.apply(self.weight) if self.rounded else self.weight
        return functional.linear(values, weight, self.bias)


class Layer(nn.Module):
    """Self-attention and a feed-forward net, each with a residual and a layer normalisation after it."""

    def __init__(self, hidden: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.scale = (hidden // heads) ** -0.5
        self.q, self.k, self.v, self.ao = (Matrix(hidden, hidden) for _ in range(4))
        self.fi, self.fo = Matrix(hidden, inner), Matrix(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length, hidden = x.shape

        def split(values: Tensor) -> Tensor:
            return values.view(size, length, self.heads, hidden // self.heads).transpose(1, 2)

        # By hand: on a processor this is several times faster than torch's own attention at these lengths.
        alike = torch.matmul(split(self.q(x)) * self.scale, split(self.k(x)).transpose(2, 3))
        alike = alike + mask.to(alike.dtype)
        seen = torch.matmul(alike.softmax(-1), split(self.v(x)))
        x = self.aln(x + self.ao(seen.transpose(1, 2).reshape(size, length, hidden)))
        # GELU as x·σ(1.702x) (Hendrycks and Gimpel, 2016), which costs a third of the exact one in both
        # engines.
        return self.oln(x + self.fo(functional.silu(1.702 * self.fi(x)) / 1.702))


class Network(nn.Module):
    """Encoder, mean over each statement's tokens, one linear head for types and one for themes."""

    def __init__(
        self, base: BaseModel, *, layers: list[int], types: int, themes: int, dropout: float = 0.1
    ) -> None:
        super().__init__()
        hidden = base.hidden
        tensors = {name: torch.from_numpy(np.array(value)) for name, value in base.tensors.items()}
        # The vocabulary stays as it is: its 4 bits are exact, and rare words keep what they know.
        self.word = nn.Embedding.from_pretrained(tensors["emb.word"].view(-1, hidden), freeze=True)
        self.position = nn.Parameter(
            tensors["emb.pos"].view(-1, hidden) + tensors["emb.type"].view(-1, hidden)[0]
        )
        self.norm = nn.LayerNorm(hidden, 1e-12)
        self.norm.load_state_dict({"weight": tensors["emb.ln.w"], "bias": tensors["emb.ln.b"]})
        self.layers = nn.ModuleList(Layer(hidden, base.heads, base.inner) for _ in layers)
        for layer, number in zip(self.layers, layers, strict=True):
            for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                part = getattr(layer, name)
                weight = tensors[f"l{number}.{name}.w"].view(part.weight.shape)
                part.load_state_dict({"weight": weight, "bias": tensors[f"l{number}.{name}.b"]})
        self.frozen = 0
        self.dropout = nn.Dropout(dropout)
        self.type_head, self.theme_head = nn.Linear(hidden, types), nn.Linear(hidden, themes)

    def round_weights(self) -> None:
        """From now on compute with matrices as they will be stored."""
        for module in self.modules():
            if isinstance(module, Matrix):
                module.rounded = True

    def freeze(self, layers: int) -> None:
        """Leave the word vectors, the positions and the lowest `layers` as they are."""
        for part in [self.norm, *self.layers[:layers]]:
            part.requires_grad_(requires_grad=False)
        self.position.requires_grad_(requires_grad=False)
        self.frozen = layers

    def encode(self, tokens: Tensor, real: Tensor) -> Tensor:
        """Windows × tokens → windows × tokens × hidden. `real` is False where a token only fills up."""
        x = self.norm(self.word(tokens) + self.position[: tokens.shape[1]])
        mask = torch.zeros(real.shape, dtype=x.dtype).masked_fill(~real, -math.inf)[:, None, None, :]
        for number, layer in enumerate(self.layers):
            with torch.set_grad_enabled(torch.is_grad_enabled() and number >= self.frozen):
                x = layer(x, mask.to(x.dtype))
        return x

    def forward(self, tokens: Tensor, real: Tensor, spans: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Type scores, theme scores and vectors of the statements at `spans` (rows: window, start, end)."""
        x = self.encode(tokens, real).float()
        sums = functional.pad(x.cumsum(1), (0, 0, 1, 0))
        window, start, end = spans.unbind(1)
        pooled = (sums[window, end] - sums[window, start]) / (end - start)[:, None]
        dropped = self.dropout(pooled)
        return self.type_head(dropped), self.theme_head(dropped), pooled
