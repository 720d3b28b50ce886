"""`samstyring analyse` and `samstyring evaluate`: the reader without a server."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from samstyring.engines.text_analysis import evaluation, limits, report_html
from samstyring.engines.text_analysis.analysing import Analysis, Reader, Step, analysed
from samstyring.engines.text_analysis.cache import Cache, place
from samstyring.engines.text_analysis.frames import read_frame
from samstyring.engines.text_analysis.isolated import read_in_worker
from samstyring.engines.text_analysis.messages import LANGUAGES, Say, speaker, why
from samstyring.engines.text_analysis.model import Document, Register
from samstyring.engines.text_analysis.progress import Progress
from samstyring.engines.text_analysis.schema import analysis
from samstyring.engines.text_analysis.sources import sources
from samstyring.engines.text_analysis.summary import summary

WRONG_USE = 2
UNREADABLE = 3
"""Exit status when at least one file could not be read."""

_IGNORED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


def analyse(arguments: Sequence[str], *, register: Register | None = None) -> int:
    """`samstyring analyse PATH… [--json FILE] [--html FILE] [--docx FILE] [--xlsx FILE] [--themes FILE] …`.

    Returns the exit status: 0, 2 for wrong use or a report that cannot be written, 3 where a file could
    not be read. One unreadable file never stops the others.
    """
    options = _analyse_options(arguments)
    say = speaker(options.lang)
    paths = list(files(options.paths))
    if not paths:
        print(say("no_files"), file=sys.stderr)
        return WRONG_USE
    try:
        frame = read_frame(Path(options.themes)) if options.themes else None
    except (OSError, ValueError) as error:
        print(f"{options.themes}: {error}", file=sys.stderr)
        return WRONG_USE
    cache = Cache(place()) if options.cache else None
    try:
        result = _analysed(
            paths, options, say, Reader(register, frame, options.seconds, cache, say("missing"))
        )
    finally:
        if cache is not None:
            cache.close()
    print(summary(result, say, language=options.lang))
    for file, content in _reports(result, options, say):
        try:
            Path(file).write_bytes(content)
        except OSError as error:
            print(f"{say('cannot_write')} {file}: {error.strerror}", file=sys.stderr)
            return WRONG_USE
        print(f"{say('files_written')}: {file}")
    for problem in result.refused:
        print(f"{problem.name}: {why(problem, options.lang)}", file=sys.stderr)
    return UNREADABLE if result.refused else 0


def _analysed(paths: Sequence[Path], options: argparse.Namespace, say: Say, reader: Reader) -> Analysis:
    """The analysis, with a bar for the reading and one for the comparing."""
    with sources(paths, seconds=reader.seconds) as found_files:
        bar = Progress(len(found_files), say("left"))
        found = reader.read(found_files, bar.step)
        bar.end()
    comparing = Progress(0, say("left"))

    def begin(count: int) -> Step:
        comparing.begin(count)
        return comparing.step

    suggest = options.suggest and any((options.json, options.html, options.docx, options.xlsx))
    result = analysed(found, frame=reader.frame, suggest=suggest, cache=reader.cache, begin=begin)
    comparing.end()
    return result


def _reports(result: Analysis, options: argparse.Namespace, say: Say) -> Iterator[tuple[str, bytes]]:
    """The reports that were asked for, each with the file it goes to."""
    if options.json:
        text = json.dumps(analysis(result), ensure_ascii=False, indent=1) + "\n"
        yield options.json, text.encode("utf-8")
    if options.html:
        yield options.html, report_html.report(result, say, language=options.lang).encode("utf-8")
    # The libraries for Office files are slow to load: only for who asks for such a file.
    if options.xlsx:
        from samstyring.engines.text_analysis import report_xlsx

        yield options.xlsx, report_xlsx.report(result, say, language=options.lang)
    if options.docx:
        from samstyring.engines.text_analysis import report_docx

        yield options.docx, report_docx.report(result, say, language=options.lang)


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
    parser.add_argument("--themes", metavar="FILE", help="themes of your own (TOML or CSV)")
    parser.add_argument(
        "--no-suggestions",
        dest="suggest",
        action="store_false",
        help="leave out of the reports what may say the same in other words (saves minutes)",
    )
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="keep nothing for the next run, and use nothing",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="nb", help="language of the messages (nb)")
    parser.add_argument(
        "--seconds",
        type=float,
        default=float(limits.WORKER_SECONDS),
        metavar="N",
        help=f"most time for one file, in seconds ({limits.WORKER_SECONDS})",
    )
    return parser.parse_args(arguments)


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
