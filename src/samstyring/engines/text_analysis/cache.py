"""What was worked out before, kept in a file of the user's own, so that a second run takes seconds.

Keys are hashes of everything that a result depends on; values are plain bytes (JSON, numbers), never pickled
objects. The file is bounded in size: what was not used for longest goes first. It may be deleted at any time.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

MOST_BYTES = 500_000_000
_KEPT_SHARE = 0.8
_AT_ONCE = 500


def place() -> Path:
    """Where the command line keeps its file: in the user's folder for such things (XDG_CACHE_HOME)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "samstyring" / "analyse.sqlite3"


class Cache:
    """Bytes by key, from one run to the next. Safe to use from several threads.

    A file that is damaged, locked or cannot be written costs time, never a result: then nothing is kept.
    """

    def __init__(self, path: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._open: sqlite3.Connection | None = None
        self._run = 0
        with contextlib.suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._open = _opened(path)
            # The number of this run stands for the time: what was used in an older run is older.
            self._run = 1 + self._open.execute("SELECT coalesce(max(run), 0) FROM kept").fetchone()[0]

    def get(self, keys: Sequence[str]) -> dict[str, bytes]:
        """What is kept under those of `keys` that are known."""
        found: dict[str, bytes] = {}
        with self._using() as file:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                rows = file.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", some)  # noqa: S608  # marks only
                found.update(rows.fetchall())
            file.executemany("UPDATE kept SET run = ? WHERE key = ?", [(self._run, key) for key in found])
            file.commit()
        return found

    def put(self, values: Mapping[str, bytes]) -> None:
        """Keep the values."""
        with self._using() as file:
            rows = [(key, self._run, value) for key, value in values.items()]
            file.executemany("INSERT OR REPLACE INTO kept (key, run, value) VALUES (?, ?, ?)", rows)
            file.commit()

    def close(self) -> None:
        """Throw away what is too much and close the file."""
        with self._using() as file:
            size = file.execute("SELECT coalesce(sum(length(value)), 0) FROM kept").fetchone()[0]
            if size > self._most_bytes:
                _shrink(file, size - int(self._most_bytes * _KEPT_SHARE))
        if self._open is not None:
            self._open.close()
            self._open = None

    @contextlib.contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        """The open file for one thread at a time; an empty one in memory where there is none."""
        with self._lock:
            try:
                yield self._open or _opened(None)
            except sqlite3.Error:
                self._open = None


def _opened(path: Path | None) -> sqlite3.Connection:
    """The file with its table. One that is no database is begun anew."""
    try:
        return _table(path)
    except sqlite3.DatabaseError:
        if path is None:
            raise
        path.unlink(missing_ok=True)
        return _table(path)


def _table(path: Path | None) -> sqlite3.Connection:
    file = sqlite3.connect(path or ":memory:", timeout=10, check_same_thread=False)
    file.execute(
        "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, run INTEGER NOT NULL, value BLOB NOT NULL)"
    )
    file.execute("CREATE INDEX IF NOT EXISTS kept_run ON kept (run)")
    file.commit()
    if path is not None:
        path.chmod(0o600)  # it holds what stands in the documents
    return file


def _shrink(file: sqlite3.Connection, surplus: int) -> None:
    """Delete rows of the oldest runs, at least `surplus` bytes of them."""
    doomed = []
    for key, size in file.execute("SELECT key, length(value) FROM kept ORDER BY run, key"):
        if surplus <= 0:
            break
        surplus -= size
        doomed.append((key,))
    file.executemany("DELETE FROM kept WHERE key = ?", doomed)
    file.commit()
    file.execute("VACUUM")
