"""How fast documents are read: `./samstyring bench reading [--replies N] [--sentences N] [--curve]`.

Generates a consultation, reads it once in this process to time each step, and once as `./samstyring analyse`
does, on all cores, to time the whole. The figures hold for the machine that they are printed on.
"""

import argparse
import contextlib
import io
import os
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import _generated as generated

from samstyring.engines.text_analysis import commandline, reading

# The steps of `reading`, by the functions that it calls for them.
STEPS = {
    "extract": ["extract_many"],
    "passages and forms": ["passages", "mark_parts", "clean"],
    "language": ["language_of", "main_language"],
    "sentences": ["_ranges"],
    "types": ["classify"],
    "themes": ["choose_theme"],
    "cited text": ["is_cited"],
    "senders": ["senders"],
    "stance and endorsements": ["stance", "stances", "endorsements", "has_no_remarks"],
    "mentions and personal data": ["mentions", "personal_data"],
}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replies", type=int, default=88)
    parser.add_argument("--sentences", type=int, default=17_000)
    parser.add_argument("--curve", action="store_true", help="also 25,000 to 200,000 sentences")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores")
    files = list(generated.replies(options.replies, options.sentences))
    by_step(files)
    titles = ("replies", "sentences", "seconds", "documents/s", "sentences/s", "peak MB")
    print("\n" + " ".join(f"{title:>12}" for title in titles))
    whole(files, options.sentences)
    if options.curve:
        for sentences in (25_000, 50_000, 100_000, 200_000):
            count = options.replies * sentences // options.sentences
            whole(list(generated.replies(count, sentences)), sentences)


def by_step(files: list[tuple[str, bytes]]) -> None:
    """Time each step in one process."""
    spent: dict[str, float] = defaultdict(float)
    for step, names in STEPS.items():
        for name in names:
            setattr(reading, name, timed(getattr(reading, name), step, spent))
    begun = time.perf_counter()
    statements = 0
    for name, data in files:
        for found in reading.read_many(data, name=name):
            if isinstance(found, reading.Document):
                statements += len(found.statements)
    total = time.perf_counter() - begun
    print(
        f"\n{'step, in one process':<28} {'seconds':>8} {'share':>6} {'documents/s':>12} {'sentences/s':>12}"
    )
    for step, seconds in [*spent.items(), ("other", total - sum(spent.values())), ("all", total)]:
        rates = f"{len(files) / seconds:>12,.0f} {statements / seconds:>12,.0f}" if seconds > 0 else ""
        print(f"{step:<28} {seconds:>8.2f} {seconds / total:>6.0%} {rates}")


def timed(function: Callable[..., Any], step: str, spent: dict[str, float]) -> Callable[..., Any]:
    """The function, adding the time that it takes to its step. Generators are read to their end in it."""

    def run(*args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        result = function(*args, **kwargs)
        if hasattr(result, "__next__"):
            result = list(result)
        spent[step] += time.perf_counter() - begun
        return result

    return run


def whole(files: list[tuple[str, bytes]], sentences: int) -> None:
    """Time the command that people use, with its worker processes."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files:
            (Path(folder) / name).write_bytes(data)
        output = Path(folder) / "analysis.json"
        begun = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            commandline.analyse([folder, "--json", str(output)])
        seconds = time.perf_counter() - begun
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"{len(files):>12,} {sentences:>12,} {seconds:>12.1f} {len(files) / seconds:>12,.1f} "
        f"{sentences / seconds:>12,.0f} {peak / 1024:>12,.0f}"
    )


if __name__ == "__main__":
    main()
