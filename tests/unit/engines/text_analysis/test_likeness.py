"""What lies near what."""

import numpy as np

from samstyring.engines.text_analysis.likeness import central, nearest, suggest

VECTORS = np.array([[1, 0, 0], [0.9, 0.436, 0], [0, 1, 0], [0, 0, 1], [0.98, 0.199, 0]], np.float32)


def test_suggestions_stay_within_the_theme_and_come_likeliest_first() -> None:
    ranked = suggest(VECTORS, ["funding", "funding", "procurement", "funding", "funding"], most=2)
    assert [number for number, _ in ranked[0]] == [4, 1]
    assert ranked[2] == []
    assert 0 <= ranked[0][1][1] <= ranked[0][0][1] <= 1


def test_what_stands_in_the_same_document_is_not_suggested() -> None:
    ranked = suggest(VECTORS, ["funding"] * 5, owners=[1, 2, 3, 4, 1])
    assert [number for number, _ in ranked[0]] == [1, 2, 3]


def test_equal_likeness_keeps_the_order_and_nothing_is_asked_of_nothing() -> None:
    same = np.array([[1, 0]] * 4, np.float32)
    assert [number for number, _ in suggest(same, ["a"] * 4, most=2)[3]] == [0, 1]
    assert suggest(np.zeros((0, 384), np.float32), []) == []


def test_the_nearest_of_many() -> None:
    assert [number for number, _ in nearest(VECTORS[0], VECTORS, most=3)] == [0, 4, 1]
    halves = VECTORS.astype(np.float16)
    assert [number for number, _ in nearest(VECTORS[0], halves, most=2)] == [0, 4]


def test_the_most_central_texts_of_each_group_differ() -> None:
    found = central(VECTORS, ["a", "a", "b", "b", "a"], most=2)
    assert found["a"][0] in (0, 1, 4)
    assert len(found["a"]) == len(set(found["a"]))
    assert set(found["b"]) == {2, 3}
    assert central(VECTORS[:1], ["a"]) == {"a": [0]}
