"""The learned judge of stance: linear models of what a sentence says, and of what a reply says with them.

Small enough to read: every weight belongs to a word, a pair of words or a cue (stance_features.py), and every
feature of a reply has a name. Made by training/reading/train_stance.py; `stance.json` beside the weights is
its card.
"""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from samstyring.engines.text_analysis.identity import MODEL_FILES
from samstyring.engines.text_analysis.model import StanceValue
from samstyring.engines.text_analysis.packing import Array, Floats
from samstyring.engines.text_analysis.stance_features import cue_names, cues_in, features

KINDS = ("support", "opposition", "proposal", "challenge", "background")
"""What a sentence does, for stance: knowledge needs count as challenges, examples as background."""
SAYS = ("for", "against", "on_condition", "nothing")
"""What a sentence says of the proposal as a whole."""
VALUES = tuple(StanceValue)
_FEW = 3  # so many sentences are the beginning, and so many the end
_CROWD = 40  # a longer reply than this, in sentences, is not a longer kind of reply


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as the models see it: probabilities in the order of `KINDS` and `SAYS`, and its cues."""

    kinds: Floats
    says: Floats
    cues: frozenset[str]


SILENT = Sentence(np.array([0, 0, 0, 0, 1], np.float32), np.array([0, 0, 0, 1], np.float32), frozenset())
"""A sentence that says nothing of the proposal, whatever its words: it joins another's reply, or cites."""


class StanceModel:
    """The weights in memory."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        words = bytes(arrays["vocabulary"]).decode("utf-8").split("\n")
        self._rows = {word: number for number, word in enumerate(words)}
        self._weights = arrays["sentence.weights"].astype(np.float32)
        self._bias = arrays["sentence.bias"].astype(np.float32)
        self._reply = arrays["reply.weights"].astype(np.float32)
        self._reply_bias = arrays["reply.bias"].astype(np.float32)
        self.names = bytes(arrays["reply.features"]).decode("utf-8").split("\n")

    def sentences(self, texts: Sequence[str]) -> list[Sentence]:
        """What each sentence says."""
        return [self._sentence(text) for text in texts]

    def _sentence(self, text: str) -> Sentence:
        rows = [self._rows[name] for name in features(text) if name in self._rows]
        scores = self._bias + self._weights[rows].sum(axis=0) / math.sqrt(max(1, len(rows)))
        return Sentence(softmax(scores[: len(KINDS)]), softmax(scores[len(KINDS) :]), cues_in(text))

    def scores(self, found: Sequence[Sentence]) -> Floats:
        """What a reply of these sentences says, in log-odds for each of `VALUES`."""
        seen = reply_features(found)
        given = np.array([seen[name] for name in self.names], np.float32)
        result: Floats = given @ self._reply + self._reply_bias
        return result


def softmax(scores: Floats) -> Floats:
    """Scores as probabilities."""
    powers = np.exp(scores - scores.max())
    result: Floats = powers / powers.sum()
    return result


def reply_features(found: Sequence[Sentence]) -> dict[str, float]:
    """What the model sees of a whole reply: how strongly anything is said, where, and how often."""
    kinds = np.array([one.kinds for one in found])
    says = np.array([one.says for one in found])
    seen: dict[str, float] = {"length": math.log(min(len(found), _CROWD))}
    for number, name in enumerate(SAYS[:-1]):
        column = says[:, number]
        seen[f"{name}: most"] = float(column.max())
        seen[f"{name}: in all"] = float(min(2.0, column.sum()))
        seen[f"{name}: at the end"] = float(column[-_FEW:].max())
        seen[f"{name}: at the beginning"] = float(column[:_FEW].max())
    for number, name in enumerate(KINDS[:-1]):
        column = kinds[:, number]
        seen[f"{name}: share"] = float(column.mean())
        seen[f"{name}: most"] = float(column.max())
        seen[f"{name}: at the end"] = float(column[-_FEW:].max())
        seen[f"{name}: how many"] = math.log1p(min(int((column > 0.4).sum()), _CROWD // 4))
    seen["support over opposition"] = _over(kinds[:, 0], kinds[:, 1], 0.3)
    seen["for over against"] = _over(says[:, 0], says[:, 1], 0.2)
    for name in cue_names():
        with_it = [name in one.cues for one in found]
        seen[f"cue {name}: how many"] = math.log1p(min(sum(with_it), _CROWD // 4))
        seen[f"cue {name}: of the proposal"] = float(
            any(has and "target" in one.cues for has, one in zip(with_it, found, strict=True))
        )
        seen[f"cue {name}: at the end"] = float(any(with_it[-_FEW:]))
    seen["questions: share"] = sum("ask" in one.cues for one in found) / len(found)
    return seen


def _over(one: Floats, other: Floats, floor: float) -> float:
    return math.log((float(one.sum()) + floor) / (float(other.sum()) + floor))


@cache
def load() -> StanceModel:
    """The shipped model. Raises OSError where the package is not whole."""
    with np.load(io.BytesIO(MODEL_FILES.joinpath("stance.npz").read_bytes())) as file:
        return StanceModel({name: file[name] for name in file.files})
