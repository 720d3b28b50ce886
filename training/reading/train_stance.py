"""Train the judge of stance: `python training/reading/train_stance.py [--measure-only]`.

It takes a minute on one core. Learns from the types of all labelled documents, and from the replies with a
labelled stance: what a sentence says of the proposal (`labels/stance_sentences.tsv`; in the older replies,
the evidence of their stance) and what the whole reply says. What a reply's sentences say is always told by
models that have not seen the reply. Measures by cross-validation over replies, then trains on all and writes
`stance.npz` and its card `stance.json`.
"""

import argparse
import csv
import hashlib
import io
import json
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from samstyring.engines.text_analysis.endorsements import joined
from samstyring.engines.text_analysis.stance_features import cues_in, features
from samstyring.engines.text_analysis.stance_model import (
    KINDS,
    SAYS,
    SILENT,
    VALUES,
    Sentence,
    reply_features,
)

HERE = Path(__file__).resolve().parent
FILES = HERE.parents[1] / "src" / "samstyring" / "engines" / "text_analysis" / "model_files"
_COUNTS_AS = {"knowledge_need": "challenge", "example": "background"}
_SENTENCE_HOLD, _REPLY_HOLD, _FOLDS = 0.1, 10.0, 4
_OWN = 0.3  # how much a reply written for this model counts beside those that others wrote
_SEEN_TWICE, _HEARD = 2, 0.01


@dataclass(frozen=True, slots=True)
class Reply:
    """A document: its sentences with their types and what they say, and its stance; "" where unlabelled."""

    name: str
    texts: tuple[str, ...]
    types: tuple[str, ...]
    says: tuple[str, ...]
    stance: str


def table(name: str) -> list[dict[str, str]]:
    """The rows of a label file."""
    path = HERE / "labels" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def load() -> list[Reply]:
    """Every document with labels of types or of stance."""
    stances = {row["document"]: row for row in table("stances")}
    says = {(row["document"], int(row["line"])): row["says"] for row in table("stance_sentences")}
    found = []
    for path in sorted((HERE / "documents").glob("*.txt")):
        lines = list(enumerate(path.read_text(encoding="utf-8").splitlines()[5:], start=6))
        lines = [
            (n, line.removeprefix("- ")) for n, line in lines if line.strip() and not line.startswith("## ")
        ]
        labels = f"annotator-1/{path.stem}"
        known = (HERE / "labels" / f"{labels}.tsv").exists()
        types = {int(row["line"]): row["type"] for row in table(labels)} if known else {}
        row = stances.get(path.stem)
        if not (types or row) or not lines:
            continue
        kinds = tuple(_COUNTS_AS.get(types.get(n, ""), types.get(n, "")) for n, _ in lines)
        own = tuple(
            says.get((path.stem, n)) or _shown(row, n, kind)
            for (n, _), kind in zip(lines, kinds, strict=True)
        )
        own = tuple("nothing" if one == "none" else one for one in own)
        found.append(Reply(path.stem, tuple(t for _, t in lines), kinds, own, row["stance"] if row else ""))
    return found


def _shown(row: dict[str, str] | None, line: int, kind: str) -> str:
    """What a sentence says, as the evidence of the reply's stance tells."""
    if row is None or str(line) not in row["evidence"].split(",") or row["stance"] == "neutral":
        return "nothing"
    if row["stance"] == "support":
        return "for"
    if row["stance"] == "opposition":
        return "against"
    return "for" if kind == "support" else "on_condition"


class Material:
    """All replies with their features counted once."""

    def __init__(self, replies: Sequence[Reply]) -> None:
        self.replies = list(replies)
        seen = {reply.name: [features(text) for text in reply.texts] for reply in replies}
        counts = Counter(name for rows in seen.values() for row in rows for name in row)
        self.vocabulary = sorted(name for name, count in counts.items() if count >= _SEEN_TWICE)
        place = {name: number for number, name in enumerate(self.vocabulary)}
        self.rows = {name: _matrix(rows, place) for name, rows in seen.items()}
        self.cues = {reply.name: [cues_in(text) for text in reply.texts] for reply in replies}
        self.silent = {
            reply.name: [
                bool(joined(t)) and "target" not in c
                for t, c in zip(reply.texts, self.cues[reply.name], strict=True)
            ]
            for reply in replies
        }


def _matrix(rows: Sequence[Sequence[str]], place: dict[str, int]) -> csr_matrix:
    numbers: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        known = [place[name] for name in row if name in place]
        numbers += known
        values += [1 / np.sqrt(max(1, len(known)))] * len(known)
        ends.append(len(numbers))
    return csr_matrix((values, numbers, ends), shape=(len(rows), len(place)))


def sentence_models(
    material: Material, replies: Sequence[Reply]
) -> tuple[LogisticRegression, LogisticRegression]:
    """What sentences do, and what they say of the proposal, learned from these replies."""
    labelled = [(reply, [n for n, kind in enumerate(reply.types) if kind]) for reply in replies]
    labelled = [(reply, numbers) for reply, numbers in labelled if numbers]
    kinds = LogisticRegression(C=1 / _SENTENCE_HOLD, max_iter=200, tol=1e-3).fit(
        vstack([material.rows[reply.name][numbers] for reply, numbers in labelled]),
        [KINDS.index(reply.types[n]) for reply, numbers in labelled for n in numbers],
    )
    with_stance = [reply for reply in replies if reply.stance]
    says = LogisticRegression(C=1 / _SENTENCE_HOLD, max_iter=200, tol=1e-3).fit(
        vstack([material.rows[reply.name] for reply in with_stance]),
        [SAYS.index(said) for reply in with_stance for said in reply.says],
    )
    return kinds, says


