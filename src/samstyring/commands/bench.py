"""Measures: runs a file of `benchmarks/` by its name."""

import subprocess
import sys
from pathlib import Path

from samstyring.commands import CommandFailed

FOLDER = Path(__file__).resolve().parents[3] / "benchmarks"


def main(arguments: list[str]) -> int:
    """Run the measurement named by the first argument; without one, list those there are."""
    names = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))
    if not arguments:
        print("\n".join(names) or "There is nothing to measure yet.")
        return 0
    if arguments[0] not in names:
        raise CommandFailed(
            f"There is no benchmarks/{arguments[0]}.py; there is: {', '.join(names) or 'nothing yet'}."
        )
    sys.stdout.flush()
    script = FOLDER / f"{arguments[0]}.py"
    return subprocess.run([sys.executable, str(script), *arguments[1:]], check=False).returncode
