"""Documents with labels, as the training reads them (the formats are in README.md beside this file)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from samstyring.engines.text_analysis.evaluation import THEME_CODES
from samstyring.engines.text_analysis.model import PassageKind
from samstyring.engines.text_analysis.types import Context
from samstyring.engines.text_analysis.windows import Unit

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Labelled:
    """One unit of a document: what the model sees, what the cues see, and the labels ("" where there is
    none)."""

    unit: Unit
    context: Context
    type: str
    theme: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document with its labelled units, in order. Documents are never split between training and
    testing."""

    name: str
    kind: str
    language: str
    units: tuple[Labelled, ...]

    @property
    def ordinary(self) -> bool:
        """Written in the manner of ordinary replies (README.md): the model is finished on these."""
        return self.name.startswith(("n", "r"))

    @property
    def for_learning_only(self) -> bool:
        """Written and labelled by one hand, so never measured on."""
        return self.name.startswith("r")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind the numbers."""

    types: tuple[str, ...]
    themes: tuple[str, ...]


def load(folder: Path = HERE, *, annotator: str = "annotator-1") -> list[LabelledDocument]:
    """Every document in `folder`/documents that `annotator` has labelled."""
    result = []
    for labels in sorted((folder / "labels" / annotator).glob("*.tsv")):
        document = read_document(folder / "documents" / f"{labels.stem}.txt", labels)
        if any(unit.type for unit in document.units):
            result.append(document)
    return result


def read_document(text: Path, labels: Path) -> LabelledDocument:
    """One document and its labels."""
    with labels.open(encoding="utf-8", newline="") as file:
        given = {
            int(row["line"]): (row["type"], row["theme"]) for row in csv.DictReader(file, delimiter="\t")
        }
    lines = text.read_text(encoding="utf-8").splitlines()
    head = dict(line.split(": ", 1) for line in lines[:4] if ": " in line)
    found: list[tuple[int, str, bool, str, str, int]] = []
    heading = lead_in = previous = ""
    paragraph = 0
    for number, line in enumerate(lines[5:], start=6):
        if line.startswith("## "):
            heading, lead_in, previous = line[3:].strip(), "", ""
        elif line.startswith("- "):
            if previous.endswith(":"):
                lead_in = previous
            paragraph += 1
            found.append((number, line[2:].strip(), True, heading, lead_in, paragraph))
            previous = ""
        elif line.strip():
            lead_in, previous = "", line.strip()
            found.append((number, previous, False, heading, "", paragraph))
        else:
            paragraph += 1
    return LabelledDocument(
        name=text.stem,
        kind=head.get("kind", ""),
        language=head.get("language", ""),
        units=tuple(_labelled(found, index, given) for index in range(len(found))),
    )


def _labelled(
    found: list[tuple[int, str, bool, str, str, int]], index: int, given: dict[int, tuple[str, str]]
) -> Labelled:
    number, text, item, heading, lead_in, paragraph = found[index]
    kind, theme = given.get(number, ("", ""))
    context = Context(
        text=text,
        kind=PassageKind.LIST_ITEM if item else PassageKind.PARAGRAPH,
        heading=heading,
        lead_in=lead_in,
        before=found[index - 1][1] if index else "",
        after=found[index + 1][1] if index + 1 < len(found) else "",
        position=index / max(1, len(found)),
    )
    return Labelled(
        Unit(text, item, heading, lead_in), context, kind, THEME_CODES.get(theme, theme), paragraph
    )


def load_table(path: Path) -> list[LabelledDocument]:
    """Any labelled table: tab separated, columns `sentence`, `label`, `document`, and `theme` if there is
    one.

    The sentences of a document stand together and in order.
    """
    documents: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            documents.setdefault(row["document"], []).append(row)
    return [
        LabelledDocument(
            name=name,
            kind="",
            language="",
            units=tuple(
                Labelled(
                    Unit(row["sentence"]), Context(row["sentence"]), row["label"], row.get("theme") or ""
                )
                for row in rows
            ),
        )
        for name, rows in documents.items()
    ]
