"""Vectors of many texts: from the cache where they are known, the others on all processors.

Each batch is made in a process of its own that a nursery with the model bears (nursery.py): numpy's threads
share one processor badly, and what the processes share they hold once.
"""

import base64
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from samstyring.engines.text_analysis import limits, nursery, packed_model, serving, vectors
from samstyring.engines.text_analysis.cache import Cache
from samstyring.engines.text_analysis.packing import Floats
from samstyring.engines.text_analysis.vectors import pack, unpack

_BATCH = 128
_FEW = 64
_SECONDS = float(limits.WORKER_SECONDS)

Step = Callable[[int], None]


def embed(
    texts: Sequence[str],
    *,
    cache: Cache | None = None,
    step: Step = lambda _: None,
    workers: int | None = None,
) -> Floats:
    """As `vectors.embed`, for many texts. `step` is told how many more are done.

    Raises FileNotFoundError where the model's package is not installed, RuntimeError where a worker dies.
    """
    keys = [vectors.key(text) for text in texts]
    by_key = dict(zip(keys, texts, strict=True))
    often = Counter(keys)
    rows = _known(cache, list(by_key))
    step(sum(key in rows for key in keys))
    left = [key for key in by_key if key not in rows]
    # Texts of like length together: their matrices are fuller.
    left.sort(key=lambda key: (len(by_key[key]), key))
    batches = [left[start : start + _BATCH] for start in range(0, len(left), _BATCH)]
    made = _few if len(left) <= _FEW else _many
    for batch, found in made(batches, by_key, workers or os.cpu_count() or 1):
        rows.update(zip(batch, found, strict=True))
        if cache is not None:
            cache.put({key: pack(row) for key, row in zip(batch, found, strict=True)})
        step(sum(often[key] for key in batch))
    return np.array([rows[key] for key in keys], np.float32).reshape(-1, vectors.WIDTH)


def _known(cache: Cache | None, keys: Sequence[str]) -> dict[str, Floats]:
    found = cache.get(keys) if cache is not None else {}
    return {key: unpack(data)[0] for key, data in found.items() if len(data) == 2 * vectors.WIDTH}


Batches = Sequence[Sequence[str]]


def _few(batches: Batches, texts: dict[str, str], _: int) -> Iterator[tuple[Sequence[str], Floats]]:
    """Here and now: starting a process would take longer."""
    return ((batch, vectors.embed([texts[key] for key in batch])) for batch in batches)


def _many(batches: Batches, texts: dict[str, str], workers: int) -> Iterator[tuple[Sequence[str], Floats]]:
    """In processes of their own; a thread waits for each."""
    packed_model.find()  # better told here than by each of them
    with ThreadPoolExecutor(min(workers, len(batches))) as pool:
        yield from pool.map(lambda batch: (batch, _batch([texts[key] for key in batch])), batches)


def _batch(texts: Sequence[str]) -> Floats:
    """The vectors of one batch."""
    request = serving.request(
        json.dumps(texts).encode(), seconds=_SECONDS, megabytes=limits.WORKER_MEGABYTES, task="embed"
    )
    try:
        outcome = nursery.run_somewhere(request, _SECONDS, models=True)
    except TimeoutError:
        raise RuntimeError("A process that makes vectors took too long.") from None
    if outcome.status:
        said = outcome.complaint.decode("utf-8", "replace")[-500:]
        raise RuntimeError(f"A process that makes vectors stopped ({outcome.status}): {said}")
    return unpack(base64.b64decode(json.loads(outcome.answer)["result"])).reshape(len(texts), vectors.WIDTH)
