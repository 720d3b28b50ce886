"""A fuzz run: mutants by the hundred in children that read many, and a share each in a process of its own.

The share goes through `isolated.read_many_in_worker`, the way that uploads go.
"""

import argparse
import random
import select
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from json import loads
from pathlib import Path
from typing import Any

from samstyring.engines.text_analysis import UnreadableFile, limits, nursery
from samstyring.engines.text_analysis.isolated import read_many_in_worker
from samstyring.engines.text_analysis.model import Refused
from tests.fuzzing.mutations import mutant
from tests.fuzzing.promises import broken, broken_by_refusal

HOME = Path(__file__).resolve().parents[2]
BATCH = 150
FRESH_EVERY = 50
"""One file in so many is read in a process of its own."""
GRACE = 15.0
"""Seconds that starting and collecting a process may take on a busy machine, on top of its limit."""


@dataclass
class Tally:
    """What a run has found so far."""

    files: int = 0
    fresh: int = 0
    accepted: int = 0
    documents: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, str]] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    largest: tuple[float, int] = (0.0, 0)

    def add(self, line: dict[str, Any]) -> None:
        """Count one file that was read."""
        number = line["number"]
        self.files += 1
        self.formats[line["name"].rpartition(".")[2]] += 1
        self.documents += line["documents"]
        self.accepted += line["documents"] > 0
        self.refused.update(line["codes"])
        self.faults += [(number, fault) for fault in line["faults"]]
        self.slowest = max(self.slowest, (line["seconds"], number))
        self.largest = max(self.largest, (line["megabytes"], number))


def batch(tally: Tally, seed: int, first: int, count: int, *, seconds: float, megabytes: int) -> int:
    """Read up to `count` mutants in one child; one that ends it is read again alone. Returns the next."""
    command = [sys.executable, "-m", "tests.fuzzing.child", *map(str, (seed, first, count, megabytes))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HOME) as child:
        assert child.stdout is not None
        begun, done = first - 1, first - 1
        while select.select([child.stdout], [], [], seconds + GRACE)[0]:
            raw = child.stdout.readline()
            if not raw:
                break
            line = loads(raw)
            if "begun" in line:
                begun = line["begun"]
            else:
                done = line["number"]
                tally.add(line)
        ended = child.poll() is not None or begun == done
        child.kill()
        complaint = child.communicate()[1]
    if begun > done:
        alone(tally, seed, begun, seconds=seconds, megabytes=megabytes)
        return begun + 1
    if done < first:
        raise RuntimeError(f"The child did not start ({ended=}): {complaint.decode(errors='replace')[-800:]}")
    return done + 1


def alone(tally: Tally, seed: int, number: int, *, seconds: float, megabytes: int) -> None:
    """Read one mutant the way an upload is read: in a process of its own."""
    name, data = mutant(seed, number)
    begun = time.perf_counter()
    line: dict[str, Any] = {"number": number, "name": name, "documents": 0, "codes": [], "faults": []}
    try:
        for found in read_many_in_worker(data, name=name, seconds=seconds, megabytes=megabytes):
            line["faults"] += broken(found)
            if isinstance(found, Refused):
                line["codes"].append(found.code)
            else:
                line["documents"] += 1
    except UnreadableFile as error:
        line["codes"] = [error.code.value]
        line["faults"] += [
            f"{fault} {error.detail}" for fault in broken_by_refusal(error.code.value, str(error))
        ]
    line["seconds"] = time.perf_counter() - begun
    if line["seconds"] > seconds + GRACE:
        line["faults"].append(f"took {line['seconds']:.0f} s, over the limit of {seconds:.0f} s")
    line["megabytes"] = nursery.shared.largest_kilobytes / 1024
    if line["megabytes"] > megabytes:
        line["faults"].append(f"took {line['megabytes']:.0f} MB, over the limit of {megabytes} MB")
    line["megabytes"] = 0.0  # the largest child so far, not this one
    tally.fresh += 1
    tally.add(line)


def run(*, seed: int, minutes: float, files: int | None, seconds: float, megabytes: int) -> Tally:
    """Read mutants until the minutes are over or `files` are read."""
    tally = Tally()
    end = time.monotonic() + minutes * 60
    number = 0
    while time.monotonic() < end and (files is None or tally.files < files):
        left = BATCH if files is None else min(BATCH, files - tally.files)
        stop = number + left
        for _ in range(left // FRESH_EVERY):
            alone(tally, seed, number, seconds=seconds, megabytes=megabytes)
            number += 1
        while number < stop:
            number = batch(tally, seed, number, stop - number, seconds=seconds, megabytes=megabytes)
    return tally


def save(tally: Tally, seed: int, folder: Path) -> None:
    """Write each file that broke a promise, and what it broke, to a folder."""
    for number, fault in tally.faults:
        folder.mkdir(parents=True, exist_ok=True)
        name, data = mutant(seed, number)
        (folder / f"{seed}-{number}-{name}").write_bytes(data)
        with (folder / f"{seed}-{number}.log").open("a", encoding="utf-8") as log:
            log.write(fault + "\n")


def table(tally: Tally, seed: int, minutes: float) -> str:
    """The summary."""
    rows = [
        ("seed", str(seed)),
        (
            "files",
            f"{tally.files:,} in {minutes:.1f} min, {tally.fresh:,} of them each in a process of its own",
        ),
        ("by ending", ", ".join(f"{name} {count:,}" for name, count in tally.formats.most_common())),
        ("accepted", f"{tally.accepted:,} files, {tally.documents:,} documents"),
        *((f"refused: {code}", f"{count:,}") for code, count in tally.refused.most_common()),
        ("slowest", "{:.1f} s, file {}".format(*tally.slowest)),
        ("largest memory", "{:.0f} MB, file {}".format(*tally.largest)),
        ("broken promises", f"{len(tally.faults):,}"),
    ]
    return "\n".join(f"{title:<32} {value}" for title, value in rows)


def main(arguments: list[str]) -> int:
    """`fuzz reading`: 0 where every promise was kept, 1 where not."""
    parser = argparse.ArgumentParser(prog="samstyring fuzz reading", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, metavar="N", help="how long (1)")
    parser.add_argument(
        "--seed", type=int, metavar="S", help="the same seed gives the same files (by chance)"
    )
    parser.add_argument("--files", type=int, metavar="N", help="stop after so many files")
    parser.add_argument("--seconds", type=float, default=30.0, metavar="N", help="limit for one file (30)")
    parser.add_argument(
        "--folder", type=Path, default=Path("fuzz-findings"), help="where spoilt files are kept"
    )
    options = parser.parse_args(arguments)
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    print(f"Seed {seed}. Ctrl-C stops.", flush=True)
    begun = time.monotonic()
    tally = run(
        seed=seed,
        minutes=options.minutes,
        files=options.files,
        seconds=options.seconds,
        megabytes=limits.WORKER_MEGABYTES,
    )
    print(table(tally, seed, (time.monotonic() - begun) / 60))
    save(tally, seed, options.folder)
    for number, fault in tally.faults[:20]:
        print(f"\nfile {number}: {fault.strip()}")
    if tally.faults:
        print(f"\nThe files are in {options.folder.resolve()}.")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
