"""How much the model's word and the cues' word count: fitted on documents that the model has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from labelled import LabelledDocument
from learning import Labels
from torch import Tensor, nn
from torch.nn import functional

from samstyring.engines.text_analysis.learned import evidence, log_softmax
from samstyring.engines.text_analysis.themes import ThemeUnit, word_weights
from samstyring.engines.text_analysis.types import classify

CUES_COUNT = 2.0
"""How many times more the cues count in what is shipped. Chosen among 1, 1.5, 2 and 3 on three public
documents: see docs/methods/model-card.md."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """For one document, kinds of evidence × units × classes: those of `learned.evidence`, and the scores of
    the cues (for types) or the words (for themes).
    """

    document: LabelledDocument
    types: np.ndarray
    themes: np.ndarray


def gather(document: LabelledDocument, types: np.ndarray, themes: np.ndarray, labels: Labels) -> Evidence:
    """Evidence of a document from the model's raw scores."""
    judged = [{str(k): v for k, v in classify(unit.context).scores.items()} for unit in document.units]
    cues = np.array([[scores.get(name, 0.0) for name in labels.types] for scores in judged], np.float32)
    weights = word_weights([ThemeUnit(u.unit.text, u.unit.heading, u.paragraph) for u in document.units])
    words = np.array([[row.get(name, 0.0) for name in labels.themes] for row in weights], np.float32)
    units = [unit.unit for unit in document.units]
    return Evidence(
        document,
        np.concatenate([evidence(log_softmax(types), units), cues[None]]),
        np.concatenate([evidence(log_softmax(themes), units), words[None]]),
    )


def fit(gathered: Sequence[Evidence], labels: Labels) -> dict[str, np.ndarray]:
    """The "mix" arrays of a model file."""
    units = [unit for one in gathered for unit in one.document.units]
    type_mix, type_bias = _weigh(
        np.concatenate([one.types for one in gathered], axis=1),
        [labels.types.index(unit.type) if unit.type in labels.types else -1 for unit in units],
    )
    theme_mix, theme_bias = _weigh(
        np.concatenate([one.themes for one in gathered], axis=1),
        [labels.themes.index(unit.theme) if unit.theme in labels.themes else -1 for unit in units],
    )
    return {
        "mix.type": type_mix,
        "mix.type.bias": type_bias,
        "mix.theme": theme_mix,
        "mix.theme.bias": theme_bias,
    }


def as_shipped(mix: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The mix with more weight on cues and words than our own examples, which were written without them,
    give."""
    result = dict(mix)
    for name in ("mix.type", "mix.theme"):
        result[name] = mix[name] * np.array([1.0] * (len(mix[name]) - 1) + [CUES_COUNT], np.float32)
    return result


def _weigh(kinds: np.ndarray, wanted: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """A weight for each kind of evidence (kinds × units × classes) and a bias for each class that make the
    labels likeliest (L-BFGS; slightly held to the model's word alone).
    """
    known = np.array(wanted) >= 0
    given = torch.from_numpy(kinds[:, known].astype(np.float32))
    target = torch.tensor([number for number in wanted if number >= 0])
    start = torch.tensor([1.0, *[0.1] * (len(kinds) - 1)])
    mix, bias = nn.Parameter(start.clone()), nn.Parameter(torch.zeros(kinds.shape[2]))
    optimiser = torch.optim.LBFGS([mix, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        value = functional.cross_entropy(torch.tensordot(mix, given, dims=1) + bias, target)
        value = value + 0.005 * (bias.square().sum() + (mix - start).square().sum())
        value.backward()
        return value

    optimiser.step(loss)
    return mix.detach().numpy().copy(), bias.detach().numpy().copy()
