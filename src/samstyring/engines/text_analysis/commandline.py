"""`samstyring analyse` and `samstyring evaluate`: the reader without a server."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from samstyring.engines.text_analysis import evaluation
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.isolated import read_in_worker
from samstyring.engines.text_analysis.model import Document, Refused, Register
from samstyring.engines.text_analysis.schema import analysis

UNREADABLE = 3
"""Exit status when at least one file could not be read."""

_IGNORED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def analyse(arguments: Sequence[str], *, register: Register | None = None) -> int:
    """`samstyring analyse PATH… [--json FILE]`. Returns the exit status: 0, 2 for wrong use, 3 for unread
    files."""
    parser = argparse.ArgumentParser(
        prog="samstyring analyse", description="Read consultation replies and mark their statements."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
    parser.add_argument("--json", metavar="FILE", help="write the analysis as JSON")
    options = parser.parse_args(arguments)
    documents: list[Document] = []
    refused: list[Refused] = []
    for path in files(options.paths):
        try:
            documents.append(read_in_worker(path.read_bytes(), name=str(path), register=register))
        except UnreadableFile as error:
            refused.append(Refused(str(path), error.code.value, str(error)))
        except OSError as error:
            refused.append(Refused(str(path), "unavailable", f"The file cannot be opened: {error.strerror}."))
    if options.json:
        Path(options.json).write_text(
            json.dumps(analysis(documents, refused), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    for item in documents:
        print(f"{item.name}: {len(item.statements)} statements")
    for problem in refused:
        print(f"{problem.name}: {problem.sentence}", file=sys.stderr)
    return UNREADABLE if refused else 0


def evaluate(arguments: Sequence[str]) -> int:
    """`samstyring evaluate DIR [--json FILE] [--errors]`. Measures the reader against `DIR/gold.tsv`."""
    parser = argparse.ArgumentParser(
        prog="samstyring evaluate", description="Measure the reader on documents with labels (DIR/gold.tsv)."
    )
    parser.add_argument("directory", metavar="DIR", type=Path)
    parser.add_argument("--json", metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--errors", action="store_true", help="list the units that were read wrongly")
    options = parser.parse_args(arguments)
    gold = options.directory / "gold.tsv"
    if not gold.is_file():
        print(f"There is no gold.tsv in {options.directory}.", file=sys.stderr)
        return 2
    units = evaluation.read_gold(gold)
    documents = {
        name: read_in_worker((options.directory / name).read_bytes(), name=name)
        for name in sorted({unit.document for unit in units})
    }
    result = evaluation.compare(units, documents)
    print(evaluation.report(result))
    if options.errors:
        for pair in result.types:
            if pair.gold != pair.found:
                words = documents[pair.unit.document].source.text[pair.unit.start : pair.unit.end]
                print(f"{pair.unit.document[:20]} {pair.gold} → {pair.found}: {' '.join(words.split())}")
    if options.json:
        Path(options.json).write_text(
            json.dumps(evaluation.as_plain(result), indent=1) + "\n", encoding="utf-8"
        )
    return 0


def files(paths: Sequence[str]) -> Iterator[Path]:
    """The files named, and those in the folders named, in a stable order, each once. A missing one is
    kept."""
    seen: set[Path] = set()
    for name in paths:
        path = Path(name)
        found = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in found:
            hidden = path.is_dir() and (file.name.startswith(".") or file.name.lower() in _IGNORED)
            if file not in seen and not hidden:
                seen.add(file)
                yield file


__all__ = ["UNREADABLE", "Refusal", "analyse", "evaluate", "files"]
