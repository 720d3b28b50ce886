"""A trained network as a model file: the arrays that samstyring.engines.text_analysis.encoder reads."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from base_model import BaseModel
from network import Network
from torch import Tensor, nn

from samstyring.engines.text_analysis.packing import pack, unpack

PARTS = ("q", "k", "v", "ao", "fi", "fo")


def arrays(network: Network, base: BaseModel) -> dict[str, np.ndarray]:
    """All arrays of a model file, heads apart."""
    result: dict[str, np.ndarray] = {
        "shape": np.array([base.hidden, base.heads, base.inner, len(network.layers)], np.int32),
        "pieces": text(base.pieces),
        "scores": base.scores.astype(np.float32),
        "position": plain(network.position)[:512],
        **named("norm", network.norm),
        **{f"word.{key}": value for key, value in pack(base.tensors["emb.word"]).items()},
    }
    for number, layer in enumerate(network.layers):
        for part in PARTS:
            matrix = getattr(layer, part)
            for key, value in pack(plain(matrix.weight)).items():
                result[f"l{number}.{part}.{key}"] = value
            result[f"l{number}.{part}.b"] = plain(matrix.bias)
        for norm in ("aln", "oln"):
            result |= named(f"l{number}.{norm}", getattr(layer, norm))
    return result


def named(name: str, norm: object) -> dict[str, np.ndarray]:
    """Weight and bias of a layer normalisation or a linear layer."""
    return {f"{name}.w": plain(norm.weight), f"{name}.b": plain(norm.bias)}  # type: ignore[attr-defined]


def plain(values: Tensor) -> np.ndarray:
    """Float32 values outside torch."""
    return values.detach().float().numpy()


def heads(network: Network) -> dict[str, np.ndarray]:
    """The two linear heads."""
    return {**named("head.type", network.type_head), **named("head.theme", network.theme_head)}


def text(words: Sequence[str]) -> np.ndarray:
    """Names, one a line, as bytes."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def restore(network: Network, arrays: Mapping[str, np.ndarray]) -> None:
    """Put a model file's weights into a network of the same shape, to go on training from them."""
    network.position.data[:] = tensor(arrays["position"])
    modules: dict[str, nn.Module] = {
        "norm": network.norm,
        "head.type": network.type_head,
        "head.theme": network.theme_head,
    }
    for number, layer in enumerate(network.layers):
        modules |= {f"l{number}.{norm}": getattr(layer, norm) for norm in ("aln", "oln")}
        for part in PARTS:
            matrix, name = getattr(layer, part), f"l{number}.{part}"
            weight = unpack(arrays[f"{name}.q"], arrays[f"{name}.s"]).reshape(matrix.weight.shape)
            matrix.load_state_dict({"weight": tensor(weight), "bias": tensor(arrays[f"{name}.b"])})
    for name, module in modules.items():
        module.load_state_dict({"weight": tensor(arrays[f"{name}.w"]), "bias": tensor(arrays[f"{name}.b"])})


def tensor(values: np.ndarray) -> Tensor:
    """Float32 values for torch."""
    return torch.from_numpy(values.astype(np.float32))
