"""How well statements are grouped and suggested: `python training/reading/measure_points.py [--all]`.

Near-identical statements: pairs of statements of different documents that were grouped, against
`campaign-statements.tsv` (all other pairs in all documents are wrong) and `near-identical.tsv` (made pairs,
half of them alike in words and not in what they say). Suggestions: how often the right partner of
`paraphrases.tsv` is among the first, with all labelled statements beside it.
"""

import csv
import sys
from itertools import combinations
from pathlib import Path

import labelled
import numpy as np

from samstyring.engines.text_analysis import Document, SourceText, Statement, StatementType, embedding_workers
from samstyring.engines.text_analysis.points import LEAST_WORDS, near_duplicates
from samstyring.engines.text_analysis.wording import jaccard, telling, words_of

HERE = Path(__file__).parent
Pair = frozenset[tuple[str, int]]


def main() -> None:
    """Print the tables."""
    print(f"{'near-identical, pairs':<44} {'pairs':>6} {'recall':>7} {'precision':>9} {'right':>6}")
    _print("campaigns among all documents", *campaigns())
    pairs = rows("near-identical.tsv")
    for kind, words in (
        ("seen", "made pairs that the rules were written on"),
        ("unseen", "made pairs written after"),
    ):
        _print(words, *made([row for row in pairs if row["set"] == kind]))
    if "--all" in sys.argv:
        suggestions()


def _print(name: str, right: set[Pair], found: set[Pair]) -> None:
    both = len(right & found)
    print(f"{name:<44} {len(right):>6} {both / len(right):>7.3f} {both / max(1, len(found)):>9.3f} {both:>6}")
    if "--errors" in sys.argv and not name.startswith(" "):
        for kind, pairs in (("missed", right - found), ("wrong", found - right)):
            for pair in sorted(pairs, key=sorted):
                print(
                    f"    {kind}:",
                    *(f"{document}:{line} {TEXTS[document, line]}" for document, line in sorted(pair)),
                    sep="\n      ",
                )


MIXES = (("cosine", 0.0), ("with 1/10 words", 0.1), ("with 1/5 words", 0.2), ("words alone", 1.0))
TEXTS: dict[tuple[str, int], str] = {}


def campaigns() -> tuple[set[Pair], set[Pair]]:
    """The pairs that should be grouped in the training documents, and those that are."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for row in rows("campaign-statements.tsv"):
        groups.setdefault(row["group"], []).append((row["document"], int(row["line"])))
    documents = {path.stem: sentences(path) for path in sorted((HERE / "documents").glob("s-*.txt"))}
    right = {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}
    return right, grouped(documents)


def made(pairs: list[dict[str, str]]) -> tuple[set[Pair], set[Pair]]:
    """The same for made pairs, each sentence a document of its own; only the two of a row are compared."""
    documents = {
        f"{number}{side}": {1: row[side]} for number, row in enumerate(pairs) for side in ("one", "other")
    }
    right = {
        frozenset({(f"{number}one", 1), (f"{number}other", 1)})
        for number, row in enumerate(pairs)
        if row["same"] == "yes"
    }
    rows_alone = ({key: documents[key] for key in (f"{n}one", f"{n}other")} for n in range(len(pairs)))
    return right, {pair for two in rows_alone for pair in grouped(two)}


def grouped(documents: dict[str, dict[int, str]]) -> set[Pair]:
    """Pairs of statements of different documents in one group."""
    names = list(documents)
    lines = [list(documents[name]) for name in names]
    for name, found in documents.items():
        TEXTS.update({(name, line): text for line, text in found.items()})
    groups = near_duplicates([as_document(documents[name].values()) for name in names])
    return {
        frozenset(
            {
                (names[one.document], lines[one.document][one.statement]),
                (names[two.document], lines[two.document][two.statement]),
            }
        )
        for group in groups
        for one, two in combinations(group, 2)
        if one.document != two.document
    }


def as_document(sentences: object) -> Document:
    """A document of nothing but these sentences."""
    statements = tuple(
        Statement(0, len(text), text, StatementType.PROPOSAL, "none", 0.5, "")
        for text in sentences  # type: ignore[attr-defined]  # an iterable
    )
    return Document("", "", "", "nb", SourceText("", (), "text"), (), statements)


def sentences(path: Path) -> dict[int, str]:
    """Line number → sentence of a training document."""
    lines = path.read_text(encoding="utf-8").split("\n")
    start = lines.index("") + 1
    return {
        number: line.removeprefix("- ").strip()
        for number, line in enumerate(lines, 1)
        if number > start and line.strip() and not line.startswith("## ")
    }


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file."""
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def suggestions() -> None:
    """Print how often the right partner is among the first suggestions.

    Beside the pairs stand the statements of our documents s-* that raise something. `theme`: only those of
    the same theme compete; `all`: all of them. Mixes add to the cosine a share of likeness by words.
    """
    pairs = [row for row in rows("paraphrases.tsv") if row["theme"] != "theme"]
    count = len(pairs)
    beside = [
        (unit.context.text, unit.theme)
        for document in labelled.load()
        if document.name.startswith("s-")
        for unit in document.units
        if unit.type not in ("", "background") and len(words_of(unit.context.text)) >= LEAST_WORDS
    ]
    texts = [row[side] for side in ("one", "other") for row in pairs] + [text for text, _ in beside]
    themes = np.array([row["theme"] for row in pairs] * 2 + [theme for _, theme in beside])
    cosines = (vectors_of := embedding_workers.embed(texts)) @ vectors_of.T
    bags = [telling(words_of(text)) for text in texts]
    by_words = np.array([[jaccard(bag, other) for other in bags] for bag in bags[: 2 * count]])
    print(f"\n{count} pairs, {len(texts)} statements; right partner among the first")
    print(f"{'':<34} {'1':>6} {'3':>6} {'5':>6} {'10':>6} {'20':>6}")
    for name, share in (
        ("cosine", 0.0),
        ("with 1/10 words", 0.1),
        ("with 1/5 words", 0.2),
        ("words alone", 1.0),
    ):
        scores = (1 - share) * cosines[: 2 * count] + share * by_words
        for pool in ("theme", "all"):
            among = themes if pool == "theme" else None
            ranks = np.array([rank(scores[at], at, count, among) for at in range(2 * count)])
            shares = " ".join(f"{(ranks < most).mean():>6.2f}" for most in (1, 3, 5, 10, 20))
            print(f"{f'{name}, {pool}':<34} {shares}")


def rank(scores: np.ndarray, own: int, count: int, themes: np.ndarray | None) -> int:
    """How many others stand before the right partner."""
    partner = (own + count) % (2 * count)
    before = scores > scores[partner]
    before[own] = False
    if themes is not None:
        before &= themes == themes[own]
    return int(before.sum())


if __name__ == "__main__":
    main()
