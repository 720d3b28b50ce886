"""How fast documents are read: `./samstyring bench reading [--replies N] [--sentences N] [--curve]`.

Generates a consultation, reads it once in this process to time each step, and once as `./samstyring analyse`
does, on all cores, to time the whole. The figures hold for the machine that they are printed on. Processor
seconds are given beside those of the clock, since other programs that want the same cores stretch the latter.
"""

import argparse
import contextlib
import io
import os

# Before NumPy is loaded: one thread, as in the worker processes (isolated.py).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import platform
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import _generated as generated

from samstyring.engines.text_analysis import commandline, learned, reading

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
MODEL = "learned model"
CURVE = (25_000, 50_000, 100_000, 200_000)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=88)
    parser.add_argument("--sentences", type=int, default=17_000)
    parser.add_argument("--curve", action="store_true", help="also 25,000 to 200,000 sentences")
    options = parser.parse_args()
    print(machine())
    files = list(generated.replies(options.replies, options.sentences))
    model = by_step(files)
    whole(files, options.sentences)
    if options.curve:
        curve(options.replies / options.sentences, model)


def machine() -> str:
    """What the figures were measured on, and how busy it was with other things."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, {processor()}; load over 1, 5 and 15 minutes: {load}"


def processor() -> str:
    """The processor's name, as far as the system tells."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def by_step(files: list[tuple[str, bytes]]) -> float:
    """Time each step in one process. Returns the model's processor seconds a sentence."""
    spent: dict[str, float] = defaultdict(float)
    for step, names in STEPS.items():
        for name in names:
            setattr(reading, name, timed(getattr(reading, name), step, spent))
    learned.load()
    learned.judge = timed(learned.judge, MODEL, spent)
    begun = time.process_time()
    statements = read(files)
    total = time.process_time() - begun
    print(
        f"\n{'step, in one process':<28} {'seconds':>8} {'share':>6} {'documents/s':>12} {'sentences/s':>12}"
    )
    rest = total - spent[MODEL]
    shown = [
        *spent.items(),
        ("other", total - sum(spent.values())),
        ("all but the model", rest),
        ("all", total),
    ]
    for step, seconds in shown:
        rates = f"{len(files) / seconds:>12,.0f} {statements / seconds:>12,.0f}" if seconds > 0 else ""
        print(f"{step:<28} {seconds:>8.2f} {seconds / total:>6.0%} {rates}")
    print(f"(processor seconds; {len(files):,} documents, {statements:,} sentences)")
    return spent[MODEL] / max(1, statements)


def read(files: list[tuple[str, bytes]]) -> int:
    """Read the files in this process. Returns how many statements there are."""
    return sum(
        len(found.statements)
        for name, data in files
        for found in reading.read_many(data, name=name)
        if isinstance(found, reading.Document)
    )


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


def whole(files: list[tuple[str, bytes]], sentences: int) -> None:
    """Time the command that people use, with its worker processes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files:
            (Path(folder) / name).write_bytes(data)
        output = Path(folder) / "analysis.json"
        begun, used = time.perf_counter(), processor_seconds()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            commandline.analyse([folder, "--json", str(output), "--no-cache", "--no-suggestions"])
        seconds, used = time.perf_counter() - begun, processor_seconds() - used
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    workers = os.cpu_count() or 1
    print(f"\n./samstyring analyse: {len(files):,} replies, {sentences:,} sentences")
    print(f"  {seconds:.1f} s by the clock, {used:.1f} processor seconds: {used / seconds:.1f} cores used")
    print(f"  {len(files) / seconds:.1f} documents/s, {sentences / seconds:,.0f} sentences/s")
    print(f"  largest worker {child:,.0f} MB; with {workers} workers at most {own + child * workers:,.0f} MB")


def processor_seconds() -> float:
    """Of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def curve(replies: float, model: float) -> None:
    """Cost by size, in one process: all but the model measured, the model reckoned from its cost a sentence
    above (each document is judged by itself, so it is the same for each)."""
    learned.load = lambda: None
    titles = ("sentences", "seconds", "sentences/s", "with model")
    print("\nProcessor seconds of one process, all but the model (with it: reckoned)")
    print(" ".join(f"{title:>12}" for title in titles))
    for sentences in CURVE:
        files = list(generated.replies(round(replies * sentences), sentences))
        begun = time.process_time()
        statements = read(files)
        seconds = time.process_time() - begun
        print(
            f"{statements:>12,} {seconds:>12.1f} {statements / seconds:>12,.0f} "
            f"{seconds + model * statements:>12.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
