"""Shares that sum exactly, rules that share nothing where a figure is missing, and who wins and loses."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.apps.economy.choices_national import Basis
from samstyring.apps.economy.drawing_national import scatter, step_up
from samstyring.apps.economy.forms_national import read_part, write_part
from samstyring.apps.economy.sharing import (
    Given,
    Place,
    Terms,
    by_size,
    changes,
    sector_lines,
    shared,
)

pytestmark = pytest.mark.usefixtures("in_english")

THIRD = Fraction(1, 3)


def place(pk: int, inhabitants: int | None, **more: int) -> Place:
    """A municipality with so many inhabitants, all of them from 23 to 66."""
    bands = (
        {}
        if inhabitants is None
        else {(0, None): inhabitants, (0, 22): 0, (23, 66): inhabitants, (67, None): 0}
    )
    return Place(pk, f"Sted {pk}", f"99{pk:02}", bands, **more)


def test_three_thirds_of_a_total_sum_to_it_to_the_ore() -> None:
    lines = sector_lines(Decimal("100.00"), [Given(one, THIRD, None) for one in ("a", "b", "c")])
    assert [line.kroner for line in lines] == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]


def test_what_nobody_is_named_for_is_a_line_of_its_own() -> None:
    lines = sector_lines(Decimal(1000), [Given("municipalities", Fraction(1, 2), None)])
    assert [(line.sector, line.kroner) for line in lines] == [("municipalities", 500), ("", 500)]
    lines = sector_lines(Decimal(1000), [Given("municipalities", None, Decimal(300))])
    assert [(line.sector, line.kroner) for line in lines] == [("municipalities", 300), ("", 700)]


def test_shares_of_an_unknown_total_have_no_kroner() -> None:
    lines = sector_lines(None, [Given("municipalities", Fraction(45, 100), None)])
    assert [(line.share, line.kroner) for line in lines] == [
        (Fraction(45, 100), None),
        (Fraction(55, 100), None),
    ]
    assert sector_lines(None, []) == []


@given(
    total=st.integers(0, 10**12),
    sizes=st.lists(st.integers(1, 700_000), min_size=1, max_size=40),
    basis=st.sampled_from([Basis.INHABITANTS, Basis.FIXED, Basis.SIZE, Basis.AGE]),
)
@settings(max_examples=60, deadline=None)
def test_the_municipalities_parts_sum_to_the_whole(total: int, sizes: list[int], basis: str) -> None:
    steps = ((0, Decimal(1)), (23, Decimal("1.5"))) if basis in (Basis.SIZE, Basis.AGE) else ()
    if basis == Basis.AGE:
        steps = ((0, Decimal(1)), (23, Decimal("1.5")), (67, Decimal(4)))
    kroner = Decimal(total) / 100
    places = [place(pk, size) for pk, size in enumerate(sizes)]
    parts = shared(kroner, Terms("r", basis, steps=steps), places).parts
    assert parts is not None
    assert sum(parts.values()) == kroner


def test_a_rule_says_what_is_missing_and_shares_nothing() -> None:
    places = [place(1, 100), place(2, None)]
    found = shared(Decimal(10), Terms("r", Basis.INHABITANTS), places)
    assert found.parts is None
    assert found.missing == ("Sted 2",)
    assert shared(Decimal(10), Terms("r", Basis.USERS), [place(1, 100)]).missing == ("Sted 1",)
    unknown = shared(Decimal(10), Terms("r", Basis.AGE, steps=((0, None),)), [place(1, 100)])
    assert unknown.parts is None
    assert "weights of this rule are not known" in unknown.problem
    assert "no steps" in shared(Decimal(10), Terms("r", Basis.SIZE), [place(1, 100)]).problem
    assert "No municipality" in shared(Decimal(10), Terms("r", Basis.FIXED), []).problem


def test_floor_and_cap_hold_and_cannot_ask_for_more_than_there_is() -> None:
    places = [place(1, 100), place(2, 900)]
    parts = shared(Decimal(1000), Terms("r", Basis.INHABITANTS, floor=Decimal(250)), places).parts
    assert parts == {1: 250, 2: 750}
    parts = shared(Decimal(1000), Terms("r", Basis.INHABITANTS, cap=Decimal(600)), places).parts
    assert parts == {1: 400, 2: 600}
    found = shared(Decimal(100), Terms("r", Basis.FIXED, floor=Decimal(60)), places)
    assert found.parts is None
    assert "lower it" in found.problem
    found = shared(Decimal(1000), Terms("r", Basis.FIXED, cap=Decimal(60)), places)
    assert "raise it" in found.problem


def test_who_loses_most_stands_first_and_sizes_are_told_apart() -> None:
    places = [place(1, 1_000), place(2, 9_000), place(3, 90_000)]
    by_number = shared(Decimal(1000), Terms("a", Basis.INHABITANTS), places)
    equal = shared(Decimal(1000), Terms("b", Basis.FIXED), places)
    found = changes(by_number, equal, places)
    assert [one.place.pk for one in found] == [1, 2, 3]
    assert sum(one.more for one in found) == 0
    assert [(line.number, line.lose, line.win) for line in by_size(found)] == [
        (1, 1, 0),
        (1, 1, 0),
        (1, 0, 1),
    ]
    drawn = scatter(found)
    assert drawn is not None
    assert drawn.more.count("M") == 2
    assert drawn.less.count("M") == 1
    assert changes(by_number, shared(Decimal(1), Terms("c", Basis.USERS), places), places) == []
    assert scatter([]) is None


def test_a_scale_ends_at_a_round_number() -> None:
    assert [step_up(value) for value in (0, 0.7, 1, 3, 41, 100)] == [0, 1, 1, 5, 50, 100]


def test_a_part_is_a_share_or_kroner_and_is_written_as_it_was_read() -> None:
    assert read_part("1/3") == (THIRD, None)
    assert read_part(" 45 % ") == (Fraction(45, 100), None)
    assert read_part("12,5%") == (Fraction(1, 8), None)
    assert read_part("83 600 000 kr") == (None, Decimal("83600000.00"))
    for text in ("1/3", "45 %", "12,5 %", "83600000"):
        share, amount = read_part(text)
        assert write_part(Given("state", share, amount)) == text
    for wrong in ("4/3", "101 %", "-5", "en tredel", "1/0", "nan"):
        with pytest.raises(ValueError, match=r".*"):
            read_part(wrong)
