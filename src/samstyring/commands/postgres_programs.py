"""Finds PostgreSQL's own programs (`pg_dump`, `psql`, `initdb` …)."""

import shutil
from pathlib import Path


def find(name: str) -> Path | None:
    """The program of the newest version that Debian has installed, else the one on the PATH; None if missing.

    Debian keeps each version in a folder of its own; its wrappers on the PATH need a cluster to choose.
    """
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1]
    elsewhere = shutil.which(name)
    return Path(elsewhere).resolve() if elsewhere else None
