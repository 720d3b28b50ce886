"""The rows of `likeness` for all statements of a consultation, kept in files that all processes share.

A file is mapped into memory, so that several web processes hold it once and the system takes the memory back
when it needs it. It is named by the consultation and by a fingerprint of its statements: a stale one is
never read, and whoever finds none makes it anew from the database. Losing the folder costs only time.
"""

import shutil
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.lib.format import open_memmap

from samstyring.engines.text_analysis import vectors as engine

from . import likeness
from .likeness import Floats, Numbers, Rows, Vectors
from .models import Consultation, Vector
from .queries.pool import PooledStatement, fingerprint, pool

KEPT_OPEN = 8
AT_ONCE = 500
FORM = "1"  # of the files: another one when `likeness` makes other rows of the same statements
MEANING, WORDS = "meaning", "words"

_open: OrderedDict[Path, "Store"] = OrderedDict()


@dataclass(frozen=True)
class Store:
    """The statements of a consultation (by their ids) and their rows, in the same order."""

    statements: Numbers
    rows: Rows

    def place(self, statement: int) -> int | None:
        """The number of a statement's row; None where it is none of them."""
        found = np.flatnonzero(self.statements == statement)
        return int(found[0]) if found.size else None

    def places(self, statements: Numbers) -> Numbers:
        """The numbers of the rows of several statements, in order; those that have none are left out."""
        found: Numbers = np.flatnonzero(np.isin(self.statements, statements))
        return found


def store_of(consultation: Consultation) -> Store:
    """The rows of a consultation's statements: two queries where they are there, else they are made."""
    found = existing(consultation)
    return found if found is not None else build(consultation)


def existing(consultation: Consultation) -> Store | None:
    """The rows as they are kept, by meaning rather than by words; None where there are none. Two queries."""
    name = fingerprint(consultation)
    for mode in (MEANING, WORDS):
        path = folder(consultation) / f"{name[:32]}-{mode}"
        if path in _open:
            _open.move_to_end(path)
            return _open[path]
        try:
            store = opened(path)
        except OSError:
            continue
        _open[path] = store
        while len(_open) > KEPT_OPEN:
            _open.popitem(last=False)
        return store
    return None


def is_by_meaning(consultation: Consultation) -> bool:
    """Whether the rows of a consultation are there and by meaning. Two queries."""
    found = existing(consultation)
    return found is not None and found.rows.by_meaning


def build(consultation: Consultation) -> Store:
    """Make the files anew: by meaning where every text has its vector, else by words."""
    name = fingerprint(consultation)
    statements = pool(consultation)
    vectors = vectors_of(statements)
    path = folder(consultation) / f"{name[:32]}-{WORDS if vectors is None else MEANING}"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=path.parent))
    try:
        write(made, statements, vectors)
        remove_others(path, made)
        made.rename(path)
    except OSError:
        # Another process has made the same in the meantime, or is tidying: what is there counts.
        shutil.rmtree(made, ignore_errors=True)
        if not path.exists():
            raise
    _open.pop(path, None)
    return opened(path)


def write(path: Path, statements: list[PooledStatement], vectors: Vectors | None) -> None:
    """Write the files of a store into a folder."""

    def mapped(shape: tuple[int, int]) -> Floats:
        # A file of no rows cannot be mapped.
        if not shape[0]:
            rows = likeness.zeros(shape)
            np.save(path / "rows.npy", rows)
            return rows
        written: Floats = open_memmap(path / "rows.npy", mode="w+", dtype=np.float32, shape=shape)
        return written

    rows = likeness.rows_of([one.quote for one in statements], vectors, empty=mapped)
    if isinstance(rows.rows, np.memmap):
        rows.rows.flush()
    np.save(path / "statements.npy", np.array([one.pk for one in statements], np.int64))
    np.save(path / "weights.npy", rows.weights)


def opened(path: Path) -> Store:
    """A store from its folder. Raises OSError where it is not there."""
    statements = np.load(path / "statements.npy")
    rows = np.load(path / "rows.npy", mmap_mode="r" if statements.size else None)
    return Store(statements, Rows(rows, np.load(path / "weights.npy")))


def folder(consultation: Consultation) -> Path:
    """Where a consultation's files are."""
    return Path(settings.DATA) / "cache" / "likeness" / FORM / str(consultation.public_id)


def remove_others(path: Path, made: Path) -> None:
    """Remove what was made for earlier statements. Whoever has it open keeps reading it."""
    for other in path.parent.iterdir():
        if other not in {path, made} and not other.name.startswith(".making-"):
            shutil.rmtree(other, ignore_errors=True)


def vectors_of(statements: list[PooledStatement]) -> Vectors | None:
    """The vectors of statements, one row each (float16), or None where one is missing."""
    key_of = {quote: engine.key(quote) for quote in {one.quote for one in statements}}
    keys = [key_of[one.quote] for one in statements]
    places: dict[str, int] = {}
    for key in keys:
        places.setdefault(key, len(places))
    distinct = np.zeros((len(places), engine.WIDTH), np.float16)
    found = 0
    for key, values in stored(list(places)):
        distinct[places[key]] = np.frombuffer(values, "<f2")
        found += 1
    if found < len(places):
        return None
    chosen: Vectors = distinct[[places[key] for key in keys]] if keys else distinct
    return chosen


def stored(keys: list[str]) -> list[tuple[str, bytes]]:
    """The vectors that are stored under keys, some hundred a query."""
    rows: list[tuple[str, bytes]] = []
    for start in range(0, len(keys), AT_ONCE):
        part = Vector.objects.filter(model=engine.MODEL, text_sha256__in=keys[start : start + AT_ONCE])
        rows += [(key, bytes(values)) for key, values in part.values_list("text_sha256", "values")]
    return rows


def vector_of(text: str) -> Vectors | None:
    """The stored vector of a text, if there is one. One query."""
    found = stored([engine.key(text)])
    return np.frombuffer(found[0][1], "<f2") if found else None
