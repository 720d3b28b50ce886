"""The encoder in NumPy, on a small network with weights from a seed."""

import numpy as np
import pytest

from samstyring.engines.text_analysis.encoder import Encoder
from samstyring.engines.text_analysis.packing import pack, unpack
from samstyring.engines.text_analysis.windows import Window

HIDDEN, HEADS, INNER, LAYERS, VOCABULARY = 64, 4, 128, 2, 50
WINDOWS = [
    Window((0, 5, 6, 7, 2, 8, 9, 2), ((0, 1, 5), (1, 5, 8))),
    Window((0, 10, 11, 2), ((2, 1, 4),)),
    Window(tuple(range(40)), ((3, 1, 40),)),
]


def arrays(seed: int = 3) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    made = {"shape": np.array([HIDDEN, HEADS, INNER, LAYERS], np.int32), "position": some(64, HIDDEN)}
    made |= {f"word.{key}": value for key, value in pack(some(VOCABULARY, HIDDEN)).items()}
    made |= {"norm.w": some(HIDDEN), "norm.b": some(HIDDEN)}
    for number in range(LAYERS):
        sizes = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN)}
        sizes |= {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}
        for part, size in sizes.items():
            made |= {f"l{number}.{part}.{key}": value for key, value in pack(some(*size)).items()}
            made[f"l{number}.{part}.b"] = some(size[0])
        for norm in ("aln", "oln"):
            made |= {f"l{number}.{norm}.w": some(HIDDEN), f"l{number}.{norm}.b": some(HIDDEN)}
    return made


def one_by_one(made: dict[str, np.ndarray], tokens: tuple[int, ...]) -> np.ndarray:
    """The same network written out plainly, for one window, in float64."""

    def matrix(name: str, inputs: int) -> np.ndarray:
        return unpack(made[f"{name}.q"], made[f"{name}.s"]).astype(np.float64).reshape(-1, inputs)

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ matrix(name, x.shape[1]).T + made[f"{name}.b"]

    def normal(x: np.ndarray, name: str) -> np.ndarray:
        x = x - x.mean(1, keepdims=True)
        return x / np.sqrt((x**2).mean(1, keepdims=True) + 1e-12) * made[f"{name}.w"] + made[f"{name}.b"]

    x = normal(matrix("word", HIDDEN)[list(tokens)] + made["position"][: len(tokens)], "norm")
    size = HIDDEN // HEADS
    for number in range(LAYERS):
        q, k, v = (linear(x, f"l{number}.{part}") for part in "qkv")
        seen = []
        for head in range(HEADS):
            own = slice(head * size, (head + 1) * size)
            alike = np.exp(q[:, own] @ k[:, own].T / np.sqrt(size))
            seen.append(alike / alike.sum(1, keepdims=True) @ v[:, own])
        x = normal(x + linear(np.concatenate(seen, 1), f"l{number}.ao"), f"l{number}.aln")
        inner = linear(x, f"l{number}.fi")
        x = normal(x + linear(inner / (1 + np.exp(-1.702 * inner)), f"l{number}.fo"), f"l{number}.oln")
    return x


def test_the_vectors_are_those_of_the_network_written_out() -> None:
    made = arrays()
    vectors = Encoder(made).vectors(WINDOWS)
    for window in WINDOWS:
        states = one_by_one(made, window.tokens)
        for number, start, end in window.targets:
            assert vectors[number] == pytest.approx(states[start:end].mean(0), abs=2e-3)


def test_the_same_windows_give_the_same_vectors_and_company_changes_nothing() -> None:
    encoder = Encoder(arrays())
    together = encoder.vectors(WINDOWS)
    assert np.array_equal(together, encoder.vectors(WINDOWS))
    alone = encoder.vectors([Window(WINDOWS[1].tokens, ((0, 1, 4),))])
    assert alone[0] == pytest.approx(together[2], abs=1e-4)


def test_no_windows_no_vectors() -> None:
    assert Encoder(arrays()).vectors([]).shape == (0, HIDDEN)
