"""Other assumptions: who overrides whom, and a comparison that is never chance."""

import numpy as np
import pytest
from tests.unit.engines.cost_benefit.cases import BUDGET, INHABITANTS, case, item

from samstyring.engines.cost_benefit import Fixed, InvalidInput, Pert, reckon
from samstyring.engines.cost_benefit.scenarios import Level, Override, apply, compare, reckon_both


def override(value, level=Level.NATION, *names, item="fee", part="amount"):
    return Override(item, part, Fixed(value), level, frozenset(names))


def test_the_nearest_word_counts():
    changed = apply(
        case(item("fee", 10.0, last=0)),
        [
            override(20.0),
            override(30.0, Level.NETWORK, "Fjelldome", "Holmøy"),
            override(40.0, Level.MUNICIPALITY, "Holmøy"),
        ],
    )
    totals = reckon(changed, BUDGET, draws=2).totals()[:, 0]
    np.testing.assert_allclose(totals, -INHABITANTS * [20, 30, 40])


def test_what_is_not_overridden_is_drawn_as_before():
    made = case(item("fee", Pert(5, 10, 20), quantity=Pert(1, 2, 3)))
    changed = apply(made, [override(1.0, Level.MUNICIPALITY, "Holmøy", part="quantity")])
    before, after = reckon(made, BUDGET, draws=50), reckon(changed, BUDGET, draws=50)
    np.testing.assert_allclose(after.totals()[:2], before.totals()[:2])
    amount = before.drawn.values["fee.amount"]
    np.testing.assert_allclose(after.totals()[2], -4 * INHABITANTS[2] * amount)


def test_two_scenarios_item_by_item():
    made = case(item("fee", Pert(5, 10, 20)), item("same", Pert(5, 10, 20)))
    before, after = reckon_both(made, [override(0.0, Level.MUNICIPALITY, "Holmøy")], BUDGET, draws=200)
    first, second = compare(before, after)
    assert (first.code, second.code) == ("fee", "same")
    assert first.change == pytest.approx(-before.totals(items=("fee",))[2].mean())
    assert second.change == 0


@pytest.mark.parametrize(
    ("overrides", "code"),
    [
        ([override(1.0, item="other")], "unknown_item"),
        ([override(1.0, part="name")], "unknown_part"),
        ([override(1.0, Level.NETWORK)], "nobody"),
        ([override(1.0), override(2.0)], "two_values"),
    ],
)
def test_what_contradicts_itself_is_refused(overrides, code):
    with pytest.raises(InvalidInput) as refused:
        apply(case(item("fee")), overrides)
    assert refused.value.code == code
