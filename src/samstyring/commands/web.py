"""The web server: Gunicorn with threads, one command line for `run` and for systemd."""

import argparse
import os
import sys
from pathlib import Path

from samstyring.commands import place

PROCESSES, THREADS = 2, 4
# How long a process may be silent before it is replaced, and how long requests under way get at the end.
TIMEOUT_SECONDS, GRACE_SECONDS = 120, 10


def main(arguments: list[str]) -> int:
    """Become the web server: returns only where that fails."""
    parser = argparse.ArgumentParser(prog="./samstyring web", description=__doc__)
    parser.add_argument(
        "--bind", default="127.0.0.1:8000", help="host:port or unix:/a/path; default: 127.0.0.1:8000"
    )
    options = parser.parse_args(arguments)
    place.check_data_folder()
    # The lock outlives the change of program, since the descriptor stays open in it.
    os.set_inheritable(place.hold(alone=False), True)
    line = command(options.bind)
    os.execv(line[0], line)


def command(bind: str) -> list[str]:
    """The command line that starts Gunicorn on `bind` (host:port, unix:PATH or fd://NUMBER)."""
    memory = ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []  # noqa: S108 - heartbeat only
    return [
        *(sys.executable, "-P", "-m", "gunicorn", "samstyring.site.wsgi:application"),
        *("--bind", bind),
        # Loaded once, before the processes divide: they are ready at once, and share their memory.
        "--preload",
        *("--worker-class", "gthread", "--workers", str(PROCESSES), "--threads", str(THREADS)),
        *("--timeout", str(TIMEOUT_SECONDS), "--graceful-timeout", str(GRACE_SECONDS)),
        *("--chdir", str(Path(__file__).resolve().parents[2])),
        *("--log-level", "warning", "--no-control-socket"),
        *memory,
    ]
