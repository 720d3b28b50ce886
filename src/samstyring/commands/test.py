"""Runs all tests in four parts: unit, integration on SQLite, integration on PostgreSQL, browser.

Arguments go on to pytest. A path among them limits the run to the parts that it belongs to. The summary
names the slowest tests, counts each part and how long it took, and names every test that was skipped with its
reason; its last line has the sums. What the parts share (a database with all tables, the reader's answers)
lies in a folder that goes with the run.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from samstyring.commands import requisites, temporary_postgres

HOME = Path(__file__).resolve().parents[3]
NO_TESTS_COLLECTED = 5
# More than this many test processes at once gain nothing here, and each starts databases and browsers.
MOST_PROCESSES = 4
# So many of the slowest tests are named.
SLOWEST = 10
# Where the processes of a run keep what they share; tests/databases.py.
RUN = "TEST_RUN"
# What the tests decide for themselves.
NOT_PASSED_ON = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True)
class Part:
    """A folder of tests with the database that it runs on."""

    name: str
    folder: str
    postgres: bool = False
    browser: bool = False


PARTS = (
    Part("unit", "tests/unit"),
    Part("integration on SQLite", "tests/integration"),
    Part("integration on PostgreSQL", "tests/integration", postgres=True),
    Part("browser", "tests/browser", browser=True),
)


@dataclass
class Result:
    """What one part came to."""

    part: str
    code: int
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)


def main(arguments: list[str]) -> int:
    """Run the parts that the arguments ask for; 0 only when every test passed."""
    # Being told to stop is like Ctrl-C: the PostgreSQL server and its folder go too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    paths, options = split(arguments)
    parts = [part for part in PARTS if wanted(part, paths)]
    requisites.require(
        chromium=any(part.browser for part in parts), postgresql=any(part.postgres for part in parts)
    )
    results = []
    with contextlib.ExitStack() as stack:
        url = ""
        shared = stack.enter_context(tempfile.TemporaryDirectory(prefix="samstyring-run-"))
        if any(part.postgres for part in parts):
            url = stack.enter_context(temporary_postgres.server())
        for part in parts:
            print(f"\n== {part.name}", flush=True)
            inside = [path for path in paths if belongs(path, part)] or [part.folder]
            # Starting several processes costs more than a few tests do.
            processes = 0 if paths else min(os.cpu_count() or 1, MOST_PROCESSES)
            # A process that has done its share takes tests over from the other: none is idle at the end.
            arguments_here = ["-n", str(processes), "--dist", "worksteal", *inside, *options]
            results.append(run(part, arguments_here, shared, url if part.postgres else ""))
    return summary(results, narrowed=bool(arguments))


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Paths to tests (a `::name` may follow), relative to the program's folder, and everything else."""
    paths, options = [], []
    for argument in arguments:
        path = Path(argument.split("::")[0])
        full = (
            path
            if path.is_absolute()
            else next((p for p in (Path.cwd() / path, HOME / path) if p.exists()), path)
        )
        if argument.startswith("-") or not full.exists():
            options.append(argument)
        else:
            tail = argument[len(argument.split("::")[0]) :]
            paths.append(os.path.relpath(full, HOME) + tail)
    return paths, options


def belongs(path: str, part: Part) -> bool:
    """Whether a path lies in the part's folder or is that folder."""
    return path == part.folder or path.startswith(f"{part.folder}/")


def wanted(part: Part, paths: list[str]) -> bool:
    """Whether a part is asked for: all are when no path is given, or one above them is."""
    return not paths or any(belongs(path, part) or path in {".", "tests"} for path in paths)


def run(part: Part, arguments: list[str], shared: str, url: str) -> Result:
    """Run pytest for one part in a process of its own, and read its report.

    `shared` is the folder of what the parts of a run share, `url` names the PostgreSQL server.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in NOT_PASSED_ON and not name.startswith("SAMSTYRING_")
    }
    environment[RUN] = shared
    # Hundreds of processes start in a run, and half of what a start takes is compiling the modules.
    environment["PYTHONPYCACHEPREFIX"] = str(Path(shared) / "compiled")
    if url:
        environment["DATABASE_URL"] = url
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-P", "-m", "pytest", "-q"]
        started = time.monotonic()
        code = subprocess.run(
            [*command, f"--junitxml={report}", *arguments], cwd=HOME, env=environment, check=False
        ).returncode
        result = Result(part.name, code, time.monotonic() - started)
        if report.exists():
            count(report, result)
    return result


def count(report: Path, result: Result) -> None:
    """Add the numbers in pytest's JUnit report to the result."""
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - pytest wrote it just now
        name = f"{case.get('classname', '')}::{case.get('name', '')}"
        result.times[name] = float(case.get("time", 0))
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        elif skipped is not None:
            result.skipped.append(f"{name}: {skipped.get('message', '')}")
        else:
            result.passed += 1


def summary(results: list[Result], *, narrowed: bool) -> int:
    """Print the slowest tests, what each part came to and the sums; return the exit code.

    A part without tests is a failure unless the arguments `narrowed` the run.
    """
    print()
    times = [(seconds, name, result.part) for result in results for name, seconds in result.times.items()]
    for seconds, name, part in sorted(times, reverse=True)[:SLOWEST]:
        print(f"{seconds:6.1f} s {name} ({part})")
    good = True
    for result in results:
        empty = result.code == NO_TESTS_COLLECTED
        fine = result.code == 0 or (empty and narrowed)
        good &= fine
        numbers = f"{result.passed} passed, {result.failed} failed, {len(result.skipped)} skipped"
        word = "no tests" if empty else numbers
        print(f"{'ok  ' if fine else 'FAIL'} {result.part:<26} {word}, {result.seconds:.0f} s")
    for result in results:
        for line in result.skipped:
            print(f"skipped in {result.part}: {line}")
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    # A part can fail without a failed test, as when a module cannot be imported.
    failed += sum(1 for r in results if r.failed == 0 and r.code not in {0, NO_TESTS_COLLECTED})
    skipped = sum(len(r.skipped) for r in results)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 0 if good else 1