def told(
    material: Material, models: tuple[LogisticRegression, LogisticRegression], reply: Reply
) -> list[Sentence]:
    """The sentences of a reply as the models see them."""
    kinds = models[0].predict_proba(material.rows[reply.name])
    says = models[1].predict_proba(material.rows[reply.name])
    return [
        SILENT if silent else Sentence(kinds[n], says[n], material.cues[reply.name][n])
        for n, silent in enumerate(material.silent[reply.name])
    ]


@dataclass(frozen=True, slots=True)
class Trained:
    """Everything that was learned."""

    kinds: LogisticRegression
    says: LogisticRegression
    names: list[str]
    weights: np.ndarray
    bias: np.ndarray

    def value(self, sentences: Sequence[Sentence]) -> str:
        """The stance of a reply of these sentences."""
        seen = reply_features(sentences)
        scores = np.array([seen[name] for name in self.names]) @ self.weights + self.bias
        return str(VALUES[int(scores.argmax())])


def train(material: Material, replies: Sequence[Reply]) -> Trained:
    """Learn from these replies alone."""
    with_stance = [reply for reply in replies if reply.stance]
    seen: dict[str, dict[str, float]] = {}
    for fold in range(_FOLDS):
        held = {reply.name for n, reply in enumerate(with_stance) if n % _FOLDS == fold}
        models = sentence_models(material, [reply for reply in replies if reply.name not in held])
        for reply in with_stance:
            if reply.name in held:
                seen[reply.name] = reply_features(told(material, models, reply))
    names = sorted(next(iter(seen.values())))
    given = np.array([[seen[reply.name][name] for name in names] for reply in with_stance])
    middle, spread = given.mean(axis=0), given.std(axis=0) + 1e-6
    learned = LogisticRegression(C=1 / _REPLY_HOLD, max_iter=500).fit(
        (given - middle) / spread,
        [VALUES.index(reply.stance) for reply in with_stance],
        sample_weight=[_OWN if reply.name.startswith("r-") else 1.0 for reply in with_stance],
    )
    weights = learned.coef_.T / spread[:, None]
    return Trained(*sentence_models(material, replies), names, weights, learned.intercept_ - middle @ weights)


def measure(
    material: Material, held: Sequence[Reply], learn_from: Callable[[Reply], bool], folds: int
) -> float:
    """Share of `held` that is right when learned from the other replies, in so many parts."""
    right = 0
    for fold in range(folds):
        part = [reply for n, reply in enumerate(held) if n % folds == fold]
        names = {reply.name for reply in part}
        trained = train(material, [r for r in material.replies if learn_from(r) and r.name not in names])
        for reply in part:
            right += trained.value(told(material, (trained.kinds, trained.says), reply)) == reply.stance
    return right / len(held)


def write(material: Material, trained: Trained, figures: dict[str, object], folder: Path) -> None:
    """The model file, with only the words that weigh something, and its card."""
    weights = np.concatenate([trained.kinds.coef_, trained.says.coef_]).T
    heard = np.abs(weights).max(axis=1) > _HEARD
    words = [name for name, keep in zip(material.vocabulary, heard, strict=True) if keep]
    stream = io.BytesIO()
    np.savez_compressed(
        stream,
        vocabulary=np.frombuffer("\n".join(words).encode(), np.uint8),
        **{
            "sentence.weights": weights[heard].astype(np.float16),
            "sentence.bias": np.concatenate([trained.kinds.intercept_, trained.says.intercept_]).astype(
                np.float32
            ),
            "reply.features": np.frombuffer("\n".join(trained.names).encode(), np.uint8),
            "reply.weights": trained.weights.astype(np.float32),
            "reply.bias": trained.bias.astype(np.float32),
        },
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stance.npz").write_bytes(stream.getvalue())
    card = {
        "name": "samstyring-stance",
        "job": "the stance of a consultation reply on what is proposed, and which sentences show it",
        "form": "linear: words, pairs and cues of a sentence; what the sentences of a reply say",
        "sha256": hashlib.sha256(stream.getvalue()).hexdigest(),
        "learned_from": {
            "replies with a stance": sum(bool(reply.stance) for reply in material.replies),
            "documents with types": sum(any(reply.types) for reply in material.replies),
        },
        "words": len(words),
        "share_right": figures,
        "made_by": "training/reading/train_stance.py",
    }
    (folder / "stance.json").write_text(
        json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def main() -> None:
    """Measure, train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=FILES)
    parser.add_argument("--measure-only", action="store_true")
    parser.add_argument("--folds", type=int, default=6)
    options = parser.parse_args()
    warnings.filterwarnings("ignore", category=FutureWarning)
    material = Material(load())
    short = [reply for reply in material.replies if reply.stance and reply.name.startswith("s-")]
    unseen = [reply for reply in short if int(reply.name[2:]) % 4 == 3]
    others = {reply.name for reply in short if int(reply.name[2:]) % 2 == 1}
    figures: dict[str, object] = {
        "never looked at, learned from the rest that was (46)": round(
            measure(material, unseen, lambda reply: reply.name not in others, 1), 3
        ),
        f"all short replies, cross-validated ({len(short)})": round(
            measure(material, short, lambda _: True, options.folds), 3
        ),
    }
    print(json.dumps(figures, indent=1))
    if not options.measure_only:
        write(material, train(material, material.replies), figures, options.output)


if __name__ == "__main__":
    main()
