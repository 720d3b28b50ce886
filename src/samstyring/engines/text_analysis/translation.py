"""Nynorsk as bokmål, for comparing only: by the separate program apertium with its nno-nob data, where it is
installed (Debian: apertium-nno-nob). The vectors' model has seen little nynorsk. What is shown and stored is
always the sender's own words.
"""

import contextlib
import hashlib
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from samstyring.engines.text_analysis.cache import Cache

_SECONDS = 300
_MODE = "nno-nob"
_MARKS = re.compile(r"[\\\[\]{}^$@<>*]")
"""Characters that mean something to the program."""


def to_bokmål(texts: Sequence[str], *, cache: Cache | None = None) -> list[str]:
    """The texts in bokmål; unchanged where the program is not installed or fails.

    They are kept all together: the program may take a line otherwise beside other lines.
    """
    lines = [" ".join(_MARKS.sub(" ", text).split()) for text in texts]
    program = shutil.which("apertium")
    if program is None or not lines:
        return list(texts)
    given = "\n".join(lines) + "\n"
    key = hashlib.sha256(f"{_version(program)}\n{given}".encode("utf-8", "replace")).hexdigest()
    kept = cache.get([key]).get(key) if cache is not None else None
    made = kept.decode("utf-8", "replace") if kept is not None else _run(program, given)
    # A line for a line, or none of it can be trusted.
    translated = (made or "").removesuffix("\n").split("\n")
    if made is None or len(translated) != len(lines):
        return list(texts)
    if cache is not None and kept is None:
        cache.put({key: made.encode()})
    return translated


def _run(program: str, given: str) -> str | None:
    try:
        done = subprocess.run(
            [program, "-u", _MODE],
            input=given,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def _version(program: str) -> str:
    """What changes when the program or its data do: their sizes and dates, as far as they are found."""
    found = [program]
    data = Path(program).resolve().parent.parent / "share" / "apertium" / f"apertium-{_MODE}"
    for path in (Path(program), data / f"{_MODE}.autobil.bin", data / f"{_MODE}.prob"):
        with contextlib.suppress(OSError):
            about = path.stat()
            found.append(f"{about.st_size} {about.st_mtime_ns}")
    return " ".join(found)
