"""The one measure of how alike municipalities are, and the facts behind it."""

import pytest

from samstyring.apps.actors.likeness import (
    NO_AGES,
    TRAITS,
    USUAL,
    Ages,
    Traits,
    ages_of,
    apart,
    parts,
    weights_from,
)
from samstyring.apps.actors.places import kilometres, neighbours, places


def test_each_of_the_357_has_its_place_and_a_neighbour_sees_it_back() -> None:
    assert len(places()) == 357
    assert all(57 < one.latitude < 72 and 4 < one.longitude < 32 for one in places().values())
    assert all(1 <= one.centrality_class <= 6 and one.area > 0 for one in places().values())
    assert all(number in neighbours()[other] for number, others in neighbours().items() for other in others)


def test_the_way_from_oslo_to_bergen_is_about_300_km() -> None:
    assert 290 < kilometres(places()["0301"], places()["4601"]) < 315


def traits(number: str, inhabitants: int | None = 5000, county: int | None = 1) -> Traits:
    return Traits(county=county, inhabitants=inhabitants, ages=(0.2, 0.6, 0.14, 0.06), place=places()[number])


def test_nothing_is_apart_from_itself_and_the_way_is_the_same_both_ways() -> None:
    one, other = traits("1144", 500), traits("0301", 700_000, 2)
    assert apart(one, one) == 0
    assert apart(one, other) == pytest.approx(apart(other, one))
    assert 0 < apart(one, other) <= 1


def test_ten_times_as_many_inhabitants_is_as_unlike_as_it_gets() -> None:
    assert parts(traits("1144", 500), traits("1144", 5000))["innbyggere"] == pytest.approx(1)
    assert parts(traits("1144", 500), traits("1144", 50_000))["innbyggere"] == 1
    assert parts(traits("1144", 500), traits("1144", 1581))["innbyggere"] == pytest.approx(0.5, abs=0.001)


def test_what_is_not_known_says_neither_alike_nor_unlike() -> None:
    assert set(parts(Traits(), traits("1144")).values()) == {0.5}


def test_weights_can_be_changed_and_nonsense_is_passed_over() -> None:
    only_county = {trait.key: "0" for trait in TRAITS} | {"fylke": "3"}
    weights = weights_from(only_county)
    assert apart(traits("1144"), traits("5601", 9000), weights) == 0
    assert weights_from({"innbyggere": "-1", "areal": "x", "alder": "99"}) == {**USUAL, "alder": 5}
    assert weights_from({trait.key: "0" for trait in TRAITS}) == USUAL


@pytest.mark.parametrize(
    ("ages", "apart"),
    [
        ((0.2, 0.6, 0.14, 0.06), 0.0),
        # Four of a hundred would have to be in another group, and ten is as unlike as it gets.
        ((0.22, 0.56, 0.16, 0.06), 0.4),
        ((0.1, 0.4, 0.3, 0.2), 1.0),
        ((0.2, 0.6, None, 0.06), 0.5),
    ],
)
def test_age_groups_are_compared_by_what_would_have_to_move(ages: Ages, apart: float) -> None:
    assert parts(traits("1144"), Traits(ages=ages))["aldersgrupper"] == pytest.approx(apart)


def test_parts_of_age_groups_are_known_only_where_both_figures_are() -> None:
    assert ages_of(200, (40, 120, None, 10)) == (0.2, 0.6, None, 0.05)
    assert ages_of(None, (40, 120, 30, 10)) == NO_AGES
    assert Traits(ages=ages_of(200, (40, 120, 30, 10))).old == 0.05
