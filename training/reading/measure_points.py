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

from samstyring.engines.text_analysis import Document, SourceText, Statement, StatementType
from samstyring.engines.text_analysis.points import near_duplicates

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
    """Print where the right partner stands among the suggestions."""


if __name__ == "__main__":
    main()
