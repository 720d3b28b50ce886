"""Where originals are kept: by their own hash, written once, never changed.

A file is complete on the disk before the row that refers to it is committed, so a row never lacks its file. A
crash between the two leaves a file without a row; `sweep` removes such files when the program starts.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Original:
    """A file in the store: its SHA-256 in hexadecimal and its size in bytes."""

    sha256: str
    size: int


def folder() -> Path:
    """The folder of the originals."""
    return Path(settings.MEDIA_ROOT) / "originals"


def path_of(sha256: str) -> Path:
    """Where the original with this hash is kept."""
    return folder() / sha256[:2] / sha256


def store(chunks: Iterable[bytes]) -> Original:
    """Write the bytes to the store, synced to the disk, and return their hash and size.

    Storing the same bytes twice keeps one file.
    """
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    size = 0
    descriptor, name = tempfile.mkstemp(prefix="incoming-", dir=folder())
    incoming = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(exist_ok=True, mode=0o700)
        incoming.replace(target)
        sync_folder(target.parent)
    except BaseException:
        incoming.unlink(missing_ok=True)
        raise
    return Original(sha256=digest.hexdigest(), size=size)


def sync_folder(path: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(sha256: str) -> bytes:
    """The bytes of an original. Raises FileNotFoundError where it is gone."""
    return path_of(sha256).read_bytes()


def sweep(known: Iterable[str], *, before: float) -> list[str]:
    """Remove files that no row refers to and that are older than `before` (seconds since 1970).

    `known` holds the hashes that rows refer to. Younger files may belong to an upload that is under way.
    Returns the names of what was removed.
    """
    kept = set(known)
    removed = []
    for path in sorted(folder().rglob("*")):
        if path.is_file() and path.name not in kept and path.stat().st_mtime < before:
            path.unlink()
            removed.append(path.name)
    return removed
