"""Measure endorsements and senders on the short replies and on openings.txt: `python
training/reading/measure.py [--errors]`.

Replies with an even number were looked at when words and rules were written, those with an odd number were
not: both are shown, and `--errors` names only errors in the even ones. (Of the endorsements, the replies
whose number leaves 1 when divided by 4 were looked at later too.) Stance is measured by train_stance.py, by
models that have not seen the reply.
"""

import argparse
import csv
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from samstyring.engines.text_analysis import Document, Register, RegisterEntry, read
from samstyring.engines.text_analysis.organisations import fold

HERE = Path(__file__).resolve().parent
_REMARKS = ("(eksempel)", "(døme)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that was labelled or found: in which document, what the label says, what was found ("" for
    nothing)."""

    document: str
    gold: str
    found: str
    right: bool


def table(name: str, folder: Path = HERE) -> list[dict[str, str]]:
    """The rows of a label file."""
    with (folder / "labels" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def as_text(document: str, folder: Path = HERE) -> tuple[str, dict[int, tuple[int, int]]]:
    """A document as a plain text file, without the marks of headings, and where each of its lines stands."""
    lines = (folder / "documents" / f"{document}.txt").read_text(encoding="utf-8").splitlines()
    places: dict[int, tuple[int, int]] = {}
    parts: list[str] = []
    at = 0
    for number, line in enumerate(lines[5:], start=6):
        words = line.removeprefix("## ")
        places[number] = (at, at + len(words))
        parts.append(words)
        at += len(words) + 1
    return "\n".join(parts), places


def is_seen(document: str) -> bool:
    """Whether a reply was looked at when words and rules were written."""
    return int(document.rpartition("-")[2]) % 2 == 0


def endorsements(
    documents: dict[str, Document], places: dict[str, dict[int, tuple[int, int]]]
) -> list[Outcome]:
    """Every labelled endorsement, and every one that was found and has no label. The place and the name
    must fit."""
    result = []
    gold: dict[str, list[dict[str, str]]] = {name: [] for name in documents}
    for row in table("endorsements"):
        gold.get(row["document"], []).append(row)
    for name, rows in gold.items():
        left = list(documents[name].endorsements)
        for row in rows:
            start, end = places[name][int(row["line"])]
            fits = [e for e in left if start <= e.start < end and same(e.of, row["of"])]
            found = fits[0].of if fits else "; ".join(e.of for e in left if start <= e.start < end)
            result.append(Outcome(name, row["of"], found, bool(fits)))
            left = [e for e in left if e not in fits[:1]]
        result += [Outcome(name, "", e.of, right=False) for e in left]
    return result


def senders(documents: dict[str, Document]) -> list[Outcome]:
    """The sender of each reply whose text names one."""
    result = []
    for row in table("senders"):
        document = documents.get(row["document"])
        if document is not None and fold(bare(row["sender"])) in fold(document.source.text):
            found = "; ".join(sender.name for sender in document.senders)
            right = len(document.senders) == 1 and same(found, row["sender"])
            result.append(Outcome(row["document"], row["sender"], found, right))
    return result


def openings(folder: Path = HERE) -> list[Outcome]:
    """Who sent each text in openings.txt, with the register of municipalities. Numbers count from 1."""
    register = municipalities()
    result = []
    lines = (folder / "openings.txt").read_text(encoding="utf-8").splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith("@ ")] + [len(lines)]
    for number, (start, end) in enumerate(itertools.pairwise(starts), start=1):
        name, gold, _ = (part.strip() for part in lines[start][2:].split("|"))
        document = read("\n".join(lines[start + 1 : end]).encode(), name=name, register=register)
        found = [sender.name for sender in document.senders]
        wanted = gold.split("; ")
        right = len(found) == len(wanted) and all(any(same(f, w) for f in found) for w in wanted)
        result.append(Outcome(f"opening-{number}", gold, "; ".join(found), right))
    return result


def municipalities() -> Register:
    """The municipalities and counties of today, as the program knows them."""
    path = HERE.parents[1] / "src/samstyring/apps/actors/register_data/organisations.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] in ("municipality", "county")]
    ends = {"municipality": "kommune", "county": "fylkeskommune"}
    return Register(
        tuple(
            RegisterEntry(
                row["key"],
                row["name"],
                row["kind"],
                row["number"] or None,
                (f"{row['name']} {ends[row['kind']]}",),
            )
            for row in rows
            if not row["valid_to"]
        )
    )


def bare(name: str) -> str:
    """A name without the remark that it is an example."""
    for remark in _REMARKS:
        name = name.replace(remark, "")
    return name.strip()


def same(one: str, other: str) -> bool:
    """Whether two names mean the same: equal but for the remark, case, and “-et” or a genitive at the end."""
    a, b = (re.sub(r" (?:fylkes)?kommune$", "", fold(bare(name))) for name in (one, other))
    short, long = sorted((a, b), key=len)
    return short == long or (long.startswith(short) and len(long) - len(short) <= 2)


def main() -> None:
    """Read all and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--errors", action="store_true", help="name the errors in the replies that were looked at"
    )
    options = parser.parse_args()
    names = sorted(
        {row["document"] for row in table("stances")} | {row["document"] for row in table("endorsements")}
    )
    texts = {name: as_text(name) for name in names if not name.startswith("r-")}
    documents = {name: read(text.encode(), name="svar.txt") for name, (text, _) in texts.items()}
    places = {name: given for name, (_, given) in texts.items()}
    measured: dict[str, list[Outcome]] = {
        "endorsements": endorsements(documents, places),
        "senders": senders(documents),
        "openings": openings(),
    }
    print(f"{'':14}{'':16}{'labelled':>10}{'right':>8}{'recall':>8}{'found':>8}{'precision':>11}")
    for what, outcomes in measured.items():
        halves: list[tuple[str, Callable[[Outcome], bool]]] = [
            ("looked at", lambda o: is_seen(o.document)),
            ("not looked at", lambda o: not is_seen(o.document)),
        ]
        for half, wanted in halves:
            print(f"{what:14}{half:16}{_figures([o for o in outcomes if wanted(o)])}")
        if options.errors:
            for outcome in outcomes:
                if not outcome.right and is_seen(outcome.document):
                    print(f"    {outcome.document}: {outcome.gold or '–'} ← {outcome.found or '–'}")


def _figures(outcomes: Sequence[Outcome]) -> str:
    labelled = sum(bool(o.gold) for o in outcomes)
    right = sum(o.right for o in outcomes)
    found = sum(bool(o.found) for o in outcomes)
    return f"{labelled:10}{right:8}{right / max(1, labelled):8.2f}{found:8}{right / max(1, found):11.2f}"


if __name__ == "__main__":
    main()
