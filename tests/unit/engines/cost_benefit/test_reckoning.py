"""Whole cases against closed forms, a slow reference and properties that must hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.engines.cost_benefit import reference
from tests.unit.engines.cost_benefit.cases import BUDGET, INHABITANTS, NAMES, SOCIETY, case, item

from samstyring.engines.cost_benefit import (
    Account,
    Adoption,
    Becomes,
    BenefitClass,
    Direction,
    DiscountRates,
    Fixed,
    InvalidInput,
    LogNormal,
    Party,
    PartyClass,
    Pert,
    PriceIndex,
    Recurrence,
    Rules,
    Triangular,
    annuity,
    compensation,
    reckon,
)
from samstyring.engines.cost_benefit.figures import (
    break_even,
    drivers_of_spread,
    hours,
    pay_back,
    probability_of_loss,
    quantiles,
)


def test_a_yearly_cost_is_its_annuity_backwards():
    """The present value of n equal payments from year 1 is their annuity's inverse."""
    result = reckon(case(item("fee", first=1), years=11), SOCIETY, draws=4)
    worth = 1 / annuity(1.0, 0.04, 10)
    np.testing.assert_allclose(result.totals()[:, 0], -10 * INHABITANTS * worth, rtol=1e-12)


def test_rates_fall_in_steps():
    rates = DiscountRates(((0, 0.04), (40, 0.03), (75, 0.02)))
    factors = rates.factors(80)
    assert factors[40] == pytest.approx(1.04**-40)
    assert factors[41] == pytest.approx(1.04**-40 / 1.03)
    assert factors[76] == pytest.approx(1.04**-40 * 1.03**-35 / 1.02)


def test_a_sum_of_normals_has_the_spread_of_a_normal():
    """Eight log-normals with little spread are near to normal: variances add."""
    items = [item(f"i{number}", LogNormal(99.0, 101.0), last=0) for number in range(8)]
    result = reckon(case(*items), BUDGET, draws=40_000)
    total = result.totals()[0] / INHABITANTS[0]
    each = LogNormal(99.0, 101.0)
    spread = each.mean * np.sqrt(np.exp(each.sigma**2) - 1) * np.sqrt(8)
    assert total.std() == pytest.approx(spread, rel=0.02)
    low, middle, high = quantiles(total[None, :])[:, 0]
    assert high - middle == pytest.approx(1.2816 * spread, rel=0.03)
    assert middle - low == pytest.approx(1.2816 * spread, rel=0.03)


def test_the_fast_way_is_the_slow_way():
    curve = Adoption(
        Triangular(0.4, 0.6, 0.9), Pert(0.5, 2, 4), Fixed(3.0), Triangular(0, 0.2, 1), Fixed(0.05)
    )
    items = (
        item("licence", LogNormal(5, 30)),
        item("training", Pert(100, 200, 600), recurrence=Recurrence.ONCE, adoption="use", driver="users"),
        item("start", 40_000.0, recurrence=Recurrence.ONCE, first=1, driver="fixed"),
        item(
            "visits",
            Triangular(300, 400, 800),
            quantity=LogNormal(2, 9),
            direction=Direction.BENEFIT,
            adoption="use",
            driver="growing",
            price_year=2024,
            first=1,
            last=4,
        ),
    )
    growing = np.array([[10.0, 11, 12, 13, 14, 15], [50, 50, 50, 60, 60, 60], [0, 0, 5, 5, 5, 5]])
    drivers = {"inhabitants": INHABITANTS, "users": np.array([5.0, 40, 300]), "growing": growing}
    index = PriceIndex({2024: 95.0, 2025: 98.0, 2026: 100.0}, growth=0.03)
    for rules in (Rules(Account.BUDGET, 2026, index), Rules(Account.SOCIETY, 2026, index, SOCIETY.rates)):
        made = case(*items, years=6, drivers=drivers, curves={"use": curve})
        result = reckon(made, rules, draws=20, seed=5)
        totals = result.totals()
        for municipality in range(3):
            for at in (0, 7, 19):
                slow = reference.total(made, rules, result.drawn, municipality, at)
                assert totals[municipality, at] == pytest.approx(slow, rel=1e-10)
        np.testing.assert_allclose(result.yearly().sum(axis=0), totals.sum(axis=0), rtol=1e-10)


