"""The drawing of who prepares for whom: order of columns, nothing on top of anything, one line an edge."""

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samstyring.apps.decisions.chart import HEIGHT, WIDTH, Chart, charts, columns

# A busy machine is no fault of what is tested.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Edges from a lower to a higher number run in no circle.
acyclic = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] < pair[1]),
    min_size=1,
    max_size=18,
    unique=True,
)


def drawn(edges: list[tuple[int, int]]) -> list[Chart]:
    names = {node: f"Organ nummer {node}" for edge in edges for node in edge}
    return charts(edges=edges, names=names, addresses={}, outside=[0])


@PATIENT
@given(edges=acyclic)
def test_who_prepares_stands_to_the_left(edges: list[tuple[int, int]]) -> None:
    column = columns(edges)
    assert all(column[before] < column[after] for before, after in edges)
    assert min(column.values()) == 0


@PATIENT
@given(edges=acyclic)
def test_boxes_stand_apart_inside_and_every_edge_is_one_line(edges: list[tuple[int, int]]) -> None:
    found = drawn(edges)
    assert sum(len(chart.paths) for chart in found) == len(edges)
    assert sum(len(chart.boxes) for chart in found) == len({node for edge in edges for node in edge})
    for chart in found:
        for box in chart.boxes:
            assert 0 <= box.x <= chart.width - WIDTH
            assert 0 <= box.y <= chart.height - HEIGHT
        for left in {box.x for box in chart.boxes}:
            tops = sorted(box.y for box in chart.boxes if box.x == left)
            assert all(lower - upper > HEIGHT for upper, lower in pairwise(tops))


@PATIENT
@given(edges=acyclic)
def test_no_line_runs_through_a_box(edges: list[tuple[int, int]]) -> None:
    for chart in drawn(edges):
        for path in chart.paths:
            # A straight piece (L) is where a line crosses a column.
            for y in re.findall(r"L\d+ (\d+)", path):
                crossed = [box for box in chart.boxes if box.y <= int(y) <= box.y + HEIGHT]
                x = int(re.findall(rf"L(\d+) {y}", path)[0]) - WIDTH
                assert not [box for box in crossed if box.x == x]


def test_groups_that_do_not_hang_together_are_drawn_apart_the_largest_first() -> None:
    found = drawn([(8, 9), (0, 1), (1, 2)])
    assert [len(chart.boxes) for chart in found] == [3, 2]
    assert [box.dashed for box in found[0].boxes] == [True, False, False]


def test_who_prepares_only_for_the_last_stands_close_to_it() -> None:
    column = columns([(0, 1), (1, 2), (2, 3), (7, 3)])
    assert column[7] == column[2]


def test_a_long_name_is_cut_with_a_mark() -> None:
    name = "Et utvalg med et navn som er så langt at det ikke får plass på noen linje i noen boks"
    (chart,) = charts(edges=[(0, 1)], names={0: name, 1: "Kort"}, addresses={0: "/a/", 1: "/b/"})
    lines = [text for text, _x, _y in chart.boxes[0].lines]
    assert lines[-1].endswith("…")
    assert chart.boxes[0].name == name
