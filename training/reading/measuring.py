"""Which documents are held out, and how well a network does on them."""

import hashlib
from collections.abc import Collection, Sequence

import mixing
import numpy as np
from labelled import LabelledDocument, Labels

from samstyring.engines.text_analysis.evaluation import (
    MAIN_TYPES,
    Pair,
    Unit,
    accuracy,
    interval,
    macro_f1,
    scores,
)

Arrays = dict[str, np.ndarray]


def held_out_names(documents: Sequence[LabelledDocument], share: float) -> set[str]:
    """A share of the documents, by whole documents: the same ones however many others come to."""
    return {
        document.name
        for document in documents
        if not document.for_learning_only and _lot(document.name) < share
    }


def _lot(name: str) -> float:
    """A number from 0 to 1 that looks drawn by chance, always the same for a name."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) / 0x1_0000_0000


def split(
    documents: Sequence[LabelledDocument], names: Collection[str]
) -> tuple[list[LabelledDocument], list[LabelledDocument]]:
    """Documents to learn from, and those in `names`, which are held out."""
    return [d for d in documents if d.name not in names], [d for d in documents if d.name in names]


def figures(gathered: Sequence[mixing.Evidence], labels: Labels) -> dict[str, object]:
    """What is told of held-out documents: the ordinary ones and the others apart, as far as there are any."""
    groups = {
        "ordinary": [one for one in gathered if one.document.ordinary],
        "hard": [one for one in gathered if not one.document.ordinary],
    }
    return {name: measure(group, labels) for name, group in groups.items() if len(group) > 1}


def measure(gathered: Sequence[mixing.Evidence], labels: Labels) -> dict[str, object]:
    """The model alone, the cues and words alone, and both.

    "Both" is cross-fitted: the mix for one half of the documents comes from the other half.
    """
    halves = gathered[::2], gathered[1::2]
    ways: dict[str, tuple[list[Pair], list[Pair]]] = {}
    for own, other in (halves, halves[::-1]):
        mix = mixing.fit(other, labels)
        for one in own:
            for way, (types, themes) in _ways(one, mix, labels).items():
                pairs = ways.setdefault(way, ([], []))
                pairs[0].extend(_pairs([u.type for u in one.document.units], types, labels.types))
                pairs[1].extend(_pairs([u.theme for u in one.document.units], themes, labels.themes))
    return {"documents": len(gathered), **{way: _figures(*pairs) for way, pairs in ways.items()}}


def _ways(one: mixing.Evidence, mix: Arrays, labels: Labels) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    return {
        "cues and words": (one.types[-1], one.themes[-1]),
        "model": (one.types[0], one.themes[0]),
        "both": mixing.mixed(one, mix),
        "as shipped": mixing.mixed(one, mixing.as_shipped(mix, labels)),
    }


def _pairs(gold: Sequence[str], found: np.ndarray, names: Sequence[str]) -> list[Pair]:
    place = Unit("", 0, 0, None, None)
    best = found.argmax(axis=1)
    return [Pair(place, right, names[at]) for right, at in zip(gold, best, strict=True) if right]


def _figures(types: list[Pair], themes: list[Pair]) -> dict[str, object]:
    def main_f1(pairs: Sequence[Pair]) -> float:
        return macro_f1(pairs, [name for name in MAIN_TYPES if any(p.gold == name for p in pairs)] or None)

    return {
        "units": len(types),
        "types_macro_f1_main": round(main_f1(types), 4),
        "types_interval": [round(bound, 4) for bound in interval(types, main_f1, rounds=300)],
        "types_macro_f1_all": round(macro_f1(types), 4),
        "types_accuracy": round(accuracy(types), 4),
        "themes_accuracy": round(accuracy(themes), 4),
        "themes_interval": [round(bound, 4) for bound in interval(themes, accuracy, rounds=300)],
        "by_type": {name: round(score.f1, 2) for name, score in scores(types).items()},
    }
