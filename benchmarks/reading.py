"""How fast documents are read: `./samstyring bench reading [--replies N] [--sentences N] [--curve [N]]`.

Generates a consultation and measures three things: each step, in one process, on some of the replies; the
whole command `./samstyring analyse` with both of its models on all cores, a first time and a second; and
everything but the models, on all cores. With `--curve` the last again for 25,000 to N (or 200,000)
sentences, and the models for 500 to 2,000. The figures hold for the machine that they are printed on.
Processor seconds are given beside those of the clock, since other programs that want the same cores stretch
the latter.
"""

import argparse
import contextlib
import io
import multiprocessing
import os

# Before NumPy is loaded: one thread, as in the processes that read (fresh.py).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import _generated as generated
import numpy as np
from _watching import Taken, machine, watched

from samstyring.engines.text_analysis import (
    analysing,
    commandline,
    grouping,
    learned,
    nursery,
    nursery_process,
    reading,
)
from samstyring.engines.text_analysis import vectors as embedding
from samstyring.engines.text_analysis.model import Document

# The steps of `reading`, by the functions that it calls for them.
STEPS = {
    "extract": ["extract_many"],
    "passages and forms": ["passages", "mark_parts", "clean"],
    "language": ["language_of", "main_language"],
    "sentences": ["_ranges"],
    "types": ["classify"],
    "themes": ["choose_themes"],
    "cited text": ["is_cited"],
    "senders": ["senders"],
    "stance and endorsements": ["stance", "stances", "endorsements", "has_no_remarks"],
    "mentions and personal data": ["mentions", "personal_data"],
}
LEARNED, VECTORS = "learned model", "vectors"
CURVE = (25_000, 50_000, 100_000, 200_000)
MODELS_CURVE = (500, 1_000, 2_000)
CORES = os.cpu_count() or 1

File = tuple[str, bytes]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=88)
    parser.add_argument("--sentences", type=int, default=17_000)
    parser.add_argument("--steps-on", type=int, default=8, metavar="N", help="time the steps on N replies")
    parser.add_argument("--no-whole", action="store_true", help="leave out the command with its models")
    parser.add_argument(
        "--curve",
        type=int,
        nargs="?",
        const=CURVE[-1],
        default=0,
        metavar="N",
        help="up to N sentences (200,000)",
    )
    options = parser.parse_args()
    print(machine(), flush=True)
    share = options.replies / options.sentences
    files = list(generated.replies(options.replies, options.sentences))
    apart(by_step, files[: options.steps_on])
    if not options.no_whole:
        apart(whole, files)
    apart(without_models, [options.sentences, *(size for size in CURVE if size <= options.curve)], share)
    if options.curve:
        apart(models_curve, share)


def apart(part: Callable[..., None], *given: Any) -> None:
    """A part in a process of its own, so that its memory is its own. Raises RuntimeError where it fails."""
    process = multiprocessing.get_context("fork").Process(target=part, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{part.__name__} ended with {process.exitcode}.")


def by_step(files: Sequence[File]) -> None:
    """Time each step in one process."""
    spent: dict[str, float] = defaultdict(float)
    nursery_process.load()  # what is worked out once only
    with contextlib.ExitStack() as stack:
        for step, names in STEPS.items():
            for name in names:
                stack.enter_context(replaced(reading, name, timed(getattr(reading, name), step, spent)))
        stack.enter_context(replaced(learned, "judge", timed(learned.judge, LEARNED, spent)))
        begun = time.process_time()
        documents = read(files)
        spent["other"] = time.process_time() - begun - sum(spent.values())
    points = timed(grouping.points, "points", spent)(documents)
    units = grouping.units(documents, points)
    embedding.load()
    rows = timed(embedding.embed, VECTORS, spent)([unit.text for unit in units])
    timed(grouping.with_suggestions, "suggestions", spent)(units, rows)
    total = sum(spent.values())
    models = spent[LEARNED] + spent[VECTORS]
    statements = count(documents)
    print(f"\n{'step, one process':<28} {'seconds':>8} {'share':>6} {'documents/s':>12} {'sentences/s':>12}")
    for step, seconds in [*spent.items(), ("all but the two models", total - models), ("all", total)]:
        rates = f"{len(files) / seconds:>12,.1f} {statements / seconds:>12,.0f}" if seconds > 0 else ""
        print(f"{step:<28} {seconds:>8.2f} {seconds / total:>6.0%} {rates}")
    print(
        f"(processor seconds; {len(files):,} documents, {statements:,} sentences, {len(units):,} texts with "
        f"vectors; {1000 * spent[LEARNED] / max(1, statements):.1f} ms a sentence for the learned model, "
        f"{1000 * spent[VECTORS] / max(1, len(units)):.1f} ms a vector)",
        flush=True,
    )


def read(files: Sequence[File]) -> list[Document]:
    """The documents of the files, read in this process."""
    return [
        found
        for name, data in files
        for found in reading.read_many(data, name=name)
        if isinstance(found, Document)
    ]


def count(documents: Sequence[Document]) -> int:
    """How many statements there are."""
    return sum(len(document.statements) for document in documents)


def timed(function: Callable[..., Any], step: str, spent: dict[str, float]) -> Callable[..., Any]:
    """The function, adding the time that it takes to its step. Generators are read to their end in it."""

    def run(*args: Any, **kwargs: Any) -> Any:
        begun = time.process_time()
        result = function(*args, **kwargs)
        if hasattr(result, "__next__"):
            result = list(result)
        spent[step] += time.process_time() - begun
        return result

    return run


@contextlib.contextmanager
def replaced(place: Any, name: str, value: Any) -> Iterator[None]:
    """Put `value` in the place of something for a while."""
    former = getattr(place, name)
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, former)


