"""Rows that say how alike statements are: the same in every process, alike where they share rare words."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.consultations import likeness
from samstyring.apps.consultations.queries.alike import BY_MEANING, BY_WORDS, in_words

TEXTS = [
    "Det er mangel på sykepleiere i distriktene.",
    "Kommunen mangler sykepleiere.",
    "Staten bør betale for innføringen.",
]


def test_by_words_the_ones_that_share_rare_words_are_most_alike() -> None:
    rows = likeness.rows_of(TEXTS, None)
    assert not rows.by_meaning
    ranked = likeness.likeliest(rows, rows.rows[0], most=3)
    assert [number for number, _alike in ranked] == [0, 1, 2]
    assert ranked[0][1] > 0.999


def test_by_meaning_the_rows_are_the_vectors() -> None:
    vectors = np.eye(3, 4, dtype=np.float16)
    rows = likeness.rows_of(TEXTS, vectors)
    assert rows.by_meaning
    assert rows.rows.dtype == np.float32
    own = likeness.row_for("noe annet", vectors[1], rows)
    assert own is not None
    assert likeness.likeliest(rows, own, most=1) == [(1, 1.0)]
    assert likeness.row_for("uten vektor", None, rows) is None


def test_only_those_asked_for_are_ranked() -> None:
    rows = likeness.rows_of(TEXTS, None)
    ranked = likeness.likeliest(rows, rows.rows[0], most=5, among=np.array([2]))
    assert [number for number, _alike in ranked] == [2]
    assert likeness.likeliest(rows, rows.rows[0], most=5, among=np.array([], np.int64)) == []


def test_the_middle_of_rows_has_length_one() -> None:
    rows = likeness.rows_of(TEXTS, None).rows
    assert abs(float(np.linalg.norm(likeness.middle_of(rows))) - 1) < 1e-5


@given(st.lists(st.text(alphabet="abdeæøå 12-\n"), max_size=6))
def test_rows_have_length_one_or_nothing(texts: list[str]) -> None:
    lengths = np.linalg.norm(likeness.rows_of(texts, None).rows, axis=1)
    assert ((np.abs(lengths - 1) < 1e-4) | (lengths == 0)).all()


def test_likeness_has_words_for_every_figure() -> None:
    for by_meaning, scale in ((True, BY_MEANING), (False, BY_WORDS)):
        assert in_words(1.0, by_meaning=by_meaning) == str(scale[0][1])
        assert in_words(0.0, by_meaning=by_meaning) == str(scale[-1][1])
