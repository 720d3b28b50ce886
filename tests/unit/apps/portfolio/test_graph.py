"""A circle of requirements is found and shown; what comes before and after is counted in steps."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.portfolio.graph import circle, reversed_edges, steps_away

CHAIN = [("pll", "eresept"), ("eresept", "nett"), ("pll", "kjernejournal"), ("kjernejournal", "nett")]


def test_an_edge_that_closes_no_circle_is_fine() -> None:
    assert circle(CHAIN, ("pll", "nett")) == []


def test_the_circle_is_told_from_where_the_new_edge_begins() -> None:
    assert circle(CHAIN, ("nett", "pll")) in (
        ["nett", "pll", "eresept", "nett"],
        ["nett", "pll", "kjernejournal", "nett"],
    )


def test_two_that_require_each_other_and_one_that_requires_itself() -> None:
    assert circle([("a", "b")], ("b", "a")) == ["b", "a", "b"]
    assert circle([], ("a", "a")) == ["a", "a"]


def test_steps_are_the_longest_way_so_that_a_drawing_has_what_comes_first_to_the_left() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c")]
    assert steps_away(edges, "a") == {"b": 1, "c": 2}
    assert steps_away(reversed_edges(edges), "c") == {"b": 1, "a": 2}


@pytest.mark.parametrize("start", ["a", "b"])
def test_a_circle_that_came_in_another_way_does_not_run_for_ever(start: str) -> None:
    assert set(steps_away([("a", "b"), ("b", "a")], start)) <= {"a", "b"}


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=20))
def test_refusing_every_circle_leaves_none(proposed: list[tuple[int, int]]) -> None:
    kept: list[tuple[int, int]] = []
    for edge in proposed:
        found = circle(kept, edge)
        if found:
            assert found[0] == found[-1] == edge[0]
            assert found[1] == edge[1]
            assert all(pair in [*kept, edge] for pair in itertools.pairwise(found))
        else:
            kept.append(edge)
    for node in range(7):
        assert node not in {end for start in steps_away(kept, node) for end in steps_away(kept, start)}
