"""A process started afresh for one file: slower than a nursery's child, and possible on every system."""

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass

_MODULE = "samstyring.engines.text_analysis.serving"
_KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "VIRTUAL_ENV", "TESSDATA_PREFIX")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a process that reads ended: its answer, the end of what it complained of, and its exit status
    (the number of a signal below zero, as `Popen.returncode`)."""

    answer: bytes
    complaint: bytes
    status: int


def run(request: bytes, seconds: float) -> Outcome:
    """Have `request` (see `serving.request`) answered within `seconds`. Raises TimeoutError."""
    with subprocess.Popen(
        command(_MODULE),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=environment(),
    ) as child:
        try:
            answer, complaint = child.communicate(request, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            _kill_group(child)
    return Outcome(answer, complaint, child.returncode)


def command(module: str, *arguments: str) -> list[str]:
    """How a module of ours is started. What lies in the folder at hand is never imported (-P)."""
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """What a child needs to find its Python and its packages; no settings, no secrets."""
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    kept["PYTHONPATH"] = os.pathsep.join(os.path.abspath(path) for path in sys.path if path)
    kept["PYTHONIOENCODING"] = "utf-8"
    kept["PYTHONHASHSEED"] = "0"
    # Several files are read at once: threads of one reading would only wait for those of another.
    kept["OPENBLAS_NUM_THREADS"] = "1"
    return kept


def _kill_group(child: "subprocess.Popen[bytes]") -> None:
    """End the child and whatever it started, and collect it."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
