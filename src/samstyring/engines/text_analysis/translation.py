"""Nynorsk as bokmål, for comparing only: by the separate program apertium with its nno-nob data, where it is
installed (Debian: apertium-nno-nob). The vectors' model has seen little nynorsk. What is shown and stored is
always the sender's own words.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence

_SECONDS = 300
_MODE = "nno-nob"
_MARKS = re.compile(r"[\\\[\]{}^$@<>*]")
"""Characters that mean something to the program."""


def to_bokmål(texts: Sequence[str]) -> list[str]:
    """The texts in bokmål; unchanged where the program is not installed or fails."""
    lines = [" ".join(_MARKS.sub(" ", text).split()) for text in texts]
    program = shutil.which("apertium")
    if program is None or not lines:
        return list(texts)
    try:
        done = subprocess.run(
            [program, "-u", _MODE],
            input="\n".join(lines) + "\n",
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return list(texts)
    translated = done.stdout.removesuffix("\n").split("\n")
    # A line for a line, or none of it can be trusted.
    return translated if len(translated) == len(lines) else list(texts)
