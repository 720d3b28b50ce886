"""Two sets of statements compared: nearest, new, typical, and two versions of a text aligned."""

import numpy as np

from samstyring.apps.consultations import comparing, likeness
from samstyring.apps.consultations.comparing import Aligned


def rows(*texts: str) -> likeness.Floats:
    return likeness.rows_of(texts, None).rows


def test_each_later_statement_finds_the_earlier_one_most_like_it() -> None:
    both = rows(
        "mangel på sykepleiere", "staten bør betale", "staten bør dekke det", "sykepleiere er det lite av"
    )
    found = comparing.match(both[2:], both[:2], by_meaning=False)
    assert found.nearest.tolist() == [1, 0]
    assert (found.alike > 0).all()


def test_with_nothing_earlier_everything_is_new() -> None:
    later = rows("mangel på sykepleiere")
    found = comparing.match(later, later[:0], by_meaning=False)
    assert found.nearest.tolist() == [-1]
    assert found.alike.tolist() == [0.0]


def test_the_typical_ones_of_each_group_take_turns() -> None:
    points = np.array([[1, 0], [0.9, 0.1], [-1, 0], [0, 1]], np.float32)
    chosen = comparing.typical(points, ["a", "a", "a", "b"], most=3)
    assert chosen[1] == 3
    assert chosen[0] in {0, 1}
    assert len(chosen) == 3
    assert comparing.typical(points[:0], [], most=3) == []


def test_versions_are_aligned_in_the_order_of_the_later_one() -> None:
    alike = np.array([[0.2, 1.0, 0.1], [0.7, 0.6, 0.1], [0.1, 0.1, 0.1]], np.float32)
    found = comparing.align(alike, [(0, 1)], least=0.5)
    assert [(row.later, row.earlier) for row in found] == [(0, 1), (1, 0), (2, None), (None, 2)]
    assert found[2] == Aligned(2, None)


def test_each_statement_is_paired_at_most_once() -> None:
    alike = np.full((2, 1), 0.9, np.float32)
    found = comparing.align(alike, [], least=0.5)
    assert [row.earlier for row in found] == [0, None]
