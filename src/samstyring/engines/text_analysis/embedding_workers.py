"""Vectors of many texts: from the cache where they are known, the others on all processors.

A worker is a process of its own (`python -m` this module): numpy's threads share one processor badly, and
the model's memory is given back when it ends. It reads one line of JSON for each batch and answers with the
vectors as bytes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import IO, cast

import numpy as np

from samstyring.engines.text_analysis import vectors
from samstyring.engines.text_analysis.cache import Cache
from samstyring.engines.text_analysis.packing import Floats

_MODULE = "samstyring.engines.text_analysis.embedding_workers"
_BATCH = 128
_FEW = 64
_SCALE = 10_000
"""Vectors are rounded to four digits, so that each number is kept as a whole one in two bytes."""

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
        step(len(batch))
    return np.array([rows[key] for key in keys], np.float32).reshape(-1, vectors.WIDTH)


def pack(row: Floats) -> bytes:
    """One vector in 768 bytes, without loss."""
    return np.rint(row * _SCALE).astype("<i2").tobytes()


def unpack(data: bytes) -> Floats:
    """The vector again. Raises ValueError for bytes of another length."""
    row = np.frombuffer(data, "<i2")
    if len(row) != vectors.WIDTH:
        raise ValueError(f"{len(data)} bytes are no vector.")
    return row.astype(np.float32) / np.float32(_SCALE)


def _known(cache: Cache | None, keys: Sequence[str]) -> dict[str, Floats]:
    found = cache.get(keys) if cache is not None else {}
    return {key: unpack(data) for key, data in found.items() if len(data) == 2 * vectors.WIDTH}


Batches = Sequence[Sequence[str]]


def _few(batches: Batches, texts: dict[str, str], _: int) -> Iterator[tuple[Sequence[str], Floats]]:
    """Here and now: starting workers would take longer."""
    return ((batch, vectors.embed([texts[key] for key in batch])) for batch in batches)


def _many(batches: Batches, texts: dict[str, str], workers: int) -> Iterator[tuple[Sequence[str], Floats]]:
    """In worker processes; a thread for each waits for it."""
    idle: SimpleQueue[_Worker] = SimpleQueue()
    started = [_Worker() for _ in range(min(workers, len(batches)))]
    for worker in started:
        idle.put(worker)

    def work(batch: Sequence[str]) -> tuple[Sequence[str], Floats]:
        worker = idle.get()
        try:
            return batch, worker.embed([texts[key] for key in batch])
        finally:
            idle.put(worker)

    try:
        with ThreadPoolExecutor(len(started)) as pool:
            yield from pool.map(work, batches)
    finally:
        for worker in started:
            worker.close()


class _Worker:
    """One process with the model."""

    def __init__(self) -> None:
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", _MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )

    def embed(self, texts: Sequence[str]) -> Floats:
        """The vectors of a batch."""
        given, taken = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        wanted = len(texts) * vectors.WIDTH * 4
        try:
            given.write(json.dumps(texts).encode() + b"\n")
            given.flush()
            answer = taken.read(wanted)
        except OSError as error:
            raise RuntimeError("A process that makes vectors stopped.") from error
        if len(answer) != wanted:
            raise RuntimeError("A process that makes vectors stopped.")
        return np.frombuffer(answer, "<f4").reshape(-1, vectors.WIDTH)

    def close(self) -> None:
        """End the process and collect it."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.wait()


def main() -> int:
    """The worker: batches from standard input, vectors to standard output."""
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(vectors.embed(json.loads(line)).astype("<f4").tobytes())
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
