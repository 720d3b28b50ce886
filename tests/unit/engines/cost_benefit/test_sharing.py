"""Shared costs: the parts sum to the whole, whatever the weights, floors and caps."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from samstyring.engines.cost_benefit import InvalidInput
from samstyring.engines.cost_benefit.sharing import (
    Rule,
    between_municipalities,
    between_sectors,
    compared,
    divide,
)

THIRD = Fraction(1, 3)
WEIGHTS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 10**6), min_size=1)
SUMS = st.integers(0, 10**12)


@given(SUMS, WEIGHTS)
def test_parts_sum_to_the_whole_and_none_is_an_øre_off(total, weights):
    assume(sum(weights.values()))
    parts = between_municipalities(total, Rule(weights))
    assert sum(parts.values()) == total
    for name, part in parts.items():
        assert abs(part - Fraction(total * weights[name], sum(weights.values()))) < 1


@given(SUMS, WEIGHTS, st.data())
def test_floors_and_caps_are_kept(total, weights, data):
    assume(all(weights.values()))
    even = total // len(weights)
    floors = {name: data.draw(st.integers(0, even)) for name in weights}
    caps = {name: max(data.draw(st.integers(even + 1, 2 * even + 2)), floors[name]) for name in weights}
    parts = between_municipalities(total, Rule(weights, floors=floors, caps=caps))
    assert sum(parts.values()) == total
    assert all(floors[name] <= parts[name] <= caps[name] for name in weights)


def test_a_floor_is_paid_by_those_above_it():
    parts = between_municipalities(1_000, Rule({"A": 1, "B": 49, "C": 50}, floors={"A": 100}))
    assert parts == {"A": 100, "B": 445, "C": 455}


def test_size_steps():
    rule = Rule({"A": 900, "B": 5_000, "C": 60_000}, steps=((0, 1), (5_000, 3), (20_000, 6)))
    assert between_municipalities(1_000, rule) == {"A": 100, "B": 300, "C": 600}


def test_sectors_share_by_thirds():
    parts = between_sectors(100, {"municipalities": THIRD, "trusts": THIRD, "others": THIRD})
    assert sorted(parts.values()) == [33, 33, 34]


def test_who_wins_and_who_loses():
    assert compared({"A": 10, "B": 20}, {"A": 15, "B": 5, "C": 10}) == [("C", 10), ("A", 5), ("B", -15)]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: between_sectors(10, {"a": THIRD}, sectors=("a", "b")), "sector_missing"),
        (lambda: between_sectors(10, {"a": THIRD}), "do_not_sum_to_one"),
        (lambda: between_sectors(10, {"a": Fraction(4, 3), "b": -THIRD}), "negative"),
        (lambda: between_municipalities(10, Rule({})), "nobody"),
        (lambda: between_municipalities(10, Rule({"A": 0, "B": 0})), "all_zero"),
        (lambda: between_municipalities(10, Rule({"A": 1}, floors={"A": 11})), "above_total"),
        (lambda: between_municipalities(10, Rule({"A": 1}, caps={"A": 9})), "cannot_share"),
        (lambda: between_municipalities(10, Rule({"A": 1}, floors={"A": 9}, caps={"A": 8})), "above_cap"),
        (lambda: between_municipalities(10, Rule({"A": 1}, steps=((5, 1),))), "steps"),
    ],
)
def test_rules_that_cannot_be_kept_are_refused(make, code):
    with pytest.raises(InvalidInput) as refused:
        make()
    assert refused.value.code == code


def test_nothing_shared_is_nothing_each():
    assert divide(0, [1, 2]) == [0, 0]
