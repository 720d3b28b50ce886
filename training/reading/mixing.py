"""How much the model's word and the cues' word count: fitted on documents that the model has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from labelled import LabelledDocument, Labels

from samstyring.engines.text_analysis.learned import evidence, log_softmax
from samstyring.engines.text_analysis.themes import ThemeUnit, word_weights
from samstyring.engines.text_analysis.types import classify

_STEPS, _HOLD, _HOLD_BIAS = 30, 0.005, 0.02
CUES_COUNT, WORDS_COUNT, EXAMPLES = 2.0, 3.0, 0.4
"""How many times more the cues and the key words count in what is shipped, and what is added to the score of
examples, of which too few were found. Chosen among a few values on three public documents, as far as it cost
nothing on our own: see docs/methods/model-card.md."""


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


def mixed(one: Evidence, mix: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Scores of types and of themes, units × classes, as `learned.Model.mixed` makes them."""
    return (
        np.tensordot(mix["mix.type"], one.types, axes=1) + mix["mix.type.bias"],
        np.tensordot(mix["mix.theme"], one.themes, axes=1) + mix["mix.theme.bias"],
    )


def as_shipped(mix: dict[str, np.ndarray], labels: Labels) -> dict[str, np.ndarray]:
    """The mix with more weight on cues and words than our own examples, which are written without many of
    them, give."""
    result = {name: values.copy() for name, values in mix.items()}
    result["mix.type"][-1] *= CUES_COUNT
    result["mix.theme"][-1] *= WORDS_COUNT
    if "example" in labels.types:
        result["mix.type.bias"][labels.types.index("example")] += EXAMPLES
    return result


def _weigh(kinds: np.ndarray, wanted: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """A weight for each kind of evidence (kinds × units × classes) and a bias for each class that make the
    labels likeliest, slightly held to the model's word alone (Newton's method; the problem is convex).
    """
    known = np.array(wanted) >= 0
    given = np.moveaxis(kinds[:, known].astype(np.float64), 0, -1)
    units, classes, sorts = given.shape
    ones = np.broadcast_to(np.eye(classes), (units, classes, classes))
    design = np.concatenate([given, ones], axis=2)
    start = np.concatenate([[1.0], np.full(sorts - 1, 0.1), np.zeros(classes)])
    hold = np.concatenate([np.full(sorts, _HOLD), np.full(classes, _HOLD_BIAS)])
    right = design[np.arange(units), np.array(wanted)[known]].mean(axis=0)
    solution = start.copy()
    for _ in range(_STEPS):
        likely = np.exp(log_softmax((design @ solution).astype(np.float64)))
        expected = np.einsum("nk,nkp->np", likely, design)
        gradient = expected.mean(axis=0) - right + 2 * hold * (solution - start)
        second = np.einsum("nk,nkp,nkq->pq", likely, design, design, optimize=True) / units
        second += 2 * np.diag(hold) - expected.T @ expected / units
        solution = solution - np.linalg.solve(second, gradient)
    found = solution.astype(np.float32)
    return found[:sorts], found[sorts:]
