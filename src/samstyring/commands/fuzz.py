"""Feeds spoilt files to the reader and reports broken promises: `fuzz reading [--minutes N] [--seed S]`."""

import subprocess
import sys
from pathlib import Path

from samstyring.commands import CommandFailed

HOME = Path(__file__).resolve().parents[3]


def main(arguments: list[str]) -> int:
    """Run tests/fuzzing, which needs the libraries of the tests. Returns 1 where a promise was broken."""
    if arguments[:1] != ["reading"]:
        raise CommandFailed(
            "Say what to feed spoilt files to: ./samstyring fuzz reading [--minutes N] [--seed S]"
        )
    sys.stdout.flush()
    # The findings go where the user stands, the code is found from the program's own folder.
    command = "import sys; sys.path[:0] = [sys.argv.pop(1)]; from tests.fuzzing.run import main; "
    command += "sys.exit(main(sys.argv[1:]))"
    return subprocess.run([sys.executable, "-c", command, str(HOME), *arguments[1:]], check=False).returncode
