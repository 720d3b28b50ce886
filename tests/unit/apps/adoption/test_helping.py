"""Who can help whom."""

from samstyring.apps.adoption.helping import Stand, matches


def apart(one: int, other: int) -> float:
    return abs(one - other) / 10


def test_those_that_have_done_the_step_come_first_and_the_most_alike_first_among_them() -> None:
    stands = [
        Stand(1, frozenset()),
        Stand(2, frozenset(), spare=80),
        Stand(5, frozenset({7})),
        Stand(9, frozenset({7, 8})),
    ]
    found = {match.key: match for match in matches([7, 8], stands, apart)}
    assert [helper.key for helper in found[1].helpers] == [5, 9, 2]
    assert found[1].step == 7
    assert found[1].helpers[0].per_cent == 60
    # The one that has done the first step needs help with the second.
    assert found[5].step == 8
    assert [helper.key for helper in found[5].helpers] == [9, 2]
    assert 9 not in found


def test_who_uses_the_measure_needs_no_help_and_can_give_it_and_no_hours_to_spare_is_no_help() -> None:
    stands = [Stand(1, frozenset()), Stand(2, frozenset(), using=True), Stand(3, frozenset(), spare=0)]
    found = {match.key: match for match in matches([7], stands, apart)}
    assert set(found) == {1, 3}
    assert [helper.key for helper in found[1].helpers] == [2]


def test_no_more_than_three_are_named() -> None:
    stands = [Stand(1, frozenset()), *(Stand(key, frozenset({7})) for key in range(2, 9))]
    (match,) = matches([7], stands, apart)
    assert [helper.key for helper in match.helpers] == [2, 3, 4]
    assert matches([], stands, apart) == []
