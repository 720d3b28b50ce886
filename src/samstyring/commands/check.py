"""Everything that is checked without running the tests. All checks run; a table says how each went."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

HOME = Path(__file__).resolve().parents[3]
TRANSLATIONS = """
from samstyring.site import translations
faults = translations.missing()
print("\\n".join(faults))
raise SystemExit(1 if faults else 0)
"""
SETTINGS = {"DJANGO_SETTINGS_MODULE": "samstyring.site.settings"}
# As an installation behind a reverse proxy has it; the database is not opened.
PRODUCTION = {
    "SAMSTYRING_HTTPS": "yes",
    "SAMSTYRING_HOSTS": "samstyring.example.org",
    "SAMSTYRING_DEBUG": "no",
}


@dataclass(frozen=True)
class Check:
    """One line of the table: what is checked, and the command that does it."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a check went."""

    check: Check
    code: int
    seconds: float
    output: str


def python(*arguments: str) -> tuple[str, ...]:
    """A command line of the environment's Python."""
    return (sys.executable, *arguments)


def tool(name: str) -> str:
    """The full path of a program of the environment."""
    return str(Path(sys.executable).parent / name)


def installer() -> str:
    """The uv that the launcher installed beside the environment."""
    found = sorted((HOME / ".cache").glob("uv-*/bin/uv"))
    return str(found[-1]) if found else "uv"


def manage(*arguments: str) -> tuple[str, ...]:
    """A command line for a management command."""
    return python("-P", "-m", "django", *arguments)


CHECKS = (
    Check("style", python("-m", "ruff", "check", ".")),
    Check("format", python("-m", "ruff", "format", "--check", ".")),
    Check("types", python("-m", "mypy")),
    Check("imports", (tool("lint-imports"), "--no-cache")),
    Check(
        "foreign keys", python("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/unit/test_direction.py")
    ),
    Check("migrations", manage("makemigrations", "--check", "--dry-run"), SETTINGS),
    Check("translations", python("-P", "-c", TRANSLATIONS), SETTINGS),
    Check("deployment", manage("check", "--deploy", "--fail-level", "WARNING"), SETTINGS | PRODUCTION),
    Check("dependencies", python("-m", "deptry", ".")),
    Check("lock file", (installer(), "lock", "--check", "--offline")),
    Check("shell", ("bash", "-n", "samstyring", ".ci/run")),
)


def main(arguments: list[str]) -> int:
    """Run all checks, or those named; 0 only when each is in order."""
    parser = argparse.ArgumentParser(prog="./samstyring check", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="CHECK", help=", ".join(check.name for check in CHECKS))
    options = parser.parse_args(arguments)
    unknown = set(options.names) - {check.name for check in CHECKS}
    if unknown:
        parser.error(f"there is no check “{min(unknown)}”; there is: {', '.join(c.name for c in CHECKS)}")
    chosen = [check for check in CHECKS if not options.names or check.name in options.names]
    return report(perform(chosen), print)


def perform(checks: list[Check]) -> list[Outcome]:
    """Run the checks, as many at once as there are processors."""
    with (
        tempfile.TemporaryDirectory(prefix="samstyring-check-") as data,
        ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool,
    ):
        return list(pool.map(lambda check: perform_one(check, data), checks))


def perform_one(check: Check, data: str) -> Outcome:
    """Run one check with settings of its own and none of this machine's."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"} and not name.startswith("SAMSTYRING_")
    }
    environment |= {"SAMSTYRING_DATA": data, **check.environment}
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=HOME,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check, done.returncode, time.monotonic() - started, done.stdout)


def report(outcomes: list[Outcome], say: Callable[[str], None]) -> int:
    """Say what each failed check printed, then the table. Returns the exit code."""
    for outcome in outcomes:
        if outcome.code:
            say(f"== {outcome.check.name}\n{outcome.output.strip()}\n")
    for outcome in outcomes:
        say(f"{'FAIL' if outcome.code else 'ok  '} {outcome.check.name:<13} {outcome.seconds:.0f} s")
    return 1 if any(outcome.code for outcome in outcomes) else 0
