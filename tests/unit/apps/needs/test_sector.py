"""The sector's list by points for places."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samstyring.apps.needs.sector import MOST, drawn, points_of


def test_the_first_place_gives_most_and_the_eleventh_none() -> None:
    assert [points_of(place) for place in (1, 2, 10, 11, 400)] == [10, 9, 1, 0, 0]


def test_of_needs_counted_together_the_highest_on_each_list_counts() -> None:
    (one,) = drawn([(7, 1, 3), (7, 1, 1), (7, 2, 2)])
    assert (one.points, one.lists, one.first_places, one.best) == (19, 2, 1, 1)


def test_equal_points_go_by_lists_then_by_first_places() -> None:
    order = drawn([(1, 1, 1), (2, 2, 6), (2, 3, 6), (3, 4, 2), (3, 5, 10)])
    assert [(one.need, one.points) for one in order] == [(2, 10), (3, 10), (1, 10)]


# A busy machine is no fault of the list.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.permutations(list(range(1, 6))), min_size=1, max_size=6))
def test_a_need_that_every_list_has_first_is_first(lists: list[list[int]]) -> None:
    places = [
        (need, whose, place)
        for whose, order in enumerate(lists)
        for place, need in enumerate([0, *order], start=1)
    ]
    ranked = drawn(places)
    assert ranked[0].need == 0
    assert ranked[0].points == MOST * len(lists)
    assert sum(one.points for one in ranked) == len(lists) * sum(points_of(place) for place in range(1, 7))
