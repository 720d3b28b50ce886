"""The learned judge: what a trained model thinks of each statement, weighed together with the cues.

For types, score = a · model + b · cues + bias (all in log-odds, one bias a type), fitted on documents that
the model had not seen: the cues keep their say and their reasons. Themes likewise, with the key words in the
cues' place. Since a sentence is mostly about what those around it are about, the model's view of its
neighbours, its section and its document counts too. Without its model file the reader judges by cues and
words alone, and says so.
"""

import hashlib
import io
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from samstyring.engines.text_analysis.encoder import Encoder
from samstyring.engines.text_analysis.identity import CARD, MODEL_FILES
from samstyring.engines.text_analysis.model import PassageKind, StatementType
from samstyring.engines.text_analysis.packing import Array, Floats
from samstyring.engines.text_analysis.themes import ThemeScorer
from samstyring.engines.text_analysis.tokeniser import Tokeniser
from samstyring.engines.text_analysis.types import Context, Scorer
from samstyring.engines.text_analysis.windows import BOS, EOS, Builder, Unit

UNKNOWN, FILLER = 3, 1
_UNSEEN = 0.01

TOO_LONG = "Only the first {} statements were judged by the learned model; the others by cues and words."
DAMAGED = "The learned model's file is missing or damaged: statements were judged by cues and words alone."
MOST_STATEMENTS = 4_000
"""Most statements of one document that the model judges: about a minute and a half of one processor, which
leaves a slower or a busy one within the time for one file (limits.WORKER_SECONDS)."""


class Model:
    """A model file in memory: text → log-odds of each type and theme."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        pieces = _text(arrays["pieces"]).split("\n")
        tokenise = Tokeniser(pieces, arrays["scores"].tolist(), unknown=UNKNOWN, special=(BOS, FILLER, EOS))
        self.types = [StatementType(name) for name in _text(arrays["types"]).split("\n")]
        self.themes = _text(arrays["themes"]).split("\n")
        self.encoder = Encoder(arrays)
        self._builder = Builder(tokenise)
        self._arrays = {
            name: arrays[name].astype(np.float32) for name in arrays if name.startswith(("head.", "mix."))
        }

    def vectors(self, units: Sequence[Unit]) -> Floats:
        """One vector for each statement of a document, as it is seen in its surroundings."""
        return self.encoder.vectors(self._builder.windows(units))

    def log_odds(self, units: Sequence[Unit]) -> tuple[Floats, Floats]:
        """Logarithms of the model's own probabilities: statements × types, statements × themes."""
        vectors = self.vectors(units)
        parts = self._arrays
        types = vectors @ parts["head.type.w"].T + parts["head.type.b"]
        themes = vectors @ parts["head.theme.w"].T + parts["head.theme.b"]
        return log_softmax(types), log_softmax(themes)

    def judge(self, units: Sequence[Unit]) -> "Judged":
        """What the model says of the statements of one document."""
        types, themes = self.log_odds(units)
        return Judged(self, evidence(types, units), evidence(themes, units))

    def mixed(self, kind: str, model: Floats, other: Floats) -> Floats:
        """The model's `evidence` and the scores of cues or words as one score. `kind` is "type" or
        "theme"."""
        weights = self._arrays[f"mix.{kind}"]
        own = np.tensordot(weights[:-1], model, axes=1)
        mixed: Floats = own + weights[-1] * other + self._arrays[f"mix.{kind}.bias"]
        return mixed


class Judged:
    """The model's view of one document, to be handed to `classify` and `choose_themes`."""

    def __init__(self, model: Model, types: Floats, themes: Floats) -> None:
        self._model, self._types, self._themes = model, types, themes

    def types(self, number: int) -> Scorer | None:
        """The scorer for statement `number`; None for a statement that the model has not judged."""
        if number >= self._types.shape[1]:
            return None

        def scorer(cues: dict[StatementType, float]) -> dict[StatementType, float]:
            order = self._model.types
            given = np.array([cues[kind] for kind in order], np.float32)
            mixed = self._model.mixed("type", self._types[:, number], given)
            return {kind: float(score) for kind, score in zip(order, mixed, strict=True)}

        return scorer

    @property
    def themes(self) -> ThemeScorer:
        """The scorer for all statements of the document that the model has judged."""

        def scorer(words: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
            count, order = self._themes.shape[1], self._model.themes
            given = np.array([[row.get(theme, 0.0) for theme in order] for row in words[:count]], np.float32)
            mixed = self._model.mixed("theme", self._themes, given.reshape(count, len(order)))
            return [dict(zip(order, row, strict=True)) for row in mixed.tolist()]

        return scorer


def judge(contexts: Sequence[Context]) -> Judged | None:
    """The model's view of the statements of one document; None where there is no model file."""
    model = load()
    if model is None:
        return None
    return model.judge([unit(context) for context in contexts[:MOST_STATEMENTS]])


def unit(context: Context) -> Unit:
    """What the model sees of a context."""
    return Unit(context.text, context.kind is PassageKind.LIST_ITEM, context.heading, context.lead_in)


def warnings(statements: int) -> tuple[str, ...]:
    """What to tell about a document with so many statements: nothing, if the model judged all of them."""
    if load() is None:
        # An engine built without a model says so in its parameters; a model that is lost is news.
        return (DAMAGED,) if CARD else ()
    return (TOO_LONG.format(MOST_STATEMENTS),) if statements > MOST_STATEMENTS else ()


@cache
def load() -> Model | None:
    """The shipped model; None if its file is missing or is not the one that its card tells of."""
    try:
        data = MODEL_FILES.joinpath("reader.npz").read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != CARD.get("sha256"):
        return None
    return from_bytes(data)


def from_bytes(data: bytes) -> Model:
    """A model from the bytes of its file."""
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return Model({name: file[name] for name in file.files})


def log_softmax(scores: Floats) -> Floats:
    """Scores as logarithms of probabilities, row by row."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result


def evidence(model: Floats, units: Sequence[Unit]) -> Floats:
    """What the model says of a document's statements and of what stands around them, each statements ×
    classes, as log-odds: of the statement, and of the mean probability of the two neighbours, the section
    and the document.
    """
    count = len(units)
    if not count:
        return np.zeros((4, 0, model.shape[1]), np.float32)
    likely = np.exp(model)
    padded = np.concatenate([likely[:1], likely, likely[-1:]])
    neighbours = (padded[:-2] + padded[2:]) / 2
    starts = [at for at in range(count) if at == 0 or units[at].heading != units[at - 1].heading]
    sizes = np.diff([*starts, count])
    sections = np.repeat(np.add.reduceat(likely, starts, axis=0) / sizes[:, None], sizes, axis=0)
    whole = np.broadcast_to(likely.mean(axis=0), model.shape)
    # What is nowhere around is unlikely, not ruled out.
    around = np.log(np.stack([neighbours, sections, whole]) + _UNSEEN)
    return np.concatenate([model[None], around]).astype(np.float32)


def _text(values: Array) -> str:
    return values.astype(np.uint8).tobytes().decode("utf-8")
