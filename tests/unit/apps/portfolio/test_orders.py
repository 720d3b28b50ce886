"""The two orders: how they are joined, and how far apart a thing stands in them."""

import datetime

from samstyring.apps.portfolio.orders import StateLine, differences, joined, municipal_order, state_order
from samstyring.apps.portfolio.two_orders import draw

A, B, C = 1, 2, 3
# Needs 11 and 12 are both to be met by A, 13 by nothing.
MET_BY = {11: [A], 12: [A]}


def state(measure: int, year: int | None, certainty: str = "decided", item: int = 0) -> StateLine:
    starts = datetime.date(year, 1, 1) if year else None
    return StateLine(measure, item or measure, starts, certainty)


def test_needs_that_a_measure_is_to_meet_count_for_it_and_others_for_themselves() -> None:
    places = [(11, 100, 2), (12, 100, 1), (13, 100, 3), (13, 200, 1)]
    assert [(one.need, one.points, one.lists) for one in municipal_order(places, MET_BY)] == [
        (-13, 18, 2),
        (A, 10, 1),
    ]


def test_what_stands_far_down_on_every_list_gives_no_points_and_no_place() -> None:
    assert municipal_order([(13, 100, 40)], {}) == []


def test_the_state_has_first_what_begins_first_then_what_is_sure_and_last_what_has_no_day() -> None:
    lines = [state(A, None), state(B, 2027, "idea"), state(C, 2027), state(B, 2030, item=9)]
    assert [line.measure for line in state_order(lines)] == [C, B, A]
    assert [line.item for line in state_order(lines)] == [C, B, A]


def test_both_orders_are_joined_with_what_is_kept() -> None:
    municipal = municipal_order([(13, 100, 1), (11, 100, 2)], MET_BY)
    found = joined(municipal, state_order([state(B, 2027), state(A, 2028)]), most=1, keep=[C])
    assert [(one.key, one.municipal_place, one.state_place) for one in found] == [
        (-13, 1, None),
        (B, None, 1),
        (A, 2, 2),
        (C, None, None),
    ]


def test_differences_are_counted_among_what_both_have() -> None:
    rows = [(A, 1, 9), (B, 2, None), (C, 7, 3), (4, None, 1)]
    found = differences(rows)
    assert [(one.key, one.municipal, one.state, one.apart) for one in found] == [(A, 1, 2, 1), (C, 2, 1, -1)]


def test_a_line_is_drawn_between_the_places_of_what_both_have() -> None:
    drawing = draw([("Først hos oss", 1, 5), ("Bare hos oss", 2, None), ("Bare staten", None, 1)])
    assert len(drawing.links) == 1
    assert drawing.links[0].y1 < drawing.links[0].y2
    assert {one.text.strip("0123456789 "): one.alone for one in drawing.names} == {
        "Først hos oss": False,
        "Bare hos oss": True,
        "Bare staten": True,
    }
    assert drawing.width > drawing.right_x


def test_a_long_name_is_cut_at_a_word_and_an_endless_word_within_bounds() -> None:
    drawing = draw([("Et svært langt navn på et tiltak som ingen får plass til", 1, None), ("x" * 90, 2, 1)])
    assert all(len(one.text) < 50 for one in drawing.names)


def test_nothing_to_draw_is_a_drawing_without_names() -> None:
    assert draw([]).names == []
