"""The rows of all needs for telling how alike they are, in files that all processes share.

Made of `consultations.likeness`: what a need means, where every need's vector has been made in the background
(tasks.py), and what words it has. A file is mapped into memory and named by how many needs there are and when
the newest came. One that is older than the needs still serves until the background has made a newer one:
what it finds is ranked again by the needs' words as they stand. Beside the rows are the pairs that are most
alike, as they were when the file was made. Losing the folder costs only time.
"""

import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings

from samstyring.apps.consultations import likeness
from samstyring.apps.consultations.likeness import Floats, Numbers, Rows, Vectors
from samstyring.apps.consultations.likeness_store import stored
from samstyring.engines.text_analysis import vectors as engine

from .models import Need
from .pairs import likeliest_pairs

# So many needs are put in files while somebody waits; more only in the background.
AT_ONCE = 2000
KEPT_OPEN = 4
FORM = "2"
MEANING, WORDS = "meaning", "words"
# How alike two needs must be to be shown as a pair: the middle steps of queries/likeness.py.
LEAST = {MEANING: 0.65, WORDS: 0.3}
MOST_PAIRS = 3000

_open: OrderedDict[Path, "Store"] = OrderedDict()


@dataclass(frozen=True)
class Store:
    """The needs by their ids, in order, and their rows in the same order."""

    needs: Numbers
    rows: Rows
    # Two needs by their ids, shape (pairs, 2), the likeliest first, and how alike they are (0 to 1).
    pairs: Numbers
    alike: Floats

    def place(self, need: int) -> int | None:
        """The number of a need's row; None where it has none."""
        at = int(np.searchsorted(self.needs, need))
        return at if at < len(self.needs) and self.needs[at] == need else None


def text_of(title: str, description: str) -> str:
    """What of a need is compared."""
    return f"{title.strip()}\n{description.strip()}".strip()


def name() -> str:
    """Which needs there are, in short. Two queries."""
    newest = Need.objects.order_by("-pk").values_list("pk", "created").first()
    if newest is None:
        return "0"
    return f"{Need.objects.count()}-{newest[0]}-{newest[1]:%Y%m%d%H%M%S%f}"


def store(mode: str) -> Store | None:
    """The rows by meaning or by words: the newest there are, made now where that is quick. None without any.

    Two queries where they are there.
    """
    now = name()
    path = folder() / f"{now}-{mode}"
    found = _existing(path)
    if found is None and int(now.split("-")[0]) <= AT_ONCE:
        build()
        found = _existing(path)
    if found is not None:
        return found
    others = (
        sorted(folder().glob(f"*-{mode}"), key=lambda one: one.stat().st_mtime) if folder().exists() else []
    )
    return _existing(others[-1]) if others else None


def is_current() -> bool:
    """Whether the files are those of the needs that there are. Two queries."""
    return (folder() / f"{name()}-{WORDS}").exists()


def build() -> bool:
    """Make the files anew, by words, and by meaning where every need has its vector: whether that is so."""
    now = name()
    needs = list(Need.objects.order_by("pk").values_list("pk", "title", "description"))
    texts = [text_of(title, description) for _pk, title, description in needs]
    numbers = np.array([pk for pk, _title, _description in needs], np.int64)
    vectors = vectors_of(texts)
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    for mode, known in ((WORDS, None), (MEANING, vectors)):
        if mode == WORDS or known is not None:
            rows = likeness.rows_of(texts, known)
            pairs, alike = likeliest_pairs(rows, least=LEAST[mode], most=MOST_PAIRS)
            _write(folder() / f"{now}-{mode}", Store(numbers, rows, numbers[pairs], alike))
    for other in folder().iterdir():
        if not other.name.startswith((f"{now}-", ".making-")):
            shutil.rmtree(other, ignore_errors=True)
    return vectors is not None


def vectors_of(texts: Sequence[str]) -> Vectors | None:
    """The vectors of texts, one row each (float16), or None where one has not been made."""
    keys = [engine.key(text) for text in texts]
    values = dict(stored(list(dict.fromkeys(keys))))
    if any(key not in values for key in keys):
        return None
    rows = np.zeros((len(keys), engine.WIDTH), np.float16)
    for number, key in enumerate(keys):
        rows[number] = np.frombuffer(values[key], "<f2")
    return rows


def folder() -> Path:
    """Where the files are."""
    return Path(settings.DATA) / "cache" / "needs" / FORM


def _existing(path: Path) -> Store | None:
    if path in _open:
        _open.move_to_end(path)
        return _open[path]
    try:
        numbers = np.load(path / "needs.npy")
        rows: Floats = np.load(path / "rows.npy", mmap_mode="r" if numbers.size else None)
        weights, pairs, alike = (np.load(path / f"{part}.npy") for part in ("weights", "pairs", "alike"))
        found = Store(numbers, Rows(rows, weights), pairs, alike)
    except OSError:
        return None
    _open[path] = found
    while len(_open) > KEPT_OPEN:
        _open.popitem(last=False)
    return found


def _write(path: Path, found: Store) -> None:
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=path.parent))
    np.save(made / "needs.npy", found.needs)
    np.save(made / "rows.npy", found.rows.rows)
    np.save(made / "weights.npy", found.rows.weights)
    np.save(made / "pairs.npy", found.pairs)
    np.save(made / "alike.npy", found.alike)
    try:
        made.rename(path)
    except OSError:
        # Another process has made the same in the meantime: what is there counts.
        shutil.rmtree(made, ignore_errors=True)