def whole(files: Sequence[File]) -> None:
    """Time the command that people use, with both models and its processes, twice."""
    with tempfile.TemporaryDirectory() as folder, replaced(os, "environ", dict(os.environ)):
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
        replies = Path(folder) / "replies"
        replies.mkdir()
        for name, data in files:
            (replies / name).write_bytes(data)
        print(
            f"\n./samstyring analyse --json: {len(files):,} replies, both models, {CORES} cores", flush=True
        )
        for run in ("first run", "second run"):
            phases: dict[str, float] = {}
            with watched() as taken, phase_times(phases):
                with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                    commandline.analyse([str(replies), "--json", str(Path(folder) / "analysis.json")])
                nursery.shared.close()
            parts = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in phases.items())
            print(
                f"  {run}: {told(taken)}, {len(files) / taken.seconds:.1f} documents/s ({parts})", flush=True
            )


@contextlib.contextmanager
def phase_times(phases: dict[str, float]) -> Iterator[None]:
    """The clock's seconds of the command's phases."""

    def clocked(function: Callable[..., Any], phase: str) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            begun = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                phases[phase] = phases.get(phase, 0.0) + time.perf_counter() - begun

        return run

    with contextlib.ExitStack() as stack:
        for place, name, phase in (
            (analysing.Reader, "read", "reading"),
            (grouping, "points", "points"),
            (analysing.embedding_workers, "embed", "vectors"),
            (grouping, "with_suggestions", "suggestions"),
        ):
            stack.enter_context(replaced(place, name, clocked(getattr(place, name), phase)))
        yield


def told(taken: Taken) -> str:
    """What was taken, in words."""
    return (
        f"{taken.seconds:.1f} s by the clock, {taken.processor:.1f} processor seconds "
        f"({taken.processor / taken.seconds:.1f} cores), at most {taken.megabytes:,.0f} MB in all processes"
    )


def without_models(sizes: Sequence[int], share: float) -> None:
    """Everything but the two models, at several sizes: reading on all cores, points, and suggestions for
    vectors made by chance."""
    titles = ("sentences", "reading s", "by the clock", "points s", "suggesting s", "µs a sentence", "MB")
    print(f"\nEverything but the two models: processor seconds (by the clock: reading on {CORES} cores)")
    print(" ".join(f"{title:>13}" for title in titles), flush=True)
    for sentences in sizes:
        # Generated beforehand, so that only the reading is timed.
        files = list(generated.replies(max(1, round(share * sentences)), sentences))
        with watched() as taken:
            documents = read_on_all_cores(files)
        with watched() as grouped:
            units = grouping.units(documents, grouping.points(documents))
        rows = np.random.default_rng(1).standard_normal((len(units), embedding.WIDTH), np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        with watched() as suggested:
            grouping.with_suggestions(units, rows)
        statements = count(documents)
        each = (taken.processor + grouped.processor + suggested.processor) / statements * 1e6
        most = max(taken.megabytes, grouped.megabytes, suggested.megabytes)
        print(
            f"{statements:>13,} {taken.processor:>13.1f} {taken.seconds:>13.1f} {grouped.processor:>13.1f} "
            f"{suggested.processor:>13.1f} {each:>13,.0f} {most:>13,.0f}",
            flush=True,
        )


def read_on_all_cores(files: Sequence[File]) -> list[Document]:
    """The documents, judged by cues and words alone: the learned model is left out."""
    with (
        replaced(learned, "load", lambda: None),
        multiprocessing.get_context("fork").Pool(CORES) as pool,
    ):
        found = pool.imap(read_one, files)
        documents = [document for some in found for document in some]
        pool.close()
        pool.join()
    return documents


def read_one(file: File) -> list[Document]:
    """One file's documents (a function that a process can be told to run)."""
    return read([file])


def models_curve(share: float) -> None:
    """Processor time of the two models by size, in one process."""
    nursery_process.load()
    embedding.load()
    print("\nThe two models, processor milliseconds in one process")
    print(f"{'sentences':>13} {'learned, each':>13} {'vectors':>13} {'vector, each':>13}", flush=True)
    for sentences in MODELS_CURVE:
        spent: dict[str, float] = defaultdict(float)
        with replaced(learned, "judge", timed(learned.judge, LEARNED, spent)):
            documents = read(list(generated.replies(max(1, round(share * sentences)), sentences)))
        units = grouping.units(documents, grouping.points(documents))
        timed(embedding.embed, VECTORS, spent)([unit.text for unit in units])
        statements = count(documents)
        print(
            f"{statements:>13,} {1000 * spent[LEARNED] / statements:>13.1f} {len(units):>13,} "
            f"{1000 * spent[VECTORS] / max(1, len(units)):>13.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