def test_neither_order_nor_workers_nor_other_items_change_a_number():
    first, second, third = (
        item(code, LogNormal(5, 30), driver=driver)
        for code, driver in (("b", "inhabitants"), ("a", "fixed"), ("c", "fixed"))
    )
    together = reckon(case(first, second, third), SOCIETY, draws=500, workers=1)
    turned = reckon(case(third, second, first), SOCIETY, draws=500, workers=3)
    assert np.array_equal(together.totals(), turned.totals())
    alone = reckon(case(second), SOCIETY, draws=500)
    np.testing.assert_allclose(alone.totals(), together.totals(items=("a",)), rtol=1e-12)


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_more_cost_never_raises_a_result(amount, more):
    smaller = reckon(case(item("a", amount), item("b", Pert(1, 2, 9))), SOCIETY, draws=50)
    larger = reckon(case(item("a", amount + more), item("b", Pert(1, 2, 9))), SOCIETY, draws=50)
    assert (larger.totals() <= smaller.totals() + 1e-6).all()


def test_society_pays_for_raising_taxes_and_a_transfer_costs_only_that():
    paid = item("grant", 10.0, party=Party(PartyClass.STATE), last=0)
    got = item("grant got", 10.0, direction=Direction.BENEFIT, party=Party(PartyClass.CITIZEN), last=0)
    result = reckon(case(paid, got), SOCIETY, draws=3)
    np.testing.assert_allclose(result.totals().sum(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(result.society()[:, 0], -0.2 * 10 * INHABITANTS)


def test_saved_time_counts_as_what_it_becomes():
    saved = {"direction": Direction.BENEFIT, "benefit_class": BenefitClass.SAVED_TIME, "last": 0}
    items = [item(becomes.value, 1.0, becomes=becomes, **saved) for becomes in Becomes]
    budget, society = reckon(case(*items), BUDGET, draws=2), reckon(case(*items), SOCIETY, draws=2)
    assert budget.totals()[0, 0] == 1 * INHABITANTS[0]
    assert society.totals()[0, 0] == 2 * INHABITANTS[0]


def test_an_unknown_driver_is_named_and_left_out():
    known = np.array([5.0, np.nan, 7.0])
    result = reckon(case(item("a", 1.0, driver="users", last=0), drivers={"users": known}), BUDGET, draws=2)
    assert result.unknown == {"a": ("Fjelldome",)}
    assert result.incomplete == {"Fjelldome"}
    assert result.totals()[:, 0].tolist() == [-5, 0, -7]


def test_two_organisations_of_one_class_are_told_apart():
    staffing = item("room", 5.0, party=Party(PartyClass.HOSPITAL_TRUST, "staffs"), last=0)
    income = item(
        "income", 9.0, direction=Direction.BENEFIT, party=Party(PartyClass.HOSPITAL_TRUST, "earns"), last=0
    )
    result = reckon(case(staffing, income), BUDGET, draws=2)
    assert result.totals(PartyClass.HOSPITAL_TRUST, organisation="staffs")[0, 0] == -5_000
    assert result.totals(PartyClass.HOSPITAL_TRUST, organisation="earns")[0, 0] == 9_000
    assert result.totals(PartyClass.HOSPITAL_TRUST)[0, 0] == 4_000


def test_two_measures_cannot_save_more_visits_than_there_are():
    saved = {"direction": Direction.BENEFIT, "overlap": "visits", "driver": "users", "last": 1}
    items = (
        item("video", 100.0, quantity=Fixed(6.0), **saved),
        item("phone", 50.0, quantity=Fixed(2.0), **saved),
    )
    made = case(
        *items,
        drivers={"users": np.array([1.0, 10.0, 100.0])},
        caps={"visits": np.array([8.0, 40.0, 1e9])},
    )
    result = reckon(made, BUDGET, draws=3)
    # Claimed 8 (fits), 80 (twice too many), 800 (fits) visits a year, for two years.
    np.testing.assert_allclose(result.totals()[:, 0], [2 * 700, 2 * 7000 / 2, 2 * 70_000])
    (group,) = result.overlaps
    np.testing.assert_allclose(group.claimed, [16, 160, 1600])
    np.testing.assert_allclose(group.kept, [16, 80, 1600])


def test_without_pressure_a_cap_changes_nothing():
    saved = {"direction": Direction.BENEFIT, "driver": "inhabitants", "adoption": "use"}
    items = [item(code, Pert(1, 2, 5), quantity=LogNormal(1, 3), overlap="v", **saved) for code in ("a", "b")]
    curves = {"use": Adoption(half=Pert(0, 1, 3), spread=Fixed(2.0))}
    wide = reckon(case(*items, curves=curves, caps={"v": np.full(3, 1e12)}), SOCIETY, draws=700)
    free = reckon(case(*items, curves=curves), SOCIETY, draws=700)
    np.testing.assert_allclose(wide.totals(), free.totals(), rtol=1e-9)


def test_pay_back_counts_from_the_first_year():
    flow = np.array([[-10.0, 5, -1], [4, 5, -1], [7, 5, -1]])
    found = pay_back(flow)
    assert pay_back(flow[:, :1]).years == (3, 3, 3)
    assert pay_back(flow[:, 1:2]).years == (1, 1, 1)
    assert found.never == pytest.approx(1 / 3)


def test_loss_and_quantiles_are_numpys():
    totals = np.random.default_rng(1).normal(size=(3, 1_001))
    np.testing.assert_allclose(quantiles(totals), np.quantile(totals, [0.1, 0.5, 0.9], axis=1))
    np.testing.assert_allclose(probability_of_loss(totals), (totals < 0).mean(axis=1))


def test_the_number_with_the_spread_drives_it():
    result = reckon(
        case(item("wide", LogNormal(1, 100), last=0), item("narrow", LogNormal(9, 10), last=0)),
        BUDGET,
        draws=2_000,
    )
    first, second = drivers_of_spread(result, result.totals().sum(axis=0))
    assert first.name == "wide.amount"
    assert first.correlation < -0.95
    assert abs(second.correlation) < 0.1


def test_break_even_is_where_the_total_is_zero():
    made = case(
        item("cost", 30.0, last=0),
        item("gain", 10.0, quantity=Fixed(2.0), direction=Direction.BENEFIT, last=0),
    )
    result = reckon(made, BUDGET, draws=5)
    found = break_even(result, "gain")
    assert found.factor == pytest.approx(1.5)
    assert found.amount == pytest.approx(15)
    assert break_even(result, "cost", municipality="Holmøy").amount == pytest.approx(20)
    assert break_even(reckon(case(item("cost", 30.0)), BUDGET, draws=5), "cost").factor == pytest.approx(
        0, abs=1e-6
    )


def test_compensation_leaves_nobody_worse_off_and_takes_from_nobody():
    gain = np.array([0.0, 10.0, 90.0])
    made = case(
        item("fee", 10.0, driver="one", last=0),
        item("gain", LogNormal(0.5, 2), driver="gain", direction=Direction.BENEFIT, last=0),
        item("travel", 5.0, driver="one", direction=Direction.BENEFIT, party=Party(PartyClass.STATE), last=0),
        drivers={"one": np.ones(3), "gain": gain},
    )
    result = reckon(made, BUDGET, draws=4_000)
    found = compensation(result, certainty=0.8)
    after = result.totals(PartyClass.MUNICIPALITY) + np.array(list(found.by_municipality.values()))[:, None]
    assert (np.mean(after >= -1e-9, axis=1) >= 0.8 - 1e-3).all()
    assert found.by_municipality["Eksempelvik"] == pytest.approx(10)
    assert found.by_municipality["Holmøy"] == 0
    assert compensation(result).total < found.total
    assert found.gains == {PartyClass.STATE: pytest.approx(15)}


def test_hours_of_a_profession_by_year():
    made = case(
        item("introduce", 1.0, recurrence=Recurrence.ONCE, hours={"nurse": Fixed(40.0)}, driver="fixed"),
        item(
            "saved", 1.0, direction=Direction.BENEFIT, hours={"nurse": Fixed(15.0)}, driver="fixed", first=2
        ),
    )
    taken = hours(reckon(made, BUDGET, draws=2), "nurse")
    assert taken[0].tolist() == [40, 0, -15, -15]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: item("a", price_year=0), "no_price_year"),
        (lambda: item("a", first=3, last=2), "ends_before_it_starts"),
        (lambda: item("a", benefit_class=BenefitClass.QUALITY), "cost_with_class"),
        (lambda: case(item("a"), years=0), "horizon"),
        (lambda: case(item("a"), years=500), "horizon"),
        (lambda: case(item("a"), item("a")), "code_twice"),
        (lambda: case(item("a", driver="visits")), "unknown_driver"),
        (lambda: case(item("a", adoption="none")), "unknown_curve"),
        (lambda: case(item("a"), drivers={"inhabitants": np.ones(2)}), "shape"),
        (lambda: case(item("a"), drivers={"inhabitants": np.array([1.0, -1, 1])}), "negative"),
        (lambda: reckon(case(item("a", price_year=2020)), BUDGET), "no_index"),
        (lambda: Rules(Account.SOCIETY, 2026, PriceIndex()), "no_rates"),
        (lambda: Rules(Account.BUDGET, 2026, PriceIndex(), DiscountRates(((0, 0.04),))), "mixed"),
        (lambda: DiscountRates(((1, 0.04),)), "steps"),
    ],
)
def test_bad_input_is_refused_with_a_code(make, code):
    with pytest.raises(InvalidInput) as refused:
        make()
    assert refused.value.code == code
    assert refused.value.field


def test_names_stay_in_the_order_given():
    assert reckon(case(item("a")), BUDGET, draws=2).case.municipalities == NAMES
