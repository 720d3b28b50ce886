"""`samstyring analyse` and `samstyring evaluate`: the reader without a server."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from samstyring.engines.text_analysis import evaluation, report_html
from samstyring.engines.text_analysis.errors import UnreadableFile
from samstyring.engines.text_analysis.isolated import check_size, read_in_worker, read_many_in_worker
from samstyring.engines.text_analysis.messages import LANGUAGES, speaker, why
from samstyring.engines.text_analysis.model import Document, Refused, Register
from samstyring.engines.text_analysis.progress import Progress
from samstyring.engines.text_analysis.schema import analysis
from samstyring.engines.text_analysis.summary import summary

WRONG_USE = 2
UNREADABLE = 3
"""Exit status when at least one file could not be read."""

_IGNORED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def analyse(arguments: Sequence[str], *, register: Register | None = None) -> int:
    """`samstyring analyse PATH… [--json FILE] [--html FILE] [--docx FILE] [--xlsx FILE] [--lang nb|nn|en]`.

    Returns the exit status: 0, 2 for wrong use or a report that cannot be written, 3 where a file could
    not be
    read. One unreadable file never stops the others.
    """
    options = _analyse_options(arguments)
    say = speaker(options.lang)
    paths = list(files(options.paths))
    if not paths:
        print(say("no_files"), file=sys.stderr)
        return WRONG_USE
    documents: list[Document] = []
    refused: list[Refused] = []
    progress = Progress(len(paths), say("left"))
    # Threads wait, worker processes read: one slow file holds up one of them only.
    with ThreadPoolExecutor(max_workers=max(1, os.cpu_count() or 1)) as pool:
        for found in pool.map(
            partial(_read, register=register, seconds=options.seconds, say_missing=say("missing")), paths
        ):
            documents.extend(item for item in found if isinstance(item, Document))
            refused.extend(item for item in found if isinstance(item, Refused))
            progress.step()
    progress.end()
    print(summary(documents, refused, say, language=options.lang))
    for file, content in _reports(documents, refused, options):
        try:
            Path(file).write_bytes(content)
        except OSError as error:
            print(f"{say('cannot_write')} {file}: {error.strerror}", file=sys.stderr)
            return WRONG_USE
        print(f"{say('files_written')}: {file}")
    for problem in refused:
        print(f"{problem.name}: {why(problem, options.lang)}", file=sys.stderr)
    return UNREADABLE if refused else 0


def _reports(
    documents: Sequence[Document], refused: Sequence[Refused], options: argparse.Namespace
) -> Iterator[tuple[str, bytes]]:
    """The reports that were asked for, each with the file it goes to."""
    say = speaker(options.lang)
    if options.json:
        text = json.dumps(analysis(documents, refused), ensure_ascii=False, indent=1) + "\n"
        yield options.json, text.encode("utf-8")
    if options.html:
        yield options.html, report_html.report(documents, refused, say, language=options.lang).encode("utf-8")
    # The libraries for Office files are slow to load: only for who asks for such a file.
    if options.xlsx:
        from samstyring.engines.text_analysis import report_xlsx

        yield options.xlsx, report_xlsx.report(documents, refused, say, language=options.lang)
    if options.docx:
        from samstyring.engines.text_analysis import report_docx

        yield options.docx, report_docx.report(documents, refused, say, language=options.lang)


def _analyse_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="samstyring analyse", description="Read consultation replies and mark their statements."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
    parser.add_argument("--json", metavar="FILE", help="write the analysis as JSON")
    parser.add_argument(
        "--html", metavar="FILE", help="write a report with the marked texts as one HTML file"
    )
    parser.add_argument("--docx", metavar="FILE", help="write a draft of a summary as a Word document")
    parser.add_argument("--xlsx", metavar="FILE", help="write the statements as a workbook")
    parser.add_argument("--lang", choices=LANGUAGES, default="nb", help="language of the messages (nb)")
    parser.add_argument(
        "--seconds", type=float, default=120.0, metavar="N", help="most time for one file, in seconds (120)"
    )
    return parser.parse_args(arguments)


def _read(
    path: Path, *, register: Register | None, seconds: float, say_missing: str
) -> list[Document | Refused]:
    name = os.fsencode(path).decode("utf-8", "replace")  # a name may be in any encoding, a report may not
    try:
        check_size(path.stat().st_size)
        return read_many_in_worker(path.read_bytes(), name=name, seconds=seconds, register=register)
    except UnreadableFile as error:
        return [Refused(name, error.code.value, str(error))]
    except FileNotFoundError:
        return [Refused(name, "missing", say_missing)]
    except OSError as error:
        return [Refused(name, "unavailable", f"{error.strerror}.")]


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
        return WRONG_USE
    units = evaluation.read_gold(gold)
    documents = {
        name: read_in_worker((options.directory / name).read_bytes(), name=name)
        for name in sorted({unit.document for unit in units})
    }
    result = evaluation.compare(units, documents)
    print(evaluation.report(result))
    if options.errors:
        print(*_errors(result, documents), sep="\n")
    if options.json:
        figures = json.dumps(evaluation.as_plain(result), indent=1) + "\n"
        Path(options.json).write_text(figures, encoding="utf-8")
    return 0


def _errors(result: evaluation.Evaluation, documents: dict[str, Document]) -> Iterator[str]:
    for pair in result.types:
        if pair.gold != pair.found:
            words = documents[pair.unit.document].source.text[pair.unit.start : pair.unit.end]
            yield f"{pair.unit.document[:20]} {pair.gold} → {pair.found}: {' '.join(words.split())}"


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
