"""What a measurement takes: seconds by the clock, processor seconds, and the memory of all its processes."""

import contextlib
import os
import platform
import resource
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EVERY_SECONDS = 0.5


@dataclass
class Taken:
    """What was taken, when the block is over."""

    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0
    """Most memory of this process and all that it started, at one time; shared pages count once."""


@contextlib.contextmanager
def watched() -> Iterator[Taken]:
    """Watch the block. Processor seconds of a child count once it has ended within the block."""
    taken = Taken()
    over = threading.Event()

    def look() -> None:
        while True:
            taken.megabytes = max(taken.megabytes, megabytes_of_all())
            if over.wait(EVERY_SECONDS):
                return

    watcher = threading.Thread(target=look)
    begun, used = time.perf_counter(), processor_seconds()
    watcher.start()
    try:
        yield taken
    finally:
        over.set()
        watcher.join()
        taken.seconds, taken.processor = time.perf_counter() - begun, processor_seconds() - used


def processor_seconds() -> float:
    """Of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def megabytes_of_all() -> float:
    """Proportional memory (PSS) of this process and its descendants: what is shared is divided up."""
    return sum(map(_kilobytes, {os.getpid(), *_of_ours()})) / 1024


def processor_seconds_of_started() -> float:
    """Used so far by the processes that this one started, and by theirs, that still run."""
    fields = _of_ours().values()
    return sum(int(used) for each in fields for used in each[11:13]) / os.sysconf("SC_CLK_TCK")


def _of_ours() -> dict[int, list[str]]:
    """The descendants of this process, each with the fields of its /proc/PID/stat after the name."""
    stats: dict[int, list[str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            stats[int(folder.name)] = (folder / "stat").read_text().rpartition(")")[2].split()
    ours = {os.getpid()}
    while more := {pid for pid, fields in stats.items() if int(fields[1]) in ours} - ours:
        ours |= more
    return {pid: stats[pid] for pid in ours - {os.getpid()} if pid in stats}


def _kilobytes(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


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
