"""How good the reader is, measured on documents with labels by two people.

A gold unit is a sentence on which both annotators agree. It counts for the statement that overlaps it
most, if
that covers at least half of it; a unit without one counts as background, which is how the page treats it.
"""

import csv
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from samstyring.engines.text_analysis.model import Document, Statement, StatementType

MAIN_TYPES = ("challenge", "proposal", "example", "background")
"""The types over which the headline macro-F1 is taken; the others are too rare in the shared documents."""

THEME_CODES = {
    "T00": "none",
    "T01": "staffing",
    "T02": "competence",
    "T03": "funding",
    "T04": "influence",
    "T05": "organisation",
    "T06": "interoperability",
    "T07": "information-sharing",
    "T08": "data-and-indicators",
    "T09": "research",
    "T10": "introduction",
    "T11": "welfare-technology",
    "T12": "procurement",
    "T13": "equality",
    "T14": "hospital-municipality",
    "T15": "prevention-and-priorities",
    "T16": "housing-and-mental-health",
    "T17": "preparedness",
}
_OVERLAP = 0.5
_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Unit:
    """A gold unit: its place, and its type and theme where both annotators agree (else None)."""

    document: str
    start: int
    end: int
    type: str | None
    theme: str | None


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold label beside the reader's, with the place for looking it up."""

    unit: Unit
    gold: str
    found: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one label, with how often it is gold."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured. Intervals are the middle 95 % of bootstrap samples over units."""

    types: tuple[Pair, ...]
    themes: tuple[Pair, ...]
    statements: int
    exact_quotes: int
    units: int
    exact_units: int
    uncovered: int


def read_gold(path: Path) -> list[Unit]:
    """The units in a gold table (tab separated; see docs/methods/reading.md for its columns)."""
    units = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            types = {row["type_annotator_1"], row["type_annotator_2"]}
            themes = {row["theme_annotator_1"], row["theme_annotator_2"]}
            theme = themes.pop() if len(themes) == 1 else None
            units.append(
                Unit(
                    document=row["document"],
                    start=int(row["start"]),
                    end=int(row["end"]),
                    type=types.pop() if len(types) == 1 else None,
                    theme=THEME_CODES.get(theme, theme) if theme else None,
                )
            )
    return units


def compare(units: Sequence[Unit], documents: Mapping[str, Document]) -> Evaluation:
    """Set the reader's statements beside the gold units of the same documents."""
    types: list[Pair] = []
    themes: list[Pair] = []
    exact = uncovered = 0
    for unit in units:
        statement = best_overlap(unit, documents[unit.document].statements)
        uncovered += statement is None
        exact += statement is not None and (statement.start, statement.end) == (unit.start, unit.end)
        if unit.type:
            types.append(Pair(unit, unit.type, statement.type.value if statement else "background"))
        if unit.theme:
            themes.append(Pair(unit, unit.theme, statement.theme if statement else "none"))
    statements = [(d.source.text, s) for d in documents.values() for s in d.statements]
    return Evaluation(
        types=tuple(types),
        themes=tuple(themes),
        statements=len(statements),
        exact_quotes=sum(text[s.start : s.end] == s.quote for text, s in statements),
        units=len(units),
        exact_units=exact,
        uncovered=uncovered,
    )


def best_overlap(unit: Unit, statements: Sequence[Statement]) -> Statement | None:
    """The statement that covers most of the unit, if it covers at least half."""
    best, most = None, 0
    for statement in statements:
        overlap = min(unit.end, statement.end) - max(unit.start, statement.start)
        if overlap > most:
            best, most = statement, overlap
    return best if most >= _OVERLAP * (unit.end - unit.start) else None


def scores(pairs: Sequence[Pair]) -> dict[str, Score]:
    """Precision, recall and F1 of every label that is gold or found."""
    gold = Counter(pair.gold for pair in pairs)
    found = Counter(pair.found for pair in pairs)
    right = Counter(pair.gold for pair in pairs if pair.gold == pair.found)
    result = {}
    for label in sorted({*gold, *found}):
        precision = right[label] / found[label] if found[label] else 0.0
        recall = right[label] / gold[label] if gold[label] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        result[label] = Score(precision, recall, f1, gold[label])
    return result


def macro_f1(pairs: Sequence[Pair], labels: Sequence[str] | None = None) -> float:
    """Mean F1 over `labels`, or over the labels that are gold. A label that is neither gold nor found is
    left out."""
    by_label = scores(pairs)
    wanted = [label for label in (labels or by_label) if by_label.get(label, Score(0, 0, 0, 0)).support]
    return sum(by_label[label].f1 for label in wanted) / len(wanted) if wanted else 0.0


def accuracy(pairs: Sequence[Pair]) -> float:
    """Share of pairs that agree."""
    return sum(pair.gold == pair.found for pair in pairs) / len(pairs) if pairs else 0.0


def confusion(pairs: Sequence[Pair]) -> Counter[tuple[str, str]]:
    """How often each gold label was found as each label."""
    return Counter((pair.gold, pair.found) for pair in pairs)


def interval(
    pairs: Sequence[Pair], measure: Callable[[Sequence[Pair]], float], *, rounds: int = _ROUNDS, seed: int = 1
) -> tuple[float, float]:
    """The middle 95 % of `measure` over bootstrap samples of the pairs. The seed makes it repeatable."""
    if not pairs:
        return 0.0, 0.0
    chance = random.Random(seed)  # noqa: S311  # a statistical sample, no secret
    values = sorted(measure(chance.choices(pairs, k=len(pairs))) for _ in range(rounds))
    return values[int(0.025 * rounds)], values[min(rounds - 1, int(0.975 * rounds))]


def report(result: Evaluation) -> str:
    """The measurement as text for a terminal."""
    lines = ["Types (units on which both annotators agree)", ""]
    for name, pairs in [("all documents", result.types), *_by_document(result.types)]:
        low, high = interval(pairs, lambda sample: macro_f1(sample, MAIN_TYPES))
        lines.append(
            f"{name}: macro-F1 {macro_f1(pairs, MAIN_TYPES):.3f} ({low:.3f} to {high:.3f}) over "
            f"{', '.join(MAIN_TYPES)}; all types {macro_f1(pairs):.3f}; accuracy {accuracy(pairs):.3f}; "
            f"{len(pairs)} units"
        )
    lines += [
        "",
        *_table(scores(result.types)),
        "",
        "Gold below, found across",
        *_confusion_table(result.types),
        "",
    ]
    lines.append("Themes")
    lines.append("")
    for name, pairs in [("all documents", result.themes), *_by_document(result.themes)]:
        low, high = interval(pairs, accuracy)
        lines.append(
            f"{name}: accuracy {accuracy(pairs):.3f} ({low:.3f} to {high:.3f}); macro-F1 "
            f"{macro_f1(pairs):.3f}; "
            f"{len(pairs)} units"
        )
    lines += ["", *_table(scores(result.themes)), "", "Places", ""]
    lines.append(f"quotations equal to their span: {result.exact_quotes} of {result.statements}")
    lines.append(f"gold units with exactly the same span: {result.exact_units} of {result.units}")
    lines.append(f"gold units without a statement: {result.uncovered} of {result.units}")
    return "\n".join(lines)


def as_plain(result: Evaluation) -> dict[str, object]:
    """The measurement as plain data for JSON."""
    low, high = interval(result.types, lambda sample: macro_f1(sample, MAIN_TYPES))
    return {
        "types": {
            "macro_f1_main": macro_f1(result.types, MAIN_TYPES),
            "interval": [low, high],
            "macro_f1_all": macro_f1(result.types),
            "by_document": {name: macro_f1(pairs, MAIN_TYPES) for name, pairs in _by_document(result.types)},
            "by_type": {label: vars_of(score) for label, score in scores(result.types).items()},
        },
        "themes": {
            "accuracy": accuracy(result.themes),
            "interval": list(interval(result.themes, accuracy)),
            "macro_f1": macro_f1(result.themes),
            "by_theme": {label: vars_of(score) for label, score in scores(result.themes).items()},
        },
        "spans": {
            "statements": result.statements,
            "exact_quotes": result.exact_quotes,
            "units": result.units,
            "exact_units": result.exact_units,
            "uncovered": result.uncovered,
        },
    }


def vars_of(score: Score) -> dict[str, float]:
    """A score as plain data."""
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1, "support": score.support}


def _by_document(pairs: Sequence[Pair]) -> list[tuple[str, list[Pair]]]:
    names = sorted({pair.unit.document for pair in pairs})
    return [(name, [pair for pair in pairs if pair.unit.document == name]) for name in names]


def _table(by_label: Mapping[str, Score]) -> list[str]:
    head = f"{'':28}{'precision':>10}{'recall':>10}{'F1':>10}{'units':>8}"
    return [head] + [
        f"{label:28}{score.precision:10.3f}{score.recall:10.3f}{score.f1:10.3f}{score.support:8d}"
        for label, score in by_label.items()
    ]


def _confusion_table(pairs: Sequence[Pair]) -> list[str]:
    labels = [kind.value for kind in StatementType]
    counts = confusion(pairs)
    head = f"{'':16}" + "".join(f"{label[:10]:>12}" for label in labels)
    return [head] + [
        f"{gold:16}" + "".join(f"{counts[gold, found]:12d}" for found in labels) for gold in labels
    ]
